import { expect, test } from 'vitest'
import type { Job } from '#core/job.ts'
import { runJobs } from './run-jobs.ts'

const soon = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

test('a job runs again after its pause, never twice at once, and a failing one does not end it or the others', async () => {
  const failures: string[] = []
  let [rounds, inside, mostInside, failing] = [0, 0, 0, 0]
  const slow: Job = {
    name: 'rows.count',
    every: 0.005,
    run: async () => {
      inside += 1
      mostInside = Math.max(mostInside, inside)
      await soon(15)
      inside -= 1
      rounds += 1
    },
  }
  const broken: Job = {
    name: 'rows.break',
    every: 0.005,
    run: async () => {
      failing += 1
      throw new Error('broken')
    },
  }
  const stop = runJobs([slow, broken], (name, error) => failures.push(`${name}: ${(error as Error).message}`))
  while (rounds < 3 || failing < 3) await soon(5)
  await stop()
  expect(mostInside).toBe(1)
  expect(new Set(failures)).toEqual(new Set(['rows.break: broken']))
  const after = rounds
  await soon(40)
  expect(rounds).toBe(after)
})

test('stopping tells a running round and waits for it', async () => {
  let ended = false
  let begun = (): void => undefined
  const running = new Promise<void>((done) => {
    begun = done
  })
  const stop = runJobs(
    [
      {
        name: 'rows.wait',
        every: 0.001,
        run: (signal) =>
          new Promise((done) => {
            begun()
            signal.addEventListener('abort', () =>
              setTimeout(() => {
                ended = true
                done()
              }, 10),
            )
          }),
      },
    ],
    () => undefined,
  )
  await running
  await stop()
  expect(ended).toBe(true)
})
