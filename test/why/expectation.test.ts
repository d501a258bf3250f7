import { describe, expect, test } from 'vitest'
import { holidayTest } from '#core/calendar/holidays.ts'
import { comparableWindows } from '#core/explain/comparable.ts'
import { expectationOf, hasTrend, theilSen } from '#core/explain/expectation.ts'
import { seasonOf } from '#core/explain/season.ts'
import { chanceFrom } from '../../bench/why-company.ts'
import { missingDays } from '../../src/operations/why/windows.ts'

const isHoliday = holidayTest([])
const span = { from: '2025-01-01', to: '2026-11-18' }
const none = (): number => 0

describe('windows an expectation is taken from', () => {
  test('the same weekdays of the eight weeks before', () => {
    const { basis, windows } = comparableWindows({ from: '2026-11-16', to: '2026-11-17' }, span, isHoliday)
    expect(basis).toBe('weeks')
    expect(windows).toHaveLength(8)
    expect(windows[0]).toEqual({ from: '2026-11-09', to: '2026-11-10' })
    expect(windows[7]).toEqual({ from: '2026-09-21', to: '2026-09-22' })
  })

  test('a week with a public holiday in it is no measure for one without', () => {
    // 2 September 2026 is a Wednesday, 1 September the day beside it: the week of 31 August is passed over.
    const { windows, skipped } = comparableWindows({ from: '2026-09-14', to: '2026-09-20' }, span, isHoliday)
    expect(windows.map((window) => window.from)).not.toContain('2026-08-31')
    expect(windows).toHaveLength(8)
    expect(skipped).toBe(1)
  })

  test('around Tết the days as far from Lunar New Year’s Day of the year before', () => {
    // Tết fell on 29 January 2025 and 17 February 2026: 384 days apart.
    const { basis, windows } = comparableWindows(
      { from: '2026-02-09', to: '2026-02-15' },
      { from: '2024-06-01', to: '2026-11-18' },
      isHoliday,
    )
    expect(basis).toBe('tet')
    expect(windows[0]).toEqual({ from: '2025-01-21', to: '2025-01-27' })
  })

  test('of named ranges, windows before both of them', () => {
    const { windows } = comparableWindows({ from: '2026-11-09', to: '2026-11-15' }, span, isHoliday, '2026-10-26')
    expect(windows[0]).toEqual({ from: '2026-10-19', to: '2026-10-25' })
  })

  test('none before the first day with data', () => {
    const young = { from: '2026-10-26', to: '2026-11-18' }
    expect(comparableWindows({ from: '2026-11-09', to: '2026-11-15' }, young, isHoliday).windows).toHaveLength(2)
    expect(comparableWindows({ from: '2026-11-09', to: '2026-11-15' }, null, isHoliday).basis).toBe('none')
  })
})

describe('years before', () => {
  const long = { from: '2023-01-01', to: '2026-11-18' }

  test('tell the season where there are two or more: the same weekdays, each beside its own last weeks', () => {
    const { years } = comparableWindows({ from: '2026-11-09', to: '2026-11-15' }, long, isHoliday)
    expect(years!.map((year) => year.window)).toEqual([
      { from: '2025-11-10', to: '2025-11-16' },
      { from: '2024-11-11', to: '2024-11-17' },
      { from: '2023-11-13', to: '2023-11-19' },
    ])
    expect(years![0]!.windows[0]).toEqual({ from: '2025-11-03', to: '2025-11-09' })
    expect(comparableWindows({ from: '2026-11-09', to: '2026-11-15' }, span, isHoliday).years).toBeUndefined()
  })

  test('are taken for a season where they agree and stand out of their own weeks', () => {
    const weeks = [98, 102, 100, 99, 101, 103, 97, 100]
    const year = (value: number) => ({ value, windows: weeks })
    // By hand: (ln 1.5 + ln 1.6) ÷ 2 = .4377; e to it is 1.549.
    expect(seasonOf([year(150), year(160)])!.factor).toBeCloseTo(1.549, 3)
    expect(seasonOf([year(150)])).toBeNull()
    expect(seasonOf([year(150), year(70)])).toBeNull()
    expect(seasonOf([year(101), year(102)])).toBeNull()
  })

  test('around Tết two are enough, as far apart as ordinary weeks are', () => {
    const ordinary = { relative: 0.05, windows: 8 }
    // By hand: 5 % of 200 is 10, √(1 + ½) of it 12.247, t(.95, 7) = 2.3646 → ±28.96; the years are 2 apart.
    const found = expectationOf([199, 201], 260, none, { ordinary })!
    expect(found.value).toBe(200)
    expect(found.interval[1]).toBeCloseTo(228.96, 2)
    expect(found.pValue).toBeLessThan(0.01)
    expect(expectationOf([199], 260, none, { ordinary })).toBeNull()
    expect(expectationOf([150, 250], 260, none, { ordinary })!.pValue).toBeGreaterThan(0.5)
  })
})

describe('what was to be expected', () => {
  test('the mean of the windows, within their own spread by Student’s t', () => {
    // By hand: mean 100, s² = (4·100 + 4·100) ÷ 7 = 114.286; drawn in: × 1.13² and 7 − 2.75 degrees of freedom, for
    // which t(.95) = 2.7146; √(114.286·1.2769·1.125) = 12.813 → ±34.78.
    const found = expectationOf([90, 110, 90, 110, 90, 110, 90, 110], 100, none)!
    expect(found.value).toBe(100)
    expect(found.interval[0]).toBeCloseTo(65.22, 1)
    expect(found.interval[1]).toBeCloseTo(134.78, 1)
    expect(found.pValue).toBe(1)
    // Of a few windows as they are: mean 100, s² = 100, √(100·4/3) = 11.547, t(.95, 2) = 4.3027 → ±49.68.
    expect(expectationOf([90, 100, 110], 100, none)!.interval[1]).toBeCloseTo(149.68, 2)
  })

  test('never less spread than chance alone gives', () => {
    const counted = expectationOf([100, 100, 100, 100, 100, 100, 100, 100], 120, (expected) => expected)!
    // √(100·1.125) = 10.61, t = 20 ÷ 10.61 = 1.886, two-sided p at 7 degrees of freedom .101.
    expect(counted.pValue).toBeCloseTo(0.101, 3)
    expect(expectationOf([100, 100, 100, 100, 100, 100, 100, 100], 120, none)!.pValue).toBe(0)
  })

  test('in quiet windows five in a hundred are called odd at that level, about', () => {
    const chance = chanceFrom(20261125)
    for (const n of [4, 5, 6, 7, 8]) {
      let [five, few] = [0, 0]
      for (let i = 0; i < 10_000; i++) {
        const history = Array.from({ length: n }, () => 100 + chance.normal())
        const { pValue } = expectationOf(history, 100 + chance.normal(), none)!
        five += Number(pValue < 0.05)
        few += Number(pValue < 0.015)
      }
      expect(five / 10_000, `${n} windows`).toBeGreaterThan(0.04)
      expect(five / 10_000, `${n} windows`).toBeLessThan(0.066)
      expect(few / 10_000, `${n} windows`).toBeLessThan(0.025)
    }
  })

  test('one odd window does not move it', () => {
    const steady = [101, 99, 100, 102, 98, 100, 101]
    const found = expectationOf([...steady, 900], 100, none)!
    expect(found.value).toBeCloseTo(100.14, 1)
    expect(found.outliers).toEqual([7])
  })

  test('one odd window, however odd, widens it by two fifths on average at most', () => {
    const chance = chanceFrom(7)
    const width = (odd: number | null): number => {
      let sum = 0
      for (let i = 0; i < 2000; i++) {
        const history = Array.from({ length: 8 }, () => 100 + chance.normal())
        if (odd !== null) history[3] = 100 + odd
        const { interval } = expectationOf(history, 100, none)!
        sum += interval[1] - interval[0]
      }
      return sum
    }
    const usual = width(null)
    for (const odd of [3, 4, 5, 6, 8, 20, 100]) expect(width(odd) / usual, `${odd} deviations`).toBeLessThan(1.4)
  })

  test('a window of three answers does not widen what is expected of fifty', () => {
    const rate = (expected: number): number => (expected * (1 - expected)) / 50
    const even = [0.5, 0.52, 0.48, 0.51, 0.49, 0.5]
    const known = expectationOf(even, 0.5, rate, { sizes: even.map(() => 1) })!
    const found = expectationOf([...even, 0], 0.5, rate, { sizes: [...even.map(() => 1), 3 / 50] })!
    const width = ({ interval }: typeof known): number => interval[1] - interval[0]
    expect(width(found) / width(known)).toBeLessThan(1.1)
    expect(found.value).toBeGreaterThan(0.47)
  })

  test('a steady rise is followed along the Theil–Sen line', () => {
    const rising = [180, 170, 160, 150, 140, 130, 120, 110]
    expect(hasTrend(rising)).toBe(true)
    expect(theilSen([1, 2, 3], [10, 30, 20])).toBe(5)
    const found = expectationOf(rising, 190, none)!
    expect(found.value).toBeCloseTo(190, 9)
    expect(found.trend).toBe(true)
  })

  test('two windows are too few to expect anything by', () => {
    expect(expectationOf([100, 110], 50, none)).toBeNull()
  })
})

describe('days without data', () => {
  const days = (absent: readonly string[]): { span: typeof span; present: ReadonlySet<string> } => {
    const all = Array.from({ length: 90 }, (_, i) => new Date(Date.UTC(2026, 7, 21 + i)).toISOString().slice(0, 10))
    return { span, present: new Set(all.filter((day) => !absent.includes(day))) }
  }
  const week = { from: '2026-11-09', to: '2026-11-15' }

  test('a weekday that always had data and has none is absent', () => {
    expect(missingDays(week, days(['2026-11-11']), '2026-11-18', isHoliday)).toEqual(['2026-11-11'])
  })

  test('a weekday on which nothing ever happens is quiet, not absent', () => {
    const sundays = Array.from({ length: 13 }, (_, i) =>
      new Date(Date.UTC(2026, 7, 23 + 7 * i)).toISOString().slice(0, 10),
    )
    expect(missingDays(week, days(sundays), '2026-11-18', isHoliday)).toEqual([])
  })

  test('today and days ahead are not absent', () => {
    expect(missingDays(week, days(['2026-11-11', '2026-11-12']), '2026-11-11', isHoliday)).toEqual([])
  })
})
