import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DimensionName } from '#core/dimension.ts'
import { planReading, planRows } from '#core/plan.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import { defaultSettings, type Settings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { type Fixture, readMetric, warehouseOf } from '../../../test/fixture-warehouse.ts'
import { company } from './company.fixture.ts'
import { acquisitionCost } from './kpi.ts'

const today = '2026-11-18'
const october = { from: '2026-10-01', to: '2026-10-31' }
const open: Warehouse[] = []
const built = async (fixture: Fixture, settings: Settings = defaultSettings): Promise<Warehouse> => {
  const warehouse = await warehouseOf(fixture, [acquisitionCost], today, settings)
  open.push(warehouse)
  return warehouse
}
const ask = (
  warehouse: Warehouse,
  id: string,
  request: Partial<ReadingRequest> = {},
  spans: Parameters<typeof readMetric>[5] = {},
): Promise<Reading> =>
  readMetric(warehouse, acquisitionCost, id, { period: october, today, ...request }, defaultSettings, spans)
const by = (reading: Reading, dimension: DimensionName): Record<string, number | null> =>
  Object.fromEntries((reading.by ?? []).map((group) => [String(group.members[dimension]), group.value]))

let warehouse: Warehouse
beforeAll(async () => {
  warehouse = await built(company)
})
afterAll(async () => {
  for (const each of open) await each.close()
})

describe('spend', () => {
  test('of October is 3,100 + 100 + half of the agency’s 200 + 600; the other kind stands beside', async () => {
    const reading = await ask(warehouse, 'spend')
    expect(reading.value).toBe(3900)
    expect(reading.also?.['other_spend']).toBe(999)
  })
  test('falls evenly on its days and adds up to the đồng: three days of 100 over thirty are 10', async () =>
    expect((await ask(warehouse, 'spend', { period: { from: '2026-10-01', to: '2026-10-03' } })).value).toBe(310))
  test('falls on its own day where no end is given', async () =>
    expect(
      (await ask(warehouse, 'spend', { period: { from: '2026-10-05', to: '2026-10-05' } })).also?.['other_spend'],
    ).toBe(999))
  test('by kind', async () =>
    expect(by(await ask(warehouse, 'spend', { by: ['spend_category'] }), 'spend_category')).toEqual({
      advertising: 3100,
      tools: 600,
      agency: 100,
      salary: 100,
      other: 0,
    }))
  test('of any amount and any run adds up exactly', async () => {
    const odd = await built({
      spend: [
        { spend_id: '1', from_on: '2026-10-01', to_on: '2026-10-07', category: 'tools', amount: 0.01 },
        { spend_id: '2', from_on: '2026-10-01', to_on: '2026-10-13', category: 'events', amount: 99999999999.9999 },
        { spend_id: '3', from_on: '2026-10-01', to_on: '2026-10-03', category: 'agency', amount: -100 },
      ],
    })
    const rows = await odd.query(
      'select spend_id, cast(sum(amount) as varchar) as total from spend_day group by 1 order by 1',
    )
    expect(rows.map((row) => row['total'])).toEqual(['0.0100', '99999999999.9999', '-100.0000'])
  })
})

describe('new customers', () => {
  test('are K1 to K4: K5 bought before, K6 never completed, one order names nobody', async () => {
    expect((await ask(warehouse, 'customers_new')).value).toBe(4)
    const metric = acquisitionCost.metrics.find((candidate) => candidate.id === 'customers_new')!
    const request = { period: october, comparison: null, by: [], where: [], series: [], options: {}, today }
    const rows = await warehouse.query(planRows(metric, request, null))
    expect(rows.map((row) => row['customer_id'])).toEqual(['K4', 'K3', 'K2', 'K1'])
    expect(rows.map((row) => row['contact_id'])).toEqual(['c4', null, 'c2', 'c1'])
  })
  test('carry the source of the contact they came from: by id, by phone, named by the order', async () =>
    expect(by(await ask(warehouse, 'customers_new', { by: ['source'] }), 'source')).toEqual({
      facebook: 1,
      'Facebook ': 1,
      zalo: 1,
      null: 1,
    }))
  test('belong to the contact’s owner, else to the customer’s', async () =>
    expect(by(await ask(warehouse, 'customers_new', { by: ['owner'] }), 'owner')).toEqual({ R1: 2, R2: 1, null: 1 }))
  test('belong to the place of their first order', async () => {
    expect(by(await ask(warehouse, 'customers_new', { by: ['location'] }), 'location')).toEqual({ S1: 3, W1: 1 })
    expect(by(await ask(warehouse, 'customers_new', { by: ['channel'] }), 'channel')).toEqual({ null: 3, web: 1 })
  })
})

describe('cac', () => {
  test('fully loaded is 3,900 over 4, with ad-only 3,100 over 2 beside it', async () => {
    const reading = await ask(warehouse, 'cac')
    expect([reading.numerator, reading.denominator, reading.value]).toEqual([3900, 4, 975])
    expect(reading.also?.['cac_paid']).toBe(1550)
  })
  test('lagged takes the spend of four days earlier, the median from contact to first order', async () => {
    // Days to order 4, 10, 4. Spend of 27 Sep – 27 Oct: 2,700 + 90 + 600.
    const lagged = await ask(warehouse, 'cac', { options: { lag: 'lagged' } })
    expect([lagged.numerator, lagged.value]).toEqual([3390, 847.5])
    expect(lagged.also).toEqual({ cac_paid: 1350, cac_plain: 975, lag_days: 4 })
    expect((await ask(warehouse, 'cac')).also).toEqual({ cac_paid: 1550, cac_lagged: 847.5, lag_days: 4 })
  })
  test('ad-only counts customers of sources with advertising cost, however the source was written', async () => {
    const reading = await ask(warehouse, 'cac_paid')
    expect([reading.numerator, reading.denominator, reading.value]).toEqual([3100, 2, 1550])
    expect(reading.also?.['cac']).toBe(975)
    expect((await ask(warehouse, 'cac_paid', { options: { lag: 'lagged' } })).value).toBe(1350)
  })
  test('ad-only goes by the paid sources of the settings where there are any', async () => {
    const other = await built(company, { ...defaultSettings, paid_sources: ['Zalo'] as never })
    expect((await ask(other, 'cac_paid')).denominator).toBe(1)
  })
  test('by source: 3,100 over K1 and nobody else of that spelling, 100 over K2, 700 over K3', async () =>
    expect(by(await ask(warehouse, 'cac', { by: ['source'] }), 'source')).toEqual({
      facebook: 3100,
      'Facebook ': 0,
      zalo: 100,
      null: 700,
    }))
  test('is unknown, not zero, where no cost is known for the days', async () => {
    const spans = { plain: { from: '2025-01-05', to: '2026-11-01' }, customers: { from: '2025-01-10', to: today } }
    const reading = await ask(warehouse, 'cac', { period: { from: '2026-11-02', to: '2026-11-08' } }, spans)
    expect([reading.value, reading.reason]).toEqual([null, 'no_data'])
  })
  test('has no value where nobody was won', async () => {
    const reading = await ask(warehouse, 'cac', { period: { from: '2026-10-01', to: '2026-10-02' } })
    // Two days of 100 and two of 100 over thirty.
    expect([reading.value, reading.reason]).toEqual([null, 'denominator_zero'])
    expect(reading.numerator).toBeCloseTo(206.6667, 3)
  })
  test('of a company without contacts is still told, without a lag', async () => {
    const other = await built({ spend: company.spend!, order_line: company.order_line! })
    const reading = await ask(other, 'cac')
    expect([reading.value, reading.also?.['lag_days'] ?? null]).toEqual([975, null])
    expect((await ask(other, 'cac', { options: { lag: 'lagged' } }, { lagged: null })).reason).toBe('no_data')
  })
})

describe('spend beside contacts and sales', () => {
  test('cost per contact is 3,900 over 5', async () =>
    expect((await ask(warehouse, 'cost_per_contact')).value).toBe(780))
  test('sales of new customers are 4,800 less the 1,000 taken back', async () => {
    const reading = await ask(warehouse, 'spend_to_sales')
    expect([reading.numerator, reading.denominator]).toEqual([3900, 3800])
  })
  test('sales outside the period, and of customers won before, do not count', async () => {
    const reading = await ask(warehouse, 'spend_to_sales', { period: { from: '2026-10-20', to: '2026-10-31' } })
    expect(reading.denominator).toBe(1500)
  })
})

describe('cost by method', () => {
  test('is minutes × price + direct cost over the shares of the customers touched', async () => {
    const reading = await ask(warehouse, 'cost_by_method', { by: ['method'] })
    const groups = by(reading, 'method')
    // Telesales 10 + 7 + 4 + 9 minutes at 1,000 and 600 direct; half of K1 and a third of K2.
    expect(groups['telesales']).toBeCloseTo(30600 / (1 / 2 + 1 / 3), 6)
    // Chat 5 + 6 priced minutes, 20 without a price; half of K1 and two thirds of K2.
    expect(groups['chat']).toBeCloseTo(11000 / (1 / 2 + 2 / 3), 6)
    expect(Object.keys(groups).sort()).toEqual(['chat', 'telesales'])
    expect(reading.numerator).toBe(41600)
    expect(reading.denominator).toBeCloseTo(2, 12)
    expect(reading.value).toBeCloseTo(20800, 6)
    expect(reading.flags).toContain('partial')
    expect(reading.also).toEqual({ minutes: 61, minutes_without_price: 20 })
  })
  test('takes the settings’ price where a rep has none', async () => {
    const settings = { ...defaultSettings, method_cost_per_minute: 500 as never }
    const other = await built(company, settings)
    const reading = await ask(other, 'cost_by_method', { by: ['method'] })
    expect(by(reading, 'method')['chat']).toBeCloseTo(21000 / (7 / 6), 6)
    expect(reading.flags).not.toContain('partial')
  })
  test('is unknown where no minute has a price', async () => {
    const other = await built({ ...company, rep: [], spend: [] })
    expect((await ask(other, 'cost_by_method')).reason).toBe('no_data')
  })
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
    const groups = by(await ask(other, 'research_lift', { by: ['source'] }), 'source')
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

describe('the smaller tables', () => {
  test('give the same as the customers and the spend themselves', async () => {
    for (const dimension of ['source', 'location', 'team', 'product_line'] as const)
      for (const id of ['spend', 'customers_new']) {
        const groups = by(await ask(warehouse, id, { by: [dimension] }), dimension)
        expect(
          Object.values(groups).reduce((a, b) => a! + b!, 0),
          `${id} by ${dimension}`,
        ).toBe(id === 'spend' ? 3900 : 4)
      }
  })

  test('are all the headline reads', async () => {
    const metric = acquisitionCost.metrics.find((candidate) => candidate.id === acquisitionCost.headline)!
    const request: ReadingRequest = {
      period: { from: '2026-11-16', to: '2026-11-18' },
      comparison: { from: '2026-11-09', to: '2026-11-11', kind: 'previous' },
      by: [],
      where: [],
      series: [{ from: '2026-11-09', to: '2026-11-15' }],
      options: {},
      today,
    }
    const { statement } = planReading(metric, request, defaultSettings)
    const read = [...statement.matchAll(/from (\w+) m\b/g)].map((match) => match[1])
    expect([...new Set(read)].sort()).toEqual(['lagged_total_day', 'new_customer_day', 'spend_total_day'])
    await expect(`${statement}\n`).toMatchFileSnapshot('./cac.golden.sql')
  })
})
