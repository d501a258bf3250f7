import type { DimensionName } from '../dimension.ts'
import { Fault } from '../fault.ts'
import type { Measure, RelationContext } from '../metric.ts'
import {
  type Aggregate,
  daysSql,
  groupKey,
  joinsFor,
  type Related,
  rowsOf,
  type Slot,
  slotCondition,
  slotSql,
  tableFor,
} from '../plan.ts'
import { contextFilter, filterSql } from '../plan-filter.ts'
import type { Filter, ReadingRequest } from '../reading.ts'
import type { Settings } from '../settings.ts'
import { quote } from '../sql.ts'
import type { Sum, WorkedFactors } from './explanation.ts'
import { equalWindows, namesOf, piecesOf } from './pieces.ts'

/** One table of leaves: columns added up for every window and used combination of members. */
export type LeafQuestion = {
  readonly dimensions: readonly DimensionName[]
  readonly columns: readonly Sum[]
}

export type LeafQuery = {
  readonly metric: string
  readonly measures: Readonly<Record<string, Measure>>
  readonly slots: readonly Slot[]
  readonly request: ReadingRequest
  readonly settings: Settings
  /** Those of the request’s filters that are the asker’s scope. */
  readonly limits: readonly Filter[]
  /** The leaves themselves first, then tables of coarser columns. */
  readonly tables: readonly LeafQuestion[]
}

/** Sums of one set of rows: `windows[piece]` are the windows they count in, `measures` the names each number goes by. */
export type LeafBranch = {
  readonly windows: readonly (readonly number[])[]
  readonly measures: readonly (readonly string[])[]
}

/** How to read the answer of one table. */
export type LeafLayout = LeafQuestion & {
  /** Names of the windows. */
  readonly slots: readonly string[]
  readonly branches: readonly LeafBranch[]
  /** What keys were multiplied with, to make room for the piece. */
  readonly room: number
}

export type LeafPlan = { readonly statement: string; readonly tables: readonly LeafLayout[] }

/** Stands between the fields of a list of leaves: no cell of a file may hold it. */
export const fieldMark = '\u001e'

type Named<M> = { readonly alias: string; readonly measure: M }
type Branch = LeafBranch & {
  /** Rows of `piece, d1 …, m1 …`, one for each piece and combination of members. */
  readonly sql: string
}

const namesOfMembers = (dimensions: readonly DimensionName[]): string[] => dimensions.map((_, i) => `d${i + 1}`)

/** Sums by piece and combination of members, `keys` being the expressions of these, named. */
const gathered = (keys: readonly string[], sums: readonly string[], from: string): string =>
  `select ${keys.join(', ')}${sums.map((sum, i) => `, coalesce(cast(${sum} as double), 0) as m${i + 1}`).join('')}
  from ${from} group by all`

const aliasesWith = <M>(members: readonly Named<M>[], has: (member: Named<M>) => boolean): readonly string[] =>
  members.filter(has).map(({ alias }) => alias)

/** Every aggregate over the same rows. */
const aggregateBranch = (
  members: readonly Named<Aggregate>[],
  dimensions: readonly DimensionName[],
  { metric, slots, request }: LeafQuery,
): Branch => {
  const { model, where, whole } = members[0]!.measure
  const needed = [...dimensions, ...request.where.map((filter) => filter.dimension)]
  const names = namesOfMembers(dimensions)
  const expressions = dimensions.map((dimension, i) => {
    const binding = model.dimensions[dimension]
    if (!binding) throw new Fault('dimension.not_applicable', { dimension, metric })
    return `nullif(cast(${binding.sql} as varchar), '') as ${names[i]}`
  })
  const table = whole || where ? rowsOf(model, slots) : tableFor(model, needed, slots)
  const conditions = [
    daysSql(model, slots),
    ...(where ? [`(${where})`] : []),
    ...(request.where.length > 0 ? [filterSql(request.where, model.dimensions, metric)] : []),
  ].join(' and ')
  const pieces = piecesOf(model.time, `m.${model.day}`, slots)
  const rows = `${table} m${joinsFor(model, needed)} where ${conditions}`
  const sums = [...new Set(members.map(({ measure }) => measure.sql))]
  const measures = sums.map((sum) => aliasesWith(members, ({ measure }) => measure.sql === sum))
  if (!whole)
    return {
      windows: pieces.windows,
      measures,
      sql: gathered([`${pieces.sql} as piece`, ...expressions], sums, rows),
    }
  // What depends on the window itself is worked out for each, over the rows of its pieces.
  const windows = equalWindows(slots)
  const all = namesOf(slots)
  const parts = pieces.windows.flatMap((own, part) =>
    windows.flatMap(([first], piece) => (own.includes(first!) ? [`(${part}, ${piece}, ${quote(all[first!]!)})`] : [])),
  )
  const from = `(select m.*, ${[`${pieces.sql} as part`, ...expressions].join(', ')} from ${rows}) r join (values ${parts.join(', ')}) w(part, piece, slot) using (part)
    join slot s on s.slot = w.slot and ${slotCondition(model.time, `r.${model.day}`)}`
  return { windows, measures, sql: gathered(['piece', ...names], sums, from) }
}

const contextOf = (
  dimensions: readonly DimensionName[],
  { metric, request, slots, settings, limits }: LeafQuery,
): RelationContext => ({
  by: dimensions,
  asked: [...dimensions, ...request.where.map((filter) => filter.dimension)],
  slots,
  filter: contextFilter(metric, request, limits),
  options: request.options,
  settings,
})

const relationBranch = (
  relation: Related['relation'],
  members: readonly Named<Related>[],
  dimensions: readonly DimensionName[],
  query: LeafQuery,
): Branch => {
  const all = namesOf(query.slots)
  const names = namesOfMembers(dimensions)
  const columns = [...new Set(members.map(({ measure }) => measure.column ?? 'value'))]
  const rows = `select list_position([${all.map(quote).join(', ')}], slot) - 1 as piece${names.map((name) => `, nullif(${name}, '') as ${name}`).join('')}, ${columns.join(', ')}
    from (${relation(contextOf(dimensions, query))}) where level = ${dimensions.length > 0 ? 1 : 0}`
  return {
    windows: all.map((_, i) => [i]),
    measures: columns.map((column) => aliasesWith(members, ({ measure }) => (measure.column ?? 'value') === column)),
    sql: gathered(
      ['piece', ...names],
      columns.map((column) => `sum(${column})`),
      `(${rows})`,
    ),
  }
}

const branchesOf = ({ dimensions, columns }: LeafQuestion, query: LeafQuery): readonly Branch[] => {
  const used = [...new Set(columns.flatMap((sum) => Object.keys(sum)))]
  const named = used.map((alias) => ({ alias, measure: query.measures[alias]! }))
  const groups = Map.groupBy(
    named.filter((item): item is Named<Aggregate> => 'sql' in item.measure),
    (item) => groupKey(item.measure),
  )
  const relations = Map.groupBy(
    named.filter((item): item is Named<Related> => 'relation' in item.measure),
    (item) => item.measure.relation,
  )
  return [
    ...[...groups.values()].map((members) => aggregateBranch(members, dimensions, query)),
    ...[...relations].map(([relation, members]) => relationBranch(relation, members, dimensions, query)),
  ]
}

type TableSql = { readonly steps: readonly string[]; readonly answers: readonly string[] }

/** Bits a double holds exactly. */
const exactBits = 53

/** Pieces a record's first number leaves room for: a power of two. */
const roomFor = (branches: readonly LeafBranch[]): number =>
  2 ** Math.ceil(Math.log2(Math.max(2, ...branches.map(({ windows }) => windows.length))))

/**
 * One table: its combinations of members with a key each, and the sums by key. The key is as much of a hash as goes
 * into a number beside the piece; whether two combinations have one key is seen from the answer.
 */
const tableSql = (
  { dimensions }: LeafQuestion,
  at: number,
  branches: readonly Branch[],
  room: number,
  salt: number,
): TableSql => {
  const names = namesOfMembers(dimensions)
  const parts = branches.map((_, i) => `part_${at}_${i + 1}`)
  const list = names.map((name) => `, ${name}`).join('')
  const bits = exactBits - Math.log2(room)
  // Hashed again, as with one more member the engine's hash of many only turns some bits over.
  const key = names.length > 0 ? `hash(hash(${salt}, ${names.join(', ')})) >> ${64 - bits}` : '0'
  const fields = ['key', ...names.map((name) => `coalesce(${name}, '')`)].join(', ')
  const used = `select distinct * from (${parts.map((part) => `select key${list} from ${part}`).join(' union all ')})`
  return {
    steps: branches.map(({ sql }, i) => `${parts[i]} as materialized (select ${key} as key, * from (\n  ${sql}\n))`),
    // Rows of their own: put beside each other, long lists are copied once for each.
    answers: [
      `select 'leaves_${at}' as part, string_agg(concat_ws(${quote(fieldMark)}, ${fields}), ${quote(fieldMark)}) as leaves, null as sums from (${used})`,
      ...branches.map(({ measures }, i) => {
        const record = [`key * ${room} + piece`, ...measures.map((_, m) => `m${m + 1}`)]
        return `select 'sums_${at}_${i + 1}', null, [${record.map((number) => `list(cast(${number} as double))`).join(', ')}] from ${parts[i]}`
      }),
    ],
  }
}

/**
 * Writes the one statement that answers why, in rows of `part, leaves, sums`: for each table `leaves_i` with a text,
 * fields of a leaf's key and its members one after another, and for each branch `sums_i_j` with lists, one of
 * key × room + piece and one of each measure. `readLeaves` reads them. Pure; personal scope is that of the models
 * asked, as for readings.
 * @param salt another one gives other keys, should two combinations have had one
 * @throws Fault `dimension.not_applicable`
 */
export const planLeaves = (query: LeafQuery, salt = 0): LeafPlan => {
  const tables = query.tables.map((table, i) => {
    const branches = branchesOf(table, query)
    const room = roomFor(branches)
    const layout: LeafLayout = { ...table, slots: namesOf(query.slots), branches, room }
    return { layout, sql: tableSql(table, i + 1, branches, room, salt) }
  })
  const steps = [slotSql(query.slots, query.request), ...tables.flatMap(({ sql }) => sql.steps)]
  return {
    statement: `with ${steps.join(',\n')}\n${tables.flatMap(({ sql }) => sql.answers).join('\nunion all ')}`,
    tables: tables.map(({ layout }) => layout),
  }
}

/** The statement for factors that are worked out from rows of their own. */
export const planWorked = (query: LeafQuery, worked: WorkedFactors): string =>
  `with ${slotSql(query.slots, query.request)}\nselect * from (${worked.sql(contextOf([worked.by], query))})`
