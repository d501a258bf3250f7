import type { DimensionName } from '../dimension.ts'
import { Fault } from '../fault.ts'
import type { Measure, Model, RelationContext } from '../metric.ts'
import {
  type Aggregate,
  dayIn,
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

type Named<M> = { readonly alias: string; readonly measure: M }

const expressionsOf = (model: Model, dimensions: readonly DimensionName[], metric: string): string =>
  dimensions
    .map((dimension, i) => {
      const binding = model.dimensions[dimension]
      if (!binding) throw new Fault('dimension.not_applicable', { dimension, metric })
      return `, cast(${binding.sql} as varchar) as d${i + 1}`
    })
    .join('')

/** Every aggregate over the same rows, by slot and member. */
const aggregateBranch = (
  members: readonly Named<Aggregate>[],
  all: readonly string[],
  dimensions: readonly DimensionName[],
  { metric, slots, request }: LeafQuery,
): string => {
  const { model, where, whole } = members[0]!.measure
  const needed = [...dimensions, ...request.where.map((filter) => filter.dimension)]
  const expressions = expressionsOf(model, dimensions, metric)
  const dims = dimensions.map((_, i) => `, d${i + 1}`).join('')
  const table = whole || where ? rowsOf(model, slots) : tableFor(model, needed, slots)
  const conditions = [
    daysSql(model, slots),
    ...(where ? [`(${where})`] : []),
    ...(request.where.length > 0 ? [filterSql(request.where, model.dimensions, metric)] : []),
  ].join(' and ')
  const from = `from ${table} m${joinsFor(model, needed)} where ${conditions}`
  const columns = (value: (member: Named<Aggregate>) => string): string =>
    all
      .map((alias) => {
        const member = members.find((candidate) => candidate.alias === alias)
        return `, ${member ? value(member) : 'null'} as ${alias}`
      })
      .join('')
  if (whole)
    return `select s.slot${dims}${columns((member) => member.measure.sql)}
    from (select m.*${expressions} ${from}) r join slot s on ${slotCondition(model.time, `r.${model.day}`)} group by s.slot${dims}`
  const sums = members.map((member) => `, ${member.measure.sql} as ${member.alias}`).join('')
  return `select s.slot${dims}${columns((member) => `sum(${member.alias})`)}
    from (select ${dayIn(model, slots)} as on_day${expressions}${sums} ${from} group by all) r
    join slot s on ${slotCondition(model.time, 'r.on_day')} group by s.slot${dims}`
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
  all: readonly string[],
  dimensions: readonly DimensionName[],
  query: LeafQuery,
): string => {
  const columns = all.map((alias) => {
    const member = members.find((candidate) => candidate.alias === alias)
    return `, ${member ? (member.measure.column ?? 'value') : 'null'} as ${alias}`
  })
  return `select slot${dimensions.map((_, i) => `, d${i + 1}`).join('')}${columns.join('')}
    from (${relation(contextOf(dimensions, query))}) where level = ${dimensions.length > 0 ? 1 : 0}`
}

const sumSql = (sum: Sum): string =>
  Object.entries(sum)
    .map(([alias, weight]) => `${weight} * coalesce(sum(${alias}), 0)`)
    .join(' + ')

/** Places of the dimensions whose codes go into one number each: half of them, so that the number stays exact. */
export const halvesOf = (count: number): readonly (readonly number[])[] => {
  const middle = Math.ceil(count / 2)
  const all = Array.from({ length: count }, (_, i) => i)
  return [all.slice(0, middle), all.slice(middle)].filter((half) => half.length > 0)
}

/** Codes of some dimensions as one number in mixed radix, as there are many records and each number counts. */
const packedSql = (half: readonly number[], at: number): string =>
  half.reduce(
    (sql, i) =>
      sql === '' ? `k${i + 1}.code` : `(${sql}) * (select count(*) from d${i + 1}_of_${at}) + k${i + 1}.code`,
    '',
  )

/** One table's steps: `part` rows of measures, `leaf` columns added up, a code for each member, `coded` leaves. */
const tableSql = (
  table: LeafQuestion,
  at: number,
  query: LeafQuery,
): { readonly steps: string; readonly members: readonly string[]; readonly lists: string } => {
  const { dimensions, columns } = table
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
  const branches = [
    ...[...groups.values()].map((members) => aggregateBranch(members, used, dimensions, query)),
    ...[...relations].map(([relation, members]) => relationBranch(relation, members, used, dimensions, query)),
  ]
  const keys = dimensions.map((_, i) => `d${i + 1}`)
  const values = columns.map((_, i) => `v${i + 1}`)
  const names = [...new Set(query.slots.map((slot) => slot.slot))]
  const number = `list_position([${names.map(quote).join(', ')}], slot) - 1`
  const halves = halvesOf(keys.length).map((half) => packedSql(half, at))
  const codes = halves.map((half, i) => `, ${half} as p${i + 1}`)
  // Compared as texts that are never missing: a comparison that lets nothing equal nothing takes twice as long.
  const joins = keys.map((key, i) => ` join ${key}_of_${at} k${i + 1} on k${i + 1}.key = coalesce(l.${key}, '')`)
  const steps = [
    `part_${at} as (\n  ${branches.join('\n  union all\n  ')}\n)`,
    `leaf_${at} as materialized (
  select ${number} as slot_no${keys.map((key) => `, nullif(${key}, '') as ${key}`).join('')}${columns.map((sum, i) => `, cast(${sumSql(sum)} as double) as ${values[i]}`).join('')}
  from part_${at} group by all
)`,
    ...keys.map(
      (key) =>
        `${key}_of_${at} as (select ${key} as member, coalesce(${key}, '') as key, row_number() over (order by sum(abs(v1)) desc, ${key}) - 1 as code from leaf_${at} group by ${key})`,
    ),
    `coded_${at} as (
  select l.slot_no${codes.join('')}${values.map((value) => `, l.${value}`).join('')}
  from leaf_${at} l${joins.join('')}
)`,
  ].join(',\n')
  const record = ['slot_no', ...halves.map((_, i) => `p${i + 1}`), ...values]
  const members = keys.map(
    (key, i) => `(select list(member order by code) from ${key}_of_${at}) as members_${at}_${i + 1}`,
  )
  // One list for each column: a list of records takes the engine three times as long.
  const lists = record.map((name, i) => `list(cast(${name} as double)) as leaves_${at}_${i}`)
  return { steps, members, lists: `(select ${lists.join(', ')} from coded_${at}) t${at}` }
}

/**
 * Writes the one statement that answers why: for each table lists `leaves_i_0`, `leaves_i_1` … of the same
 * length (number of the window, the members' codes packed as `halvesOf` says, columns), and lists `members_i_j` of
 * the members by code, the largest first. Pure; personal scope is that of the models asked, as for readings.
 * @throws Fault `dimension.not_applicable`
 */
export const planLeaves = (query: LeafQuery): string => {
  const tables = query.tables.map((table, i) => tableSql(table, i + 1, query))
  return `with ${slotSql(query.slots, query.request)},\n${tables.map((table) => table.steps).join(',\n')}\nselect ${[...tables.flatMap((table) => table.members), ...tables.map((_, i) => `t${i + 1}.*`)].join(',\n  ')}\nfrom ${tables.map((table) => table.lists).join('\n  cross join ')}`
}

/** The statement for factors that are worked out from rows of their own. */
export const planWorked = (query: LeafQuery, worked: WorkedFactors): string =>
  `with ${slotSql(query.slots, query.request)}\nselect * from (${worked.sql(contextOf([worked.by], query))})`
