import { beforeAll, describe, expect, test } from 'vitest'
import type { Warehouse } from '#core/warehouse.ts'
import { asking, members } from '../../../test/asking.ts'
import { company } from './company.fixture.ts'
import { acquisitionCost } from './kpi.ts'

const october = { from: '2026-10-01', to: '2026-10-31' }
const { built, ask } = asking(acquisitionCost, october, '2026-11-18')

let warehouse: Warehouse
beforeAll(async () => {
  warehouse = await built(company)
})

describe('what customers bring in', () => {
  const january = { from: '2025-01-01', to: '2025-01-31' }
  test('gross profit of twelve months: three times 60, the order of a year and a day later left out', async () => {
    const reading = await ask(warehouse, 'gross_profit_12m', { period: january })
    expect([reading.value, reading.denominator]).toEqual([180, 1])
    expect(reading.flags).toEqual([])
  })
  test('a young cohort is flagged, and so are goods without a known cost', async () => {
    // K1 400 + 200 − 400, K2 500 + 500, K4 500; K3 sold for 500 at an unknown cost.
    const reading = await ask(warehouse, 'gross_profit_12m')
    expect([reading.numerator, reading.denominator, reading.value]).toEqual([1700, 4, 425])
    expect(reading.flags).toEqual(['immature', 'partial'])
    expect(reading.also).toEqual({ sales_without_cost: 500 })
  })
  test('a young cohort is compared at equal age', async () => {
    // Thirty days earlier is 19 October: K5 had 40 and 40, not yet the third.
    const comparison = { from: '2026-09-01', to: '2026-09-30', kind: 'previous' as const }
    const reading = await ask(warehouse, 'gross_profit_12m', { comparison })
    expect([reading.previous?.numerator, reading.previous?.denominator]).toEqual([80, 1])
  })
  test('to cac is 180 over 90', async () => {
    const reading = await ask(warehouse, 'ltv_to_cac', { period: january })
    expect([reading.value, reading.numerator, reading.denominator]).toEqual([2, 180, 90])
  })
  test('pays back in month three, when 60 and 60 have covered 90', async () => {
    const reading = await ask(warehouse, 'cac_payback_months', { period: january })
    expect(reading.value).toBe(3)
    expect(reading.also?.['cac']).toBe(90)
    expect(reading.flags).toEqual([])
  })
  test('has not paid back yet where less has come in than was spent', async () => {
    const reading = await ask(warehouse, 'cac_payback_months')
    expect([reading.value, reading.reason]).toEqual([null, 'not_reached'])
    expect(reading.also?.['earned_back']).toBeCloseTo(1700 / 3900, 12)
    expect(reading.flags).toContain('immature')
  })
})

test('goods of unknown cost bear their share of the discount of the order', async () => {
  const line = (line_no: string, product_id: string, unit_price: number, unit_cost: number | null) => ({
    order_id: 'o1',
    line_no,
    placed_at: '2026-10-05 09:00:00',
    status: 'completed',
    location_id: 'S1',
    customer_id: 'K1',
    product_id,
    quantity: 1,
    unit_price,
    unit_cost,
    order_discount: 40,
  })
  const other = await built({ order_line: [line('1', 'P1', 300, 100), line('2', 'P2', 100, null)] })
  // 30 of the 40 fall on the 300: 270 − 100; 90 were sold at an unknown cost.
  expect(await ask(other, 'gross_profit_12m')).toMatchObject({ value: 170, also: { sales_without_cost: 90 } })
})

describe('goods that come back', () => {
  test('take their sales and their profit with them, however that is written', async () => {
    const line = (order_id: string, quantity: number, rest: object = {}) => ({
      order_id,
      line_no: '1',
      placed_at: '2026-10-05 09:00:00',
      completed_at: '2026-10-05 09:00:00',
      status: 'completed',
      location_id: 'S1',
      customer_id: 'K1',
      product_id: 'P1',
      quantity,
      unit_price: 100,
      unit_cost: 70,
      ...rest,
    })
    const other = await built({
      spend: [{ spend_id: '1', from_on: '2026-10-05', category: 'tools', amount: 100 }],
      order_line: [
        line('o1', 10), // 1,000, profit 300
        line('o2', -1), // a slip at the till: −100, −30
        line('o3', 4), // marked as returned in part: 400 sold, 100 back; profit 120 − 30
        line('o3', 1, { line_no: '2', status: 'returned' }),
        line('o4', 2), // 200, profit 60; one of two comes back later: −100, −30
      ],
      return_line: [
        {
          return_id: 'r1',
          line_no: '1',
          returned_at: '2026-10-07 09:00:00',
          order_id: 'o4',
          product_id: 'P1',
          quantity: 1,
          amount: 100,
        },
      ],
    })
    // 1,000 − 100 + (500 − 100) + (200 − 100), and 30 % of it.
    expect((await ask(other, 'spend_to_sales')).denominator).toBe(1400)
    expect((await ask(other, 'gross_profit_12m')).value).toBe(420)
  })
})

describe('research before contact', () => {
  test('rate: of the first attempts on c1, c2 and c5 one was researched', async () => {
    const reading = await ask(warehouse, 'researched_rate')
    expect([reading.numerator, reading.denominator]).toEqual([1, 3])
  })
  test('rate is unknown where no attempt says', async () => {
    const silent = company.activity!.map((row) => ({ ...row, researched: null }))
    const other = await built({ ...company, activity: silent })
    expect((await ask(other, 'researched_rate')).reason).toBe('no_data')
  })

  const arms = (prefix: string, source: string, line: string | null, researched: boolean, size: number, won: number) =>
    Array.from({ length: size }, (_, i) => ({
      contact: {
        contact_id: `${prefix}${i}`,
        received_at: '2026-10-01 09:00:00',
        source,
        product_line: line,
        ...(i < won ? { became_customer_at: '2026-10-20 09:00:00' } : {}),
      },
      activity: { activity_id: `${prefix}${i}`, contact_id: `${prefix}${i}`, at: '2026-10-02 09:00:00', researched },
    }))
  const strata = [
    ...arms('a', 'facebook', 'beds', true, 20, 8),
    ...arms('b', 'facebook', 'beds', false, 25, 3),
    ...arms('c', 'zalo', null, true, 30, 12),
    ...arms('d', 'zalo', null, false, 40, 10),
    // One arm only: nothing to compare with.
    ...arms('e', 'referral', null, true, 9, 9),
  ]
  test('lift is the difference within source and product line, with Sato’s interval', async () => {
    const other = await built({
      contact: strata.map((row) => row.contact),
      activity: strata.map((row) => row.activity),
    })
    const reading = await ask(other, 'research_lift')
    expect(reading.value).toBeCloseTo(0.20112359550561798, 12)
    expect(reading.interval![0]).toBeCloseTo(0.03424644298782922, 12)
    expect(reading.interval![1]).toBeCloseTo(0.36800074802340677, 12)
    expect(reading.also?.['researched']).toBe(59)
    // Within 10 days nobody had converted.
    expect((await ask(other, 'research_lift', { options: { horizon: 10 } })).value).toBe(0)
    // By source each has fewer than 30 in an arm but zalo: 12 of 30 against 10 of 40.
    const groups = members(await ask(other, 'research_lift', { by: ['source'] }), 'source')
    expect(groups['zalo']).toBeCloseTo(0.15, 12)
    expect(groups['facebook']).toBeNull()
  })
  test('lift is not told on fewer than thirty of either kind', async () => {
    const few = [...arms('a', 'facebook', null, true, 29, 8), ...arms('b', 'facebook', null, false, 90, 3)]
    const other = await built({ contact: few.map((row) => row.contact), activity: few.map((row) => row.activity) })
    const reading = await ask(other, 'research_lift')
    expect([reading.value, reading.reason]).toEqual([null, 'too_few'])
    expect(reading.also?.['researched']).toBe(29)
  })
})
