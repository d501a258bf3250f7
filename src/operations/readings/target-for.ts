import { addDays, daysOf } from '#core/calendar/day.ts'
import { holidayTest } from '#core/calendar/holidays.ts'
import type { Metric } from '#core/metric.ts'
import type { DayRange, Reading, ReadingRequest, TargetReading } from '#core/reading.ts'
import { quote } from '#core/sql.ts'
import { historyFrom, isSumOfDays, readTarget, type Target, targetDays } from '#core/target.ts'
import type { DayValue } from '#core/target-pace.ts'
import { parseScope, scopeOfFilters, scopeText } from '#core/target-scope.ts'
import type { Row } from '#core/warehouse.ts'
import type { ReadingDeps } from './dependencies.ts'
import { readPlain } from './read-plain.ts'

const targetsOf = (rows: readonly Row[], scope: string): Target[] =>
  rows.flatMap((row) => {
    const asked = parseScope(row['scope'] as string | null)
    if (!asked || scopeText(asked) !== scope) return []
    const period = targetDays(String(row['period']))
    if (!period) return []
    const level = (name: string): number | null => (row[name] === null ? null : Number(row[name]))
    return [{ period, target: Number(row['target']), minimum: level('minimum'), stretch: level('stretch') }]
  })

const isSame = (a: DayRange, b: DayRange): boolean => a.from === b.from && a.to === b.to
const contains = (outer: DayRange, inner: DayRange): boolean => outer.from <= inner.from && inner.to <= outer.to

/**
 * The target that holds for a period: the one set for exactly it, the last set where there are several. A level
 * (rate, score, state) that has none of its own is held to that of the shortest period around it; a sum is not,
 * as its share would be a guess.
 */
const holding = (targets: readonly Target[], whole: DayRange, sums: boolean): Target | null => {
  const own = targets.filter((target) => isSame(target.period, whole)).at(-1)
  if (own || sums) return own ?? null
  const around = targets.filter((target) => contains(target.period, whole))
  const length = (target: Target): number => Date.parse(target.period.to) - Date.parse(target.period.from)
  return around.reduce<Target | null>((best, target) => (best && length(best) < length(target) ? best : target), null)
}

/** What each past day brought, by the same statement that answers the metric; days outside the first and last fact are left out. */
const daysBehind = async (
  metric: Metric,
  request: ReadingRequest,
  period: DayRange,
  deps: ReadingDeps,
): Promise<readonly DayValue[]> => {
  const range = { from: historyFrom(period, request.today), to: addDays(request.today, -1) }
  const series = daysOf(range).map((day) => ({ from: day, to: day }))
  const asked: ReadingRequest = { ...request, period: range, comparison: null, by: [], series }
  const reading = await readPlain(metric, asked, null, deps)
  const first = reading.series.findIndex((step) => step.value !== null)
  const last = reading.series.findLastIndex((step) => step.value !== null)
  return reading.series.slice(Math.max(0, first), last + 1).map((step) => ({ on: step.from, value: step.value ?? 0 }))
}

/**
 * The target that holds for what is asked, as a way to hold a reading against it: where one is set for this metric,
 * the scope the filters name and the period asked for; null where none is. It needs no reading to be found.
 */
export const targetFor = async (
  metric: Metric,
  request: ReadingRequest & { readonly whole?: DayRange },
  deps: ReadingDeps,
): Promise<((reading: Reading) => TargetReading) | null> => {
  const scope = scopeOfFilters(request.where)
  if (!scope) return null
  const rows = await deps.query(
    `select period, scope, minimum, target, stretch from target where metric = ${quote(metric.id)} order by batch, line`,
  )
  const settings = deps.settings()
  const sums = isSumOfDays(metric, settings)
  const whole = request.whole ?? request.period
  const target = holding(targetsOf(rows, scopeText(scope)), whole, sums)
  if (!target) return null
  const { today } = request
  const running = target.period.from <= today && today <= target.period.to
  const days = sums && running ? await daysBehind(metric, request, target.period, deps) : []
  return (reading) => {
    const isHoliday = holidayTest(settings.holidays)
    const held = readTarget({ metric, target, value: reading, today, settings, isHoliday, days })
    // A part of the target's period says how that part stands, not where the whole is heading.
    return isSame(target.period, whole) ? held : { ...held, forecast: null, forecast_interval: null }
  }
}
