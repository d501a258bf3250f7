import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysOf, weekdayOf } from './calendar/day.ts'
import { holidayTest } from './calendar/holidays.ts'
import type { Metric, Model } from './metric.ts'
import { defaultSettings } from './settings.ts'
import { readTarget, statusOf, type TargetQuestion, targetDays } from './target.ts'
import { type DayValue, dayWeight, forecastSum, weekPatternOf } from './target-pace.ts'
import { parseScope, scopeOfFilters, scopeText } from './target-scope.ts'
import { readSum } from './values.ts'

const words = { vi: '', en: '' }
const model: Model = { name: 't', grain: '', time: 'flow', day: 'on_day', dimensions: {}, rows: [] }
const metric = (rest: Partial<Metric> = {}): Metric => ({
  id: 'contacts_new',
  kind: 'additive',
  unit: 'count',
  direction: 'up_is_good',
  date: 'received_at',
  name: words,
  formula: words,
  dimensions: [],
  measures: () => ({ value: { model, sql: 'count(*)' } }),
  read: readSum(),
  ...rest,
})
const rate = metric({ id: 'conversion_rate', kind: 'ratio', unit: 'rate' })
const noHoliday = (): boolean => false

const november = { from: '2026-11-01', to: '2026-11-30' }
const ask = (rest: Partial<TargetQuestion> & { value: TargetQuestion['value'] }): TargetQuestion => ({
  metric: metric(),
  target: { period: november, minimum: null, target: 460, stretch: null },
  today: '2026-11-18',
  settings: defaultSettings,
  isHoliday: holidayTest([]),
  days: [],
  ...rest,
})

/** Ten on Monday to Friday, five on Saturday, nothing on Sunday. */
const shopWeek = (from: string, to: string): DayValue[] =>
  daysOf({ from, to }).map((on) => ({ on, value: weekdayOf(on) === 7 ? 0 : weekdayOf(on) === 6 ? 5 : 10 }))

describe('a sum of days', () => {
  // November 2026: 21 days Monday–Friday and 4 Saturdays weigh 21·10 + 4·5 = 230; to the 18th 13·10 + 2·5 = 140.
  test('is expected to stand where the weekday pattern of the last weeks puts it', () => {
    const held = readTarget(ask({ value: { value: 140 }, days: shopWeek('2026-08-19', '2026-11-17') }))
    expect(held.time_progress).toBeCloseTo(140 / 230, 12)
    expect(held.expected_now).toBeCloseTo((460 * 140) / 230, 9)
    expect(held.achieved).toBeCloseTo(140 / 460, 12)
    expect(held.pace).toBeCloseTo(0.5, 12)
    expect(held.status).toBe('red')
    expect(held.forecast).toBeCloseTo(230, 9)
  })
  test('without a history goes by the days with business hours', () => {
    // Monday–Saturday: 25 in November, 15 to the 18th.
    const held = readTarget(ask({ value: { value: 300 } }))
    expect(held.time_progress).toBeCloseTo(15 / 25, 12)
    expect(held.expected_now).toBeCloseTo(276, 9)
    expect([held.status, held.forecast, held.forecast_interval]).toEqual(['green', 500, null])
  })
  test('leaves holidays out, set ones too', () => {
    const isHoliday = holidayTest(['2026-11-20'])
    expect(readTarget(ask({ value: { value: 1 }, isHoliday })).time_progress).toBeCloseTo(15 / 24, 12)
    const september = { period: { from: '2026-09-01', to: '2026-09-30' }, minimum: null, target: 100, stretch: null }
    // 26 days Monday–Saturday, of which 1 and 2 September are off.
    const held = readTarget(ask({ value: { value: 1 }, target: september, today: '2026-09-03' }))
    expect(held.time_progress).toBeCloseTo(1 / 24, 12)
  })
  test('over is judged against the whole target; to come is not judged', () => {
    const over = readTarget(ask({ value: { value: 400 }, today: '2026-12-05' }))
    expect([over.expected_now, over.pace, over.status, over.forecast]).toEqual([460, 400 / 460, 'amber', 400])
    const ahead = readTarget(ask({ value: { value: null, reason: 'no_data' }, today: '2026-10-05' }))
    expect([ahead.expected_now, ahead.pace, ahead.status, ahead.forecast]).toEqual([0, null, null, null])
  })
  test('that is not known is held against nothing, but the target stays visible', () => {
    const held = readTarget(ask({ value: { value: null, reason: 'no_data' } }))
    expect([held.target, held.achieved, held.pace, held.status, held.forecast]).toEqual([460, null, null, null, null])
  })
})

describe('a rate', () => {
  const target = { period: november, minimum: 0.1, target: 0.12, stretch: 0.15 }
  test('is held to the whole target on every day', () => {
    const held = readTarget(ask({ metric: rate, target, value: { value: 0.105, interval: [0.0985, 0.1122] } }))
    expect(held).toMatchObject({
      minimum: 0.1,
      target: 0.12,
      stretch: 0.15,
      expected_now: 0.12,
      status: 'amber',
      forecast: 0.105,
      forecast_interval: [0.0985, 0.1122],
    })
    expect(held.achieved).toBeCloseTo(0.875, 12)
    expect(held.pace).toBeCloseTo(0.875, 12)
  })
  test('of a young cohort heads where its maturation curve says', () => {
    const value = { value: 0.08, also: { projected: 0.13, projected_low: 0.11, projected_high: 0.15 } }
    const held = readTarget(ask({ metric: rate, target, value }))
    expect([held.forecast, held.forecast_interval]).toEqual([0.13, [0.11, 0.15]])
  })
  test('hidden for anonymity gives nothing away', () => {
    const held = readTarget(ask({ metric: rate, target, value: { value: null, reason: 'hidden_for_anonymity' } }))
    expect([held.achieved, held.pace, held.status, held.forecast]).toEqual([null, null, null, null])
  })
  test('of a state seen on a day counts like a rate', () => {
    const level = metric({
      measures: () => ({ value: { model: { ...model, time: 'level' as const }, sql: 'sum(n)' } }),
    })
    expect(readTarget(ask({ metric: level, value: { value: 40 } })).expected_now).toBe(460)
  })
})

describe('the status', () => {
  const bands = [0.8, 1]
  test.each([
    [79.9, 'red'],
    [80, 'amber'],
    [99.9, 'amber'],
    [100, 'green'],
    [120, 'green'],
    [0, 'red'],
  ] as const)('of %d against 100, higher is better: %s', (value, status) =>
    expect(statusOf(value, 100, 'up_is_good', bands)).toBe(status),
  )
  test.each([
    [126, 'red'],
    [125, 'amber'],
    [101, 'amber'],
    [100, 'green'],
    [60, 'green'],
    [0, 'green'],
  ] as const)('of %d against 100, lower is better: %s', (value, status) =>
    expect(statusOf(value, 100, 'down_is_good', bands)).toBe(status),
  )
  test('knows scores below zero, moved limits, and metrics without a good side', () => {
    expect([statusOf(-5, -10, 'up_is_good', bands), statusOf(-20, -10, 'up_is_good', bands)]).toEqual(['green', 'red'])
    expect(statusOf(-5, 20, 'up_is_good', bands)).toBe('red')
    expect(statusOf(85, 100, 'up_is_good', [0.9, 0.95])).toBe('red')
    expect(statusOf(85, 100, 'neither', bands)).toBeNull()
  })
})

describe('the weekday pattern', () => {
  test('is the mean of each weekday, holidays left out', () => {
    const days = shopWeek('2026-08-19', '2026-11-17').map((day) =>
      day.on === '2026-09-02' ? { ...day, value: 0 } : day,
    )
    const pattern = weekPatternOf(days, holidayTest([]))
    expect(pattern?.weights).toEqual([10, 10, 10, 10, 10, 5, 0])
    expect(pattern?.dispersion).toBe(0)
    const weight = dayWeight(pattern, [], holidayTest([]))
    expect(['2026-11-16', '2026-11-21', '2026-11-22', '2027-01-01'].map(weight)).toEqual([10, 5, 0, 0])
  })
  test('is not believed before four of each weekday, nor where nothing was sold', () => {
    expect(weekPatternOf(shopWeek('2026-10-26', '2026-11-21'), noHoliday)).toBeNull()
    expect(weekPatternOf(shopWeek('2026-10-26', '2026-11-22'), noHoliday)).not.toBeNull()
    const nothing = daysOf({ from: '2026-08-01', to: '2026-11-01' }).map((on) => ({ on, value: 0 }))
    expect(weekPatternOf(nothing, noHoliday)).toBeNull()
  })
})

describe('the forecast', () => {
  /** A reproducible stream of uniform numbers (Park and Miller 1988). */
  const uniform = (seed: number): (() => number) => {
    let state = seed
    return () => {
      state = (state * 48271) % 2147483647
      return state / 2147483647
    }
  }
  const normal = (next: () => number): number => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())

  test('holds the true end in its interval about nineteen times in twenty, at any day of the month', () => {
    const next = uniform(20261118)
    const weights = [80, 90, 100, 100, 120, 160, 140]
    let inside = 0
    const rounds = 1500
    for (let round = 0; round < rounds; round++) {
      // Twice the noise of a Poisson count, and a level that moves 10 % from month to month.
      const level = 1 + 0.1 * normal(next)
      const draw = (on: string, of: number): DayValue => {
        const mean = weights[weekdayOf(on) - 1]! * of
        return { on, value: Math.max(0, mean + Math.sqrt(2 * mean) * normal(next)) }
      }
      const weekly = new Map<number, number>()
      const history = daysOf({ from: '2026-08-02', to: '2026-10-31' }).map((on, i) => {
        const week = Math.floor(i / 7)
        if (!weekly.has(week)) weekly.set(week, 1 + 0.1 * normal(next))
        return draw(on, weekly.get(week)!)
      })
      const month = daysOf(november).map((on) => draw(on, level))
      const elapsed = 1 + (round % 29)
      const days = [...history, ...month.slice(0, elapsed)]
      const today = addDays('2026-11-01', elapsed)
      const value = month.slice(0, elapsed).reduce((sum, day) => sum + day.value, 0)
      const held = readTarget(ask({ value: { value }, today, days, isHoliday: noHoliday }))
      const truth = month.reduce((sum, day) => sum + day.value, 0)
      const [low, high] = held.forecast_interval!
      if (low <= truth && truth <= high) inside += 1
    }
    expect(inside / rounds).toBeGreaterThan(0.92)
    expect(inside / rounds).toBeLessThan(0.985)
  })
  test('lies in its interval, and never below what is there already', () => {
    const share = fc.double({ min: 0.01, max: 100, noNaN: true })
    fc.assert(
      fc.property(share, share, share, share, share, (before, done, rest, dispersion, drift) => {
        const figures = { before, done, rest, already: before + 1 }
        const forecast = forecastSum({ weights: [], dispersion, drift: drift / 100 }, figures, true)
        expect(forecast.value).toBeGreaterThanOrEqual(figures.already)
        expect(forecast.interval![0]).toBeLessThanOrEqual(forecast.value)
        expect(forecast.interval![1]).toBeGreaterThanOrEqual(forecast.value)
      }),
    )
  })
  test('on the first day stands where the weeks before stood', () => {
    const held = readTarget(
      ask({ value: { value: 0 }, today: '2026-11-01', days: shopWeek('2026-08-02', '2026-10-31') }),
    )
    expect(held.forecast).toBeCloseTo(230, 9)
  })
})

describe('the scope of a target', () => {
  test('is one whatever its order, spaces and members', () => {
    const one = ['location=S001, channel=web', 'channel=web,location=S001', ' Channel = web ; location=S001 '].map(
      (text) => scopeText(parseScope(text)!),
    )
    expect(new Set(one)).toEqual(new Set(['channel=web,location=S001']))
    expect(scopeText(parseScope('location=S002,S001')!)).toBe('location=S001,S002')
    expect([scopeText(parseScope('')!), scopeText(parseScope(null)!)]).toEqual(['', ''])
    expect(scopeText(parseScope('campaign=a=b,location=S1')!)).toBe('campaign=a=b,location=S1')
    expect(parseScope('S001')).toBeNull()
  })
  test('of a question is its filters, where they are one', () => {
    const where = [
      { dimension: 'location', not: false, values: ['S002', 'S001'] },
      { dimension: 'channel', not: false, values: ['web'] },
    ] as const
    expect(scopeText(scopeOfFilters(where)!)).toBe('channel=web,location=S001,S002')
    expect(scopeOfFilters([{ dimension: 'source', not: true, values: ['facebook'] }])).toBeNull()
    expect(scopeOfFilters([...where, { dimension: 'channel', not: false, values: ['app'] }])).toBeNull()
  })
  test('periods of targets are read whole, and what is none is none', () => {
    expect(targetDays('2026-W47')).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect([targetDays('2026-13'), targetDays('soon')]).toEqual([null, null])
  })
})
