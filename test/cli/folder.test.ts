import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'nhip-folder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const nhip = (...words: string[]) => {
  const { NHIP_DATA: _, ...rest } = process.env
  const env = { ...rest, NHIP_NOW: '2026-11-18T04:40:00Z' }
  return spawnSync(process.execPath, [resolve('dist/nhip.js'), ...words], { cwd: folder, encoding: 'utf8', env })
}

const footfall = (visitors: number): string => {
  const file = join(folder, `${visitors}.csv`)
  writeFileSync(file, `location_id,on,visitors\nS1,2026-11-16,${visitors}\n`)
  return file
}

const visitors = (): [number | null, boolean] => {
  const { stdout, stderr } = nhip('metric', 'footfall', '--period', '2026-11', '--json', '--lang', 'en')
  return [JSON.parse(stdout).value, stderr.includes('invented company')]
}

test('while nothing of one’s own stands, what is asked is asked about the demo company, and said so', () => {
  expect(nhip('import', footfall(41), '--as', 'footfall', '--data', 'nhip-demo').status).toBe(0)
  writeFileSync(join(folder, 'nhip-demo', 'demo.json'), '{"until":"2026-11-18T11:40:00"}')
  expect(visitors()).toEqual([41, true])
  expect(existsSync(join(folder, 'nhip-data'))).toBe(false)
})

test('a file brought in is one’s own, and from then on so is what is asked', () => {
  expect(nhip('import', footfall(7), '--as', 'footfall').status).toBe(0)
  expect(visitors()).toEqual([7, false])
  expect(
    JSON.parse(nhip('metric', 'footfall', '--period', '2026-11', '--json', '--data', 'nhip-demo').stdout).value,
  ).toBe(41)
})
