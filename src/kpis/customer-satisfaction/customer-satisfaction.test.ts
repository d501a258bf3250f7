import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planReading } from '#core/plan.ts'
import { planRows } from '#core/plan-rows.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import { defaultSettings, type Settings } from '#core/settings.ts'
import type { Cell, Warehouse } from '#core/warehouse.ts'
import { type Fixture, readMetric, warehouseOf } from '../../../test/fixture-warehouse.ts'
import { customerSatisfaction } from './kpi.ts'

const today = '2026-11-18'
const month = { from: '2026-11-01', to: '2026-11-18' }
const october = { from: '2026-10-01', to: '2026-10-31' }
const open: Warehouse[] = []
const built = async (fixture: Fixture, settings: Settings = defaultSettings): Promise<Warehouse> => {
  const warehouse = await warehouseOf(fixture, [customerSatisfaction], today, settings)
  open.push(warehouse)
  return warehouse
}
const ask = (warehouse: Warehouse, id: string, request: Partial<ReadingRequest> = {}): Promise<Reading> =>
  readMetric(warehouse, customerSatisfaction, id, { period: month, today, ...request })
const rows = async (warehouse: Warehouse, id: string, settings = defaultSettings) => {
  const metric = customerSatisfaction.metrics.find((candidate) => candidate.id === id)!
  const request = { period: month, comparison: null, by: [], where: [], series: [], options: {}, today }
  return warehouse.query(planRows(metric, request, null, settings))
}
const members = (reading: Reading, dimension: string): Record<string, number | null> =>
  Object.fromEntries((reading.by ?? []).map((group) => [String(group.members[dimension]), group.value]))

let next = 0
const answer = (kind: string, on: string, score: number, rest: Record<string, Cell> = {}) => ({
  answer_id: `a${++next}`,
  kind,
  answered_at: `${on} 10:00:00`,
  score,
  ...rest,
})
const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make)

afterAll(async () => {
  for (const warehouse of open) await warehouse.close()
})

describe('scores', () => {
  let warehouse: Warehouse
  beforeAll(async () => {
    warehouse = await built({
      location: [{ location_id: 'S1', name: 'Cầu Giấy', kind: 'store', channel: 'store' }],
      customer: [{ customer_id: 'C1', location_id: 'S1', owner: 'R7', segment: 'vip', province: '01' }],
      survey_answer: [
        ...times(15, () => answer('nps', '2026-11-03', 10)),
        ...times(9, () => answer('nps', '2026-11-04', 7, { location_id: 'S1', product_line: 'kitchen' })),
        ...times(5, () => answer('nps', '2026-11-05', 6)),
        // The dimensions of an answer that names only its customer are that customer's.
        answer('nps', '2026-11-05', 0, { customer_id: 'C1' }),
        // Outside the scale of its kind: counts nowhere.
        answer('nps', '2026-11-05', 11),
        answer('csat', '2026-11-06', 9),
        ...times(2, () => answer('nps', '2026-10-10', 9)),
        answer('nps', '2026-10-11', 8),
        answer('nps', '2026-10-11', 2),
        ...[5, 4, 4, 3, 1].map((score) => answer('csat', '2026-11-07', score)),
        ...[7, 5, 3].map((score) => answer('ces', '2026-11-07', score)),
      ],
    })
  })

  test('NPS is the share of 9–10 minus that of 0–6, with the margin and interval of thirty answers', async () => {
    const reading = await ask(warehouse, 'nps', { comparison: { ...october, kind: 'previous' } })
    // 15 promoters, 9 passives, 6 detractors: 100 · 9 ÷ 30; margin 196 · √((0,5 + 0,2 − 0,09) ÷ 30) = 27.948.
    expect(reading).toMatchObject({ value: 30, numerator: 9, denominator: 30, flags: ['unequal_windows'] })
    expect(reading.margin).toBeCloseTo(196 * Math.sqrt(0.61 / 30), 9)
    expect(reading.interval![0]).toBeCloseTo(0.681, 3)
    expect(reading.interval![1]).toBeCloseTo(53.864, 3)
    expect(reading.also).toEqual({ promoters: 15, detractors: 6, passives: 9, answers: 30 })
    // October: 2 promoters, 1 passive, 1 detractor.
    expect(reading.previous).toMatchObject({ value: 25, denominator: 4, flags: ['too_few', 'bands_only'] })
    expect(reading.change!.absolute).toBe(5)
    expect(reading.change!.within_noise).toBe(true)
  })

  test('a change between two waves is tested by z over both standard errors', async () => {
    const reading = await ask(warehouse, 'nps', { comparison: { ...october, kind: 'previous' } })
    // √(0,61 ÷ 30)·100 = 14.26 and, of four answers, adjusted Wald with 2.75/7 and 1.75/7: 29.82; z = 5 ÷ 33.05.
    expect(reading.change!.p_value).toBeCloseTo(0.87976, 5)
  })

  test('two waves of thirty answers or more are told apart by the plain standard errors', async () => {
    const wave = (month: string, promoters: number, passives: number, detractors: number) => [
      ...times(promoters, () => answer('nps', `2026-${month}-05`, 9)),
      ...times(passives, () => answer('nps', `2026-${month}-05`, 8)),
      ...times(detractors, () => answer('nps', `2026-${month}-05`, 2)),
    ]
    const two = await built({ survey_answer: [...wave('11', 15, 9, 6), ...wave('10', 16, 10, 14)] })
    const reading = await ask(two, 'nps', { comparison: { ...october, kind: 'previous' } })
    expect([reading.value, reading.previous!.value]).toEqual([30, 5])
    // √(0,61 ÷ 30) and √(0,7475 ÷ 40), in points 14.2595 and 13.6702: z = 25 ÷ 19.7538.
    expect(reading.change!.p_value).toBeCloseTo(0.20566, 5)
  })

  test('an answer is split by what it names, else by what its customer names', async () => {
    const byLocation = await ask(warehouse, 'nps', { by: ['location'] })
    expect(members(byLocation, 'location')).toEqual({ null: 50, S1: -10 })
    expect(members(await ask(warehouse, 'nps', { by: ['owner'] }), 'owner')['R7']).toBe(-100)
    expect(members(await ask(warehouse, 'nps', { by: ['segment'] }), 'segment')['vip']).toBe(-100)
    expect(members(await ask(warehouse, 'nps', { by: ['channel'] }), 'channel')['store']).toBe(-10)
    expect(members(await ask(warehouse, 'nps', { by: ['product_line'] }), 'product_line')['kitchen']).toBe(0)
  })

  test('how long someone has been a customer is unknown where no first day is', async () => {
    expect(members(await ask(warehouse, 'nps', { by: ['tenure_band'] }), 'tenure_band')).toEqual({ null: 30 })
  })

  test('CSAT is the share of 4–5 with its Wilson interval', async () => {
    const reading = await ask(warehouse, 'csat')
    expect(reading).toMatchObject({ value: 0.6, numerator: 3, denominator: 5, flags: ['too_few'] })
    // Wilson for 3 of 5.
    expect(reading.interval![0]).toBeCloseTo(0.2307, 4)
    expect(reading.interval![1]).toBeCloseTo(0.8824, 4)
  })

  test('CES is a mean of 1–7 with its standard error and the share of 5–7', async () => {
    const reading = await ask(warehouse, 'ces')
    expect(reading).toMatchObject({ value: 5, denominator: 3, also: { answers: 3, favourable_rate: 2 / 3 } })
    // Sample variance of 7, 5, 3 is 4: √(4 ÷ 3).
    expect(reading.standard_error).toBeCloseTo(1.1547, 4)
  })

  test('nothing known of deliveries is no data, not a rate of zero', async () => {
    expect(await ask(warehouse, 'survey_response_rate')).toMatchObject({ value: null, reason: 'no_data' })
  })

  test('a window without answers is no score', async () => {
    const reading = await ask(warehouse, 'nps', { period: { from: '2026-09-01', to: '2026-09-30' } })
    expect(reading).toMatchObject({ value: null, reason: 'no_data' })
  })
})

describe('who waits', () => {
  const order = (order_id: string, on: string, customer_id: string, product_id: string) => ({
    order_id,
    line_no: '1',
    placed_at: `${on} 09:00:00`,
    completed_at: `${on} 09:00:00`,
    status: 'completed',
    location_id: 'S1',
    customer_id,
    product_id,
    quantity: 1,
    unit_price: 100,
  })
  const settings: Settings = { ...defaultSettings, survey_gate_days: { '*': 120, kitchen: 30, pumps: 180 } }
  let warehouse: Warehouse
  beforeAll(async () => {
    warehouse = await built(
      {
        location: [{ location_id: 'S1', name: 'Cầu Giấy', kind: 'store' }],
        product: [
          { product_id: 'K', name: 'Nồi', product_line: 'kitchen' },
          { product_id: 'B', name: 'Chăn', product_line: 'bedding' },
          // Pumps come out every 100 days: the wait of 180 is shortened to that.
          { product_id: 'P1', name: 'Bơm 1', product_line: 'pumps', released_on: '2026-01-01' },
          { product_id: 'P2', name: 'Bơm 2', product_line: 'pumps', released_on: '2026-04-11' },
          { product_id: 'P3', name: 'Bơm 3', product_line: 'pumps', released_on: '2026-07-20' },
          // Blankets every 10 days: never under three months.
          { product_id: 'B2', name: 'Chăn 2', product_line: 'bedding', released_on: '2026-01-01' },
          { product_id: 'B3', name: 'Chăn 3', product_line: 'bedding', released_on: '2026-01-11' },
          { product_id: 'B4', name: 'Chăn 4', product_line: 'bedding', released_on: '2026-01-21' },
        ],
        order_line: [
          order('o1', '2026-10-19', 'kitchen-open', 'K'), // 19 Oct + 30 = 18 Nov: open today
          order('o2', '2026-10-20', 'kitchen-held', 'K'), // 19 Nov: held
          order('o3', '2026-08-10', 'pump-held', 'P1'), // 10 Aug + 100 = 18 Nov: open today
          order('o4', '2026-08-11', 'pump-held-2', 'P1'), // 19 Nov: held
          order('o5', '2026-08-20', 'blanket-open', 'B'), // 20 Aug + 90 = 18 Nov: open today
          order('o6', '2026-08-21', 'blanket-held', 'B'), // 19 Nov: held
          // A later purchase does not begin the wait again.
          order('o7', '2026-11-01', 'blanket-open', 'K'),
          // Of the first goods no line is known: the ordinary 120 days, whatever is bought later.
          order('o8', '2026-10-01', 'unlined-held', 'X'),
          order('o9', '2026-10-05', 'unlined-held', 'K'),
        ],
        activity: [
          { activity_id: 'v1', at: '2026-11-05 12:00:00', customer_id: 'D1', purpose: 'care', reached: true },
          { activity_id: 'v2', at: '2026-11-05 12:00:00', customer_id: 'D2', purpose: 'care', reached: false },
          { activity_id: 'v3', at: '2026-11-05 12:00:00', customer_id: 'D3', purpose: 'selling', reached: true },
          { activity_id: 'v4', at: '2026-11-05 09:59:59', customer_id: 'D4', purpose: 'support', reached: true },
          { activity_id: 'v5', at: '2026-11-06 09:00:00', contact_id: 'K5', purpose: 'support', direction: 'inbound' },
        ],
        contact: [{ contact_id: 'K5', received_at: '2026-01-01 09:00:00', customer_id: 'D5' }],
        survey_answer: [
          ...['D1', 'D2', 'D3', 'D4', 'D5'].map((customer_id) => answer('nps', '2026-11-05', 3, { customer_id })),
          answer('nps', '2026-11-05', 7, { customer_id: 'D6' }),
        ],
      },
      settings,
    )
  })

  test('a customer is held back from the first purchase until the gate of its product line opens', async () => {
    const reading = await ask(warehouse, 'surveys_held_back', { by: ['product_line'] })
    expect(reading.value).toBe(4)
    expect(members(reading, 'product_line')).toEqual({ kitchen: 1, pumps: 1, bedding: 1, null: 1 })
    expect(
      (await rows(warehouse, 'surveys_held_back')).map((row) => [row['customer_id'], row['opens_on']]).sort(),
    ).toEqual([
      ...['blanket-held', 'kitchen-held', 'pump-held-2'].map((id) => [id, '2026-11-19']),
      ['unlined-held', '2027-01-29'],
    ])
  })

  test('a past day shows who was held back then', async () => {
    // On 31 October: both kitchens, both pumps, both blankets, and the one whose line is unknown.
    expect((await ask(warehouse, 'surveys_held_back', { period: october })).value).toBe(7)
  })

  test('a detractor is open until a later care or support contact reached the customer', async () => {
    expect((await ask(warehouse, 'detractors_open')).value).toBe(3)
    expect((await rows(warehouse, 'detractors_open')).map((row) => row['customer_id'])).toEqual(['D2', 'D3', 'D4'])
  })
})

test('the headline is one statement over the answers by day', async () => {
  const plan = planReading(
    customerSatisfaction.metrics[0]!,
    {
      period: month,
      comparison: { ...october, kind: 'previous' },
      by: [],
      where: [],
      series: [october],
      options: {},
      today,
    },
    defaultSettings,
  )
  await expect(`${plan.statement}\n`).toMatchFileSnapshot('nps.golden.sql')
})
