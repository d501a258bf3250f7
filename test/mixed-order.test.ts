import { expect, test } from 'vitest'
import { completedOrder } from '#core/completed-order.ts'
import { salesByLocation } from '#kpis/sales-by-location/kpi.ts'
import { readMetric, warehouseOf } from './fixture-warehouse.ts'

const line = (line_no: string, status: string, unit_price: number) => ({
  order_id: 'A1',
  line_no,
  placed_at: '2026-11-16T09:00:00',
  completed_at: status === 'completed' ? '2026-11-16T09:00:00' : null,
  status,
  location_id: 'S1',
  customer_id: 'K1',
  quantity: 1,
  unit_price,
  order_discount: 40_000,
})

test('an order of which one line is not sold yet is worth the same to sales and to the customer’s history', async () => {
  const warehouse = await warehouseOf(
    { order_line: [line('1', 'completed', 300_000), line('2', 'placed', 100_000)] },
    [salesByLocation, { ...salesByLocation, tables: [completedOrder] }],
    '2026-11-18',
  )
  const request = { period: { from: '2026-11-16', to: '2026-11-18' }, today: '2026-11-18' }
  // 300,000 less three quarters of the order's 40,000.
  expect((await readMetric(warehouse, salesByLocation, 'net_sales', request)).value).toBe(270_000)
  expect(await warehouse.query('select net_amount from completed_order')).toEqual([{ net_amount: 270_000 }])
  await warehouse.close()
})
