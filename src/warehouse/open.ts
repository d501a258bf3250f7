import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '#core/fault.ts'
import type { Cell, Row, Warehouse } from '#core/warehouse.ts'
import { conformedDdl } from './schema.ts'
import type { Request } from './worker.ts'

/** `Omit` that keeps the alternatives of a union apart. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

type Answer = { readonly id: number; readonly value?: unknown; readonly error?: string; readonly chunk?: Table }
type Table = { readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void; chunk?: (table: Table) => void }

const workerFile = (): string =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './warehouse-worker.js', import.meta.url))

const objects = (table: Table): Row[] =>
  table.rows.map((row) => Object.fromEntries(table.columns.map((column, i) => [column, row[i] ?? null])))

export type WarehouseOptions = {
  /** Database file, or `:memory:`. */
  readonly file: string
  /** Folders the engine may read and write besides its own file; it can reach nothing else. */
  readonly folders?: readonly string[]
  /** Most memory the engine may take, e.g. `600MB`. */
  readonly memory?: string
}

/**
 * Starts the engine's process and opens the database in it, with the conformed tables made if missing.
 * If the process dies (a fatal engine error), waiting calls fail with Fault `warehouse.stopped` and the
 * next call starts a new process on the same file.
 */
export const openWarehouse = async (options: WarehouseOptions): Promise<Warehouse> => {
  const temporary = options.file === ':memory:' ? '/tmp' : join(dirname(options.file), 'spill')
  if (options.file !== ':memory:') mkdirSync(temporary, { recursive: true, mode: 0o700 })
  const waiting = new Map<number, Waiting>()
  let count = 0
  let child: ChildProcess | undefined
  let closed = false

  const start = async (): Promise<void> => {
    const started = fork(workerFile(), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    })
    child = started
    started.on('message', (answer: Answer) => {
      const entry = waiting.get(answer.id)
      if (!entry) return
      if (answer.chunk) return entry.chunk?.(answer.chunk)
      waiting.delete(answer.id)
      if (answer.error === undefined) entry.resolve(answer.value)
      else entry.reject(new Error(answer.error))
    })
    started.on('exit', () => {
      if (child === started) child = undefined
      for (const entry of waiting.values()) entry.reject(new Fault('warehouse.stopped'))
      waiting.clear()
    })
    await send({
      do: 'open',
      file: options.file,
      memory: options.memory ?? '600MB',
      temporary,
      folders: [...(options.folders ?? []), temporary],
      readOnly: false,
    })
    await send({ do: 'transact', statements: conformedDdl() })
  }

  const send = (request: Without<Request, 'id'>, chunk?: (table: Table) => void): Promise<unknown> => {
    const id = ++count
    return new Promise((resolve, reject) => {
      if (!child) return reject(new Fault('warehouse.stopped'))
      waiting.set(id, { resolve, reject, ...(chunk ? { chunk } : {}) })
      child.send({ id, ...request })
    })
  }

  const call = async (request: Without<Request, 'id'>, chunk?: (table: Table) => void): Promise<unknown> => {
    if (closed) throw new Fault('warehouse.stopped')
    if (!child) await start()
    return send(request, chunk)
  }

  await start()
  return {
    query: async (sql) => objects((await call({ do: 'query', sql })) as Table),
    run: async (sql) => objects((await call({ do: 'run', sql })) as Table),
    transact: async (statements) => {
      await call({ do: 'transact', statements })
    },
    stream: async (sql, each) => {
      let last: Promise<void> = Promise.resolve()
      await call({ do: 'stream', sql }, (table) => {
        last = last.then(() => each(objects(table)))
      })
      await last
    },
    append: async (table, rows) => {
      for (let at = 0; at < rows.length; at += 20_000)
        await call({ do: 'append', table, rows: rows.slice(at, at + 20_000) })
    },
    close: async () => {
      if (closed) return
      const ended = child
      if (ended) {
        await send({ do: 'close' })
        closed = true
        const gone = new Promise((resolve) => ended.once('exit', resolve))
        ended.disconnect()
        await gone
      }
      closed = true
    },
  }
}
