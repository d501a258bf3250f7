import { Fault } from '../fault.ts'
import type { DayRange, Grain } from '../reading.ts'
import { addDays, daysIn, earlier, later } from './day.ts'
import type { Period } from './period.ts'
import { movedBy, unitAround, type WeekStart } from './unit.ts'

/** Steps of a series when none are asked for. */
const customary = 13

/** The most steps one series may have. */
export const mostSteps = 4000

/** A range cut into days, weeks or months; the first and last are as long as the range lets them be. */
export const stepsWithin = (range: DayRange, grain: Grain, weekStart: WeekStart = 1): DayRange[] => {
  const steps: DayRange[] = []
  for (let from = range.from; from <= range.to; ) {
    const to = earlier(unitAround(grain, from, 0, weekStart).to, range.to)
    steps.push({ from: later(from, range.from), to })
    from = addDays(to, 1)
  }
  return steps
}

const grainOfRange = (range: DayRange): Grain => (daysIn(range) <= 31 ? 'day' : daysIn(range) <= 371 ? 'week' : 'month')

/**
 * The windows of the series beside a number. With a grain: the period itself, cut into its days, weeks or months.
 * Without: thirteen like periods, the last of them this one (cut at today while it runs); for a range its own
 * days (to 31 days), weeks (to 53) or months. They never overlap and leave no gap.
 * @param weekStart where the weeks begin that a range is cut into
 * @throws Fault `period.too_many_steps` above `mostSteps`.
 */
export const seriesFor = (
  period: Period,
  grain: Grain | null,
  _today: string,
  weekStart: WeekStart = 1,
): DayRange[] => {
  const { kind, whole } = period
  if (grain === null && kind !== 'range')
    return Array.from({ length: customary }, (_, i) =>
      i === customary - 1 ? { from: period.from, to: period.to } : movedBy(kind, whole, i - customary + 1),
    )
  const by = grain ?? grainOfRange(period)
  if (by === 'day' && daysIn(period) > mostSteps)
    throw new Fault('period.too_many_steps', { days: daysIn(period), most: mostSteps, grain: by })
  return stepsWithin({ from: period.from, to: period.to }, by, weekStart)
}
