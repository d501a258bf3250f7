import { weekdayOf } from './calendar/day.ts'
import { isoWeekOf } from './calendar/unit.ts'
import { z95 } from './stats/normal.ts'

/** What a day brought. */
export type DayValue = { readonly on: string; readonly value: number }

/** How a sum spreads over the days of a week, learnt from days gone by. */
export type WeekPattern = {
  /** Mean of an ordinary Monday, …, Sunday. */
  readonly weights: readonly number[]
  /** Variance of a day ÷ its mean (1 for a Poisson count). */
  readonly dispersion: number
  /** Variance of the level of a week around 1, beyond what its days explain. */
  readonly drift: number
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length

/** Days of each weekday needed before their pattern is believed. */
const leastOfEach = 4
/** A level is never thought steadier than this from one stretch to the next (standard deviation 5 %). */
const leastDrift = 0.05 ** 2

/**
 * The weekday pattern of a sum. Null where some weekday was seen fewer than four times, or nothing was sold.
 * Dispersion is Pearson's statistic per degree of freedom; drift the variance of week levels less the part their
 * days account for (method of moments).
 * @param days past days, holidays included; they are left out of the pattern
 */
export const weekPatternOf = (days: readonly DayValue[], isHoliday: (iso: string) => boolean): WeekPattern | null => {
  const ordinary = days.filter((day) => !isHoliday(day.on))
  const byWeekday = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    ordinary.filter((day) => weekdayOf(day.on) === weekday).map((day) => day.value),
  )
  if (byWeekday.some((values) => values.length < leastOfEach)) return null
  const weights = byWeekday.map((values) => Math.max(0, mean(values)))
  if (sum(weights) <= 0) return null
  const weightOn = (iso: string): number => weights[weekdayOf(iso) - 1]!
  const open = ordinary.filter((day) => weightOn(day.on) > 0)
  const pearson = sum(open.map((day) => (day.value - weightOn(day.on)) ** 2 / weightOn(day.on)))
  const dispersion = pearson / Math.max(1, open.length - weights.filter((weight) => weight > 0).length)
  const weeks = [
    ...Map.groupBy(open, (day) => {
      const { year, week } = isoWeekOf(day.on)
      return year * 100 + week
    }).values(),
  ].map((week) => ({ value: sum(week.map((day) => day.value)), weight: sum(week.map((day) => weightOn(day.on))) }))
  const levels = weeks.map((week) => week.value / week.weight)
  const spread = sum(levels.map((level) => (level - mean(levels)) ** 2)) / Math.max(1, levels.length - 1)
  return { weights, dispersion, drift: Math.max(leastDrift, spread - mean(weeks.map((w) => dispersion / w.weight))) }
}

/**
 * How much of a sum a day is expected to bring, in arbitrary units: nothing on holidays, else the weekday's mean,
 * or without a pattern 1 on the weekdays that are open.
 */
export const dayWeight =
  (pattern: WeekPattern | null, openWeekdays: readonly number[], isHoliday: (iso: string) => boolean) =>
  (iso: string): number => {
    if (isHoliday(iso)) return 0
    return pattern ? pattern.weights[weekdayOf(iso) - 1]! : openWeekdays.includes(weekdayOf(iso)) ? 1 : 0
  }

export type Forecast = { readonly value: number; readonly interval: readonly [number, number] | null }

/**
 * A sum at the end of its period: what the days before today brought, and for the rest the pattern times a level.
 * The level is the one of the days so far, drawn towards the level of the weeks before by as much as it is
 * uncertain (normal-normal empirical Bayes). Interval 95 %, of a new observation; never below what is there
 * already when no day can bring less than nothing.
 * @param before sum of the days of the period before today
 * @param done weight of those days  @param rest weight of today and the days to come
 * @param already the sum now, today's part included
 */
export const forecastSum = (
  pattern: WeekPattern,
  figures: { readonly before: number; readonly done: number; readonly rest: number; readonly already: number },
  neverNegative: boolean,
): Forecast => {
  const { before, done, rest, already } = figures
  const { dispersion, drift } = pattern
  const certainty = dispersion > 0 ? done / dispersion : done > 0 ? Number.POSITIVE_INFINITY : 0
  const seen = done > 0 ? before / done : 1
  const share = certainty === Number.POSITIVE_INFINITY ? 1 : certainty / (certainty + 1 / drift)
  const level = share * seen + (1 - share)
  const levelVariance = certainty === Number.POSITIVE_INFINITY ? 0 : 1 / (certainty + 1 / drift)
  const spread = z95 * Math.sqrt(rest ** 2 * levelVariance + dispersion * Math.max(0, level) * rest)
  const floor = (number: number): number => (neverNegative ? Math.max(already, number) : number)
  const value = before + level * rest
  return { value: floor(value), interval: [floor(value - spread), floor(value + spread)] }
}
