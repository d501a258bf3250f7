/**
 * The analytics engine in a process of its own: a fatal engine error ends this process only, and the
 * application starts another. Spoken to over the parent's message channel, one request per id.
 */
import {
  type DuckDBConnection,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import { oneAtATime } from '#core/one-at-a-time.ts'
import { readColumns } from './read-columns.ts'

export type Request = { readonly id: number } & (
  | {
      readonly do: 'open'
      readonly file: string
      readonly memory: string
      readonly temporary: string
      readonly folders: readonly string[]
      readonly readOnly: boolean
      /** Asked as soon as it is open; an answer of null says that it could not be. */
      readonly ask?: string
    }
  | { readonly do: 'query' | 'columns'; readonly sql: string }
  | { readonly do: 'run'; readonly sql: string; readonly inside?: boolean }
  | { readonly do: 'transact'; readonly statements: readonly string[] }
  | { readonly do: 'stream'; readonly sql: string }
  | {
      readonly do: 'append'
      readonly table: string
      readonly rows: readonly (readonly unknown[])[]
      readonly inside?: boolean
    }
  | { readonly do: 'begin' | 'commit' | 'rollback' }
  | { readonly do: 'close' }
)

let instance: DuckDBInstance | undefined
let writer: DuckDBConnection
let readers: DuckDBConnection[] = []
let next = 0
/** Writing requests wait for each other; a reader never waits for them. */
const inTurn = oneAtATime()

const timestamps = [
  DuckDBTimestampValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
]

const iso = (text: string): string => text.replace(' ', 'T')

const plain = (value: DuckDBValue): unknown => {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof DuckDBDecimalValue) return Number(value.toString())
  if (timestamps.some((kind) => value instanceof kind)) return iso(value.toString())
  if (value instanceof DuckDBListValue) return value.items.map(plain)
  return value.toString()
}

/** Values of one column: of one type, so that its first tells whether all can cross as they are. */
const plainColumn = (values: readonly DuckDBValue[]): readonly unknown[] => {
  const first = values.find((value) => value !== null)
  return first === undefined || plain(first) === first ? values : values.map(plain)
}

/** Column by column: that is how the engine holds them, and half the work of row by row on both sides. */
const tableOf = async (connection: DuckDBConnection, sql: string): Promise<unknown> => {
  const reader = await connection.runAndReadAll(sql)
  return { columns: reader.columnNames(), data: reader.getColumns().map(plainColumn) }
}

const open = async (request: Extract<Request, { do: 'open' }>): Promise<unknown> => {
  instance = await DuckDBInstance.create(request.file, {
    memory_limit: request.memory,
    temp_directory: request.temporary,
    ...(request.readOnly ? { access_mode: 'READ_ONLY' } : {}),
  })
  writer = await instance.connect()
  const folders = request.folders.map((folder) => `'${folder.replaceAll("'", "''")}'`).join(', ')
  await writer.run(`set allowed_directories = [${folders}]`)
  await writer.run('set enable_external_access = false')
  // Of a table filled in the same transaction the engine guesses few rows, and would compare each with each.
  await writer.run('set global asof_loop_join_threshold = 0')
  // Trying this one on every column of text costs a tenth of each import and saves a seventh of the file.
  await writer.run("set global disabled_compression_methods = 'fsst'")
  await writer.run('set lock_configuration = true')
  readers = [await instance.connect(), await instance.connect()]
  return request.ask === undefined ? null : tableOf(writer, request.ask).catch(() => null)
}

const transact = async (statements: readonly string[]): Promise<null> => {
  await writer.run('begin transaction')
  try {
    for (const statement of statements) await writer.run(statement)
    await writer.run('commit')
  } catch (error) {
    await writer.run('rollback').catch(() => undefined)
    throw error
  }
  return null
}

/** Ends the turn of the transaction in progress. */
let endTurn: () => void = () => undefined

/** Resolves once the transaction is open; its turn lasts until `commit` or `rollback`. */
const begin = (): Promise<null> =>
  new Promise((resolve, reject) => {
    inTurn(async () => {
      await writer.run('begin transaction')
      const ended = new Promise<void>((end) => {
        endTurn = end
      })
      resolve(null)
      await ended
    }).catch(reject)
  })

const end = async (how: 'commit' | 'rollback'): Promise<null> => {
  try {
    await writer.run(how)
  } catch (error) {
    await writer.run('rollback').catch(() => undefined)
    throw error
  } finally {
    endTurn()
  }
  return null
}

const append = async (request: Extract<Request, { do: 'append' }>): Promise<null> => {
  const appender = await writer.createAppender(request.table)
  for (const row of request.rows) {
    for (const cell of row) {
      if (cell === null) appender.appendNull()
      else if (typeof cell === 'number') appender.appendDouble(cell)
      else if (typeof cell === 'boolean') appender.appendBoolean(cell)
      else appender.appendVarchar(String(cell))
    }
    appender.endRow()
  }
  appender.closeSync()
  return null
}

/** On a connection of its own: whatever else is asked on one ends what still streams there, without an error. */
const stream = async (id: number, sql: string): Promise<null> => {
  const connection = await instance!.connect()
  try {
    const result = await connection.stream(sql)
    const columns = result.columnNames()
    for (;;) {
      const chunk = await result.fetchChunk()
      if (!chunk || chunk.rowCount === 0) return null
      await new Promise<void>((resolve) =>
        process.send!({ id, chunk: { columns, data: chunk.getColumns().map(plainColumn) } }, undefined, undefined, () =>
          resolve(),
        ),
      )
    }
  } finally {
    connection.disconnectSync()
  }
}

/** On a connection of its own, so that what is asked beside it does not wait. */
const columnsOf = async (sql: string): Promise<unknown> => {
  const connection = await instance!.connect()
  try {
    return await readColumns(await connection.run(sql))
  } finally {
    connection.disconnectSync()
  }
}

const answer = (request: Request): Promise<unknown> => {
  switch (request.do) {
    case 'open':
      return open(request)
    case 'query':
      return tableOf(readers[next++ % readers.length]!, request.sql)
    case 'columns':
      return columnsOf(request.sql)
    case 'run':
      return request.inside ? tableOf(writer, request.sql) : inTurn(() => tableOf(writer, request.sql))
    case 'transact':
      return inTurn(() => transact(request.statements))
    case 'stream':
      return stream(request.id, request.sql)
    case 'append':
      return request.inside ? append(request) : inTurn(() => append(request))
    case 'begin':
      return begin()
    case 'commit':
    case 'rollback':
      return end(request.do)
    case 'close':
      return inTurn(async () => {
        for (const connection of [writer, ...readers]) connection.disconnectSync()
        instance?.closeSync()
      })
  }
}

process.on('message', (request: Request) => {
  answer(request).then(
    (value) => process.send!({ id: request.id, value }),
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      // After a fatal error the engine refuses everything, and opening it again in one process is not safe.
      const fatal = /FATAL|database has been invalidated/.test(message)
      process.send!({ id: request.id, error: message }, undefined, undefined, () => fatal && process.exit(70))
    },
  )
})
process.on('disconnect', () => process.exit(0))
