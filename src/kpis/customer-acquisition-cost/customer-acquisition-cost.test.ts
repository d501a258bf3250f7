import { beforeAll, describe, expect, test } from 'vitest'
import { defaultSettings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { asking, members } from '../../../test/asking.ts'
import { company } from './company.fixture.ts'
import { acquisitionCost } from './kpi.ts'

const today = '2026-11-18'
const october = { from: '2026-10-01', to: '2026-10-31' }
const { built, ask, rowsOf } = asking(acquisitionCost, october, today)

let warehouse: Warehouse
beforeAll(async () => {
  warehouse = await built(company)
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
    expect(members(await ask(warehouse, 'spend', { by: ['spend_category'] }), 'spend_category')).toEqual({
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
    const rows = await rowsOf(warehouse, 'customers_new')
    expect(rows.map((row) => row['customer_id'])).toEqual(['K4', 'K3', 'K2', 'K1'])
    expect(rows.map((row) => row['contact_id'])).toEqual(['c4', null, 'c2', 'c1'])
  })
  test('carry the source of the contact they came from: by id, by phone, named by the order', async () =>
    expect(members(await ask(warehouse, 'customers_new', { by: ['source'] }), 'source')).toEqual({
      facebook: 1,
      'Facebook ': 1,
      zalo: 1,
      null: 1,
    }))
  test('belong to the contact’s owner, else to the customer’s', async () =>
    expect(members(await ask(warehouse, 'customers_new', { by: ['owner'] }), 'owner')).toEqual({
      R1: 2,
      R2: 1,
      null: 1,
    }))
  test('belong to the place of their first order', async () => {
    expect(members(await ask(warehouse, 'customers_new', { by: ['location'] }), 'location')).toEqual({ S1: 3, W1: 1 })
    expect(members(await ask(warehouse, 'customers_new', { by: ['channel'] }), 'channel')).toEqual({ null: 3, web: 1 })
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
    expect(members(await ask(warehouse, 'cac', { by: ['source'] }), 'source')).toEqual({
      facebook: 3100,
      'Facebook ': 0,
      zalo: 100,
      null: 700,
    }))
  test('is unknown, not zero, where no cost is known for the days', async () => {
    const spans = { plain: { from: '2025-01-05', to: '2026-11-01' }, customers: { from: '2025-01-10', to: today } }
    const reading = await ask(
      warehouse,
      'cac',
      { period: { from: '2026-11-02', to: '2026-11-08' } },
      defaultSettings,
      spans,
    )
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
    expect((await ask(other, 'cac', { options: { lag: 'lagged' } }, defaultSettings, { lagged: null })).reason).toBe(
      'no_data',
    )
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
    const groups = members(reading, 'method')
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
    expect(members(reading, 'method')['chat']).toBeCloseTo(21000 / (7 / 6), 6)
    expect(reading.flags).not.toContain('partial')
  })
  test('is unknown where no minute has a price', async () => {
    const other = await built({ ...company, rep: [], spend: [] })
    expect((await ask(other, 'cost_by_method')).reason).toBe('no_data')
  })
})
