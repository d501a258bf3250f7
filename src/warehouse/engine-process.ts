import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// Bundled, this file may be a part of any chunk; the worker stands beside it all the same.
const workerFile = (): string =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './warehouse-worker.js', import.meta.url))

const start = (): ChildProcess =>
  fork(workerFile(), { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] })

let prepared: ChildProcess | undefined

/** Starts the engine's process ahead, while the program that will need it is still being loaded. It keeps nobody from ending, and ends with us. */
export const prepareEngine = (): void => {
  prepared = start()
  prepared.unref()
  prepared.channel?.unref()
}

/** A process of the engine: the one prepared, where it stands, or a new one. */
export const takeEngine = (): ChildProcess => {
  const ready = prepared
  prepared = undefined
  if (!ready?.connected) return start()
  ready.ref()
  ready.channel?.ref()
  return ready
}
