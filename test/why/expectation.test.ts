import { describe, expect, test } from 'vitest'
import { holidayTest } from '#core/calendar/holidays.ts'
import { comparableWindows } from '#core/explain/comparable.ts'
import { expectationOf, hasTrend, theilSen } from '#core/explain/expectation.ts'
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

describe('what was to be expected', () => {
  test('the mean of the windows, within their own spread by Student’s t', () => {
    // By hand: mean 100, s² = (4·100 + 4·100) ÷ 7 = 114.286, s·√(1 + 1/8) = 11.339, t(.95, 7) = 2.3646 → ±26.81.
    const found = expectationOf([90, 110, 90, 110, 90, 110, 90, 110], 100, none)!
    expect(found.value).toBe(100)
    expect(found.interval[0]).toBeCloseTo(73.19, 1)
    expect(found.interval[1]).toBeCloseTo(126.81, 1)
    expect(found.pValue).toBe(1)
  })

  test('never less spread than chance alone gives', () => {
    const counted = expectationOf([100, 100, 100, 100, 100, 100, 100, 100], 120, (expected) => expected)!
    // √(100·1.125) = 10.61, t = 20 ÷ 10.61 = 1.886, two-sided p at 7 degrees of freedom .101.
    expect(counted.pValue).toBeCloseTo(0.101, 3)
    expect(expectationOf([100, 100, 100, 100, 100, 100, 100, 100], 120, none)!.pValue).toBe(0)
  })

  test('one odd window does not move it', () => {
    const steady = [101, 99, 100, 102, 98, 100, 101]
    const found = expectationOf([...steady, 900], 100, none)!
    expect(found.value).toBeCloseTo(100.14, 1)
    expect(found.outliers).toEqual([7])
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
