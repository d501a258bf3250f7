import type { DayRange } from '../reading.ts'
import { addDays, dayOf, daysFrom, shiftRange, weekdayOf } from './day.ts'

/** A stretch of the calendar that repeats. A week that has a number is one of ISO 8601, from Monday on. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** The day a week is counted from, as a weekday (1 Monday): what a country or a company is used to. */
export type WeekStart = 1 | 6 | 7

const monthsIn: Readonly<Record<'month' | 'quarter' | 'year', number>> = { month: 1, quarter: 3, year: 12 }

const monthIndex = (iso: string): number => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1

const firstOfMonth = (index: number): string => dayOf(Math.floor(index / 12), (index % 12) + 1, 1)!

/** The unit a day lies in, moved by `steps` units: 0 the same, −1 the one before. */
export const unitAround = (unit: CalendarUnit, iso: string, steps = 0, weekStart: WeekStart = 1): DayRange => {
  if (unit === 'day') return { from: addDays(iso, steps), to: addDays(iso, steps) }
  if (unit === 'week') {
    const from = addDays(iso, 7 * steps - ((weekdayOf(iso) - weekStart + 7) % 7))
    return { from, to: addDays(from, 6) }
  }
  const months = monthsIn[unit]
  const index = (Math.floor(monthIndex(iso) / months) + steps) * months
  return { from: firstOfMonth(index), to: addDays(firstOfMonth(index + months), -1) }
}

/** A whole unit moved by so many of its kind; a week keeps the day it begins on. */
export const movedBy = (unit: CalendarUnit, whole: DayRange, steps: number): DayRange =>
  unit === 'week' ? shiftRange(whole, 7 * steps) : unitAround(unit, whole.from, steps)

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
