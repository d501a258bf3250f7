import { describe, expect, test } from 'vitest'
import { addDays } from '#core/calendar/day.ts'
import { holidayTest } from '#core/calendar/holidays.ts'
import type { Leaves } from '#core/explain/leaves.ts'
import type { DayRange } from '#core/reading.ts'
import type { Explained } from '#operations/why/asked.ts'
import { dominantOf } from '#operations/why/dominant.ts'
import { stopOf } from '#operations/why/explain-sums.ts'
import { guardsOf } from '#operations/why/guards.ts'
import { leavesOf } from '../../bench/why-company.ts'

const today = '2026-11-18'
const lastWeek: DayRange = { from: '2026-11-09', to: '2026-11-15' }
const before: DayRange = { from: '2026-11-02', to: '2026-11-08' }

/** Counts by source, now and before. */
const sourcesOf = (counts: Readonly<Record<string, readonly [now: number, before: number]>>): Leaves =>
  leavesOf(
    Object.keys(counts).map((source) => ({ source })),
    ['current', 'previous'],
    [[0, 1].map((k) => Float64Array.from(Object.values(counts), (pair) => pair[k]!))],
  )

const usual = { value: 100, interval: [80, 120], pValue: 0.5, spread: 10, freedom: 7, trend: false, outliers: [] }

type Given = {
  readonly period?: DayRange
  readonly comparison?: DayRange
  readonly lastDay?: string
  readonly leaves?: Leaves
  readonly windows?: number
  readonly judged?: object
  readonly thenUnusual?: object | null
  readonly where?: Readonly<Record<string, string>>
  readonly rates?: readonly number[]
  readonly explanation?: object
}

/** A week of contacts against the week before, with what a case needs otherwise. */
const given = (of: Given): Explained =>
  ({
    metric: { id: 'contacts_new', kind: 'additive' },
    request: { period: of.period ?? lastWeek, comparison: { ...(of.comparison ?? before), kind: 'previous' }, today },
    comparison: of.comparison ?? before,
    between: null,
    readings: { now: { flags: [] }, before: null },
    isHoliday: holidayTest([]),
    days: { span: { from: '2024-01-01', to: of.lastDay ?? today }, present: null },
    missing: [],
    stopped: null,
    flow: true,
    comparable: { basis: 'weeks', windows: Array.from({ length: of.windows ?? 8 }, () => before), skipped: 0 },
    question: {
      explanation: of.explanation ?? { value: { value: 1 } },
      columnOf: () => 0,
      tested: ['current', 'previous'],
      query: { request: { where: [] }, slots: [], metric: 'contacts_new' },
    },
    leaves: of.leaves ?? sourcesOf({ facebook: [50, 50], zalo: [50, 50] }),
    composed: {
      reasons: of.where ? [{ where: of.where }] : [],
      judged: { usual, comparison: 0.5, ...of.judged },
      thenUnusual: of.thenUnusual ?? null,
      parts: [],
      rest: { rate: null },
      ...(of.rates ? { parts: of.rates.map((rate) => ({ rate })) } : {}),
    },
  }) as unknown as Explained

const codes = (of: Given, effects: readonly number[] = [], change = 10): string[] =>
  guardsOf(given(of), {
    numbers: { value: 110, previous: 100, absolute: change },
    unplaced: 0,
    segments: effects.map((effect) => ({ effect })) as never,
  }).map((guard) => guard.code)

describe('guards of days, at their edges', () => {
  test('a period that holds today is not over, one that ended yesterday is', () => {
    const until = (to: string) => codes({ period: { from: addDays(to, -6), to }, comparison: before })
    expect(until('2026-11-18')).toContain('window.partial')
    expect(until('2026-11-17')).not.toContain('window.partial')
  })

  test('eight days against seven are unequal', () => {
    expect(codes({ comparison: { from: '2026-11-01', to: '2026-11-08' } })).toContain('window.unequal')
    expect(codes({})).toEqual([])
  })

  test('data that ends a day before the period does is late; data that ends before the comparison began is none', () => {
    expect(codes({ lastDay: '2026-11-14' })).toContain('data.late')
    expect(codes({ lastDay: '2026-11-15' })).not.toContain('data.late')
    expect(codes({ lastDay: '2026-11-02' })).toContain('data.late')
    expect(codes({ lastDay: '2026-11-01' })).not.toContain('data.late')
  })

  test('another number of public holidays is told of up to thirty-one days', () => {
    // 2 September and the day beside it.
    const from = (first: string, days: number): DayRange => ({ from: first, to: addDays(first, days - 1) })
    expect(codes({ period: from('2026-08-31', 7), comparison: from('2026-08-24', 7) })).toContain('holiday.differs')
    expect(codes({ period: from('2026-08-31', 31), comparison: from('2026-07-31', 31) })).toContain('holiday.differs')
    expect(codes({ period: from('2026-08-31', 32), comparison: from('2026-07-30', 32) })).toEqual([])
    expect(codes({ period: from('2026-09-14', 7), comparison: from('2026-09-07', 7) })).toEqual([])
  })
})

describe('guards of history, at their edges', () => {
  test('two windows before are too few, three are not', () => {
    expect(codes({ windows: 2, judged: { usual: null } })).toContain('history.short')
    expect(codes({ windows: 3, judged: { usual: null } })).not.toContain('history.short')
  })

  test('the comparison was the odd one: below 1.5 % itself while the period is above ten', () => {
    const odd = (then: number, now: number): string[] =>
      codes({ judged: { usual: { ...usual, pValue: now } }, thenUnusual: { pValue: then, value: 200, usual: 100 } })
    expect(odd(0.0149, 0.11)).toContain('comparison.unusual')
    expect(odd(0.0151, 0.11)).not.toContain('comparison.unusual')
    expect(odd(0.0149, 0.1)).not.toContain('comparison.unusual')
  })

  test('provinces are others from 1 July 2025 on: told where the windows lie on both sides of it', () => {
    const week = (first: string): DayRange => ({ from: first, to: addDays(first, 6) })
    const over = (period: DayRange, comparison: DayRange, where = { province: '01' } as Record<string, string>) =>
      codes({ period, comparison, where }).includes('definition.changed')
    expect(over(week('2025-07-01'), week('2025-06-24'))).toBe(true)
    expect(over(week('2025-07-08'), week('2025-07-01'))).toBe(false)
    expect(over(week('2025-06-24'), week('2025-06-17'))).toBe(false)
    expect(over(week('2025-06-25'), week('2025-06-18'))).toBe(true)
    expect(over(week('2025-07-01'), week('2025-06-24'), { source: 'facebook' })).toBe(false)
  })
})

describe('guards of parts, at their edges', () => {
  test('ups and downs cancel where the smaller is more than three tenths of the larger', () => {
    expect(codes({}, [100, -31])).toContain('parts.offsetting')
    expect(codes({}, [100, -30])).not.toContain('parts.offsetting')
    expect(codes({}, [-100, 31])).toContain('parts.offsetting')
    expect(codes({}, [100, 31])).not.toContain('parts.offsetting')
  })

  test('rates moved against the whole by more than a tenth of it, in a ratio that changed at all', () => {
    const explanation = { value: { won: 1 }, base: { contacts: 1 } }
    const reversed = (rates: readonly number[], comparison = 0.01, of = explanation): boolean =>
      codes({ rates, judged: { comparison }, explanation: of }, [], -0.1).includes('mix.reversal')
    expect(reversed([0.011])).toBe(true)
    expect(reversed([0.0099])).toBe(false)
    expect(reversed([-0.05])).toBe(false)
    expect(reversed([0.011], 0.06)).toBe(false)
    expect(reversed([0.011], 0.01, { ...explanation, quotient: ['spend', 'customers'] } as never)).toBe(false)
  })

  test('renamed: one of at least two in a hundred goes to a twentieth as another within a quarter of its size comes', () => {
    const renamed = (gone: readonly [number, number], fresh: readonly [number, number]): boolean =>
      codes({
        where: { source: 'google' },
        leaves: sourcesOf({ google: gone, ads: fresh, facebook: [40_000, 40_000] }),
      }).includes('member.relabelled')
    expect(renamed([0, 10_000], [10_000, 0])).toBe(true)
    expect(renamed([500, 10_000], [10_000, 0])).toBe(true)
    expect(renamed([501, 10_000], [10_000, 0])).toBe(false)
    expect(renamed([0, 10_000], [12_500, 0])).toBe(true)
    expect(renamed([0, 10_000], [12_501, 0])).toBe(false)
    expect(renamed([0, 10_000], [10_000, 500])).toBe(true)
    expect(renamed([0, 10_000], [10_000, 501])).toBe(false)
    // Two in a hundred of 40,000 + the one that went: 816.33 at least.
    expect(renamed([0, 817], [817, 0])).toBe(true)
    expect(renamed([0, 816], [816, 0])).toBe(false)
  })

  test('more without a name: by a tenth of the whole, and four standard deviations', () => {
    const grew = (now: number, then: number, others: number): boolean =>
      codes({
        where: { source: 'x' },
        leaves: sourcesOf({ '\u0000': [now, then], x: [others, others - then] }),
      }).includes('member.unknown_grew')
    expect(grew(100, 0, 1000)).toBe(true)
    expect(grew(99, 0, 1000)).toBe(false)
    // Of 120: 16 ≥ 4·√16 and a tenth is 12; 15 < 4·√15.
    expect(grew(16, 0, 120)).toBe(true)
    expect(grew(15, 0, 120)).toBe(false)
  })

  test('one order is named from three tenths of the change on', async () => {
    const named = async (size: number): Promise<number> => {
      const explained = given({})
      const things = {
        model: { name: 'order_line', day: 'sold_on', time: 'flow', dimensions: {} },
        id: 'id',
        amount: 'a',
      }
      const question = { ...explained.question, explanation: { value: {}, single: things } }
      const slots = [{ slot: 'current', ...lastWeek, asOf: today }]
      const query = { ...question.query, slots, request: { where: [], today } }
      const rows = [{ slot: 'current', id: 'BIG', size }]
      const asked = { ...explained, question: { ...question, query }, deps: { query: async () => rows } }
      return (await dominantOf(asked as never, 1000)).length
    }
    expect(await named(300)).toBe(1)
    expect(await named(299)).toBe(0)
  })
})

describe('what stops an answer, at its edges', () => {
  const stopped = (leaves: Leaves, explanation: object = { value: { value: 1 } }, period = lastWeek): string | null => {
    const explained = given({ leaves, explanation, period })
    return stopOf(explained, explained.question, leaves)?.code ?? null
  }
  const many = sourcesOf({ facebook: [500, 500] })

  test('nineteen cases in both windows together are too few, twenty are not', () => {
    expect(stopped(sourcesOf({ facebook: [9, 10] }))).toBe('data.too_few')
    expect(stopped(sourcesOf({ facebook: [10, 10] }))).toBeNull()
    // Amounts are not cases: nineteen dong are no nineteen orders.
    expect(stopped(sourcesOf({ facebook: [9.5, 9.25] }))).toBeNull()
  })

  test('today alone is too early, today and yesterday are not', () => {
    expect(stopped(many, undefined, { from: today, to: today })).toBe('window.today_only')
    expect(stopped(many, undefined, { from: '2026-11-17', to: today })).toBeNull()
  })

  test('what settles in a fortnight is told of from then on, what never does not', () => {
    const settling = { value: { value: 1 }, settling: 14 }
    expect(stopped(many, settling, { from: '2026-11-01', to: '2026-11-05' })).toBe('state.settling')
    expect(stopped(many, settling, { from: '2026-11-01', to: '2026-11-04' })).toBeNull()
    expect(stopped(many, { ...settling, settling: true }, { from: '2026-01-01', to: '2026-01-31' })).toBe(
      'state.settling',
    )
  })
})
