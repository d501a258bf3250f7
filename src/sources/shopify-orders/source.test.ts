import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/shopify-orders/sample.csv'

test('values on an order’s first row hold for all its rows', async () => {
  const file = await open(sample)
  expect(file.source).toBe('shopify-orders')
  expect(
    await file.rows(
      'order_line',
      'order_id',
      'line_no',
      'placed_at',
      'status',
      'location_id',
      'quantity',
      'unit_price',
    ),
  ).toEqual([
    ['#1001', '1', '2026-11-03T09:50:20', 'completed', 'web', 2, 19.99],
    ['#1001', '2', '2026-11-03T09:50:20', 'completed', 'web', 1, 10],
    ['#1002', '1', '2026-11-03T18:00:00', 'completed', 'District 1', 1, 10],
    ['#1003', '1', '2026-11-04T08:00:00', 'cancelled', 'web', 1, 19.99],
    ['#1004', '1', '2026-11-05T08:00:00', 'shipped', 'draft_orders', 2, 10],
  ])
})

test('an order’s discount is what the subtotal lacks, so one on shipping is none', async () => {
  // #1001: 2 × 19.99 + 10.00 − 47.48 = 2.50; #1004 has a code of 5.00 on shipping and a subtotal of 2 × 10.00.
  const file = await open(sample)
  expect(await file.rows('order_line', 'order_id', 'order_discount')).toEqual([
    ['#1001', 2.5],
    ['#1001', 2.5],
    ['#1002', 0],
    ['#1003', 0],
    ['#1004', 0],
  ])
})

test('a refund is a return of the order, and places are stores or online', async () => {
  const file = await open(sample)
  expect(await file.rows('return_line', 'return_id', 'order_id', 'quantity', 'amount')).toEqual([
    ['#1001', '#1001', 0, 10],
  ])
  expect([...(await file.rows('location', 'location_id', 'name', 'kind'))].sort()).toEqual([
    ['District 1', 'District 1', 'store'],
    ['draft_orders', 'Draft orders', 'online'],
    ['web', 'Web', 'online'],
  ])
})

test('a customer’s id does not give the e-mail away', async () => {
  const file = await open(sample)
  const customers = await file.rows('customer', 'customer_id', 'email_key')
  expect(customers.map(([, email]) => email).sort()).toEqual(['an.le@example.com', 'dung.vo@example.com'])
  expect(customers.every(([id]) => /^[0-9a-f]{16}$/.test(String(id)))).toBe(true)
})
