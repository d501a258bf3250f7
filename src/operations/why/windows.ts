import { addDays, daysFrom, daysIn, daysOf, weekdayOf } from '#core/calendar/day.ts'
import type { Metric } from '#core/metric.ts'
import type { DayRange } from '#core/reading.ts'
import type { Settings } from '#core/settings.ts'
import { day } from '#core/sql.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'

/** Days on which anything happened, and the first and last of all. */
export type Days = { readonly span: DayRange | null; readonly present: ReadonlySet<string> | null }

/** Statement for the days a metric has facts on since `from`; days of states are not facts. */
export const daysStatement = (metric: Metric, settings: Settings, from: string, to: string): string => {
  const measures = Object.values(metric.measures({}, settings))
  const flow = measures.find(({ model }) => model.time === 'flow' && model.source === undefined)
  const { model } = flow ?? measures[0]!
  const span = model.span ?? { table: model.rollups?.[0]?.table ?? model.name, first: model.day, last: model.day }
  const table = model.rollups?.[0]?.table ?? span.table
  const column = model.rollups?.[0] ? model.day : span.first
  const present =
    model.time === 'flow'
      ? `(select list(distinct cast(${column} as date)) from ${table} where cast(${column} as date) between ${day(from)} and ${day(to)})`
      : 'null'
  return `select cast(min(${span.first}) as date) as first, cast(max(${span.last}) as date) as last, ${present} as present from ${span.table}`
}

export const readDays = async (metric: Metric, from: string, to: string, deps: ReadingDeps): Promise<Days> => {
  const [row] = await deps.query(daysStatement(metric, deps.settings(), from, to))
  const list = row?.['present'] as unknown as readonly string[] | null | undefined
  return {
    span: row && row['first'] !== null ? { from: String(row['first']), to: String(row['last']) } : null,
    present: list ? new Set(list.map((iso) => String(iso).slice(0, 10))) : null,
  }
}

/** Share of a weekday's last weeks with data from which on a day without is missing and not quiet. */
const usuallyThere = 0.75

/** Days of a range without any data on which there usually are some: absent, not zero. */
export const missingDays = (
  range: DayRange,
  { span, present }: Days,
  today: string,
  isHoliday: (iso: string) => boolean,
): string[] => {
  if (!present || !span) return []
  return daysOf(range).filter((iso) => {
    if (iso >= today || iso < span.from || present.has(iso) || isHoliday(iso)) return false
    const before = Array.from({ length: 8 }, (_, i) => addDays(iso, -7 * (i + 1))).filter((one) => one >= span.from)
    return before.length >= 2 && before.filter((one) => present.has(one)).length >= usuallyThere * before.length
  })
}

/** Places, from the first day of the period, of days that are not compared like with like. */
export const daysApart = (
  period: DayRange,
  comparison: DayRange,
  today: string,
  missing: readonly string[],
): ReadonlySet<number> => {
  const apart = new Set<number>()
  if (period.from < today && today <= period.to) apart.add(daysFrom(period.from, today))
  for (const iso of missing) {
    if (period.from <= iso && iso <= period.to) apart.add(daysFrom(period.from, iso))
    if (comparison.from <= iso && iso <= comparison.to) apart.add(daysFrom(comparison.from, iso))
  }
  const shorter = Math.min(daysIn(period), daysIn(comparison))
  return apart.size >= shorter ? new Set() : apart
}

/** Days from which on a few weekdays more or less no longer matter. */
const longEnough = 28

/** Whether two ranges hold the same weekdays, so that they compare day by day; long ones always do. */
export const aligned = (a: DayRange, b: DayRange): boolean =>
  weekdayOf(a.from) === weekdayOf(b.from) || Math.min(daysIn(a), daysIn(b)) >= longEnough
