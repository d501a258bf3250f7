import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planReading } from '#core/plan.ts'
import { planRows } from '#core/plan-rows.ts'
import type { Reading } from '#core/reading.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { openWarehouse } from '#warehouse/open.ts'
import { type Answer, load, metric, read, rolling, shift, sumsIn } from './secret-answers.ts'

let warehouse: Warehouse
beforeAll(async () => {
  warehouse = await openWarehouse({ file: ':memory:' })
})
afterAll(() => warehouse.close())

const times = (n: number, answer: Answer): Answer[] => Array.from({ length: n }, () => answer)
const at = (day: string, team: string, location = 'X', tenure = 'old'): Answer => ({ day, team, location, tenure })
const november = { from: '2026-11-01', to: '2026-11-30' }
const shown = (reading: Reading, dimension: string): Record<string, number | null> =>
  Object.fromEntries((reading.by ?? []).map((group) => [String(group.members[dimension]), group.denominator ?? null]))

describe('what is hidden and what is not', () => {
  test('below the floor nothing answers, and that is no missing data', async () => {
    await load(warehouse, times(4, at('2026-11-04', 'A')))
    expect(await read(warehouse, { period: november }, 5)).toMatchObject({
      value: null,
      reason: 'hidden_for_anonymity',
    })
    expect((await read(warehouse, { period: november }, 5)).provenance.rows).toBeNull()
    expect(await read(warehouse, { period: { from: '2026-10-01', to: '2026-10-31' } }, 5)).toMatchObject({
      value: null,
      reason: 'no_data',
    })
    await load(warehouse, times(5, at('2026-11-04', 'A')))
    expect(await read(warehouse, { period: november }, 5)).toMatchObject({ denominator: 5 })
  })

  test('with one team too small a second is hidden, the smallest', async () => {
    await load(warehouse, [
      ...times(7, at('2026-11-04', 'A')),
      ...times(6, at('2026-11-04', 'B')),
      ...times(4, at('2026-11-04', 'C')),
    ])
    const reading = await read(warehouse, { period: november, by: ['team'] }, 5)
    expect(reading.denominator).toBe(17)
    expect(shown(reading, 'team')).toEqual({ A: 7, B: null, C: null })
    const but = (values: string[]) =>
      read(warehouse, { period: november, where: [{ dimension: 'team', not: true, values }] }, 5)
    // Everyone but the small team, and everyone but the two shown: hidden. Everyone but the large one: ten.
    expect((await but(['C'])).value).toBeNull()
    expect((await but(['A', 'B'])).value).toBeNull()
    expect((await but(['A'])).denominator).toBe(10)
  })

  test('a place that holds a team and one person more does not show both', async () => {
    await load(warehouse, [
      ...times(8, at('2026-11-04', 'A', 'X')),
      at('2026-11-04', 'B', 'X'),
      ...times(12, at('2026-11-04', 'B', 'Y')),
    ])
    const byTeam = shown(await read(warehouse, { period: november, by: ['team'] }, 5), 'team')
    const byPlace = shown(await read(warehouse, { period: november, by: ['location'] }, 5), 'location')
    expect(byTeam).toEqual({ A: 8, B: 13 })
    expect(byPlace).toEqual({ X: null, Y: null })
  })

  test('rows and columns of a crossing cannot be filled in from its margins', async () => {
    await load(warehouse, [
      ...times(9, at('2026-11-04', 'A', 'X')),
      ...times(2, at('2026-11-04', 'A', 'Y')),
      ...times(8, at('2026-11-04', 'B', 'X')),
      ...times(9, at('2026-11-04', 'B', 'Y')),
    ])
    const reading = await read(warehouse, { period: november, by: ['team', 'location'] }, 5)
    // Margins 11, 17, 17, 11 are shown, so any one cell would give all four.
    expect((reading.by ?? []).map((group) => group.value)).toEqual([null, null, null, null])
    expect(shown(await read(warehouse, { period: november, by: ['team'] }, 5), 'team')).toEqual({ A: 11, B: 17 })
    expect(shown(await read(warehouse, { period: november, by: ['location'] }, 5), 'location')).toEqual({
      X: 17,
      Y: 11,
    })
  })

  test('large groups are exact by week, month, quarter and crossing', async () => {
    const weekly = ['2026-10-07', '2026-10-21', '2026-11-04', '2026-11-18'].flatMap((day) =>
      ['A', 'B'].flatMap((team) => ['X', 'Y'].flatMap((place) => times(3, at(day, team, place)))),
    )
    await load(warehouse, weekly)
    expect((await read(warehouse, { period: { from: '2026-10-01', to: '2026-12-31' } }, 3)).denominator).toBe(48)
    const month = await read(
      warehouse,
      {
        period: november,
        comparison: { from: '2026-10-01', to: '2026-10-31', kind: 'previous' },
        by: ['team', 'location'],
      },
      3,
    )
    expect(month).toMatchObject({ denominator: 24, previous: { denominator: 24 }, flags: ['unequal_windows'] })
    expect((month.by ?? []).map((group) => [group.denominator, group.previous!.denominator])).toEqual(
      Array(4).fill([6, 6]),
    )
    const week = await read(
      warehouse,
      {
        period: { from: '2026-11-16', to: '2026-11-22' },
        by: ['team'],
        series: [{ from: '2026-11-02', to: '2026-11-08' }],
      },
      3,
    )
    expect(shown(week, 'team')).toEqual({ A: 6, B: 6 })
    expect(week.series[0]).toMatchObject({ denominator: 12 })
  })

  test('a month is exact by team, though places are large enough only over the quarter', async () => {
    const places = ['X', 'Y', 'Z', 'W']
    await load(
      warehouse,
      ['2026-10-12', '2026-11-12'].flatMap((day) =>
        ['A', 'B'].flatMap((team) => places.flatMap((place) => times(2, at(day, team, place)))),
      ),
    )
    const month = await read(warehouse, { period: november, by: ['team'] }, 5)
    expect(month.denominator).toBe(16)
    expect(shown(month, 'team')).toEqual({ A: 8, B: 8 })
    expect(month.flags).toEqual([])
  })

  test('a month is shown by team before anything is shown by team and place of the quarter', async () => {
    const sizes = { A: 12, B: 9, C: 4, D: 7 }
    // Days, places and tenures in no order, yet the same on every run.
    let state = 23
    const next = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647
      return state % below
    }
    await load(
      warehouse,
      ['10', '11'].flatMap((month) =>
        Object.entries(sizes).flatMap(([team, size]) =>
          times(size, at('', team)).map((answer) => ({
            ...answer,
            day: `2026-${month}-${String(1 + next(month === '10' ? 27 : 17)).padStart(2, '0')}`,
            location: next(2) === 0 ? 'X' : 'Y',
            tenure: next(2) === 0 ? 'new' : 'old',
          })),
        ),
      ),
    )
    for (const period of [{ from: '2026-10-01', to: '2026-10-31' }, november]) {
      const reading = await read(warehouse, { period, by: ['team'] }, 5)
      expect(reading.denominator).toBe(32)
      expect(shown(reading, 'team')).toEqual({ A: 12, B: 9, C: null, D: null })
    }
  })

  test('a window that ends a day later, with one more answer, does not tell that answer', async () => {
    await load(warehouse, [
      ...times(12, at('2026-11-04', 'A')),
      at('2026-11-05', 'A'),
      ...times(9, at('2026-11-12', 'A')),
    ])
    const until = async (to: string) =>
      (await read(warehouse, { period: { from: '2026-11-01', to } }, 5)).denominator ?? null
    const ends = [
      await until('2026-11-03'),
      await until('2026-11-04'),
      await until('2026-11-05'),
      await until('2026-11-12'),
    ]
    expect(ends).toEqual([null, null, 13, 22])
    const flags = (await read(warehouse, { period: { from: '2026-11-05', to: '2026-11-30' } }, 5)).flags
    expect(flags).toContain('rounded_for_anonymity')
  })

  test('the answers of ninety days change by whole steps from one day to the next', async () => {
    const daily = Array.from({ length: 45 }, (_, i) => at(shift('2026-09-01', 2 * i), i % 2 === 0 ? 'A' : 'B'))
    await load(warehouse, daily)
    let before: Set<number> | null = null
    for (let i = 0; i < 30; i++) {
      const day = shift('2026-11-01', i)
      const [now] = sumsIn(await read(warehouse, { period: { from: day, to: day } }, 5, rolling))
      if (before && now) {
        const moved = [...before, ...now].filter((answer) => !(before!.has(answer) && now.has(answer))).length
        expect(moved === 0 || moved >= 5, `${day}: ${moved}`).toBe(true)
      }
      before = now ?? before
    }
    expect(before).not.toBeNull()
  })

  test('a month whose first days lie outside the window stands whole; one cut in the middle does not', async () => {
    // Too few each week to be divided: the months are the smallest sums there are.
    const month = (of: string) =>
      [1, 4, 9, 12, 17, 20, 25, 28].map((day) => at(`2026-${of}-${String(day).padStart(2, '0')}`, 'A'))
    await load(warehouse, ['07', '08', '09', '10'].flatMap(month))
    const until = (to: string) => read(warehouse, { period: { from: to, to } }, 5, rolling)
    // 90 days up to 31 October begin on 3 August: 29 of its 31 days, its first answer outside.
    const october = await until('2026-10-31')
    expect([october.denominator, october.flags]).toEqual([24, ['rounded_for_anonymity']])
    // Those of August, September and October, each in full; July's are 0 to 7.
    const [answers] = sumsIn(october)
    expect([...answers!].sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, i) => 8 + i))
    // From 20 August on: 12 of 31 days do not speak for August.
    const half = await read(warehouse, { period: { from: '2026-08-20', to: '2026-10-31' } }, 5)
    expect([half.denominator, half.flags]).toEqual([16, ['rounded_for_anonymity']])
  })

  test('no rows are given out', () => {
    const request = {
      period: november,
      comparison: null,
      by: [],
      where: [],
      series: [],
      options: {},
      today: '2026-11-30',
    }
    expect(() => planRows(metric, request, null)).toThrow('rows.hidden_for_anonymity')
  })

  test('no filter reaches the statement that is shown', () => {
    const plan = planReading(
      metric,
      {
        period: november,
        comparison: null,
        by: ['team'],
        where: [{ dimension: 'team', not: false, values: ['A'] }],
        series: [],
        options: {},
        today: '2026-11-30',
      },
      defaultSettings,
    )
    expect(plan.statement).not.toContain("'A'")
  })
})
