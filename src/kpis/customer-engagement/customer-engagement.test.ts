import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planReading } from '#core/plan.ts'
import { planRows } from '#core/plan-rows.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Cell, Warehouse } from '#core/warehouse.ts'
import { type Fixture, readMetric, warehouseOf } from '../../../test/fixture-warehouse.ts'
import { customerEngagement } from './kpi.ts'

const today = '2026-11-18'
const day = (on: string) => ({ from: on, to: on })
const open: Warehouse[] = []
const built = async (fixture: Fixture): Promise<Warehouse> => {
  const warehouse = await warehouseOf(fixture, [customerEngagement], today)
  open.push(warehouse)
  return warehouse
}
const ask = (warehouse: Warehouse, id: string, request: Partial<ReadingRequest> = {}): Promise<Reading> =>
  readMetric(warehouse, customerEngagement, id, { period: day(today), today, ...request })
const behind = async (warehouse: Warehouse, id: string, request: Partial<ReadingRequest> = {}) => {
  const metric = customerEngagement.metrics.find((candidate) => candidate.id === id)!
  const full = { period: day(today), comparison: null, by: [], where: [], series: [], options: {}, today, ...request }
  return warehouse.query(planRows(metric, full, null))
}
const members = (reading: Reading, dimension: string): Record<string, number | null> =>
  Object.fromEntries((reading.by ?? []).map((group) => [String(group.members[dimension]), group.value]))
const valueOn = async (warehouse: Warehouse, id: string, on: string) =>
  (await ask(warehouse, id, { period: day(on) })).value

let next = 0
const order = (on: string, customer_id: string | null, rest: Record<string, Cell> = {}) => ({
  order_id: `o${++next}`,
  line_no: '1',
  placed_at: `${on} 09:00:00`,
  completed_at: `${on} 09:00:00`,
  status: 'completed',
  location_id: 'S1',
  customer_id,
  quantity: 1,
  unit_price: 100,
  ...rest,
})
const activity = (at: string, rest: Record<string, Cell>) => ({ activity_id: `v${++next}`, at, ...rest })

afterAll(async () => {
  for (const warehouse of open) await warehouse.close()
})

describe('who is active, engaged and looked after', () => {
  let warehouse: Warehouse
  beforeAll(async () => {
    warehouse = await built({
      location: [
        { location_id: 'S1', name: 'Cầu Giấy', kind: 'store' },
        { location_id: 'web', name: 'Web', kind: 'online' },
      ],
      product: [{ product_id: 'K', name: 'Nồi', product_line: 'kitchen' }],
      customer: [{ customer_id: 'A', owner: 'R1', province: '01', segment: 'vip' }],
      contact: [{ contact_id: 'kB', received_at: '2026-01-01 09:00:00', customer_id: 'B' }],
      order_line: [
        order('2025-11-19', 'A', { product_id: 'K' }), // 365 days before the end of 18 Nov 2026
        order('2025-11-18', 'old'), // one day too old
        order('2026-09-01', 'B'),
        order('2026-10-01', 'B', { location_id: 'web' }), // a repeat order: engaged until 29 Dec
        order('2026-08-21', 'C'), // the first of 90 days ending 18 Nov
        order('2026-08-20', 'D'), // one day before
        order('2026-11-01', null),
        order('2026-11-01', 'E', { status: 'cancelled', completed_at: null }),
        order('2026-11-10', 'F', { location_id: 'web' }),
      ],
      activity: [
        activity('2026-08-21 10:00:00', { customer_id: 'A', direction: 'inbound', purpose: 'support' }), // until 18 Nov
        activity('2026-11-05 10:00:00', {
          customer_id: 'C',
          purpose: 'care',
          reached: false,
          method: 'telesales',
          rep: 'R2',
        }),
        activity('2026-11-06 10:00:00', { contact_id: 'kB', purpose: 'care', reached: true, method: 'telesales' }),
        activity('2026-11-07 10:00:00', { customer_id: 'F', purpose: 'care', reached: true }), // before the purchase
        activity('2026-11-12 10:00:00', { customer_id: 'F', purpose: 'selling', reached: false }),
        activity('2026-11-12 10:00:00', { customer_id: 'F', purpose: 'care', reached: true, automatic: true }),
        activity('2026-11-12 10:00:00', { customer_id: 'D', purpose: 'selling', reached: true }), // answered: engaged
      ],
    })
  })

  test('active is a completed order in the 365 days up to the last day, each customer once', async () => {
    expect(await valueOn(warehouse, 'active_customers', '2026-11-18')).toBe(5) // A B C D F
    expect(await valueOn(warehouse, 'active_customers', '2026-11-19')).toBe(4) // A has lapsed
    expect(await valueOn(warehouse, 'active_customers', '2025-11-18')).toBe(1)
    expect((await behind(warehouse, 'active_customers')).map((row) => row['customer_id']).sort()).toEqual([
      'A',
      'B',
      'C',
      'D',
      'F',
    ])
  })

  test('engaged is an answer or a visit of ours in the last 90 days, of those active', async () => {
    // A by writing, B by the repeat order, D by the answered call, F by the answered care call; C did not answer.
    const reading = await ask(warehouse, 'engaged_rate', { comparison: { ...day('2026-11-19'), kind: 'range' } })
    expect(reading).toMatchObject({ value: 0.8, numerator: 4, denominator: 5, flags: ['too_few'] })
    // Wilson for 4 of 5.
    expect(reading.interval![0]).toBeCloseTo(0.3755, 4)
    expect(reading.interval![1]).toBeCloseTo(0.9638, 4)
    // A day later A is neither.
    expect(reading.previous).toMatchObject({ numerator: 3, denominator: 4 })
    expect(
      (await behind(warehouse, 'engaged_rate'))
        .filter((row) => row['engaged'])
        .map((row) => row['customer_id'])
        .sort(),
    ).toEqual(['A', 'B', 'D', 'F'])
  })

  test('a customer counts under its own file, else under the last order', async () => {
    expect(members(await ask(warehouse, 'active_customers', { by: ['location'] }), 'location')).toEqual({
      S1: 3,
      web: 2,
    })
    expect(members(await ask(warehouse, 'active_customers', { by: ['owner'] }), 'owner')).toEqual({ R1: 1, null: 4 })
    expect(members(await ask(warehouse, 'active_customers', { by: ['product_line'] }), 'product_line')['kitchen']).toBe(
      1,
    )
    expect(members(await ask(warehouse, 'active_customers', { by: ['segment'] }), 'segment')['vip']).toBe(1)
    expect(members(await ask(warehouse, 'active_customers', { by: ['region'] }), 'region')['red_river_delta']).toBe(1)
    // Before the order on the web B was a customer of the store.
    const before = await ask(warehouse, 'active_customers', { by: ['location'], period: day('2026-09-30') })
    expect(members(before, 'location')).toEqual({ S1: 5 })
    const filtered = await ask(warehouse, 'engaged_rate', {
      where: [{ dimension: 'location_kind', not: false, values: ['online'] }],
    })
    expect(filtered).toMatchObject({ numerator: 2, denominator: 2 })
  })

  test('after-sale coverage needs a care contact since a purchase of the last 90 days', async () => {
    // Bought since 21 Aug: B, C, F. B and C were cared for since; F only before buying, by machine, or to sell.
    expect(await ask(warehouse, 'after_sale_coverage')).toMatchObject({ numerator: 2, denominator: 3 })
  })

  test('the answer rate counts what we did, not what machines sent', async () => {
    const period = { from: '2026-11-01', to: '2026-11-18' }
    const reading = await ask(warehouse, 'answer_rate', { period, by: ['owner'] })
    expect(reading).toMatchObject({ value: 2 / 3, numerator: 2, denominator: 3 })
    expect(members(reading, 'owner')).toEqual({ R2: 0, null: 1 })
    expect(members(await ask(warehouse, 'answer_rate', { period, by: ['method'] }), 'method')['telesales']).toBe(0.5)
  })

  test('repeat purchase needs two orders inside the same 365 days', async () => {
    expect(await ask(warehouse, 'repeat_purchase_rate')).toMatchObject({ numerator: 1, denominator: 5 })
    // On 1 Sept 2027 B's first order has left the window, its second has not.
    expect(await ask(warehouse, 'repeat_purchase_rate', { period: day('2027-08-31') })).toMatchObject({ numerator: 1 })
    expect(await ask(warehouse, 'repeat_purchase_rate', { period: day('2027-09-01') })).toMatchObject({ numerator: 0 })
  })

  test('too few customers for the common rhythm is said, and expects nothing', async () => {
    expect(await ask(warehouse, 'overdue_customers')).toMatchObject({ value: 0, flags: ['too_few'] })
    expect(await ask(warehouse, 'expected_orders_90d')).toMatchObject({ value: null, reason: 'too_few' })
  })
})

describe('requests for help', () => {
  test('open is what came by the end of the day and was not resolved by then', async () => {
    const request = (request_id: string, opened_at: string, resolved_at: string | null, topic: string) => ({
      request_id,
      opened_at,
      resolved_at,
      topic,
      location_id: 'S1',
    })
    const warehouse = await built({
      request: [
        request('q1', '2026-11-01 09:00:00', '2026-11-01 11:00:00', 'fault'),
        request('q2', '2026-11-02 09:00:00', '2026-11-10 09:00:00', 'fault'),
        request('q3', '2026-11-03 09:00:00', null, 'delivery'),
        request('q4', '2026-11-04 09:00:00', '2026-11-18 13:00:00', 'delivery'),
      ],
    })
    expect(await valueOn(warehouse, 'requests_open', '2026-11-09')).toBe(3)
    expect(await valueOn(warehouse, 'requests_open', '2026-11-10')).toBe(2)
    const reading = await ask(warehouse, 'requests_open', { by: ['topic'] })
    expect(reading.value).toBe(1)
    expect(members(reading, 'topic')).toEqual({ delivery: 1, fault: 0 })
    expect((await behind(warehouse, 'requests_open')).map((row) => row['request_id'])).toEqual(['q3'])
    // Hours 2, 192 and 340: median 192.
    const hours = await ask(warehouse, 'resolution_hours', { period: { from: '2026-11-01', to: '2026-11-18' } })
    expect(hours).toMatchObject({ value: 192, denominator: 3, flags: ['too_few'] })
    expect(hours.also!['p90']).toBeCloseTo(192 + 0.8 * (340 - 192), 9)
  })
})

test('segments are fifths of recency, frequency and money, equals together', async () => {
  const warehouse = await built({
    order_line: ['A', 'B', 'C', 'D', 'E'].map((customer, i) =>
      order(`2026-11-0${i + 1}`, customer, { unit_price: i === 4 ? 900 : 100 }),
    ),
  })
  // Recency 1 … 5; all bought once, so all stand in the lowest fifth of frequency; four spent the same.
  expect(members(await ask(warehouse, 'active_customers', { by: ['segment'] }), 'segment')).toEqual({
    R1F1M1: 1,
    R2F1M1: 1,
    R3F1M1: 1,
    R4F1M1: 1,
    R5F1M5: 1,
  })
})

test('the headline is one statement over counts by day', async () => {
  const plan = planReading(
    customerEngagement.metrics[1]!,
    {
      period: { from: '2026-11-16', to: today },
      comparison: { from: '2026-11-09', to: '2026-11-11', kind: 'previous' },
      by: [],
      where: [],
      series: [{ from: '2026-11-09', to: '2026-11-15' }],
      options: {},
      today,
    },
    defaultSettings,
  )
  await expect(`${plan.statement}\n`).toMatchFileSnapshot('engaged_rate.golden.sql')
})
