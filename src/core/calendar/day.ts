/** Arithmetic of business days written as ISO dates (`2026-11-18`). No clock, no time zone: a day is a name. */

import type { DayRange } from '../reading.ts'

const millisPerDay = 86_400_000

/** Days since 1970-01-01. */
export const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / millisPerDay)

export const dayOfNumber = (number: number): string => new Date(number * millisPerDay).toISOString().slice(0, 10)

export const addDays = (iso: string, days: number): string => dayOfNumber(dayNumber(iso) + days)

/** Days from one to the other; 0 for the same day. */
export const daysFrom = (from: string, to: string): number => dayNumber(to) - dayNumber(from)

/** Number of days of a range, both ends included. */
export const daysIn = (range: DayRange): number => daysFrom(range.from, range.to) + 1

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (iso: string): number => ((((dayNumber(iso) + 3) % 7) + 7) % 7) + 1

export const earlier = (a: string, b: string): string => (a < b ? a : b)

export const later = (a: string, b: string): string => (a > b ? a : b)

const pad = (number: number, width: number): string => String(number).padStart(width, '0')

/** The ISO date of a year, month (1 … 12) and day; null where there is no such day. */
export const dayOf = (year: number, month: number, day: number): string | null => {
  const iso = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : null
}

/** Every day of a range, in order. */
export const daysOf = (range: DayRange): string[] =>
  Array.from({ length: Math.max(0, daysIn(range)) }, (_, i) => addDays(range.from, i))

export const shiftRange = (range: DayRange, days: number): DayRange => ({
  from: addDays(range.from, days),
  to: addDays(range.to, days),
})
