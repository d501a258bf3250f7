import { createHash } from 'node:crypto'
import type { EntityName } from '#core/entity.ts'
import type { Table, TableContext } from '#core/metric.ts'
import { list, name, quote } from '#core/sql.ts'
import type { Cell, Writing } from '#core/warehouse.ts'

/** What a change touched: per conformed table the days its changed rows speak of, or all of it. */
export type Touched = ReadonlyMap<EntityName, readonly string[] | 'all'>

/** More days than this are built no faster in part than whole. */
export const mostDays = 400

const digestOf = (table: Table, context: TableContext): string =>
  createHash('sha256')
    .update(table.sql(context))
    .update(table.fit ? `\n${table.fit.from(context)}\n${table.fit.compute}` : '')
    .digest('hex')

/** Each table once, in the order given: a table several KPIs list is built before the first that reads it. */
export const uniqueTables = (tables: readonly Table[]): readonly Table[] => [
  ...new Map(tables.map((table) => [table.name, table])).values(),
]

type Defined = {
  readonly table: Table
  readonly sha256: string
  /** Tables before it that its text names. */
  readonly upstream: readonly string[]
}

let lastDefined: { readonly of: readonly Table[]; readonly key: string; readonly defined: readonly Defined[] } | null =
  null

/**
 * What each table is made of. Kept for the settings and day last asked for: it is asked for at every question, and can
 * be asked for ahead while the engine opens.
 */
export const definitions = (tables: readonly Table[], context: TableContext): readonly Defined[] => {
  const key = JSON.stringify(context)
  if (lastDefined?.of === tables && lastDefined.key === key) return lastDefined.defined
  const names: string[] = []
  const defined = uniqueTables(tables).map((table): Defined => {
    const words = new Set(`${table.sql(context)} ${table.fit?.from(context) ?? ''}`.match(/\w+/g))
    const upstream = names.filter((name) => words.has(name))
    names.push(table.name)
    return { table, sha256: digestOf(table, context), upstream }
  })
  lastDefined = { of: tables, key, defined }
  return defined
}

type Extent = 'none' | 'all' | readonly string[]

export type Step = { readonly table: Table; readonly extent: Extent; readonly sha256: string }

/**
 * Decides for each table whether it stands, is built whole, or for some days only. Its SQL is a pure function of
 * settings and today, so SQL that differs from what it was built with says that either, or the program, changed.
 */
export const planRefresh = (
  tables: readonly Table[],
  context: TableContext,
  built: ReadonlyMap<string, string>,
  touched: Touched,
): readonly Step[] => {
  const decided = new Map<string, { readonly step: Step; readonly redefined: boolean }>()
  for (const { table, sha256, upstream: names } of definitions(tables, context)) {
    const upstream = names.map((each) => decided.get(each)!)
    const redefined = built.get(table.name) !== sha256 || upstream.some((other) => other.redefined)
    const hits = table.reads.flatMap((read) => touched.get(read as EntityName) ?? [])
    const read = table.reads.some((each) => touched.has(each as EntityName))
    const follows = upstream.some(({ step }) => step.extent !== 'none')
    const days = [...new Set(hits)]
    const partly = table.day !== undefined && !table.fit && read && !days.includes('all') && days.length <= mostDays
    const extent: Extent = redefined ? 'all' : partly ? days : read || follows ? 'all' : 'none'
    decided.set(table.name, { step: { table, extent, sha256 }, redefined })
  }
  return [...decided.values()].map(({ step }) => step)
}

const buildWhole = async (
  writing: Writing,
  { table }: Step,
  context: TableContext,
  redefined: boolean,
): Promise<void> => {
  const standing = table.fit && !redefined ? await writing.run(`select * from ${name(table.name)}`) : []
  await writing.run(`create or replace table ${name(table.name)} as ${table.sql(context)}`)
  if (!table.fit) return
  const rows = table.fit.compute(await writing.run(table.fit.from(context)), context, standing)
  const columns = await writing.run(
    `select column_name from duckdb_columns() where table_name = ${quote(table.name)} and schema_name = 'main' order by column_index`,
  )
  const inOrder = columns.map((column) => String(column['column_name']))
  const cells = rows.map((row): Cell[] => inOrder.map((column) => row[column] ?? null))
  if (cells.length > 0) await writing.append(table.name, cells)
}

const buildDays = async (writing: Writing, { table, extent }: Step, context: TableContext): Promise<void> => {
  if (extent.length === 0) return
  const days = `cast(${name(table.day!)} as date) in (select cast(unnest(${`[${(extent as readonly string[]).map(quote).join(', ')}]`}) as date))`
  await writing.run(`delete from ${name(table.name)} where ${days}`)
  await writing.run(`insert into ${name(table.name)} by name select * from (${table.sql(context)}) t where ${days}`)
}

/** What each table that stands was built with. */
export const builtTables = async (writing: Pick<Writing, 'run'>): Promise<ReadonlyMap<string, string>> => {
  const rows = await writing.run('select name, sql_sha256 from built')
  return new Map(rows.map((row) => [String(row['name']), String(row['sql_sha256'])]))
}

/** Builds what the plan says, inside the transaction in progress, and drops tables no KPI has any more. */
export const refreshTables = async (
  writing: Writing,
  tables: readonly Table[],
  context: TableContext,
  touched: Touched,
): Promise<boolean> => {
  const built = await builtTables(writing)
  const steps = planRefresh(tables, context, built, touched)
  const gone = [...built.keys()].filter((table) => !steps.some((step) => step.table.name === table))
  for (const table of gone) await writing.run(`drop table if exists ${name(table)}`)
  if (gone.length > 0) await writing.run(`delete from built where name in ${list(gone)}`)
  for (const step of steps) {
    if (step.extent === 'none') continue
    const redefined = built.get(step.table.name) !== step.sha256
    if (step.extent === 'all') await buildWhole(writing, step, context, redefined)
    else await buildDays(writing, step, context)
    if (!redefined) continue
    await writing.run(`delete from built where name = ${quote(step.table.name)}`)
    await writing.run(`insert into built values (${quote(step.table.name)}, ${quote(step.sha256)})`)
  }
  return gone.length > 0 || steps.some((step) => step.extent !== 'none')
}

/** Whether settings, today or the program ask for tables other than those that stand. */
export const isStale = (tables: readonly Table[], context: TableContext, built: ReadonlyMap<string, string>): boolean =>
  planRefresh(tables, context, built, new Map()).some((step) => step.extent !== 'none') ||
  [...built.keys()].some((built) => !tables.some((table) => table.name === built))
