import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { diskFullOr } from '#core/disk-full.ts'
import { Fault } from '#core/fault.ts'
import type { Cell, Columns, Row, Warehouse, Writing } from '#core/warehouse.ts'
import type { Request } from './engine.ts'
import { takeEngine } from './engine-process.ts'
import { schemaDdl, schemaDigest } from './schema.ts'

/** `Omit` that keeps the alternatives of a union apart. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

type Answer = { readonly id: number; readonly value?: unknown; readonly error?: string; readonly chunk?: Table }
type Table = { readonly columns: readonly string[]; readonly data: readonly (readonly Cell[])[] }
type Waiting = { resolve: (value: unknown) => void; reject: (error: unknown) => void; chunk?: (table: Table) => void }

const objects = ({ columns, data }: Table): Row[] =>
  Array.from({ length: data[0]?.length ?? 0 }, (_, row) => {
    const made: Record<string, Cell> = {}
    for (let i = 0; i < columns.length; i++) made[columns[i]!] = data[i]![row] ?? null
    return made
  })

export type WarehouseOptions = {
  /** Database file, or `:memory:`. */
  readonly file: string
  /** Folders the engine may read and write besides its own file; it can reach nothing else. */
  readonly folders?: readonly string[]
  /** Most memory the engine may take, e.g. `600MB`. */
  readonly memory?: string
}

export type OpenedWarehouse = Warehouse & {
  /** A database of the same kind in another file, for building a new one beside this. */
  readonly beside: (suffix: string) => Promise<OpenedWarehouse>
  /** Puts a finished, closed database file in the place of this one; calls made meanwhile wait. */
  readonly replaceWith: (file: string) => Promise<void>
  readonly file: string
  /** Number of the engine's process: grows when one died and another was started, temporary tables then being gone. */
  readonly generation: () => number
}

const inMemory = ':memory:'

/** How long another process's hold on the file is waited for: a killed application's engine ends a moment after it. */
const lockPatience = 10_000

const remove = (file: string): void => {
  for (const path of [file, `${file}.wal`]) rmSync(path, { force: true })
}

/**
 * Starts the engine's process and opens the database in it, with the conformed tables made if missing. The file
 * is a projection: one of another shape, or one the engine cannot read, is put aside and an empty one begun.
 * If the process dies (a fatal engine error), waiting calls fail with Fault `warehouse.stopped` and the
 * next call starts a new process on the same file.
 * @throws Fault `data.in_use`, `disk.full`
 */
export const openWarehouse = async (options: WarehouseOptions): Promise<OpenedWarehouse> => {
  const temporary = options.file === inMemory ? '/tmp' : join(dirname(options.file), 'spill')
  if (options.file !== inMemory) mkdirSync(temporary, { recursive: true, mode: 0o700 })
  const waiting = new Map<number, Waiting>()
  let count = 0
  let child: ChildProcess | undefined
  let starting: Promise<void> | undefined
  let generation = 0
  let closed = false

  /** A process is gone, as its end, its channel or a failed message tells first: everything waiting fails. */
  const lost = (gone: ChildProcess): void => {
    if (child !== gone) return
    child = undefined
    for (const entry of waiting.values()) entry.reject(new Fault('warehouse.stopped'))
    waiting.clear()
  }

  const send = (request: Without<Request, 'id'>, chunk?: (table: Table) => void): Promise<unknown> => {
    const id = ++count
    return new Promise((resolve, reject) => {
      const asked = child
      if (!asked?.connected) return reject(new Fault('warehouse.stopped'))
      waiting.set(id, { resolve, reject, ...(chunk ? { chunk } : {}) })
      asked.send({ id, ...request }, (error) => {
        if (error) lost(asked)
      })
    })
  }

  const stop = async (): Promise<void> => {
    const ended = child
    if (!ended) return
    const gone = new Promise((resolve) => ended.once('exit', resolve))
    await send({ do: 'close' }).catch(() => undefined)
    // The file is closed; what else the process would do to end takes long and changes nothing.
    ended.kill('SIGKILL')
    if (ended.exitCode === null && ended.signalCode === null) await gone
    child = undefined
  }

  /** @returns digest of the shape the file's tables have; null where it has none */
  const launch = async (): Promise<Cell> => {
    const started = takeEngine()
    child = started
    generation++
    started.on('message', (answer: Answer) => {
      const entry = waiting.get(answer.id)
      if (!entry) return
      if (answer.chunk) return entry.chunk?.(answer.chunk)
      waiting.delete(answer.id)
      if (answer.error === undefined) entry.resolve(answer.value)
      else entry.reject(diskFullOr(new Error(answer.error), options.file))
    })
    started.on('disconnect', () => lost(started))
    started.on('exit', () => lost(started))
    const about = await send({
      do: 'open',
      file: options.file,
      memory: options.memory ?? '600MB',
      temporary,
      folders: [...(options.folders ?? []), temporary],
      readOnly: false,
      ask: 'select schema_sha256 from about',
    })
    return about ? (objects(about as Table)[0]?.['schema_sha256'] ?? null) : null
  }

  /** Opens the file, waiting for a process that is just ending; puts aside what is no database the engine can read. */
  const launchPatiently = async (): Promise<Cell> => {
    let putAside = false
    for (let waited = 0; ; ) {
      try {
        return await launch()
      } catch (error) {
        await stop()
        if (error instanceof Fault && error.code !== 'warehouse.stopped') throw error
        const text = error instanceof Error ? error.message : ''
        if (/lock on file/i.test(text)) {
          if (waited >= lockPatience) {
            const pid = /PID (\d+)/.exec(text)?.[1] ?? '?'
            throw new Fault('data.in_use', { folder: dirname(options.file), pid })
          }
          waited += 100
          await pause(100)
        } else if (!putAside && options.file !== inMemory && existsSync(options.file) && !/permission/i.test(text)) {
          putAside = true
          renameSync(options.file, `${options.file}.damaged`)
          rmSync(`${options.file}.wal`, { force: true })
        } else throw error
      }
    }
  }

  const start = async (): Promise<void> => {
    const fresh = options.file === inMemory || !existsSync(options.file)
    const found = await launchPatiently()
    if (fresh) return void (await send({ do: 'transact', statements: schemaDdl() }))
    if (found === schemaDigest()) return
    await stop()
    remove(options.file)
    await launchPatiently()
    await send({ do: 'transact', statements: schemaDdl() })
  }

  const ready = async (): Promise<void> => {
    if (closed) throw new Fault('warehouse.stopped')
    if (starting) await starting
    if (child) return
    starting = start().finally(() => {
      starting = undefined
    })
    await starting
  }

  const call = async (request: Without<Request, 'id'>, chunk?: (table: Table) => void): Promise<unknown> => {
    await ready()
    return send(request, chunk)
  }

  const appendWith = async (table: string, rows: readonly (readonly Cell[])[], inside: boolean): Promise<void> => {
    for (let at = 0; at < rows.length; at += 20_000)
      await (inside ? send : call)({ do: 'append', table, rows: rows.slice(at, at + 20_000), inside })
  }

  const inside: Writing = {
    run: async (sql) => objects((await send({ do: 'run', sql, inside: true })) as Table),
    append: (table, rows) => appendWith(table, rows, true),
  }

  await ready()
  return {
    file: options.file,
    generation: () => generation,
    query: async (sql) => {
      const ask = async (): Promise<Row[]> => objects((await call({ do: 'query', sql })) as Table)
      // A question changes nothing, so it may be asked again of the process that follows.
      return ask().catch((error: unknown) => {
        if (closed || !(error instanceof Fault) || error.code !== 'warehouse.stopped') throw error
        return ask()
      })
    },
    run: async (sql) => objects((await call({ do: 'run', sql })) as Table),
    transact: async (statements) => {
      await call({ do: 'transact', statements })
    },
    transaction: async (work) => {
      await call({ do: 'begin' })
      const begun = generation
      const sameProcess = (): boolean => begun === generation && child !== undefined
      let result: Awaited<ReturnType<typeof work>>
      try {
        result = await work(inside)
        if (!sameProcess()) throw new Fault('warehouse.stopped')
      } catch (error) {
        if (sameProcess()) await send({ do: 'rollback' }).catch(() => undefined)
        throw error
      }
      await send({ do: 'commit' })
      return result
    },
    stream: async (sql, each) => {
      let last: Promise<void> = Promise.resolve()
      await call({ do: 'stream', sql }, (table) => {
        last = last.then(() => each(objects(table)))
        // Waited for below; until then a taker that fails is nobody's yet, and must not end the program.
        last.catch(() => undefined)
      })
      await last
    },
    columns: async (sql) => (await call({ do: 'columns', sql })) as Columns,
    append: (table, rows) => appendWith(table, rows, false),
    beside: (suffix) => {
      const file = options.file === inMemory ? inMemory : `${options.file}${suffix}`
      if (file !== inMemory) remove(file)
      return openWarehouse({ ...options, file })
    },
    replaceWith: async (file) => {
      await ready()
      starting = (async () => {
        await stop()
        rmSync(`${options.file}.wal`, { force: true })
        renameSync(file, options.file)
        await start()
      })().finally(() => {
        starting = undefined
      })
      await starting
    },
    close: async () => {
      if (closed) return
      if (starting) await starting.catch(() => undefined)
      closed = true
      await stop()
    },
  }
}
