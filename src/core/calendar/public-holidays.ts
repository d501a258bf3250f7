import { addDays } from './day.ts'
import { dayOfLunar, newYearsEveOf } from './lunar.ts'

/**
 * Days off by law in Vietnam (Labour Code 45/2019, article 112) that follow from the calendar alone: 1 January,
 * Tết (the eve and four days), Hùng Kings' day (10th of the third lunar month), 30 April, 1 May, 2 September.
 * The second day of National Day and days moved by decree differ from year to year: they belong in the settings.
 * @param year from 1900 to 2199
 */
export const publicHolidays = (year: number): readonly string[] => {
  const eve = newYearsEveOf(year)
  return [
    `${year}-01-01`,
    ...[0, 1, 2, 3, 4].map((days) => addDays(eve, days)),
    dayOfLunar({ year, month: 3, day: 10, leap: false })!,
    `${year}-04-30`,
    `${year}-05-01`,
    `${year}-09-02`,
  ]
}
