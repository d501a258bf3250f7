import { expect, test } from 'vitest'
import { acquisitionCost } from '#kpis/customer-acquisition-cost/kpi.ts'
import { salesByLocation } from '#kpis/sales-by-location/kpi.ts'
import { readMetric, warehouseOf } from './fixture-warehouse.ts'

test('a line worth twenty billion đồng is counted to the đồng', async () => {
  const warehouse = await warehouseOf(
    {
      order_line: [
        {
          order_id: 'A1',
          line_no: '1',
          placed_at: '2026-11-16T09:00:00',
          completed_at: '2026-11-16T09:00:00',
          status: 'completed',
          location_id: 'S1',
          customer_id: 'K1',
          product_id: 'P1',
          quantity: 1000,
          unit_price: 20_000_000,
          unit_cost: 15_000_000,
        },
      ],
    },
    [salesByLocation, acquisitionCost],
    '2026-11-18',
  )
  const request = { period: { from: '2026-11-16', to: '2026-11-18' }, today: '2026-11-18' }
  expect((await readMetric(warehouse, salesByLocation, 'net_sales', request)).value).toBe(20_000_000_000)
  expect((await readMetric(warehouse, salesByLocation, 'gross_profit', request)).value).toBe(5_000_000_000)
  await warehouse.close()
})
