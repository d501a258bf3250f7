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
import { type PlainRows, planTwice, type Twice } from './plan-twice.ts'

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
  /** What rows of the members of each dimension, and those of the sums of each branch, have as their `part`. */
  readonly parts: { readonly members: readonly number[]; readonly sums: readonly number[] }
}

export type LeafPlan = {
  /** Members and sums at once: `part, piece, c1 …, m1 …, name`, see `planLeaves`. */
  readonly statement: string
  readonly tables: readonly LeafLayout[]
  /** Where rows can be read twice at little cost: the members first, then the sums, their members as numbers. */
  readonly twice: Twice | null
}

type Named<M> = { readonly alias: string; readonly measure: M }
type Branch = LeafBranch & {
  /** Rows of `piece, d1 …, m1 …`, one for each piece and combination of members. */
  readonly sql: string
  /** The same rows before they are added up, where they stand in a table. */
  readonly plain: PlainRows | null
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
  named: readonly Named<Aggregate>[],
  dimensions: readonly DimensionName[],
  { metric, slots, request }: LeafQuery,
): Branch => {
  const { model, where, whole } = named[0]!.measure
  const needed = [...dimensions, ...request.where.map((filter) => filter.dimension)]
  const names = namesOfMembers(dimensions)
  const members = dimensions.map((dimension) => {
    const binding = model.dimensions[dimension]
    if (!binding) throw new Fault('dimension.not_applicable', { dimension, metric })
    return `nullif(cast(${binding.sql} as varchar), '')`
  })
  const expressions = members.map((member, i) => `${member} as ${names[i]}`)
  const table = whole || where ? rowsOf(model, slots) : tableFor(model, needed, slots)
  const conditions = [
    daysSql(model, slots),
    ...(where ? [`(${where})`] : []),
    ...(request.where.length > 0 ? [filterSql(request.where, model.dimensions, metric)] : []),
  ].join(' and ')
  const pieces = piecesOf(model.time, `m.${model.day}`, slots)
  const joins = joinsFor(model, needed)
  const rows = `${table} m${joins} where ${conditions}`
  const sums = [...new Set(named.map(({ measure }) => measure.sql))]
  const measures = sums.map((sum) => aliasesWith(named, ({ measure }) => measure.sql === sum))
  if (!whole)
    return {
      windows: pieces.windows,
      measures,
      sql: gathered([`${pieces.sql} as piece`, ...expressions], sums, rows),
      plain:
        joins === '' && /^\w+$/.test(table)
          ? { from: `${table} m`, where: conditions, piece: pieces.sql, members, sums }
          : null,
    }
  // What depends on the window itself is worked out for each, over the rows of its pieces.
  const windows = equalWindows(slots)
  const all = namesOf(slots)
  const parts = pieces.windows.flatMap((own, part) =>
    windows.flatMap(([first], piece) => (own.includes(first!) ? [`(${part}, ${piece}, ${quote(all[first!]!)})`] : [])),
  )
  const from = `(select m.*, ${[`${pieces.sql} as part`, ...expressions].join(', ')} from ${rows}) r join (values ${parts.join(', ')}) w(part, piece, slot) using (part)
    join slot s on s.slot = w.slot and ${slotCondition(model.time, `r.${model.day}`)}`
  return { windows, measures, sql: gathered(['piece', ...names], sums, from), plain: null }
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
    plain: null,
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

/** Widths that all rows of an answer share: columns of members and of sums. */
type Widths = { readonly members: number; readonly sums: number }

const padded = (some: readonly string[], width: number, name: string): readonly string[] =>
  Array.from({ length: width }, (_, i) => `${some[i] ?? 0} as ${name}${i + 1}`)

/** One table: the sums of each branch, the members of each dimension by name, and the sums again with their places. */
const tableSql = (layout: LeafLayout, at: number, branches: readonly Branch[], widths: Widths): TableSql => {
  const names = namesOfMembers(layout.dimensions)
  const sums = branches.map((_, i) => `part_${at}_${i + 1}`)
  const members = names.map(
    (name, d) => `member_${at}_${d + 1} as materialized (select name, row_number() over (order by name) - 1 as place
  from (${sums.map((part) => `select distinct coalesce(${name}, '') as name from ${part}`).join(' union ')}))`,
  )
  // The members are few beside the sums: joined from the left, the engine knows to look them up.
  const joins = names.map(
    (name, d) => ` left join member_${at}_${d + 1} p${d + 1} on p${d + 1}.name = coalesce(${name}, '')`,
  )
  const row = (
    part: number,
    piece: string,
    places: readonly string[],
    columns: readonly string[],
    name: string,
  ): string =>
    `select ${part} as part, cast(${piece} as integer) as piece, ${[
      ...padded(
        places.map((place) => `cast(${place} as integer)`),
        widths.members,
        'c',
      ),
      ...padded(columns, widths.sums, 'm'),
    ].join(', ')}, ${name} as name`
  return {
    steps: [...branches.map(({ sql }, i) => `${sums[i]} as materialized (\n  ${sql}\n)`), ...members],
    answers: [
      ...names.map((_, d) => `${row(layout.parts.members[d]!, 'place', [], [], 'name')} from member_${at}_${d + 1}`),
      ...branches.map(({ measures }, i) => {
        const columns = measures.map((_, m) => `m${m + 1}`)
        const places = names.map((_, d) => `p${d + 1}.place`)
        return `${row(layout.parts.sums[i]!, 'piece', places, columns, 'cast(null as varchar)')} from ${sums[i]}${joins.join('')} where piece is not null`
      }),
    ],
  }
}

/**
 * Writes the one statement that answers why. Its rows are, for each table and dimension, `name` of every member with
 * its place as `piece`, and for each branch `piece`, the places of the members as `c1 …` and the sums as `m1 …`; `part`
 * tells which is which. `readLeaves` reads them. Pure; personal scope is that of the models asked, as for readings.
 * @throws Fault `dimension.not_applicable`
 */
export const planLeaves = (query: LeafQuery): LeafPlan => {
  let parts = 0
  const tables = query.tables.map((table) => {
    const branches = branchesOf(table, query)
    const numbered = { members: table.dimensions.map(() => parts++), sums: branches.map(() => parts++) }
    const layout: LeafLayout = { ...table, slots: namesOf(query.slots), branches, parts: numbered }
    return { layout, branches }
  })
  const widths = {
    members: Math.max(0, ...tables.map(({ layout }) => layout.dimensions.length)),
    sums: Math.max(1, ...tables.flatMap(({ branches }) => branches.map(({ measures }) => measures.length))),
  }
  const sql = tables.map(({ layout, branches }, i) => tableSql(layout, i + 1, branches, widths))
  const steps = [slotSql(query.slots, query.request), ...sql.flatMap((one) => one.steps)]
  const plain = tables.flatMap(({ branches }) => branches.flatMap((branch) => branch.plain ?? []))
  return {
    statement: `with ${steps.join(',\n')}\n${sql.flatMap(({ answers }) => answers).join('\nunion all ')}`,
    tables: tables.map(({ layout }) => layout),
    twice:
      plain.length === tables.flatMap(({ branches }) => branches).length && tables.length === 1
        ? planTwice(tables[0]!.layout, plain)
        : null,
  }
}

/** The statement for factors that are worked out from rows of their own. */
export const planWorked = (query: LeafQuery, worked: WorkedFactors): string =>
  `with ${slotSql(query.slots, query.request)}\nselect * from (${worked.sql(contextOf([worked.by], query))})`
