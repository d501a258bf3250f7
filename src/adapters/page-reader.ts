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

type Started = { readonly worker: Worker; readonly ready: Promise<void> }

/** Opens a thread that reads pages one after another. It is started with the first, and anew after one it died of. */
export const openPageReader = (limits: ReaderLimits = usualLimits): PageReader => {
  let current: Started | null = null
  const start = (): Started => {
    const worker = new Worker(workerFile(), {
      resourceLimits: { maxOldGenerationSizeMb: limits.memory, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      env: {},
      execArgv: [],
    })
    // Loading its program is not the page's time.
    const ready = new Promise<void>((done) => {
      worker.once('message', () => done())
      worker.once('exit', () => done())
    })
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (current?.worker === worker) current = null
    })
    return { worker, ready }
  }
  const end = async (): Promise<void> => {
    const ended = current
    current = null
    await ended?.worker.terminate()
  }
  const readOne = async (page: PageToRead): Promise<PageRead | null> => {
    const started = current ?? start()
    current = started
    const { worker, ready } = started
    worker.ref()
    await ready
    return new Promise((done) => {
      const finish = (result: PageRead | null): void => {
        clearTimeout(timer)
        worker.off('message', told)
        worker.off('exit', died)
        worker.unref()
        done(result)
      }
      const died = (): void => finish(null)
      const told = (answer: { readonly read?: PageRead }): void => finish(answer.read ?? null)
      const timer = setTimeout(() => void end().then(died), limits.patience)
      if (current !== started) return died()
      worker.on('exit', died)
      worker.on('message', told)
      worker.postMessage(page)
    })
  }
  const inTurn = oneAtATime()
  return { read: (page) => inTurn(() => readOne(page)), close: end }
}
