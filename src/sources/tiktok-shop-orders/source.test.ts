import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/tiktok-shop-orders/sample.csv'

test('the shop’s discount is taken off, the platform’s is not, and the row of explanations is no order', async () => {
  const file = await open(sample)
  expect(file.source).toBe('tiktok-shop-orders')
  expect(
    await file.rows(
      'order_line',
      'order_id',
      'line_no',
      'status',
      'quantity',
      'gross_amount',
      'line_discount',
      'completed_at',
    ),
  ).toEqual([
    ['579000000000000001', '1', 'completed', 2, 200_000, 30_000, '2026-11-07T14:00:00'],
    ['579000000000000001', '2', 'completed', 3, 102_000, 0, '2026-11-07T14:00:00'],
    ['579000000000000002', '1', 'cancelled', 1, 34_000, 4_000, null],
    ['579000000000000003', '1', 'shipped', 1, 100_000, 15_000, null],
  ])
  expect(file.counts).toEqual({ rows_read: 5, rejected: 0, skipped: 1 })
  expect(file.checks).toEqual({ before_discount: true, seller_discount: true, unit_prices: true })
})

test('one of two towels sent back is half of what the shop got for both', async () => {
  // (200,000 − 30,000) ÷ 2
  const file = await open(sample)
  expect(await file.rows('return_line', 'return_id', 'product_id', 'quantity', 'amount', 'location_id')).toEqual([
    ['579000000000000001', 'KHAN-L', 1, 85_000, 'tiktok_shop'],
  ])
})
