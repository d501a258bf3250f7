import type { Table, TableContext } from '#core/metric.ts'
import { name, quote } from '#core/sql.ts'
import type { Cell, Row, Writing } from '#core/warehouse.ts'

/** What is still to be worked out of a table with a `fit`. */
export type Fitting = {
  /** Works out its next part; false where none was left. */
  readonly next: () => boolean
  /** Works out what is left, and fills the table. */
  readonly fill: () => Promise<void>
}

/** Makes the table empty, and reads what its rows are to be worked out from. */
export const startFitting = async (
  writing: Writing,
  { name: table, fit }: Table,
  create: string,
  context: TableContext,
  redefined: boolean,
): Promise<Fitting> => {
  const { from, compute, apart = () => '' } = fit!
  const standing = redefined ? [] : await writing.run(`select * from ${name(table)}`)
  await writing.run(create)
  const known = Map.groupBy(standing, apart)
  const read = await writing.run(from(context))
  const parts = fit!.apart ? [...Map.groupBy(read, apart)] : [['', read] as const]
  const rows: Row[] = []
  let at = 0
  const next = (): boolean => {
    const part = parts[at++]
    if (part) rows.push(...compute(part[1], context, known.get(part[0]) ?? []))
    return part !== undefined
  }
  return {
    next,
    fill: async () => {
      while (next());
      const columns = await writing.run(
        `select column_name from duckdb_columns() where table_name = ${quote(table)} and schema_name = 'main' order by column_index`,
      )
      const inOrder = columns.map((column) => String(column['column_name']))
      const cells = rows.map((row): Cell[] => inOrder.map((column) => row[column] ?? null))
      if (cells.length > 0) await writing.append(table, cells)
    },
  }
}

/** Waits for the engine, and works at what is to be fitted meanwhile. */
export const meanwhile = async (asked: Promise<unknown>, fitting: readonly Fitting[]): Promise<void> => {
  let waits = true
  const ended = asked.finally(() => {
    waits = false
  })
  // Awaited below; until then a failure is nobody's yet.
  ended.catch(() => undefined)
  while (waits && fitting.some((one) => one.next())) await new Promise(setImmediate)
  await ended
}
