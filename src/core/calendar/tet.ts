import { addDays, daysFrom, daysIn, earlier, later } from './day.ts'
import { newYearOf } from './lunar.ts'
import type { Period } from './period.ts'

/** Days before and after Lunar New Year's Day in which trade follows Tết more than the calendar. */
export const tetWindow = { before: 30, after: 20 } as const

const longest = tetWindow.before + tetWindow.after + 1

/**
 * How many days back the same distance to Lunar New Year's Day lies one lunar year earlier (354, 355, 383, 384
 * or 385), for a day, week, month or range of which at least half lies in the Tết window and which is no longer
 * than that window. Null for everything else; quarters and years hold the whole window anyway. Decided on the
 * whole period, so that it does not change while the period runs.
 */
export const newYearShift = (period: Pick<Period, 'kind' | 'whole'>): number | null => {
  const { kind, whole } = period
  if (kind === 'quarter' || kind === 'year' || daysIn(whole) > longest) return null
  const first = Number(whole.from.slice(0, 4))
  for (const year of [first, first + 1]) {
    const newYear = newYearOf(year)
    const inside = daysIn({
      from: later(whole.from, addDays(newYear, -tetWindow.before)),
      to: earlier(whole.to, addDays(newYear, tetWindow.after)),
    })
    if (inside > 0 && 2 * inside >= daysIn(whole)) return daysFrom(newYearOf(year - 1), newYear)
  }
  return null
}
