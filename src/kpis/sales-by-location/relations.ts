import { comparisonFor } from '#core/calendar/compare.ts'
import { addDays, daysFrom } from '#core/calendar/day.ts'
import { unitAround } from '#core/calendar/unit.ts'
import type { Model, RelationContext } from '#core/metric.ts'
import { daysSql, joinsFor, tableFor } from '#core/plan.ts'
import type { DayRange } from '#core/reading.ts'
import { day, quote, steadySum } from '#core/sql.ts'
import { placeBindings, returned, sold, whereNames } from './model.ts'

const dimsOf = ({ by }: RelationContext): string => by.map((_, i) => `, d${i + 1}`).join('')
const levelOf = ({ by }: RelationContext): string => (by.length > 0 ? '1 - grouping(d1)' : '0')
const setsOf = (context: RelationContext, keys: string): string =>
  context.by.length > 0 ? `group by grouping sets ((${keys}), (${keys}${dimsOf(context)}))` : `group by ${keys}`

/** Net sales row by row (returns below zero) of the days given, with the asked members and where they were sold. */
const netRows = (context: RelationContext, ranges: readonly DayRange[], keepOut: boolean): string => {
  const part = (model: Model, amount: string): string => {
    const members = context.by
      .map((name, i) => `, cast(${model.dimensions[name]!.sql} as varchar) as d${i + 1}`)
      .join('')
    const inside = keepOut ? `, ${context.filter(model.dimensions)} as inside` : ''
    const filter = context.filter(model.dimensions, keepOut ? whereNames : [])
    return `select m.${model.day} as on_day, m.location_id${members}${inside}, ${amount} as amount
    from ${tableFor(model, context.asked, ranges)} m${joinsFor(model, context.asked)}
    where ${daysSql(model, ranges)} and ${filter}`
  }
  return `${part(sold, 'm.net_amount')}\n    union all\n    ${part(returned, '-m.amount')}`
}

/** `numerator` net sales of the members, `denominator` those of all places under the other filters. */
export const shareSql = (context: RelationContext): string => {
  const dims = dimsOf(context)
  return `select slot, level${dims}, numerator, max(total) filter (where level = 0) over (partition by slot) as denominator
  from (
    select s.slot, ${levelOf(context)} as level${dims}, sum(r.amount) filter (where r.inside) as numerator, sum(r.amount) as total
    from (${netRows(context, context.slots, true)}) r join slot s on r.on_day between s.from_on and s.to_on
    ${setsOf(context, 's.slot')}
  ) where level = 0 or numerator is not null`
}

/** Sums over locations for the Herfindahl index: Σ net², (Σ net)², the largest, and how many. A location below zero counts as none. */
export const concentrationSql = (context: RelationContext): string => {
  const dims = dimsOf(context)
  return `select slot, level${dims}, ${steadySum('net * net', 4)} as numerator, cast(${steadySum('net', 4)} as double) * cast(${steadySum('net', 4)} as double) as denominator,
    max(net) as largest, count(*) filter (where net > 0) as locations
  from (
    select s.slot, ${levelOf(context)} as level${dims}, r.location_id, greatest(cast(sum(r.amount) as double), 0) as net
    from (${netRows(context, context.slots, false)}) r join slot s on r.on_day between s.from_on and s.to_on
    ${setsOf(context, 's.slot, r.location_id')}
  ) group by slot, level${dims}`
}

/** Months a location has to be open before it is compared with itself. */
const comparableMonths = 13
/** A comparison at least this long ago is one with the year before. */
const yearAtLeast = 300

/** The same window a year earlier, aligned as everywhere else: months by the calendar, the rest by weekday or Tết. */
const yearEarlier = (range: DayRange): DayRange => {
  const period = (['month', 'quarter', 'year'] as const)
    .map((kind) => ({ ...range, kind, whole: unitAround(kind, range.from, 0) }))
    .find(({ whole }) => whole.from === range.from && range.to <= whole.to && daysFrom(range.from, range.to) >= 7)
  if (!period) return comparisonFor({ ...range, kind: 'range', whole: range }, 'year', range.to)!
  const today = period.whole.to === range.to ? addDays(range.to, 1) : range.to
  return comparisonFor(period, 'year', today)!
}

/**
 * `now` and `then` of locations open at least 13 months on the first day and still open on the last. Then: the range
 * the question compares with where that lies a year back, else the same window of the year before.
 */
export const growthSql = (context: RelationContext): string => {
  const dims = dimsOf(context)
  const previous = context.slots.find((slot) => slot.slot === 'previous')
  const windows = context.slots.map((slot) => {
    const asked = slot.slot === 'current' && previous && daysFrom(previous.from, slot.from) >= yearAtLeast
    return { slot, before: asked ? previous : yearEarlier(slot) }
  })
  const values = windows.map(
    ({ slot, before }) =>
      `(${[quote(slot.slot), ...[slot.from, slot.to, before.from, before.to].map(day)].join(', ')})`,
  )
  const ranges = windows.flatMap(({ slot, before }) => [slot, before])
  return `select slot, level${dims}, sum(now) as now, sum(before) as before, count(*) as locations
  from (
    select w.slot, ${levelOf(context)} as level${dims}, r.location_id,
      coalesce(sum(r.amount) filter (where r.on_day between w.from_on and w.to_on), 0) as now,
      coalesce(sum(r.amount) filter (where r.on_day between w.then_from and w.then_to), 0) as before
    from (${netRows(context, ranges, false)}) r
    join (values ${values.join(', ')}) w(slot, from_on, to_on, then_from, then_to)
      on r.on_day between w.from_on and w.to_on or r.on_day between w.then_from and w.then_to
    left join location l on l.location_id = r.location_id
    left join (select location_id, min(sold_on) as first_on from sale_day group by location_id) b on b.location_id = r.location_id
    where coalesce(l.opened_on, b.first_on) <= w.from_on - interval ${comparableMonths} month
      and coalesce(l.closed_on > w.to_on, true)
    ${setsOf(context, 'w.slot, r.location_id')}
  ) group by slot, level${dims}`
}

const placesSql = (context: RelationContext, value: string): string => {
  const members = context.by.map((name, i) => `, cast(${placeBindings[name]!.sql} as varchar) as d${i + 1}`).join('')
  return `select slot, ${levelOf(context)} as level${dimsOf(context)}, sum(value) as value
  from (
    select s.slot${members}, ${value} as value
    from location m join slot s on coalesce(m.opened_on <= s.to_on, true) and coalesce(m.closed_on >= s.from_on, true)
    where ${context.filter(placeBindings)}
  ) ${setsOf(context, 'slot')}`
}

/** Selling area of the locations open in the window. */
export const areaSql = (context: RelationContext): string =>
  placesSql(context, 'case when m.area_m2 > 0 then m.area_m2 end')

/** Sales staff of the locations open in the window: the headcount given, else the reps listed there at the time. */
export const staffSql = (context: RelationContext): string =>
  placesSql(
    context,
    `case when m.headcount > 0 then m.headcount else (
      select nullif(count(*), 0) from rep p where p.location_id = m.location_id
        and coalesce(p.started_on <= s.to_on, true) and coalesce(p.left_on >= s.from_on, true)) end`,
  )
