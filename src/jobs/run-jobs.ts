import type { Job } from '#core/job.ts'

/**
 * Runs each job again and again, never twice at once, until stopped. One that fails is told to `failed` and runs again
 * at its next turn; the others go on.
 * @returns stops them: resolves once no round is running any more
 */
export const runJobs = (
  jobs: readonly Job[],
  failed: (name: string, error: unknown) => void,
): (() => Promise<void>) => {
  const stopping = new AbortController()
  const loops = jobs.map(async ({ name, every, run }) => {
    while (await waited(every * 1000, stopping.signal))
      try {
        await run(stopping.signal)
      } catch (error) {
        if (!stopping.signal.aborted) failed(name, error)
      }
  })
  return async () => {
    stopping.abort()
    await Promise.all(loops)
  }
}

/** Whether the time went by before it was stopped. */
const waited = (milliseconds: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((done) => {
    if (signal.aborted) return done(false)
    const stopped = (): void => {
      clearTimeout(timer)
      done(false)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stopped)
      done(true)
    }, milliseconds)
    signal.addEventListener('abort', stopped, { once: true })
  })
