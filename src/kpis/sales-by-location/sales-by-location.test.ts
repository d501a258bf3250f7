import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DimensionName } from '#core/dimension.ts'
import { Fault } from '#core/fault.ts'
import { planReading } from '#core/plan.ts'
import { planRows } from '#core/plan-rows.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { readMetric, warehouseOf } from '../../../test/fixture-warehouse.ts'
import { smallChain } from './fixture.ts'
import { salesByLocation } from './kpi.ts'

const today = '2026-11-18'
const week = { from: '2026-11-02', to: '2026-11-08' }
let warehouse: Warehouse

beforeAll(async () => {
  warehouse = await warehouseOf(smallChain, [salesByLocation], today)
})
afterAll(() => warehouse.close())

const read = (id: string, request: Partial<ReadingRequest> = {}): Promise<Reading> =>
  readMetric(warehouse, salesByLocation, id, { period: week, today, ...request })
const by = async (id: string, dimension: DimensionName): Promise<Record<string, number | null>> =>
  Object.fromEntries(
    (await read(id, { by: [dimension] })).by!.map((group) => [String(group.members[dimension]), group.value]),
  )

describe('the sums of the week', () => {
  test.each([
    // O1 320, O2 100, O3 270, O6 100
    ['gross_sales', 790],
    // 20 on a line and 30 on the order
    ['discounts', 50],
    // O6 100 without a slip, T1 100, K1 90; T2 was never sold
    ['returns', 290],
    ['net_sales', 450],
    // O5 after its line discount
    ['provisional_sales', 150],
    // O1, O2, O3, O6
    ['orders', 4],
    // 8 sold, 3 came back
    ['units', 5],
    ['average_order_value', 450 / 4],
    ['units_per_order', 5 / 4],
    ['average_unit_price', 450 / 5],
    // lines of known cost: (162 + 100 + 270 + 100 − 100 − 90) − (120 + 70 + 180 + 60 − 60 − 60)
    ['gross_profit', 442 - 310],
    ['gross_margin', 132 / 442],
    // back: O1, O5, O6, O7, K1; delivered: four orders and the two that were refused
    ['return_rate', 5 / 6],
    ['cancel_rate', 1 / 7],
    ['footfall', 100],
    // O1 and O6 at S1, O3 at S2, on days with a count
    ['store_conversion', 0.03],
    // S1 170, S2 180 on 150 m²
    ['sales_per_m2', 350 / 150],
    // 4 at S1 by headcount, 2 at S2 by the list
    ['sales_per_head', 350 / 6],
    // S1 alone is comparable: 170 after 100
    ['same_location_growth', 0.7],
    ['location_share', 1],
    ['concentration', (170 ** 2 + 180 ** 2 + 100 ** 2) / 450 ** 2],
  ])('%s is %d', async (id, expected) => {
    expect((await read(id)).value).toBeCloseTo(expected, 9)
  })

  test('coverage says on how much of the sales the profit stands', async () => {
    expect((await read('gross_profit')).also).toEqual({ coverage: 442 / 450 })
    expect((await read('gross_margin')).also).toEqual({ coverage: 442 / 450 })
  })

  test('net sales name their three parts', async () => {
    expect((await read('net_sales')).also).toEqual({ gross_sales: 790, discounts: 50, returns: 290 })
  })

  test('net sales equal footfall × conversion × units per order × unit price where every day is counted', async () => {
    const period = { from: '2026-11-02', to: '2026-11-02' }
    const where = [{ dimension: 'location' as const, not: false, values: ['S1'] }]
    const value = async (id: string): Promise<number> => (await read(id, { period, where })).value!
    const product =
      (await value('footfall')) *
      (await value('store_conversion')) *
      (await value('units_per_order')) *
      (await value('average_unit_price'))
    expect(product).toBeCloseTo(await value('net_sales'), 9)
    expect(await value('net_sales')).toBe(270)
  })

  test('a return counts on the day it came back, not on the day of the sale', async () => {
    const days = [2, 3, 4, 5, 6].map((n) => ({ from: `2026-11-0${n}`, to: `2026-11-0${n}` }))
    const { series } = await read('net_sales', { series: days })
    expect(series.map((bucket) => bucket.value)).toEqual([270, 0, 270, 100, -190])
  })
})

describe('the members of a breakdown', () => {
  test.each([
    ['location', { S1: 170, S2: 180, W: 100 }],
    ['location_kind', { store: 350, online: 100 }],
    ['channel', { null: 350, shopee: 100 }],
    // where the goods went, else where they were sold
    ['province', { '79': 170, '01': 180, '48': 100 }],
    ['region', { southeast: 170, red_river_delta: 180, south_central: 100 }],
    ['province_old', { '79': 170, '01': 180, null: 100 }],
    ['product', { P1: 442, P2: 8 }],
    ['category', { A: 442, B: 8 }],
    ['brand', { X: 442, Y: 8 }],
    ['product_line', { bếp: 450 }],
    // T1 goes back to the seller of O1
    ['rep', { R1: 170, R2: 270, null: 10 }],
    // C1 bought first with O1, C2 with O3; O6 and K1 name nobody
    ['customer_kind', { new: 440, returning: 100, null: -90 }],
    ['weekday', { '1': 270, '3': 270, '4': 100, '5': -190 }],
    ['hour', { '9': 270, '11': 270, '8': 100, '13': 0, '10': -100, '15': -90 }],
  ] as const)('net sales by %s', async (dimension, expected) => {
    const found = await by('net_sales', dimension)
    expect(found).toEqual(expected)
    expect(Object.values(found).reduce((a, b) => a! + b!, 0)).toBe(450)
  })

  test('an order is counted in each category it holds and once in the total', async () => {
    const reading = await read('orders', { by: ['category'] })
    expect(reading.value).toBe(4)
    expect(await by('orders', 'category')).toEqual({ A: 4, B: 1 })
    expect(await by('average_order_value', 'category')).toEqual({ A: 442 / 4, B: 8 })
  })

  test('orders filtered by category are those that hold it', async () => {
    const where = [{ dimension: 'category' as const, not: false, values: ['B'] }]
    expect((await read('orders', { where })).value).toBe(1)
  })

  test('shares of locations add up to one, also within one category', async () => {
    expect(await by('location_share', 'location')).toEqual({ S1: 170 / 450, S2: 180 / 450, W: 100 / 450 })
    const one = await read('location_share', { where: [{ dimension: 'location', not: false, values: ['S2'] }] })
    expect([one.value, one.numerator, one.denominator]).toEqual([180 / 450, 180, 450])
    const inA = await read('location_share', {
      by: ['location'],
      where: [{ dimension: 'category', not: false, values: ['A'] }],
    })
    // A: S1 162, S2 180, W 100
    expect(inA.by!.map((group) => [group.members['location'], group.numerator, group.denominator])).toEqual([
      ['S2', 180, 442],
      ['S1', 162, 442],
      ['W', 100, 442],
    ])
  })

  test('concentration names the largest share and as how many equal locations it is', async () => {
    const { also, value } = await read('concentration')
    expect(also).toEqual({ largest_share: 180 / 450, locations: 3, equal_locations: 1 / value! })
    // stores alone: 170 and 180
    expect((await by('concentration', 'location_kind'))['store']).toBeCloseTo((170 ** 2 + 180 ** 2) / 350 ** 2, 12)
  })

  test('sales per m² and per head stand on the locations whose area and staff are known', async () => {
    expect(await by('sales_per_m2', 'location')).toEqual({ S1: 1.7, S2: 3.6, W: null })
    expect(await by('sales_per_head', 'location')).toEqual({ S1: 42.5, S2: 90, W: null })
  })

  test('return and cancel rates by location', async () => {
    // S1: O1 and O6 back of two delivered; S2: the slip K1 of O3; W: O5 and O7 refused beside O2 delivered
    expect(await by('return_rate', 'location')).toEqual({ S1: 1, S2: 1, W: 2 / 3 })
    // S1: O4 of O1, O4, O6
    expect(await by('cancel_rate', 'location')).toEqual({ S1: 1 / 3, S2: 0, W: 0 })
  })
})

describe('what cannot be divided is refused', () => {
  test.each([
    ['footfall', 'product'],
    ['store_conversion', 'category'],
    ['store_conversion', 'hour'],
    ['sales_per_m2', 'rep'],
    ['concentration', 'location'],
  ] as const)('%s by %s', (id, dimension) => {
    const metric = salesByLocation.metrics.find((candidate) => candidate.id === id)!
    const request = { period: week, comparison: null, by: [dimension], where: [], series: [], options: {}, today }
    expect(() => planReading(metric, request, defaultSettings)).toThrow(Fault)
  })
})

describe('growth of comparable locations', () => {
  test('a location opened later, or of unknown opening and short history, is left out', async () => {
    const reading = await read('same_location_growth', { by: ['location'] })
    expect(reading.also).toEqual({ now: 170, before: 100, locations: 1 })
    expect(reading.by!.map((group) => group.members['location'])).toEqual(['S1'])
  })

  test('by category it compares the lines of both years', async () => {
    // S1 now A 162, B 108 − 100; a year before B 100 alone
    expect(await by('same_location_growth', 'category')).toEqual({ A: null, B: (8 - 100) / 100 })
  })

  test('a comparison a year back is the year it grows from', async () => {
    const comparison = { from: '2025-11-05', to: '2025-11-08', kind: 'range' as const }
    const { value, also } = await read('same_location_growth', { comparison })
    expect([value, also]).toEqual([null, { now: 170, before: 0, locations: 1 }])
  })
})

test.each([
  'gross_sales',
  'returns',
  'net_sales',
  'provisional_sales',
  'orders',
  'units',
  'average_order_value',
  'gross_margin',
  'return_rate',
  'cancel_rate',
  'footfall',
  'store_conversion',
  'sales_per_m2',
  'location_share',
  'concentration',
])('%s says how many rows stand behind it', async (id) => {
  const metric = salesByLocation.metrics.find((candidate) => candidate.id === id)!
  const request = { period: week, comparison: null, by: [], where: [], series: [], options: {}, today }
  const rows = await warehouse.query(planRows(metric, request, null))
  expect(rows.length).toBeGreaterThan(0)
  expect((await read(id)).provenance.rows).toBe(rows.length)
})

test('the rows behind net sales are the lines sold', async () => {
  const metric = salesByLocation.metrics.find((candidate) => candidate.id === 'net_sales')!
  const request = { period: week, comparison: null, by: [], where: [], series: [], options: {}, today }
  const rows = await warehouse.query(planRows(metric, request, null))
  expect(rows.map((row) => `${row['order_id']}/${row['line_no']} ${row['net_amount']}`)).toEqual([
    'O2/1 100',
    'O6/1 100',
    'O3/1 270',
    'O1/1 162',
    'O1/2 108',
  ])
})

test('shares of an order discount follow the value of the lines left after their own discounts', async () => {
  const where = [{ dimension: 'rep' as const, not: false, values: ['R1'] }]
  const reading = await read('discounts', { by: ['product'], where })
  expect(reading.by!.map((group) => [group.members['product'], group.value])).toEqual([
    ['P1', 38],
    ['P2', 12],
  ])
})

test('an empty warehouse has no sales rather than none', async () => {
  const empty = await warehouseOf({}, [salesByLocation], today)
  const values = await Promise.all(
    salesByLocation.metrics.map(({ id }) =>
      readMetric(empty, salesByLocation, id, { period: week, today }, defaultSettings, {
        ...Object.fromEntries(
          Object.keys(salesByLocation.metrics.find((metric) => metric.id === id)!.measures({}, defaultSettings)).map(
            (name) => [name, null],
          ),
        ),
      }),
    ),
  )
  await empty.close()
  expect(values.map((reading) => [reading.metric, reading.value, reading.reason])).toEqual(
    salesByLocation.metrics.map(({ id }) => [id, null, 'no_data']),
  )
})

test('the statement of the headline with comparison and breakdown', async () => {
  const metric = salesByLocation.metrics.find((candidate) => candidate.id === 'net_sales')!
  const request = {
    period: week,
    comparison: { from: '2026-10-26', to: '2026-11-01', kind: 'previous' as const },
    by: ['province' as const],
    where: [{ dimension: 'location_kind' as const, not: false, values: ['store'] }],
    series: [],
    options: {},
    today,
  }
  await expect(planReading(metric, request, defaultSettings).statement).toMatchFileSnapshot('golden/net-sales.sql')
})
