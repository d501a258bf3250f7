import { addDays, daysIn, daysOf, earlier } from './calendar/day.ts'
import { wholePeriod } from './calendar/period.ts'
import { Fault } from './fault.ts'
import type { Direction, Metric, Value } from './metric.ts'
import type { DayRange, TargetReading } from './reading.ts'
import type { Settings } from './settings.ts'
import { type DayValue, dayWeight, type Forecast, forecastSum, weekPatternOf } from './target-pace.ts'

/** Levels set for a metric over a whole period. */
export type Target = {
  readonly period: DayRange
  readonly minimum: number | null
  readonly target: number
  readonly stretch: number | null
}

/** Days the period of a target stands for; null where its text names none (a file may hold anything). */
export const targetDays = (text: string): DayRange | null => {
  try {
    return wholePeriod(text.trim())?.whole ?? null
  } catch (error) {
    if (error instanceof Fault) return null
    throw error
  }
}

/**
 * A sum of days, whose target fills up as the period goes by. Rates, scores, means and states seen on a day are
 * not: their target holds on every day.
 */
export const isSumOfDays = (metric: Metric, settings: Settings): boolean =>
  metric.kind === 'additive' &&
  Object.values(metric.measures({}, settings)).every((measure) => measure.model.time === 'flow')

/** Weekdays (1 Monday) with business hours. */
const openWeekdays = (settings: Settings): readonly number[] => Object.keys(settings.business_hours).map(Number)

/**
 * Red, amber or green by a value against what is expected by now: the ratio under the first limit red, under the
 * second amber, from there green; where lower is better the ratio is turned over. Null for a metric that has no
 * good side.
 */
export const statusOf = (
  value: number,
  expected: number,
  direction: Direction,
  bands: readonly number[],
): TargetReading['status'] => {
  if (direction === 'neither') return null
  const up = direction === 'up_is_good'
  const [red, amber] = [bands[0] ?? 0.8, bands[1] ?? 1]
  const [above, below] = up ? [value, expected] : [expected, value]
  if (above <= 0 || below <= 0) return above >= below ? 'green' : 'red'
  const ratio = above / below
  return ratio < red ? 'red' : ratio < amber ? 'amber' : 'green'
}

export type TargetQuestion = {
  readonly metric: Metric
  readonly target: Target
  /** Of the metric over the period as far as it has gone. */
  readonly value: Value
  readonly today: string
  readonly settings: Settings
  readonly isHoliday: (iso: string) => boolean
  /** Past days, from before the period and in it; asked for sums of days only. */
  readonly days: readonly DayValue[]
}

type Progress = { readonly share: number; readonly forecast: Forecast | null }

/** Share of the period's work that is behind us, today included, and where the sum is heading. */
const progressOf = (question: TargetQuestion): Progress => {
  const { target, today, settings, isHoliday, days, value } = question
  const { from, to } = target.period
  const settled = value.value === null ? null : { value: value.value, interval: null }
  if (today > to) return { share: 1, forecast: settled }
  if (today < from) return { share: 0, forecast: null }
  const past = days.filter((day) => day.on < today)
  const pattern = weekPatternOf(past, isHoliday)
  const weight = dayWeight(pattern, openWeekdays(settings), isHoliday)
  const total = (range: DayRange): number => daysOf(range).reduce((sum, day) => sum + weight(day), 0)
  const whole = total(target.period)
  const gone = { from, to: today }
  const share = whole > 0 ? total(gone) / whole : daysIn(gone) / daysIn(target.period)
  if (value.value === null) return { share, forecast: null }
  if (!pattern) return { share, forecast: share > 0 ? { value: value.value / share, interval: null } : null }
  const done = total({ from, to: addDays(today, -1) })
  const before = past.filter((day) => day.on >= from).reduce((sum, day) => sum + day.value, 0)
  const figures = { before, done, rest: whole - done, already: value.value }
  return {
    share,
    forecast: forecastSum(
      pattern,
      figures,
      past.every((day) => day.value >= 0),
    ),
  }
}

/** A rate or score is heading where it stands; a young cohort where its maturation curve says. */
const headingOf = (value: Value): Forecast | null => {
  if (value.value === null) return null
  const { projected, projected_low: low, projected_high: high } = value.also ?? {}
  if (typeof projected === 'number')
    return { value: projected, interval: typeof low === 'number' && typeof high === 'number' ? [low, high] : null }
  return { value: value.value, interval: value.interval ?? null }
}

/**
 * A value held against its target. Pure.
 *
 * - `achieved` value ÷ target; `time_progress` share of the working days, by the weekday pattern of the last
 *   weeks, holidays out, today included; `expected_now` target × time progress for a sum of days, else the target;
 *   `pace` value ÷ expected now, on which the status is judged.
 * - `forecast` at the end of the period, see `forecastSum`; a rate or score is expected to stay.
 *
 * Whatever cannot be told (no value, hidden, not begun) is null.
 */
export const readTarget = (question: TargetQuestion): TargetReading => {
  const { metric, target, value, today, settings } = question
  const sums = isSumOfDays(metric, settings)
  const progress = progressOf(question)
  const expected = sums ? target.target * progress.share : target.target
  const begun = today >= target.period.from
  const ratio = (to: number): number | null => (value.value === null || to === 0 ? null : value.value / to)
  const forecast = sums ? progress.forecast : begun ? headingOf(value) : null
  return {
    minimum: target.minimum,
    target: target.target,
    stretch: target.stretch,
    expected_now: expected,
    achieved: ratio(target.target),
    status:
      value.value === null || !begun || (sums && progress.share === 0)
        ? null
        : statusOf(value.value, expected, metric.direction, settings.target_bands),
    period: target.period,
    time_progress: progress.share,
    pace: begun ? ratio(expected) : null,
    forecast: forecast?.value ?? null,
    forecast_interval: forecast?.interval ?? null,
  }
}

/** First day of the history a weekday pattern is learnt from: thirteen weeks back, or the period's own first. */
export const historyFrom = (period: DayRange, today: string): string => earlier(period.from, addDays(today, -91))
