import { createHash } from 'node:crypto'
import type { EntityName } from '#core/entity.ts'
import type { Table, TableContext } from '#core/metric.ts'
import { list, name, quote } from '#core/sql.ts'
import type { Writing } from '#core/warehouse.ts'
import { type Fitting, meanwhile, startFitting } from './fitting.ts'

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

const create = (table: Table, context: TableContext): string =>
  `create or replace table ${name(table.name)} as ${table.sql(context)}`

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

/**
 * The steps with those first that the program has a part in, each after what it is made of: the program works at them
 * while the engine makes the others.
 */
const fittedFirst = (steps: readonly Step[], madeOf: (table: string) => ReadonlySet<string>): readonly Step[] => {
  const fits = steps.filter(({ table, extent }) => table.fit && extent !== 'none').map(({ table }) => table.name)
  const groups = fits.map((fit) => new Set([...madeOf(fit), fit])).sort((a, b) => a.size - b.size)
  return [...new Set(groups.flatMap((group) => steps.filter(({ table }) => group.has(table.name))).concat(steps))]
}

/** All tables a table is made of, directly or not. */
const ancestry = (defined: readonly Defined[]): ((table: string) => ReadonlySet<string>) => {
  const all = new Map<string, ReadonlySet<string>>()
  for (const { table, upstream } of defined)
    all.set(table.name, new Set(upstream.flatMap((one) => [...all.get(one)!, one])))
  return (table) => all.get(table)!
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
  const madeOf = ancestry(definitions(tables, context))
  const fitting = new Map<string, Fitting>()
  const fill = async (names: Iterable<string>): Promise<void> => {
    for (const one of names) {
      await fitting.get(one)?.fill()
      fitting.delete(one)
    }
  }
  for (const step of fittedFirst(steps, madeOf)) {
    const { table, extent, sha256 } = step
    if (extent === 'none') continue
    await fill(madeOf(table.name))
    const redefined = built.get(table.name) !== sha256
    if (extent !== 'all') await buildDays(writing, step, context)
    else if (table.fit)
      fitting.set(table.name, await startFitting(writing, table, create(table, context), context, redefined))
    else await meanwhile(writing.run(create(table, context)), [...fitting.values()])
    if (!redefined) continue
    await writing.run(`delete from built where name = ${quote(table.name)}`)
    await writing.run(`insert into built values (${quote(table.name)}, ${quote(sha256)})`)
  }
  await fill([...fitting.keys()])
  return gone.length > 0 || steps.some((step) => step.extent !== 'none')
}

/** Whether settings, today or the program ask for tables other than those that stand. */
export const isStale = (tables: readonly Table[], context: TableContext, built: ReadonlyMap<string, string>): boolean =>
  planRefresh(tables, context, built, new Map()).some((step) => step.extent !== 'none') ||
  [...built.keys()].some((built) => !tables.some((table) => table.name === built))
