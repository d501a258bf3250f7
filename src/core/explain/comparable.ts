import { addDays, daysFrom, daysIn, daysOf, shiftRange } from '../calendar/day.ts'
import { newYearOf } from '../calendar/lunar.ts'
import { newYearShift } from '../calendar/tet.ts'
import type { DayRange } from '../reading.ts'

/** Windows an expectation is taken from, nearest first. */
export type Comparable = {
  readonly basis: 'weeks' | 'windows' | 'season' | 'tet' | 'none'
  readonly windows: readonly DayRange[]
  /** With `tet`: days before the season this year, and the same distance from Tết in the years of `windows`. */
  readonly level?: { readonly now: DayRange; readonly before: readonly DayRange[] }
  /** With `tet`: ordinary windows before the season, which tell how far windows stray. */
  readonly ordinary?: readonly DayRange[]
  /** The same window of years before, and of each those that then were `windows`; two years at least. */
  readonly years?: readonly { readonly window: DayRange; readonly windows: readonly DayRange[] }[]
  /** Windows left out: holidays lay in them and not in the one asked about. */
  readonly skipped: number
}

/** Windows looked for, and how many steps back at most. */
const wanted = 8
const farthest = 12
/** Days the level before Tết is taken from. */
const levelDays = 56
/** Whole weeks of a year, years looked back at, and those that make a season. */
const yearDays = 364
const mostYears = 3
const fewestYears = 2
/** Windows of a year that tell its level. */
const fewestOfYear = 4

/**
 * The windows a period can be held against. Around Tết: the same days as far from Lunar New Year's Day in up to three
 * years before, with the eight weeks before the season to tell how the level has moved. Else the last eight windows
 * of the same weekdays, whole weeks apart, without those that differ in public holidays; where two years or more are
 * known, with what the same window was in them beside its own last eight.
 * @param span first and last day with facts; null where there are none
 * @param earliest first day of what is compared: windows before it show the noise without the change itself
 */
export const comparableWindows = (
  period: DayRange,
  span: DayRange | null,
  isHoliday: (iso: string) => boolean,
  earliest = period.from,
): Comparable => {
  if (span === null) return { basis: 'none', windows: [], skipped: 0 }
  if (newYearShift({ kind: 'range', whole: period }) !== null) return aroundTet(period, span)
  const step = 7 * Math.ceil(daysIn(period) / 7)
  const holidays = (range: DayRange): number => daysOf(range).filter(isHoliday).length
  const own = holidays(period)
  const like = (range: DayRange): boolean =>
    newYearShift({ kind: 'range', whole: range }) === null &&
    Math.abs(holidays(range) - own) <= Math.floor(daysIn(period) / 28)
  const since = (first: string): DayRange[] => {
    const skip = Math.max(0, Math.ceil((daysFrom(first, period.to) + 1) / step) - 1)
    return Array.from({ length: farthest }, (_, i) => shiftRange(period, -step * (i + 1 + skip))).filter(
      (range) => range.from >= span.from && range.to <= span.to,
    )
  }
  const before = since(earliest)
  const candidates = before.length >= 3 ? before : since(period.from)
  const kept = candidates.filter(like).slice(0, wanted)
  const windows = kept.length >= 3 ? kept : candidates.slice(0, wanted)
  const years = Array.from({ length: mostYears }, (_, k) => {
    const back = (range: DayRange): DayRange => shiftRange(range, -yearDays * (k + 1))
    return {
      window: back(period),
      windows: windows.map(back).filter((range) => range.from >= span.from && like(range)),
    }
  }).filter((year) => year.window.from >= span.from && like(year.window) && year.windows.length >= fewestOfYear)
  return {
    ...(years.length >= fewestYears ? { years } : {}),
    basis: windows.length === 0 ? 'none' : step === 7 ? 'weeks' : 'windows',
    windows,
    skipped: candidates.slice(0, candidates.indexOf(windows.at(-1)!) + 1).length - windows.length,
  }
}

const aroundTet = (period: DayRange, span: DayRange): Comparable => {
  const year = nearestNewYear(period.from)
  const seasonFrom = addDays(newYearOf(year), -30)
  const now = { from: addDays(seasonFrom, -levelDays), to: addDays(seasonFrom, -1) }
  const shifts = [1, 2, 3].map((back) => daysFrom(newYearOf(year - back), newYearOf(year)))
  const step = 7 * Math.ceil(daysIn(period) / 7)
  const ordinary = Array.from({ length: wanted }, (_, i) => {
    const to = addDays(seasonFrom, -1 - step * i)
    return { from: addDays(to, 1 - daysIn(period)), to }
  }).filter((range) => range.from >= span.from)
  const known = shifts.filter((shift) => shiftRange(now, -shift).from >= span.from)
  return known.length === 0 || now.from < span.from
    ? { basis: 'none', windows: [], skipped: 0 }
    : {
        basis: 'tet',
        windows: known.map((shift) => shiftRange(period, -shift)),
        level: { now, before: known.map((shift) => shiftRange(now, -shift)) },
        ordinary,
        skipped: 0,
      }
}

const nearestNewYear = (iso: string): number => {
  const year = Number(iso.slice(0, 4))
  return Math.abs(daysFrom(newYearOf(year), iso)) <= Math.abs(daysFrom(newYearOf(year + 1), iso)) ? year : year + 1
}
