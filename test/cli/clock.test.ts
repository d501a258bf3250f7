import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'nhip-clock-'))
const now = '2026-11-18T04:40:00Z'
let server: ChildProcess

const environment = (moment: string | null): NodeJS.ProcessEnv => {
  const { NHIP_NOW: _, ...rest } = process.env
  return { ...rest, NHIP_DATA: folder, ...(moment ? { NHIP_NOW: moment } : {}) }
}

beforeAll(async () => {
  server = spawn(process.execPath, ['dist/nhip.js', 'start', '--port', '0'], { env: environment(now), stdio: 'ignore' })
  while (!existsSync(join(folder, 'server.json'))) await pause(50)
})
afterAll(async () => {
  server.kill('SIGTERM')
  await once(server, 'exit')
  rmSync(folder, { recursive: true, force: true })
})

const kpis = (moment: string | null) =>
  spawnSync(process.execPath, ['dist/nhip.js', 'kpis', '--lang', 'en'], { encoding: 'utf8', env: environment(moment) })

test('a command that fixes another clock than the server’s is told so, not answered by that of the server', () => {
  const other = kpis('2026-01-01T00:00:00Z')
  expect([other.status, other.stdout]).toEqual([1, ''])
  expect(other.stderr).toContain('NHIP_NOW=2026-01-01T00:00:00Z')
  expect(other.stderr).toContain(now)
})

test('one that fixes the same, or none, is answered', () => {
  expect([kpis(now).status, kpis(null).status]).toEqual([0, 0])
})
