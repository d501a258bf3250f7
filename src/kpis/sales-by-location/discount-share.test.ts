import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DimensionName } from '#core/dimension.ts'
import { defaultSettings } from '#core/settings.ts'
import { readMetric, warehouseOf } from '../../../test/fixture-warehouse.ts'
import { salesByLocation } from './kpi.ts'

const today = '2026-11-18'
const week = { from: '2026-11-02', to: '2026-11-08' }

describe('shares of an order discount', () => {
  const paid = fc.array(
    fc.record({
      product: fc.integer({ min: 1, max: 3 }),
      quantity: fc.integer({ min: 0, max: 3 }),
      price: fc.integer({ min: 0, max: 999_999 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  const order = fc.record({
    lines: paid,
    location: fc.integer({ min: 1, max: 3 }),
    discount: fc.integer({ min: 0, max: 100_000 }),
    onFirstLineOnly: fc.boolean(),
    later: fc.integer({ min: 0, max: 3 }),
  })

  const netTables = ['discount_share', 'sale_day', 'sale_return', 'return_day']

  test('add up to it in every breakdown, to the đồng', async () => {
    const shop = await warehouseOf({}, [], today)
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 30 }), async (orders) => {
        const rows = orders.flatMap(({ lines, location, discount, onFirstLineOnly, later }, o) =>
          lines.map(
            ({ product, quantity, price }, i) =>
              `('O${o}', '${i}', timestamp '2026-11-03 09:00:00', timestamp '2026-11-03 09:00:00' + interval ${i === 0 ? 0 : later} day, 'completed', 'S${location}', 'P${product}', 'K${product % 2}', ${quantity}, ${price}, ${onFirstLineOnly && i > 0 ? 'null' : discount})`,
          ),
        )
        await shop.transact([
          'delete from order_line',
          `insert into order_line (order_id, line_no, placed_at, completed_at, status, location_id, product_id, category, quantity, unit_price, order_discount) values ${rows.join(', ')}`,
          ...salesByLocation.tables
            .filter(({ name }) => netTables.includes(name))
            .map(
              (table) => `create or replace table ${table.name} as ${table.sql({ settings: defaultSettings, today })}`,
            ),
        ])
        const whole = orders.reduce(
          (sum, { lines, discount }) =>
            sum + lines.reduce((part, { quantity, price }) => part + quantity * price, 0) - discount,
          0,
        )
        const split = async (dimension: DimensionName): Promise<number> => {
          const reading = await readMetric(shop, salesByLocation, 'net_sales', { period: week, today, by: [dimension] })
          expect(reading.value).toBe(whole)
          const cents = reading.by!.map((group) => Math.round(group.value! * 10_000))
          return cents.reduce((a, b) => a + b, 0) / 10_000
        }
        for (const dimension of ['product', 'category', 'location', 'weekday'] as const)
          expect(await split(dimension)).toBe(whole)
      }),
      { numRuns: 8, endOnFailure: true },
    )
    await shop.close()
  })
})
