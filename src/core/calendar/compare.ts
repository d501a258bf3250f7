import { Fault } from '../fault.ts'
import type { Comparison, DayRange } from '../reading.ts'
import { addDays, daysIn, earlier, shiftRange } from './day.ts'
import { isRunning, type Period, parsePeriod } from './period.ts'
import { newYearShift } from './tet.ts'
import { movedBy, type WeekStart } from './unit.ts'

/** Every way to name a comparison, as shown where one is not understood. */
export const comparisonForms: readonly string[] = [
  'previous',
  'previous-whole',
  'year',
  'none',
  '2025-11-01..2025-11-18',
]

/** The like period before: the month before a month, as many days before a range. */
const wholeBefore = (period: Period): DayRange =>
  period.kind === 'range' ? shiftRange(period.whole, -daysIn(period.whole)) : movedBy(period.kind, period.whole, -1)

/** As many first days of `whole` as the period has; all of it where it is shorter. */
const firstDays = (whole: DayRange, days: number): DayRange => ({
  from: whole.from,
  to: earlier(whole.to, addDays(whole.from, days - 1)),
})

const yearBefore = (period: Period, today: string): Comparison => {
  const shift = newYearShift(period)
  if (shift !== null) return { ...shiftRange(period, -shift), kind: 'year', alignment: 'tet' }
  if (period.kind === 'day' || period.kind === 'week' || period.kind === 'range')
    return { ...shiftRange(period, -364), kind: 'year', alignment: 'weekday' }
  const steps = { month: 12, quarter: 4, year: 1 }[period.kind]
  const whole = movedBy(period.kind, period.whole, -steps)
  const range = isRunning(period, today) ? firstDays(whole, daysIn(period)) : whole
  return { ...range, kind: 'year', alignment: 'calendar' }
}

/**
 * What a period is compared with.
 *
 * - `previous`: while the period runs (its last day included, that day is not over), the same number of first
 *   days of the like period before, never past its end; once complete, the whole of it. Like period: the day,
 *   week, month, quarter or year before; for a range as many days before it.
 * - `previous-whole`: the whole like period before, also while this one runs.
 * - `year`: around Tết the days as far from Lunar New Year's Day (see `newYearShift`); else 364 days before for
 *   days, weeks and ranges, the same month, quarter or year of the year before for those, while running as many
 *   first days of it.
 * - `none`: null. Anything that names a period: that period.
 *
 * @param weekStart where a week named by a word (`last-week`) begins
 * @throws Fault `comparison.unknown` listing the forms, `period.impossible`, `period.backwards`.
 */
export const comparisonFor = (
  period: Period,
  text: string,
  today: string,
  weekStart: WeekStart = 1,
): Comparison | null => {
  const asked = text.trim().toLowerCase()
  if (asked === 'none') return null
  if (asked === 'previous') {
    const whole = wholeBefore(period)
    const range = isRunning(period, today) ? firstDays(whole, daysIn(period)) : whole
    return { ...range, kind: 'previous' }
  }
  if (asked === 'previous-whole' || asked === 'previous_whole')
    return { ...wholeBefore(period), kind: 'previous_whole' }
  if (asked === 'year') return yearBefore(period, today)
  try {
    const { from, to } = parsePeriod(text, today, weekStart)
    return { from, to, kind: 'range' }
  } catch (error) {
    if (error instanceof Fault && error.code === 'period.unknown')
      throw new Fault('comparison.unknown', { compare: text, forms: comparisonForms })
    throw error
  }
}
