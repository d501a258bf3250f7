import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { boxesIn } from './asked-company.ts'

const kills = Number(process.env['NHIP_KILLS'] ?? 4)

/** Runs until killed after so many milliseconds of answering; gives the last answer that was thanked for. */
const answeredUntilKilled = (folder: string, round: string, from: number, milliseconds: number): Promise<number> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, ['test/pulse/answering-process.ts', folder, round, String(from)])
    let [said, wrong] = ['', '']
    child.stdout.on('data', (text: Buffer) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), milliseconds)
      said += text.toString()
    })
    child.stderr.on('data', (text: Buffer) => {
      wrong += text.toString()
    })
    child.on('exit', () => {
      const last = said.trimEnd().split('\n').at(-1)
      if (last) done(Number(last))
      else failed(new Error(wrong))
    })
  })

test('killed at any moment of answering, every answer thanked for is there once, with its link used', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-killed-'))
  try {
    const round = '00000000-0000-4000-8000-000000000001'
    let next = 0
    for (let kill = 0; kill < kills; kill++) {
      const thanked = await answeredUntilKilled(folder, round, next, 20 + 37 * kill)
      const { spent, ballots, comments } = boxesIn(folder).read(round)
      // One more may have been written whose thanks never came.
      expect([thanked + 1, thanked + 2]).toContain(ballots.length)
      const expected = ballots.map((_, i) => i)
      expect(spent.map((mark) => Number(mark.slice(5))).sort((a, b) => a - b)).toEqual(expected)
      expect(comments.map((text) => Number(text.slice(7))).sort((a, b) => a - b)).toEqual(expected)
      next = ballots.length
    }
    expect(next).toBeGreaterThan(kills)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
