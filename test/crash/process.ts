import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Order, Reply } from './application.ts'

/** An invariant that does not hold. */
export class Broken extends Error {}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Bundles the application once, so that starting it costs little. */
export const bundle = async (): Promise<string> => {
  const out = join(root, 'node_modules', '.cache', `nhip-crash-${process.pid}`)
  await build({
    entryPoints: {
      application: join(root, 'test/crash/application.ts'),
      'warehouse-worker': join(root, 'src/warehouse/worker.ts'),
      'sheet-child': join(root, 'src/adapters/tables/sheet-child.ts'),
    },
    outdir: out,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    logLevel: 'error',
    external: ['@duckdb/node-api', 'better-sqlite3', '@node-rs/argon2'],
    banner: {
      js: "import { createRequire as nhipRequire } from 'node:module'; const require = nhipRequire(import.meta.url);",
    },
  })
  return out
}

export type Running = {
  readonly child: ChildProcess
  readonly ask: (order: Order) => Promise<Reply>
  readonly kill: () => Promise<void>
}

export const launch = (bundled: string, folder: string): Running & { readonly ready: Promise<void> } => {
  const child = fork(join(bundled, 'application.js'), [folder], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    serialization: 'advanced',
  })
  let errors = ''
  child.stderr!.on('data', (chunk: Buffer) => {
    errors += String(chunk)
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const next = (): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const ended = (): void => {
        child.off('message', answered)
        reject(new Broken(`the application ended by itself: ${errors.slice(0, 2_000)}`))
      }
      const answered = (message: unknown): void => {
        child.off('exit', ended)
        resolve(message as Reply)
      }
      child.once('message', answered)
      child.once('exit', ended)
    })
  return {
    child,
    ready: next().then(() => undefined),
    ask: (order) => {
      const answer = next()
      child.send(order)
      return answer
    },
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Processes the application itself started: the engine's. */
export const workersOf = (child: ChildProcess): number[] => {
  try {
    return execFileSync('pgrep', ['-P', String(child.pid)])
      .toString()
      .trim()
      .split('\n')
      .map(Number)
  } catch {
    return []
  }
}
