import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparisonFor } from './compare.ts'
import { addDays, weekdayOf } from './day.ts'
import { parsePeriod, periodText } from './period.ts'
import { seriesFor, stepsWithin } from './series.ts'
import type { WeekStart } from './unit.ts'

const wednesday = '2026-11-18'
const written = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from}..${to}`

describe('weeks that begin on another day', () => {
  // 14 November 2026 is a Saturday, 15 a Sunday.
  test.each<[string, WeekStart, string]>([
    ['this-week', 7, '2026-11-15..2026-11-18'],
    ['last-week', 7, '2026-11-08..2026-11-14'],
    ['this-week', 6, '2026-11-14..2026-11-18'],
    ['last-week', 6, '2026-11-07..2026-11-13'],
    ['this-week', 1, '2026-11-16..2026-11-18'],
  ])('%s from weekday %i is %s', (text, weekStart, expected) =>
    expect(written(parsePeriod(text, wednesday, weekStart))).toBe(expected),
  )

  test('on its first day the week is that day, on its last it is whole', () => {
    expect(written(parsePeriod('this-week', '2026-11-15', 7))).toBe('2026-11-15..2026-11-15')
    expect(written(parsePeriod('this-week', '2026-11-21', 7))).toBe('2026-11-15..2026-11-21')
    expect(written(parsePeriod('this-week', '2026-11-13', 6))).toBe('2026-11-07..2026-11-13')
  })

  test('a numbered week stays the one of ISO 8601', () => {
    for (const weekStart of [1, 6, 7] as const)
      expect(written(parsePeriod('2026-W46', wednesday, weekStart))).toBe('2026-11-09..2026-11-15')
  })

  test('is compared with the same first days of the week before, and with the weekdays of a year before', () => {
    const week = parsePeriod('this-week', wednesday, 7)
    expect(comparisonFor(week, 'previous', wednesday)).toMatchObject({ from: '2026-11-08', to: '2026-11-11' })
    expect(comparisonFor(week, 'previous-whole', wednesday)).toMatchObject({ from: '2026-11-08', to: '2026-11-14' })
    // 364 days before Sunday 15 November 2026 is Sunday 16 November 2025.
    expect(comparisonFor(week, 'year', wednesday)).toMatchObject({ from: '2025-11-16', to: '2025-11-19' })
    expect(comparisonFor(week, 'last-week', wednesday, 7)).toMatchObject({ from: '2026-11-08', to: '2026-11-14' })
  })

  test('has twelve such weeks before it in its series, and cuts a month at them', () => {
    const steps = seriesFor(parsePeriod('this-week', wednesday, 7), null, wednesday, 7).map(written)
    expect(steps).toHaveLength(13)
    expect([steps[0], steps[11], steps[12]]).toEqual([
      '2026-08-23..2026-08-29',
      '2026-11-08..2026-11-14',
      '2026-11-15..2026-11-18',
    ])
    expect(seriesFor(parsePeriod('this-month', wednesday, 6), 'week', wednesday, 6).map(written)).toEqual([
      '2026-11-01..2026-11-06',
      '2026-11-07..2026-11-13',
      '2026-11-14..2026-11-18',
    ])
  })

  test('is named by its days, which name it again', () => {
    const week = parsePeriod('last-week', wednesday, 7)
    expect(periodText(week)).toBe('2026-11-08..2026-11-14')
    expect(written(parsePeriod(periodText(week), wednesday))).toBe('2026-11-08..2026-11-14')
    expect(periodText(parsePeriod('last-week', wednesday, 1))).toBe('2026-W46')
  })

  test('every week holds its day, begins where it should, and the weeks of a range leave no gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom<WeekStart>(1, 6, 7), (start, weekStart) => {
        const today = addDays('1990-01-01', start)
        const { whole } = parsePeriod('this-week', today, weekStart)
        expect(whole.from <= today && today <= whole.to && whole.to === addDays(whole.from, 6)).toBe(true)
        expect(weekdayOf(whole.from)).toBe(weekStart)
        const steps = stepsWithin({ from: today, to: addDays(today, 60) }, 'week', weekStart)
        for (const [i, step] of steps.entries())
          if (i > 0) {
            expect(step.from).toBe(addDays(steps[i - 1]!.to, 1))
            expect(weekdayOf(step.from)).toBe(weekStart)
          }
      }),
      { numRuns: 500 },
    )
  })
})
