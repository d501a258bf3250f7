import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { oneAtATime } from '#core/one-at-a-time.ts'
import type { PageRead, PageReader, PageToRead } from '#core/prices/page-reader.ts'

// Bundled, this file may be a part of any chunk; the worker stands beside it all the same.
const workerFile = (): string =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './page-worker.ts' : './page-worker.js', import.meta.url))

/** Milliseconds and megabytes one page may take; a usual one takes 20 and 30. */
export type ReaderLimits = { readonly patience: number; readonly memory: number }

const usualLimits: ReaderLimits = { patience: 5_000, memory: 256 }

/** Opens a thread that reads pages one after another. It is started with the first, and anew after one it died of. */
export const openPageReader = (limits: ReaderLimits = usualLimits): PageReader => {
  let worker: Worker | null = null
  const start = (): Worker => {
    const started = new Worker(workerFile(), {
      resourceLimits: { maxOldGenerationSizeMb: limits.memory, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      env: {},
      execArgv: [],
    })
    started.on('error', () => undefined)
    started.on('exit', () => {
      if (worker === started) worker = null
    })
    return started
  }
  const end = async (): Promise<void> => {
    const ended = worker
    worker = null
    await ended?.terminate()
  }
  const readOne = (page: PageToRead): Promise<PageRead | null> => {
    const reading = worker ?? start()
    worker = reading
    reading.ref()
    return new Promise((done) => {
      const finish = (result: PageRead | null): void => {
        clearTimeout(timer)
        reading.removeAllListeners('message')
        reading.off('exit', died)
        reading.unref()
        done(result)
      }
      const died = (): void => finish(null)
      const timer = setTimeout(() => void end().then(() => finish(null)), limits.patience)
      reading.on('exit', died)
      reading.on('message', (answer: { readonly read?: PageRead }) => finish(answer.read ?? null))
      reading.postMessage(page)
    })
  }
  const inTurn = oneAtATime()
  return { read: (page) => inTurn(() => readOne(page)), close: end }
}
