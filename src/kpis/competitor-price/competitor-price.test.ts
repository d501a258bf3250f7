import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DimensionName } from '#core/dimension.ts'
import { planReading } from '#core/plan.ts'
import { planRows } from '#core/plan-rows.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { readMetric, warehouseOf } from '../../../test/fixture-warehouse.ts'
import { smallMarket } from './fixture.ts'
import { competitorPrice } from './kpi.ts'

const today = '2026-11-18'
const period = { from: '2026-11-16', to: '2026-11-18' }
let warehouse: Warehouse

beforeAll(async () => {
  warehouse = await warehouseOf(smallMarket, [competitorPrice], today)
})
afterAll(() => warehouse.close())

const read = (id: string, request: Partial<ReadingRequest> = {}): Promise<Reading> =>
  readMetric(warehouse, competitorPrice, id, { period, today, ...request })
const by = async (
  id: string,
  dimension: DimensionName,
  request: Partial<ReadingRequest> = {},
): Promise<Record<string, number | null>> =>
  Object.fromEntries(
    (await read(id, { by: [dimension], ...request })).by!.map((group) => [
      String(group.members[dimension]),
      group.value,
    ]),
  )

// Ours: P1 100 and P4 200 from the list, P2 55 as seen, P3 30 as last sold.
// Market on the 18th: P1 median of 110, 120 (C is out of stock); P2 of 50, 60, 40; P3 33; P4 has nothing in stock.
// Weights: P1 10 units, P2 none within 90 days and so 1, P3 4.
const ours = 10 * 100 + 1 * 55 + 4 * 30

describe('the index on the last day of the period', () => {
  test('is our spend over the market’s, with what it stands on', async () => {
    const reading = await read('price_index')
    expect(reading.numerator).toBe(ours)
    expect(reading.denominator).toBe(10 * 115 + 50 + 4 * 33)
    expect(reading.value).toBeCloseTo((100 * 1175) / 1332, 10)
    expect(reading.also).toEqual({
      // P1 1000 and P3 116 of 1166 sold in all
      coverage: 1116 / 1166,
      products: 3,
      products_watched: 4,
      // P1 seen on the 16th, P2 on the 17th; P3 on 1 October
      fresh_share: 2 / 3,
    })
  })

  test.each([
    ['mean', 10 * 115 + 50 + 4 * 33, ours],
    ['min', 10 * 110 + 40 + 4 * 33, ours],
    ['B', 10 * 120 + 60, 1055],
    ['C', 40, 55],
  ])('against %s', async (market, spend, own) => {
    const reading = await read('price_index', { options: { market } })
    expect([reading.numerator, reading.denominator]).toEqual([own, spend])
  })

  test('against a rival nobody has seen it is unknown, not 100', async () => {
    const reading = await read('price_index', { options: { market: "O'Brien" } })
    expect([reading.value, reading.reason]).toEqual([null, 'no_data'])
  })

  test('by rival takes that rival alone for the market', async () => {
    const found = await by('price_index', 'competitor')
    expect(found['A']).toBeCloseTo((100 * 1175) / (10 * 110 + 50 + 4 * 33), 10)
    expect(found['B']).toBeCloseTo((100 * 1055) / (10 * 120 + 60), 10)
    expect(found['C']).toBeCloseTo((100 * 55) / 40, 10)
  })

  test('by product and category, each with its own coverage', async () => {
    expect(await by('price_index', 'product')).toEqual({
      P1: (100 * 1000) / 1150,
      P2: (100 * 55) / 50,
      P3: (100 * 120) / 132,
      P4: null,
    })
    const groups = (await read('price_index', { by: ['category'] })).by!
    expect(groups.map((group) => [group.members['category'], group.numerator, group.also!['coverage']])).toEqual([
      ['bàn', 120, 116 / 166],
      ['bếp', 1055, 1],
    ])
  })

  test('of typed prices alone', async () => {
    const where = [{ dimension: 'observed_by' as const, not: false, values: ['typed'] }]
    const reading = await read('price_index', { where })
    expect([reading.numerator, reading.denominator]).toEqual([1055, 10 * 120 + 60])
  })

  test('carries a price forward until a newer one, day by day', async () => {
    const series = ['2026-10-31', '2026-11-01', '2026-11-12', '2026-11-16'].map((on) => ({ from: on, to: on }))
    const where = [{ dimension: 'product' as const, not: false, values: ['P1'] }]
    const { series: found } = await read('price_index', { series, where })
    // nothing seen; 90; median of 90 and 120; of 110 and 120
    expect(found.map((bucket) => bucket.value)).toEqual([null, 10_000 / 90, 10_000 / 105, 10_000 / 115])
  })

  test('drops prices older than an owner lets count', async () => {
    const settings = { ...defaultSettings, price_valid_days: 10 }
    const strict = await warehouseOf(smallMarket, [competitorPrice], today, settings)
    const reading = await readMetric(
      strict,
      competitorPrice,
      'price_index',
      { period, today, by: ['product'] },
      settings,
    )
    await strict.close()
    // A's P2 and P3 are gone; P2 is left with 60 and 40
    expect([reading.numerator, reading.denominator]).toEqual([1055, 10 * 115 + 50])
  })
})

test('what is kept of the market is what the offers themselves give, on every day', async () => {
  const everyOffer = [{ dimension: 'competitor' as const, not: true, values: ['nobody'] }]
  const days = ['2026-10-01', '2026-10-31', '2026-11-01', '2026-11-09', '2026-11-11', '2026-11-17', '2026-11-18']
  const series = days.map((day) => ({ from: day, to: day }))
  const comparison = { from: '2026-11-09', to: '2026-11-11', kind: 'previous' as const }
  for (const metric of competitorPrice.metrics)
    for (const market of metric.options ? ['median', 'mean', 'min'] : [undefined])
      for (const by of [[], ['category'], ['product', 'brand']] as const) {
        const asked = { by, series, comparison, options: market ? { market } : {} }
        const { provenance: _kept, ...kept } = await read(metric.id, asked)
        const { provenance: _made, ...made } = await read(metric.id, { ...asked, where: everyOffer })
        expect(kept, `${metric.id} ${market} ${by}`).toEqual(made)
      }
})

describe('the other indexes', () => {
  test('geometric, weighted by revenue', async () => {
    const { value, also } = await read('price_index_geometric')
    expect(value).toBeCloseTo(100 * Math.exp((1000 * Math.log(100 / 115) + 116 * Math.log(30 / 33)) / 1116), 10)
    expect(also!['matched_products']).toBe(3)
  })

  test('geometric against a rival, turned round, gives the inverse', async () => {
    const swapped = await warehouseOf(
      {
        price_observation: smallMarket.price_observation
          .filter((row) => row['competitor'] === 'A' && row['availability'] !== 'out')
          .flatMap((row, i) => [
            { ...row, competitor: 'own' },
            { ...row, price: 100 + 10 * i },
          ]),
      },
      [competitorPrice],
      today,
    )
    const forth = (await readMetric(swapped, competitorPrice, 'price_index_geometric', { period, today })).value!
    const back = await warehouseOf(
      {
        price_observation: smallMarket.price_observation
          .filter((row) => row['competitor'] === 'A' && row['availability'] !== 'out')
          .flatMap((row, i) => [row, { ...row, competitor: 'own', price: 100 + 10 * i }]),
      },
      [competitorPrice],
      today,
    )
    const reverse = (await readMetric(back, competitorPrice, 'price_index_geometric', { period, today })).value!
    await Promise.all([swapped.close(), back.close()])
    expect(forth * reverse).toBeCloseTo(10_000, 6)
  })

  test('unweighted, against the mean rival', async () => {
    const { value } = await read('price_index_unweighted')
    expect(value).toBeCloseTo((100 * (100 / 115 + 55 / 50 + 30 / 33)) / 3, 10)
  })

  test('a change of the geometric index is one of prices, not of which products are watched', async () => {
    const both = await warehouseOf(
      {
        product: [
          { product_id: 'P1', name: 'Nồi', list_price: 100 },
          { product_id: 'P7', name: 'Mới', list_price: 500 },
        ],
        price_observation: [
          ...smallMarket.price_observation.filter((row) => row['product_id'] === 'P1'),
          { competitor: 'A', product_id: 'P7', seen_at: '2026-11-17T09:00:00', price: 100, availability: 'in' },
        ],
      },
      [competitorPrice],
      today,
    )
    const comparison = { from: '2026-11-09', to: '2026-11-11', kind: 'previous' as const }
    const reading = await readMetric(both, competitorPrice, 'price_index_geometric', { period, today, comparison })
    const alone = await readMetric(both, competitorPrice, 'price_index_geometric', { period, today })
    await both.close()
    expect(reading.value).toBeCloseTo(10_000 / 115, 10)
    expect(reading.previous!.value).toBeCloseTo(10_000 / 90, 10)
    expect(reading.also!['matched_products']).toBe(1)
    expect(alone.value).toBeCloseTo(100 * Math.sqrt((100 / 115) * 5), 10)
  })
})

describe('position and rivals', () => {
  test('cheapest, level and dearer against the lowest price in stock', async () => {
    // P1 100 under 110, P2 55 over 40, P3 30 under 33
    expect((await read('price_position')).also).toEqual({ cheapest: 2, near: 0, dearer: 1, products: 3 })
    // 110 was not there yet on the 11th: P1 100 over 90; P2 55 over 45
    const earlier = await read('price_position', { period: { from: '2026-11-11', to: '2026-11-11' } })
    expect(earlier.also).toEqual({ cheapest: 1, near: 0, dearer: 2, products: 3 })
  })

  test('two per cent either way is level', async () => {
    const rival = (product_id: string, price: number) => ({
      competitor: 'A',
      product_id,
      seen_at: '2026-11-17T09:00:00',
      price,
      availability: 'in',
    })
    const level = await warehouseOf(
      {
        product: ['P1', 'P2', 'P3', 'P4'].map((product_id, i) => ({
          product_id,
          name: product_id,
          list_price: [98, 102, 97.99, 102.01][i]!,
        })),
        price_observation: ['P1', 'P2', 'P3', 'P4'].map((product_id) => rival(product_id, 100)),
      },
      [competitorPrice],
      today,
    )
    const { also } = await readMetric(level, competitorPrice, 'price_position', { period, today })
    await level.close()
    expect(also).toEqual({ cheapest: 1, near: 2, dearer: 1, products: 4 })
  })

  test('undercut by 5 % or more: P2 of the four whose price we know', async () => {
    expect(await read('undercut_share')).toMatchObject({ numerator: 1, denominator: 4, value: 0.25 })
  })

  test('two of eight listings are out of stock', async () => {
    expect(await read('competitor_out_of_stock')).toMatchObject({ numerator: 2, denominator: 8 })
    expect(await by('competitor_out_of_stock', 'competitor')).toEqual({ A: 0.25, B: 0, C: 0.5 })
  })

  test('promotions: a list price struck through, and a price under its own median of 30 days', async () => {
    // B asks 60 for what stood at 70; C 40 for what was 45 on 28 of 30 days
    expect((await read('competitor_promotions')).value).toBe(2)
    expect(await by('competitor_promotions', 'competitor')).toEqual({ B: 1, C: 1 })
    expect((await read('competitor_promotions', { period: { from: '2026-11-16', to: '2026-11-16' } })).value).toBe(1)
  })

  test('half of the listings were seen within seven days', async () => {
    // A: P1, P4 (seven days ago); B: P1; C: P2
    expect(await read('price_freshness')).toMatchObject({ numerator: 4, denominator: 8 })
  })

  test('the rows behind freshness are the listings to look at again', async () => {
    const metric = competitorPrice.metrics.find((candidate) => candidate.id === 'price_freshness')!
    const request = { period, comparison: null, by: [], where: [], series: [], options: {}, today }
    const rows = await warehouse.query(planRows(metric, request, null))
    expect(rows.map((row) => `${row['competitor']} ${row['product_id']} ${row['days_old']}`).sort()).toEqual([
      'A P2 17',
      'A P3 48',
      'B P2 8',
      'C P1 13',
    ])
  })

  test('a day that has not come has no prices', async () => {
    const future = { from: '2026-12-01', to: '2026-12-31' }
    expect((await read('price_index', { period: future })).value).toBeNull()
  })
})

test('the statement of the headline', async () => {
  const metric = competitorPrice.metrics.find((candidate) => candidate.id === 'price_index')!
  const request = {
    period,
    comparison: { from: '2026-11-09', to: '2026-11-11', kind: 'previous' as const },
    by: ['category' as const],
    where: [],
    series: [],
    options: {},
    today,
  }
  await expect(planReading(metric, request, defaultSettings).statement).toMatchFileSnapshot('golden/price-index.sql')
})
