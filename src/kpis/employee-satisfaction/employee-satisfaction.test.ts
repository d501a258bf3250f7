import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planReading } from '#core/plan.ts'
import { planRows } from '#core/plan-rows.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import { defaultSettings, type Settings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { readMetric, warehouseOf } from '../../../test/fixture-warehouse.ts'
import { employeeSatisfaction } from './kpi.ts'

const today = '2026-11-18'
const november = { from: '2026-11-01', to: '2026-11-18' }
const october = { from: '2026-10-01', to: '2026-10-31' }
let warehouse: Warehouse
const ask = (
  id: string,
  request: Partial<ReadingRequest> = {},
  settings: Settings = defaultSettings,
): Promise<Reading> =>
  readMetric(warehouse, employeeSatisfaction, id, { period: november, today, ...request }, settings)

let next = 0
const answers = (n: number, question: string, answered_on: string, score: number, team: string, rest = {}) =>
  Array.from({ length: n }, () => ({ answer_id: `p${++next}`, question, answered_on, score, team, ...rest }))

beforeAll(async () => {
  warehouse = await warehouseOf(
    {
      pulse_answer: [
        // eNPS on two days 70 apart, both inside the 90 days before 18 November (from 21 August).
        ...answers(12, 'enps', '2026-09-02', 10, 'A', { location_id: 'S1' }),
        ...answers(6, 'enps', '2026-09-02', 8, 'A', { location_id: 'S1' }),
        ...answers(6, 'enps', '2026-11-11', 3, 'B', { location_id: 'S2' }),
        ...answers(6, 'enps', '2026-11-11', 9, 'B', { location_id: 'S2' }),
        // One day too old, and a score off its scale.
        ...answers(9, 'enps', '2026-08-20', 0, 'A'),
        ...answers(9, 'enps', '2026-11-11', 11, 'B'),
        // Belonging: 20 answers in November, 10 in October.
        ...answers(5, 'belonging', '2026-11-03', 5, 'A'),
        ...answers(5, 'belonging', '2026-11-03', 3, 'A'),
        ...answers(9, 'belonging', '2026-11-03', 4, 'B'),
        ...answers(1, 'belonging', '2026-11-03', 1, 'B'),
        ...answers(5, 'belonging', '2026-10-06', 4, 'A'),
        ...answers(5, 'belonging', '2026-10-06', 2, 'B'),
        // Six answers of one mind, and four of a team too small.
        ...answers(6, 'tools', '2026-11-03', 5, 'A'),
        ...answers(7, 'growth', '2026-11-03', 4, 'A'),
        ...answers(6, 'growth', '2026-11-03', 2, 'B'),
        ...answers(4, 'growth', '2026-11-03', 1, 'C'),
      ],
    },
    [employeeSatisfaction],
    today,
  )
})
afterAll(() => warehouse.close())

describe('eNPS', () => {
  test('takes the answers of the 90 days before the end of the period, as promoters minus detractors', async () => {
    const reading = await ask('enps', { by: ['team'] })
    // 18 promoters, 6 passives, 6 detractors of 30: 40; margin 196 · √((0,6 + 0,2 − 0,16) ÷ 30) = 28.6276.
    expect(reading).toMatchObject({ value: 40, numerator: 12, denominator: 30, flags: [] })
    expect(reading.margin).toBeCloseTo(28.6276, 3)
    expect(reading.also).toEqual({ promoters: 18, detractors: 6, passives: 6, answers: 30 })
    const teams = Object.fromEntries(reading.by!.map((group) => [group.members['team'], group]))
    expect(teams['A']).toMatchObject({ value: (100 * 12) / 18, also: { promoters: 12, passives: 6, detractors: 0 } })
    expect(teams['B']).toMatchObject({ value: 0, also: { promoters: 6, detractors: 6 } })
  })

  test('a week that ends before the second wave shows what came in its own 90 days', async () => {
    // From 11 August: the 9 of that month and the 18 of September.
    const reading = await ask('enps', { period: { from: '2026-11-02', to: '2026-11-08' } })
    expect(reading).toMatchObject({ numerator: 3, denominator: 27, flags: ['too_few', 'bands_only'] })
  })
})

describe('agreement', () => {
  test('is a mean with its standard error, and the share of 4–5 where neither side is too small', async () => {
    const reading = await ask('belonging', { comparison: { ...october, kind: 'previous' } })
    // 5·5 + 5·3 + 9·4 + 1 = 77 of 20; squares 125 + 45 + 144 + 1 = 315; variance (315 − 77²/20) ÷ 19.
    expect(reading).toMatchObject({ value: 3.85, numerator: 77, denominator: 20 })
    expect(reading.standard_error).toBeCloseTo(Math.sqrt((315 - 5929 / 20) / 19 / 20), 12)
    expect(reading.also).toEqual({ answers: 20, favourable_rate: 0.7 })
    expect(reading.previous).toMatchObject({ value: 3, denominator: 10 })
    // z = 0.85 ÷ √(0.0490 + 0.1111)
    expect(reading.change!.p_value).toBeCloseTo(0.0337, 3)
  })

  test('one answer alone in its class is not told: no share in team B, nor in A, from which it would follow', async () => {
    const reading = await ask('belonging', { by: ['team'] })
    const teams = Object.fromEntries(reading.by!.map((group) => [group.members['team'], group]))
    expect(reading.also).toEqual({ answers: 20, favourable_rate: 0.7 })
    expect([teams['A']!.value, teams['A']!.also]).toEqual([4, { answers: 10 }])
    expect([teams['B']!.value, teams['B']!.also]).toEqual([3.7, { answers: 10 }])
  })

  test('with fewer than eight answers the spread is the widest there can be', async () => {
    const reading = await ask('tools')
    expect(reading).toMatchObject({ value: 5, denominator: 6, also: { answers: 6 } })
    const growth = await ask('growth', { by: ['team'] })
    const team = growth.by!.find((group) => group.members['team'] === 'A')!
    // Mean 4 of seven: 7 · (5 − 4)(4 − 1) ÷ 6 = 3.5, √(3.5 ÷ 7).
    expect(team.value).toBe(4)
    expect(team.standard_error).toBeCloseTo(Math.sqrt(0.5), 12)
  })

  test('a small team is hidden, and with it the next smallest', async () => {
    const reading = await ask('growth', { by: ['team'] })
    expect(reading.denominator).toBe(17)
    const hidden = reading.by!.filter((group) => group.value === null)
    expect(hidden.map((group) => group.members['team']).sort()).toEqual(['B', 'C'])
    for (const group of hidden)
      expect(group).toEqual({
        members: group.members,
        labels: group.labels,
        value: null,
        reason: 'hidden_for_anonymity',
        previous: null,
        change: null,
      })
  })

  test('the floor is the owner’s, but never under three', async () => {
    const floor = (anonymity_floor: number): Settings => ({ ...defaultSettings, anonymity_floor: anonymity_floor as 5 })
    const teams = async (settings: Settings) =>
      (await ask('growth', { by: ['team'] }, settings)).by!.filter((group) => group.value !== null).length
    expect(await teams(floor(8))).toBe(0)
    expect(await teams(floor(4))).toBe(3)
    expect(await ask('tools', {}, floor(7))).toMatchObject({ value: null, reason: 'hidden_for_anonymity' })
  })

  test('a filter that leaves out a small team is hidden like the team', async () => {
    const without = (team: string) => ask('growth', { where: [{ dimension: 'team', not: true, values: [team] }] })
    expect(await without('C')).toMatchObject({ value: null, reason: 'hidden_for_anonymity' })
    expect(await without('A')).toMatchObject({ denominator: 10 })
  })
})

test('a question nobody answered is no data; participation is, until invitations are known', async () => {
  expect(await ask('workload')).toMatchObject({ value: null, reason: 'no_data' })
  expect(await ask('pulse_participation')).toMatchObject({ value: null, reason: 'no_data' })
})

test('no metric of answers gives out rows', () => {
  const request = { period: november, comparison: null, by: [], where: [], series: [], options: {}, today }
  for (const metric of employeeSatisfaction.metrics)
    expect(() => planRows(metric, request, null), metric.id).toThrow('rows.hidden_for_anonymity')
})

test('the headline asks for groups of answers of whole quarters, whatever the question', async () => {
  const request = {
    period: november,
    comparison: { ...october, kind: 'previous' as const },
    by: ['team' as const],
    series: [],
    options: {},
    today,
  }
  const plan = planReading(employeeSatisfaction.metrics[0]!, { ...request, where: [] }, defaultSettings)
  await expect(`${plan.statement}\n`).toMatchFileSnapshot('enps.golden.sql')
})
