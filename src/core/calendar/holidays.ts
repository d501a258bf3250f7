import { addDays, dayNumber, weekdayOf } from './day.ts'
import { dayOfLunar, newYearOf } from './lunar.ts'

/** The day beside 2 September that is off as well: the one that joins the weekend. */
const besideNationalDay = (year: number): string =>
  [1, 4, 7].includes(weekdayOf(`${year}-09-02`)) ? `${year}-09-03` : `${year}-09-01`

/**
 * Public holidays of Vietnam in a year (Labour Code 2019, article 112): 1 January; Tết, the eve and the first
 * four days; 10 of lunar month 3; 30 April; 1 May; 2 September and a day beside it. Days moved by government
 * notice, and days given in place of a holiday on a weekend, are not known in advance: an owner adds them.
 * @param year 1900 … 2199
 * @returns ISO dates in order
 */
export const publicHolidays = (year: number): readonly string[] => {
  const newYear = newYearOf(year)
  const kings = dayOfLunar({ year, month: 3, day: 10, leap: false })
  return [
    `${year}-01-01`,
    ...[-1, 0, 1, 2, 3].map((days) => addDays(newYear, days)),
    ...(kings === null ? [] : [kings]),
    `${year}-04-30`,
    `${year}-05-01`,
    `${year}-09-02`,
    besideNationalDay(year),
  ].sort((a, b) => dayNumber(a) - dayNumber(b))
}

/** Tells whether a day is a public holiday or one of the further ones an owner has set. */
export const holidayTest = (further: readonly string[]): ((iso: string) => boolean) => {
  const years = new Map<string, ReadonlySet<string>>()
  const more = new Set(further)
  return (iso) => {
    const year = iso.slice(0, 4)
    const known = years.get(year) ?? new Set(publicHolidays(Number(year)))
    years.set(year, known)
    return known.has(iso) || more.has(iso)
  }
}
