import { scoped } from './access.ts'
import { quarterOf } from './anonymity-days.ts'
import { addDays, daysFrom, later } from './calendar/day.ts'
import { merged } from './calendar/merged.ts'
import type { DimensionName } from './dimension.ts'
import { Fault } from './fault.ts'
import type { Measure, Metric, Model, RelationContext } from './metric.ts'
import { cellsSql } from './plan-cells.ts'
import { contextFilter, filterSql } from './plan-filter.ts'
import type { DayRange, ReadingRequest } from './reading.ts'
import type { Settings } from './settings.ts'
import { day, quote } from './sql.ts'

/** One named window a statement answers for. `asOf` is the day it is seen from (equal-age comparison). */
export type Slot = DayRange & { readonly slot: string; readonly asOf: string }

export type Plan = {
  readonly statement: string
  readonly slots: readonly Slot[]
  readonly measures: readonly string[]
  /**
   * Set where authors stay unknown: the statement returns `on_day`, `c_<dimension>` of each of these and the
   * measures for every group of answers of the quarters touched, and what may be shown is chosen while reading.
   */
  readonly cells?: readonly DimensionName[]
}

export type Aggregate = Exclude<Measure, { relation: unknown }>
export type Related = Extract<Measure, { relation: unknown }>
type Named<M> = { readonly alias: string; readonly measure: M }

/**
 * The windows a request asks for: current, previous and each bucket of the series.
 * @param matures days after which a cohort no longer changes; a whole mature period is compared with whole ones
 */
export const slotsOf = (request: ReadingRequest, matures: number | null = null): readonly Slot[] => {
  const mature = matures !== null && addDays(request.period.to, matures) <= request.today
  const asOf = (from: string): string =>
    mature ? request.today : addDays(request.today, daysFrom(request.period.from, from))
  return [
    { slot: 'current', ...request.period, asOf: request.today },
    ...(request.comparison
      ? [
          {
            slot: 'previous',
            from: request.comparison.from,
            to: request.comparison.to,
            asOf: asOf(request.comparison.from),
          },
        ]
      : []),
    ...request.series.map((range, i) => ({ slot: `s${i}`, from: range.from, to: range.to, asOf: request.today })),
  ]
}

/** Which rows of a model the slots can need, as a condition on its day column. */
export const daysSql = (model: Model, slots: readonly DayRange[]): string => {
  const column = `m.${model.day}`
  if (model.time === 'level') return `${column} in (${[...new Set(slots.map((slot) => slot.to))].map(day).join(', ')})`
  if (model.time === 'balance') return `${column} <= ${day(slots.map((slot) => slot.to).reduce(later))}`
  return `(${merged(slots)
    .map((range) => `${column} between ${day(range.from)} and ${day(range.to)}`)
    .join(' or ')})`
}

/** Changes of a balance are first added up to the next day asked for: a few days are then joined, not all. */
export const dayIn = (model: Model, slots: readonly DayRange[]): string =>
  model.time === 'balance'
    ? `case ${[...new Set(slots.map((slot) => slot.to))]
        .sort()
        .map((to) => `when m.${model.day} <= ${day(to)} then ${day(to)}`)
        .join(' ')} end`
    : `m.${model.day}`

/** Which rows of a model belong to a slot `s`. */
export const slotCondition = (time: Model['time'], column: string): string =>
  time === 'flow'
    ? `${column} between s.from_on and s.to_on`
    : time === 'balance'
      ? `${column} <= s.to_on`
      : `${column} = s.to_on`

/** Smallest table that reaches every dimension asked for. */
export const tableFor = (model: Model, needed: readonly DimensionName[], ranges: readonly DayRange[]): string =>
  model.rollups?.find((rollup) => needed.every((dimension) => rollup.dimensions.includes(dimension)))?.table ??
  rowsOf(model, ranges)

/** What a model's rows are read from: its table, or the relation made at the moment of asking. */
export const rowsOf = ({ name, source }: Model, ranges: readonly DayRange[]): string => {
  if (typeof source !== 'function') return source === undefined ? name : `(${source})`
  const days = merged(ranges)
  return `(${source({ from: days[0]!.from, to: days.at(-1)!.to })})`
}

/** The joins the dimensions asked for need, ready to follow the table. */
export const joinsFor = (model: Model, needed: readonly DimensionName[]): string => {
  const names = [...new Set(needed.flatMap((dimension) => model.dimensions[dimension]?.join ?? []))]
  return names.map((join) => ` ${model.joins?.[join] ?? ''}`).join('')
}

/** Measures with one key are aggregates over the same rows. */
export const groupKey = (measure: Aggregate): string =>
  [measure.model.name, measure.model.day, measure.model.source, measure.where, measure.whole ? 'whole' : 'daily'].join(
    '|',
  )

type Asking = {
  readonly metric: Metric
  readonly request: ReadingRequest
  readonly slots: readonly Slot[]
  /** Names of all measures, in order. */
  readonly all: readonly string[]
}

const dimsOf = ({ request }: Asking): readonly string[] => request.by.map((_, i) => `d${i + 1}`)

/** Every measure as a column, those of others null. */
const columnsOf = (
  members: readonly Named<Aggregate>[],
  { all }: Asking,
  value: (member: Named<Aggregate>) => string,
): string =>
  all
    .map((alias) => {
      const member = members.find((candidate) => candidate.alias === alias)
      return `, ${member ? value(member) : 'null'} as ${alias}`
    })
    .join('')

/** The rows of one group of measures: from where, under which conditions, with which members. */
const rowsFor = (members: readonly Named<Aggregate>[], { metric, request, slots }: Asking) => {
  const { model, where, whole } = members[0]!.measure
  const needed = [...request.by, ...request.where.map((filter) => filter.dimension)]
  for (const dimension of needed)
    if (!model.dimensions[dimension]) throw new Fault('dimension.not_applicable', { dimension, metric: metric.id })
  const table = whole || where ? rowsOf(model, slots) : tableFor(model, needed, slots)
  const condition = [
    daysSql(model, slots),
    ...(where ? [`(${where})`] : []),
    ...(request.where.length > 0 ? [filterSql(request.where, model.dimensions, metric.id)] : []),
  ].join(' and ')
  return {
    model,
    expressions: request.by.map((name, i) => `, cast(${model.dimensions[name]!.sql} as varchar) as d${i + 1}`).join(''),
    from: `from ${table} m${joinsFor(model, needed)} where ${condition}`,
  }
}

/** Rows `r` by day, or whole, added up per window, and per member for the two windows that are compared. */
const perWindow = (asking: Asking, columns: string, rows: string, joined: string): string => {
  const dims = dimsOf(asking)
  const [first] = dims
  const level = first ? `1 - grouping(${first})` : '0'
  const grouping = first
    ? `group by grouping sets ((s.slot), (s.slot, ${dims.join(', ')})) having grouping(${first}) = 1 or s.slot in ('current', 'previous')`
    : 'group by s.slot'
  return `select s.slot, ${level} as level${dims.map((d) => `, ${d}`).join('')}${columns}\n  from (${rows}) r join slot s on ${joined}\n  ${grouping}`
}

/** One branch: measures over rows that cannot be summed by day first. */
const wholeBranch = (members: readonly Named<Aggregate>[], asking: Asking): string => {
  const { model, expressions, from } = rowsFor(members, asking)
  const columns = columnsOf(members, asking, ({ measure }) => measure.sql)
  return perWindow(asking, columns, `select m.*${expressions} ${from}`, slotCondition(model.time, `r.${model.day}`))
}

/** One branch: every group of measures by day, then all of them by window at once. */
const dailyBranch = (groups: readonly (readonly Named<Aggregate>[])[], asking: Asking): string => {
  const dailies = groups.map((members) => {
    const { model, expressions, from } = rowsFor(members, asking)
    const columns =
      groups.length > 1
        ? columnsOf(members, { ...asking, all: groups.flat().map(({ alias }) => alias) }, ({ measure }) => measure.sql)
        : members.map(({ alias, measure }) => `, ${measure.sql} as ${alias}`).join('')
    return `select ${dayIn(model, asking.slots)} as on_day${expressions}${columns}\n    ${from} group by all`
  })
  const columns = columnsOf(groups.flat(), asking, ({ alias }) => `sum(${alias})`)
  const { time } = groups[0]![0]!.measure.model
  return perWindow(asking, columns, dailies.join('\n    union all\n    '), slotCondition(time, 'r.on_day'))
}

/**
 * The windows as a relation, `slot(slot, from_on, to_on, as_of, as_of_at)`, without the columns that `body`, what is
 * asked of it, does not name: the engine spends more on reading a short question's text than on answering it.
 */
export const slotSql = (slots: readonly Slot[], request: ReadingRequest, body?: string): string => {
  const time = request.now?.slice(11, 19) ?? '23:59:59'
  const columns: Readonly<Record<string, (slot: Slot) => string>> = {
    slot: (s) => quote(s.slot),
    from_on: (s) => day(s.from),
    to_on: (s) => day(s.to),
    as_of: (s) => day(s.asOf),
    as_of_at: (s) => `timestamp ${quote(`${s.asOf} ${time}`)}`,
  }
  const named = Object.keys(columns).filter((name) => body === undefined || new RegExp(`\\b${name}\\b`).test(body))
  const values = slots.map((slot) => `(${named.map((name) => columns[name]!(slot)).join(', ')})`)
  return `slot(${named.join(', ')}) as (values\n  ${values.join(',\n  ')})`
}

/**
 * Writes the one statement that answers a request for a metric: rows of `slot, level, d1…dn` and one
 * column per measure. Pure; the same request gives the same text.
 * @throws Fault `dimension.not_applicable` where a dimension does not belong to the metric.
 */
export const planReading = (metric: Metric, given: ReadingRequest, settings: Settings): Plan => {
  const request = scoped(metric, given)
  const asked = [...request.by, ...request.where.map((filter) => filter.dimension)]
  for (const dimension of asked)
    if (!metric.dimensions.includes(dimension))
      throw new Fault('dimension.not_applicable', { dimension, metric: metric.id, dimensions: metric.dimensions })
  const slots = slotsOf(request, metric.matures?.(request.options, settings) ?? null)
  const named = Object.entries(metric.measures(request.options, settings, asked)).map(([alias, measure]) => ({
    alias,
    measure,
  }))
  const all = named.map(({ alias }) => alias)
  if (named.some(({ measure }) => measure.model.floor === 'anonymity')) return planCells(named, metric, request, slots)
  const dims = request.by.map((_, i) => `d${i + 1}`)
  const context: RelationContext = {
    by: request.by,
    asked,
    slots,
    filter: contextFilter(metric.id, request, given.scope?.(metric) ?? []),
    options: request.options,
    settings,
  }
  const groups = Map.groupBy(
    named.filter((item): item is Named<Aggregate> => 'sql' in item.measure),
    (item) => groupKey(item.measure),
  )
  const relations = Map.groupBy(
    named.filter((item): item is Named<Related> => 'relation' in item.measure),
    (item) => item.measure.relation,
  )
  const asking: Asking = { metric, request, slots, all }
  const isWhole = ([first]: readonly Named<Aggregate>[]): boolean => first!.measure.whole === true
  const dailies = [...groups.values()].filter((members) => !isWhole(members))
  const byTime = Map.groupBy(dailies, ([first]) => first!.measure.model.time)
  const branches = [
    ...[...byTime.values()].map((each) => dailyBranch(each, asking)),
    ...[...groups.values()].filter(isWhole).map((members) => wholeBranch(members, asking)),
    ...[...relations.entries()].map(([relation, members]) => {
      const columns = all.map((alias) => {
        const member = members.find((candidate) => candidate.alias === alias)
        return `, ${member ? (member.measure.column ?? 'value') : 'null'} as ${alias}`
      })
      return `select slot, level${dims.map((d) => `, ${d}`).join('')}${columns.join('')}\n  from (${relation(context)})`
    }),
  ]
  const keys = ['slot', 'level', ...dims].join(', ')
  const shown = (value: (alias: string) => string): string =>
    `select ${keys}${all.map((alias) => `, cast(${value(alias)} as double) as ${alias}`).join('')}`
  // Every branch gives one row per window, level and members; several are laid on top of each other.
  const [only, ...more] = branches
  const body =
    more.length === 0
      ? `${shown((alias) => alias)}\nfrom (\n${only})`
      : `${shown((alias) => `max(${alias})`)}\nfrom (\n${branches.join('\n  union all\n')}) group by ${keys}`
  const statement = `with ${slotSql(slots, request, body)}\n${body}`
  return { statement, slots, measures: all }
}

/**
 * Answers whose authors stay unknown are asked for whole: no filter of the question enters the statement, so that
 * what is hidden cannot depend on how it was asked.
 */
const planCells = (
  named: readonly Named<Measure>[],
  metric: Metric,
  request: ReadingRequest,
  slots: readonly Slot[],
): Plan => {
  const measures = named.map(({ measure }) => measure).filter((measure) => 'sql' in measure)
  const { model, where } = measures[0]!
  if (measures.length < named.length || measures.some((each) => each.model !== model || each.where !== where))
    throw new Error(`${metric.id}: its measures must be sums over the same answers`)
  for (const dimension of [...request.by, ...request.where.map((filter) => filter.dimension)])
    if (!model.dimensions[dimension]) throw new Fault('dimension.not_applicable', { dimension, metric: metric.id })
  const windows = slots.map((slot) => ({
    ...slot,
    from: model.trailing ? addDays(slot.to, 1 - model.trailing) : slot.from,
  }))
  const quarters = merged(windows.map(({ from, to }) => ({ from: quarterOf(from).from, to: quarterOf(to).to })))
  const dimensions = (Object.keys(model.dimensions) as DimensionName[]).filter((name) =>
    metric.dimensions.includes(name),
  )
  const statement = cellsSql({
    model,
    dimensions,
    by: request.by,
    sums: named.map(({ alias, measure }) => ({ alias, sql: (measure as Aggregate).sql })),
    where,
    from: `${rowsOf(model, quarters)} m${joinsFor(model, dimensions)}`,
    days: (day) => daysSql({ ...model, time: 'flow', day }, quarters),
  })
  return { statement, slots: windows, measures: named.map(({ alias }) => alias), cells: dimensions }
}
