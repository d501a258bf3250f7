import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault } from '../fault.ts'
import { faultSentence } from '../fault-words.ts'
import { comparisonFor } from './compare.ts'
import { addDays, dayOf, daysIn, weekdayOf } from './day.ts'
import { parsePeriod, periodText } from './period.ts'
import { seriesFor } from './series.ts'
import { isoWeekOf } from './unit.ts'

const wednesday = '2026-11-18'
const period = (text: string, today = wednesday): string => {
  const { from, to } = parsePeriod(text, today)
  return `${from}..${to}`
}
const compared = (text: string, compare = 'previous', today = wednesday): string => {
  const found = comparisonFor(parsePeriod(text, today), compare, today)
  return found ? `${found.from}..${found.to} ${found.kind}` : 'none'
}
const refused = (ask: () => unknown): string => {
  try {
    ask()
  } catch (error) {
    if (error instanceof Fault) return error.code
    throw error
  }
  return 'accepted'
}

describe('a period', () => {
  test.each([
    ['today', '2026-11-18..2026-11-18'],
    ['yesterday', '2026-11-17..2026-11-17'],
    ['this-week', '2026-11-16..2026-11-18'],
    ['last-week', '2026-11-09..2026-11-15'],
    ['this-month', '2026-11-01..2026-11-18'],
    ['last-month', '2026-10-01..2026-10-31'],
    ['this-quarter', '2026-10-01..2026-11-18'],
    ['last-28-days', '2026-10-22..2026-11-18'],
    ['2026-11-18', '2026-11-18..2026-11-18'],
    ['2026-W47', '2026-11-16..2026-11-18'],
    ['2026-w01', '2025-12-29..2026-01-04'],
    ['2026-W53', '2026-12-28..2027-01-03'],
    ['2026-11', '2026-11-01..2026-11-18'],
    ['2024-02', '2024-02-01..2024-02-29'],
    ['2026-Q4', '2026-10-01..2026-11-18'],
    ['2025-q1', '2025-01-01..2025-03-31'],
    ['2026', '2026-01-01..2026-11-18'],
    ['2025', '2025-01-01..2025-12-31'],
    ['2026-11-01..2026-11-18', '2026-11-01..2026-11-18'],
    ['2026-11-01..2026-11-30', '2026-11-01..2026-11-18'],
    ['2027-01', '2027-01-01..2027-01-31'],
    [' Last-Week ', '2026-11-09..2026-11-15'],
  ])('%s', (text, expected) => expect(period(text)).toBe(expected))

  test('on a Monday, this week is that Monday; on a Sunday it is whole', () => {
    expect([period('this-week', '2026-11-16'), period('this-week', '2026-11-22')]).toEqual([
      '2026-11-16..2026-11-16',
      '2026-11-16..2026-11-22',
    ])
  })
  test('keeps the whole stretch beside what is read', () => {
    expect(parsePeriod('2026-W47', wednesday)).toMatchObject({
      kind: 'week',
      whole: { from: '2026-11-16', to: '2026-11-22' },
    })
  })
  test.each([
    ['', 'period.unknown'],
    ['next-week', 'period.unknown'],
    ['2026-1', 'period.unknown'],
    ['18/11/2026', 'period.unknown'],
    ['constructor', 'period.unknown'],
    ['2026-11-01..', 'period.unknown'],
    ['2026-11..2026-12', 'period.unknown'],
    ['2026-02-30', 'period.impossible'],
    ['2025-02-29', 'period.impossible'],
    ['2026-13', 'period.impossible'],
    ['2026-00', 'period.impossible'],
    ['2026-Q5', 'period.impossible'],
    ['2026-W54', 'period.impossible'],
    ['2025-W53', 'period.impossible'],
    ['2026-W00', 'period.impossible'],
    ['0000', 'period.impossible'],
    ['2026-11-01..2026-11-31', 'period.impossible'],
    ['2026-11-18..2026-11-01', 'period.backwards'],
  ])('“%s” is refused', (text, code) => expect(refused(() => parsePeriod(text, wednesday))).toBe(code))
  test('that is not understood is answered with every way to write one', () => {
    try {
      parsePeriod('tuần này', wednesday)
      expect.unreachable()
    } catch (error) {
      const fault = error as Fault
      expect(faultSentence(fault.code, fault.params, 'vi')).toMatch(
        /“tuần này”.*this-week.*2026-W47.*2026-11-01\.\.2026-11-18/,
      )
    }
  })
  test('is named in full and read back as itself', () => {
    for (const text of ['2026-11-18', '2026-W47', '2020-W53', '2026-11', '2026-Q4', '2026', '2026-11-01..2026-11-18'])
      expect(periodText(parsePeriod(text, wednesday))).toBe(text)
    expect(periodText(parsePeriod('this-quarter', wednesday))).toBe('2026-Q4')
  })
  test('ISO weeks begin on Monday and number 1 holds 4 January, in every year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1901, max: 2199 }), (year) => {
        expect(isoWeekOf(dayOf(year, 1, 4)!)).toEqual({ year, week: 1 })
        const first = parsePeriod(`${year}-W01`, '2999-01-01')
        expect([weekdayOf(first.from), daysIn(first)]).toEqual([1, 7])
      }),
    )
  })
})

describe('the comparison', () => {
  test.each([
    ['this-week', '2026-11-09..2026-11-11 previous'],
    ['this-month', '2026-10-01..2026-10-18 previous'],
    ['2026-11', '2026-10-01..2026-10-18 previous'],
    ['this-quarter', '2026-07-01..2026-08-18 previous'],
    ['2026', '2025-01-01..2025-11-18 previous'],
    ['today', '2026-11-17..2026-11-17 previous'],
    ['yesterday', '2026-11-16..2026-11-16 previous'],
    ['last-week', '2026-11-02..2026-11-08 previous'],
    ['last-month', '2026-09-01..2026-09-30 previous'],
    ['2026-Q3', '2026-04-01..2026-06-30 previous'],
    ['2025', '2024-01-01..2024-12-31 previous'],
    ['last-28-days', '2026-09-24..2026-10-21 previous'],
    ['2026-11-01..2026-11-17', '2026-10-15..2026-10-31 previous'],
  ])('previous of %s', (text, expected) => expect(compared(text)).toBe(expected))

  test('a running month is clipped to the length of the month before', () => {
    expect(compared('this-month', 'previous', '2026-03-30')).toBe('2026-02-01..2026-02-28 previous')
    expect(compared('2026-03', 'previous', '2026-04-01')).toBe('2026-02-01..2026-02-28 previous')
  })
  test('on its last day a month still runs; the day after it is compared whole', () => {
    expect(compared('2026-11', 'previous', '2026-11-30')).toBe('2026-10-01..2026-10-30 previous')
    expect(compared('2026-11', 'previous', '2026-12-01')).toBe('2026-10-01..2026-10-31 previous')
  })
  test('previous-whole, none and a range', () => {
    expect(compared('this-month', 'previous-whole')).toBe('2026-10-01..2026-10-31 previous_whole')
    expect(compared('this-week', 'none')).toBe('none')
    expect(compared('this-week', '2026-03-01..2026-03-05')).toBe('2026-03-01..2026-03-05 range')
    expect(compared('this-month', '2025-11')).toBe('2025-11-01..2025-11-30 range')
  })
  test.each([
    ['last year', 'comparison.unknown'],
    ['2026-02-30..2026-03-01', 'period.impossible'],
    ['2026-03-02..2026-03-01', 'period.backwards'],
  ])('“%s” is refused', (text, code) => expect(refused(() => compared('this-week', text))).toBe(code))

  test.each([
    ['2026-11-18', '2025-11-19..2025-11-19 year'],
    ['this-week', '2025-11-17..2025-11-19 year'],
    ['2026-W40', '2025-09-29..2025-10-05 year'],
    ['2026-11-01..2026-11-18', '2025-11-02..2025-11-19 year'],
    ['this-month', '2025-11-01..2025-11-18 year'],
    ['last-month', '2025-10-01..2025-10-31 year'],
    ['this-quarter', '2025-10-01..2025-11-18 year'],
    ['2026-Q1', '2025-01-01..2025-03-31 year'],
    ['2025', '2024-01-01..2024-12-31 year'],
  ])('a year before %s', (text, expected) => expect(compared(text, 'year')).toBe(expected))

  // Tết: 2025-01-29, 2026-02-17 (384 days later), 2027-02-06 (354 days later)
  test.each([
    ['2026-02-17', '2025-01-29..2025-01-29 year'],
    ['2026-02-16..2026-02-20', '2025-01-28..2025-02-01 year'],
    ['2026-W07', '2025-01-21..2025-01-27 year'],
    ['2026-01-18', '2024-12-30..2024-12-30 year'],
    ['2026-01-17', '2025-01-18..2025-01-18 year'],
    ['2026-03-09', '2025-02-18..2025-02-18 year'],
    ['2026-03-10', '2025-03-11..2025-03-11 year'],
    ['2026-02', '2025-01-13..2025-02-09 year'],
  ])('around Tết, a year before %s is as far from Tết', (text, expected) =>
    expect(compared(text, 'year')).toBe(expected),
  )
  test('around Tết a running month keeps its elapsed days and says how it was aligned', () => {
    expect(compared('2027-02', 'year', '2027-02-10')).toBe('2026-02-12..2026-02-21 year')
    const found = comparisonFor(parsePeriod('2027-02', '2027-02-10'), 'year', '2027-02-10')
    expect(found?.alignment).toBe('tet')
  })

  const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days))
  const anyPeriod = fc.constantFrom(
    'today',
    'yesterday',
    'this-week',
    'last-week',
    'this-month',
    'last-month',
    'this-quarter',
    'last-28-days',
  )
  test('holds as many days as the period while it runs, never more than the like period, and ends before it begins', () => {
    fc.assert(
      fc.property(anyDay, anyPeriod, (today, text) => {
        const asked = parsePeriod(text, today)
        const before = comparisonFor(asked, 'previous', today)!
        const whole = comparisonFor(asked, 'previous-whole', today)!
        expect(addDays(whole.to, 1)).toBe(asked.whole.from)
        expect(before.from).toBe(whole.from)
        expect(before.to <= whole.to).toBe(true)
        const running = today >= asked.whole.from && today <= asked.whole.to
        expect(daysIn(before)).toBe(running ? Math.min(daysIn(asked), daysIn(whole)) : daysIn(whole))
      }),
      { numRuns: 1000 },
    )
  })
  test('a year before a day, week or range has as many days and never overlaps it', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('today', 'this-week', 'last-week', 'last-28-days'), (today, text) => {
        const asked = parsePeriod(text, today)
        const before = comparisonFor(asked, 'year', today)!
        expect(daysIn(before)).toBe(daysIn(asked))
        expect(before.to < asked.from).toBe(true)
        if (before.alignment === 'weekday') expect(weekdayOf(before.from)).toBe(weekdayOf(asked.from))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the series', () => {
  const series = (text: string, grain: 'day' | 'week' | 'month' | null = null): string[] =>
    seriesFor(parsePeriod(text, wednesday), grain, wednesday).map(({ from, to }) => `${from}..${to}`)

  test('of a week: thirteen weeks, the last as far as it has gone', () => {
    const weeks = series('this-week')
    expect(weeks).toHaveLength(13)
    expect([weeks[0], weeks[11], weeks[12]]).toEqual([
      '2026-08-24..2026-08-30',
      '2026-11-09..2026-11-15',
      '2026-11-16..2026-11-18',
    ])
  })
  test('of a month, a day and a quarter: thirteen of them', () => {
    expect(series('2026-10')[0]).toBe('2025-10-01..2025-10-31')
    expect(series('today')[0]).toBe('2026-11-06..2026-11-06')
    expect(series('2026-Q3')[0]).toBe('2023-07-01..2023-09-30')
  })
  test('of a range: its days, or its weeks clipped at both ends', () => {
    expect(series('2026-11-01..2026-11-18')).toHaveLength(18)
    const weeks = series('2026-09-02..2026-11-17')
    expect([weeks[0], weeks.at(-1)]).toEqual(['2026-09-02..2026-09-06', '2026-11-16..2026-11-17'])
  })
  test('with a grain: the period itself in its days, weeks or months', () => {
    expect(series('this-week', 'day')).toEqual([
      '2026-11-16..2026-11-16',
      '2026-11-17..2026-11-17',
      '2026-11-18..2026-11-18',
    ])
    expect(series('this-month', 'week')).toEqual([
      '2026-11-01..2026-11-01',
      '2026-11-02..2026-11-08',
      '2026-11-09..2026-11-15',
      '2026-11-16..2026-11-18',
    ])
    expect(series('this-quarter', 'month')).toEqual(['2026-10-01..2026-10-31', '2026-11-01..2026-11-18'])
    expect(series('2026-11', 'month')).toEqual(['2026-11-01..2026-11-18'])
  })
  test('of too many steps is refused', () =>
    expect(refused(() => series('2000-01-01..2020-12-31', 'day'))).toBe('period.too_many_steps'))

  test('has no gap and no overlap, and ends with the period', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 800 }),
        fc.constantFrom(null, 'day', 'week', 'month'),
        fc.constantFrom('this-week', 'last-month', 'this-quarter', 'range'),
        (start, length, grain, text) => {
          const today = addDays('1990-01-01', start)
          const asked = parsePeriod(text === 'range' ? `${addDays(today, -length)}..${today}` : text, today)
          const steps = seriesFor(asked, grain, today)
          expect(steps.at(-1)!.to).toBe(asked.to)
          for (const [i, step] of steps.entries()) {
            expect(step.from <= step.to).toBe(true)
            if (i > 0) expect(step.from).toBe(addDays(steps[i - 1]!.to, 1))
          }
          if (grain !== null || text === 'range') expect(steps[0]!.from).toBe(asked.from)
        },
      ),
      { numRuns: 500 },
    )
  })
})
