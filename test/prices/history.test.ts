import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Availability } from '#core/prices/candidate.ts'
import { dailySummary, eventsOf } from '#core/prices/events.ts'
import {
  historyOf,
  isStale,
  lowestBefore,
  meanPrice,
  medianPrice,
  type PriceCheck,
  regularPrice,
  withCheck,
} from '#core/prices/history.ts'

const hour = 3_600_000
const day = 24 * hour
const start = Date.UTC(2026, 0, 1)
type Run = {
  readonly amount: string | null
  readonly checks: number
  readonly list?: string
  readonly stock?: Availability
}

/** Checks every six hours from the first of January on. */
const checks = (...runs: readonly Run[]): readonly PriceCheck[] =>
  runs
    .flatMap((run) => Array.from({ length: run.checks }, () => run))
    .map(({ amount, list, stock }, index) => ({
      at: start + index * 6 * hour,
      amount,
      list: list ?? null,
      currency: 'VND',
      availability: stock ?? 'in',
    }))
const days = (count: number): number => count * 4
const told = (...runs: readonly Run[]): string[] => {
  const history = historyOf(checks(...runs))
  return eventsOf(history, start + 400 * day).map(({ type, by, amount, reference, days: lasted }) =>
    [type, `day ${(by - start) / day}`, amount, reference ?? '', lasted === null ? '' : `after ${lasted}`]
      .filter((part) => part !== '')
      .join(' '),
  )
}

describe('the history of a listing', () => {
  test('keeps changes only, and gives every check back', () => {
    const amounts = fc.array(
      fc.record({
        amount: fc.constantFrom('100', '120', null),
        availability: fc.constantFrom<Availability>('in', 'out'),
      }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(amounts, (rows) => {
        const series = rows.map(
          (row, index): PriceCheck => ({ ...row, at: start + index * hour, list: null, currency: 'VND' }),
        )
        const history = historyOf(series)
        for (const check of series.filter((each) => each.amount !== null)) {
          const [interval, ...more] = history.filter(
            (each) => check.at >= each.firstSeenAt && check.at <= each.lastSeenAt,
          )
          expect(more).toEqual([])
          expect(interval).toMatchObject({ amount: check.amount, availability: check.availability })
        }
        expect(history.reduce((sum, each) => sum + each.confirmations, 0)).toBe(
          series.filter((each) => each.amount !== null).length,
        )
        for (const [index, each] of history.entries())
          if (index > 0) expect(history[index - 1]!.closedAt).toBe(each.firstSeenAt)
        expect(series.reduce(withCheck, history)).toEqual(history)
      }),
      { seed: 20261125 },
    )
  })

  test('is not closed by a failed check or by an unknown stock', () => {
    const history = historyOf(
      checks({ amount: '100', checks: 2 }, { amount: null, checks: 3 }, { amount: '100', checks: 1, stock: 'unknown' }),
    )
    expect(history).toMatchObject([{ amount: '100', availability: 'in', confirmations: 3, closedAt: null }])
  })

  test('says between which two checks a price changed', () => {
    const [, second] = historyOf(
      checks({ amount: '100', checks: 2 }, { amount: null, checks: 2 }, { amount: '90', checks: 1 }),
    )
    expect(second).toMatchObject({ previousCheckAt: start + 6 * hour, firstSeenAt: start + 24 * hour })
  })

  test('has a regular price, a lowest of thirty days, a mean and a median over time', () => {
    // 20 days at 100, 10 at 80, 10 at 120; the last check is a quarter of a day before day 40.
    const history = historyOf(
      checks(
        { amount: '100', checks: days(20) },
        { amount: '80', checks: days(10) },
        { amount: '120', checks: days(10) },
      ),
    )
    expect(regularPrice(history, start + 40 * day)).toBe('100')
    expect(regularPrice(history, start + 10 * day)).toBeNull()
    expect(lowestBefore(history, start + 40 * day)).toBe('80')
    expect(lowestBefore(history, start + 19 * day)).toBe('100')
    expect(meanPrice(history, start, start + 30 * day)).toBeCloseTo((20 * 100 + 10 * 80) / 30, 9)
    expect(medianPrice(history, start, start + 40 * day)).toBe('100')
    expect(meanPrice(history, start + 50 * day, start + 60 * day)).toBeNull()
    expect(isStale(history, start + 41 * day, 6 * hour)).toBe(true)
    expect(isStale(history, start + 40 * day, 6 * hour)).toBe(false)
  })
})

describe('events', () => {
  test('a promotion starts and ends', () => {
    expect(
      told(
        { amount: '100000', checks: days(30) },
        { amount: '90000', checks: days(7) },
        { amount: '100000', checks: days(5) },
      ),
    ).toEqual(['promotion_started day 30 90000 100000', 'promotion_ended day 37 100000 90000 after 7'])
  })

  test('a struck list price starts one at once', () => {
    expect(
      told({ amount: '100', checks: 3 }, { amount: '95', checks: days(2), list: '100' }, { amount: '100', checks: 4 }),
    ).toEqual(['promotion_started day 0.75 95 100', 'promotion_ended day 2.75 100 95 after 2'])
  })

  test('a single check of another price is nothing', () => {
    expect(
      told(
        { amount: '100000', checks: days(30) },
        { amount: '90000', checks: 1 },
        { amount: '100000', checks: days(3) },
      ),
    ).toEqual([])
  })

  test('what lasts more than sixty days was a permanent cut', () => {
    expect(
      told({ amount: '100', checks: days(30) }, { amount: '90', checks: days(70) }, { amount: '100', checks: days(2) }),
    ).toEqual([
      'promotion_started day 30 90 100',
      'permanent_price_cut day 90 90 100 after 60',
      'price_raised day 100 100 90',
    ])
  })

  test('a small change is a rise or a fall, no promotion; both are told', () => {
    expect(
      told({ amount: '100', checks: days(30) }, { amount: '98', checks: days(3) }, { amount: '103', checks: days(3) }),
    ).toEqual(['price_lowered day 30 98 100', 'price_raised day 33 103 98'])
  })

  test('flipping between two prices is told once', () => {
    const flips = [1, 2, 3].flatMap(() => [
      { amount: '90', checks: 2 },
      { amount: '100', checks: 2 },
    ])
    expect(told({ amount: '100', checks: days(20) }, ...flips, { amount: '100', checks: days(5) })).toEqual([
      'alternating day 20 90 100',
    ])
  })

  test('out of stock needs two checks, and unknown does not end it', () => {
    const at = (stock: Availability, count: number): Run => ({ amount: '100', checks: count, stock })
    expect(told(at('in', 8), at('out', 1), at('in', 4))).toEqual([])
    expect(told(at('in', 8), at('out', 4), at('unknown', 4), at('out', 4), at('in', 4))).toEqual([
      'out_of_stock day 2 100',
      'back_in_stock day 5 100 after 3',
    ])
  })

  test('a summary tells a listing’s kind of event once a day', () => {
    const event = (listing: string, by: number) => ({
      listing,
      type: 'price_lowered' as const,
      after: null,
      by,
      amount: '1',
      reference: '2',
      days: null,
    })
    const summary = dailySummary([event('a', 1), event('a', 5), event('b', 3), event('a', 40)], 0, 10)
    expect(summary.map(({ listing, by, times }) => [listing, by, times])).toEqual([
      ['b', 3, 1],
      ['a', 5, 2],
    ])
  })

  test('replayed give the same', () => {
    const history = historyOf(
      checks({ amount: '100', checks: days(30) }, { amount: '90', checks: days(7) }, { amount: '100', checks: 9 }),
    )
    expect(eventsOf(history, start + 99 * day)).toEqual(eventsOf(history, start + 99 * day))
  })
})
