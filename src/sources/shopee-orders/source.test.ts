import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/shopee-orders/sample.csv'

test('what the shop gives is a discount, what Shopee gives is not', async () => {
  const file = await open(sample)
  expect(file.source).toBe('shopee-orders')
  // 3 glasses at 60,000, 10,000 off each by the shop; a bottle at 120,000 of which Shopee pays 20,000.
  expect(
    await file.rows('order_line', 'order_id', 'line_no', 'gross_amount', 'line_discount', 'order_discount'),
  ).toEqual([
    ['2611030ABCDE01', '1', 180_000, 30_000, 10_000],
    ['2611030ABCDE01', '2', 120_000, 0, 10_000],
    ['2611040ABCDE02', '1', 60_000, 10_000, 0],
    ['2611040ABCDE03', '1', 120_000, 0, 0],
    ['2611050ABCDE04', '1', 120_000, 0, 0],
  ])
  expect(file.checks).toEqual({ goods_at_original_price: true, units: true })
})

test('an order received within the days for a return is known by how its sentence begins', async () => {
  const file = await open(sample)
  expect(await file.rows('order_line', 'order_id', 'status', 'completed_at', 'customer_id', 'product_id')).toEqual([
    ['2611030ABCDE01', 'completed', '2026-11-09T08:00:00', 'shopee:nguoimau01', 'LY-TRONG'],
    ['2611030ABCDE01', 'completed', '2026-11-09T08:00:00', 'shopee:nguoimau01', 'BINH'],
    ['2611040ABCDE02', 'completed', null, 'shopee:nguoimau02', 'LY-XANH'],
    ['2611040ABCDE03', 'cancelled', null, 'shopee:nguoimau03', 'BINH'],
    ['2611050ABCDE04', 'shipped', null, 'shopee:nguoimau01', 'BINH'],
  ])
})

test('a unit sent back takes its share of the voucher along', async () => {
  // 150,000 for three, of 270,000 in the order: 150,000 ÷ 270,000 of 10,000 is 5,555.56; a third of the rest is 48,148.148.
  const file = await open(sample)
  const [row, ...none] = await file.rows('return_line', 'return_id', 'order_id', 'product_id', 'quantity', 'amount')
  expect(row?.slice(0, 4)).toEqual(['2611030ABCDE01', '2611030ABCDE01', 'LY-TRONG', 1])
  expect(row?.[4]).toBeCloseTo(48_148.148, 3)
  expect(none).toEqual([])
})

test('padding rows below the last order make no order', async () => {
  const file = await open(sample)
  expect(file.counts.rejected).toBe(0)
  expect(await file.rows('order_line', 'order_id')).toHaveLength(5)
})

test('every order is at the one place named Shopee, and masked phones are not read', async () => {
  const file = await open(sample)
  expect(await file.rows('location', 'location_id', 'name', 'kind', 'channel')).toEqual([
    ['shopee', 'Shopee', 'online', 'Shopee'],
  ])
  expect((await file.rows('customer', 'phone_key')).every(([phone]) => phone === null)).toBe(true)
})

test('the English export is the same file', async () => {
  const file = await open('src/sources/shopee-orders/sample-en.csv')
  expect(file.source).toBe('shopee-orders')
  // 2 × (60,000 − 50,000) off by the shop; its voucher of 5,000 counts, Shopee’s of 7,000 does not.
  expect(
    await file.rows('order_line', 'order_id', 'status', 'gross_amount', 'line_discount', 'order_discount'),
  ).toEqual([
    ['2611030ABCDE11', 'completed', 120_000, 20_000, 5_000],
    ['2611030ABCDE12', 'cancelled', 60_000, 0, 0],
  ])
})
