import type { DayRange } from '../reading.ts'
import { addDays, dayOf, daysFrom, weekdayOf } from './day.ts'

/** A stretch of the calendar that repeats. Weeks start on Monday and are numbered as in ISO 8601. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year'

const monthsIn: Readonly<Record<'month' | 'quarter' | 'year', number>> = { month: 1, quarter: 3, year: 12 }

const monthIndex = (iso: string): number => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1

const firstOfMonth = (index: number): string => dayOf(Math.floor(index / 12), (index % 12) + 1, 1)!

/** The unit a day lies in, moved by `steps` units: 0 the same, −1 the one before. */
export const unitAround = (unit: CalendarUnit, iso: string, steps = 0): DayRange => {
  if (unit === 'day') return { from: addDays(iso, steps), to: addDays(iso, steps) }
  if (unit === 'week') {
    const from = addDays(iso, 1 - weekdayOf(iso) + 7 * steps)
    return { from, to: addDays(from, 6) }
  }
  const months = monthsIn[unit]
  const index = (Math.floor(monthIndex(iso) / months) + steps) * months
  return { from: firstOfMonth(index), to: addDays(firstOfMonth(index + months), -1) }
}

/** ISO 8601 year and week number of a day. */
export const isoWeekOf = (iso: string): { readonly year: number; readonly week: number } => {
  const thursday = addDays(iso, 4 - weekdayOf(iso))
  const year = Number(thursday.slice(0, 4))
  return { year, week: Math.floor(daysFrom(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1 }
}

/** Monday to Sunday of an ISO week; null where that year has no such week. */
export const isoWeek = (year: number, week: number): DayRange | null => {
  const fourth = dayOf(year, 1, 4)
  if (fourth === null || week < 1) return null
  const range = unitAround('week', fourth, week - 1)
  const found = isoWeekOf(range.from)
  return found.year === year && found.week === week ? range : null
}
