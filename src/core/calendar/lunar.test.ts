import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from './day.ts'
import { dayOfLunar, type LunarDay, lunarDayOf, newYearOf } from './lunar.ts'
import { lunarTable } from './lunar-table.fixture.ts'

const years = lunarTable
  .trim()
  .split('\n')
  .map((line) => {
    const [newYear, leap, months] = line.split(' ')
    return { newYear: newYear!, leap: Number(leap), months: [...months!].map((month) => (month === 'L' ? 30 : 29)) }
  })

describe('the lunar calendar of Vietnam', () => {
  type Month = { readonly lunar: LunarDay; readonly first: string; readonly last: string; readonly length: number }
  const months: Month[] = years.flatMap((year, i) => {
    const lengths = year.months
    return lengths.map((length, at) => {
      const first = addDays(
        year.newYear,
        lengths.slice(0, at).reduce((sum, days) => sum + days, 0),
      )
      const leap = year.leap > 0 && at === year.leap
      const month = at + 1 - (year.leap > 0 && at >= year.leap ? 1 : 0)
      return { lunar: { year: 1900 + i, month, day: 1, leap }, first, last: addDays(first, length - 1), length }
    })
  })

  test('has Tết and the tenth of the third month on the days of the ephemeris, every year from 1900 to 2100', () => {
    expect(years.map((year) => year.newYear)).toEqual(years.map((_, i) => newYearOf(1900 + i)))
    const third = months.filter(({ lunar }) => lunar.month === 3 && !lunar.leap)
    expect(third.map(({ lunar }) => dayOfLunar({ ...lunar, day: 10 }))).toEqual(
      third.map(({ first }) => addDays(first, 9)),
    )
  })

  test('has every month on the days of the ephemeris, but four that begin within minutes of midnight', () => {
    expect(months).toHaveLength(2486)
    const apart = months
      .filter(({ lunar, first }) => dayOfLunar(lunar) !== first)
      .map(({ lunar, first }) => `${first} ${dayOfLunar(lunar)}`)
    expect(apart).toEqual([
      '1944-06-20 1944-06-21',
      '1967-07-07 1967-07-08',
      '2072-12-09 2072-12-10',
      '2077-11-15 2077-11-16',
    ])
  })

  test('turns the last day of every month into its lunar date, and refuses a 30th that is none', () => {
    const known = months.filter(
      ({ first, last }) => !['1944', '1967', '2072', '2077'].some((y) => first.startsWith(y) || last.startsWith(y)),
    )
    expect(known.map(({ last }) => lunarDayOf(last))).toEqual(
      known.map(({ lunar, length }) => ({ ...lunar, day: length })),
    )
    expect(known.filter(({ lunar, length }) => length === 29 && dayOfLunar({ ...lunar, day: 30 }) !== null)).toEqual([])
  })

  test.each([
    [1968, '1968-01-29'],
    [1969, '1969-02-16'],
    [1985, '1985-01-21'],
    [2007, '2007-02-17'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2030, '2030-02-02'],
    [2053, '2053-02-18'],
  ])('Tết %i falls on %s, also where China’s new year does not', (year, day) => expect(newYearOf(year)).toBe(day))

  test('the eve of Tết 2025 is the 29th, as that month has no 30th', () => {
    expect(lunarDayOf('2025-01-28')).toEqual({ year: 2024, month: 12, day: 29, leap: false })
  })

  test('knows the repeated sixth month of 2025 and no other in that year', () => {
    expect(dayOfLunar({ year: 2025, month: 6, day: 1, leap: true })).toBe('2025-07-25')
    expect(dayOfLunar({ year: 2025, month: 5, day: 1, leap: true })).toBeNull()
    expect(dayOfLunar({ year: 2026, month: 6, day: 1, leap: true })).toBeNull()
  })

  test('any day turns into a lunar date and back into itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 83_000 }), (days) => {
        const iso = addDays('1970-01-01', days)
        expect(dayOfLunar(lunarDayOf(iso))).toBe(iso)
      }),
      { numRuns: 2000 },
    )
  })
})
