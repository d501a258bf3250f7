import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/kiotviet-invoice-lines/sample.csv'

test('the difference of unit price and line total is the discount of the line, and of no other', async () => {
  const file = await open(sample)
  expect(file.source).toBe('kiotviet-invoice-lines')
  expect(file.codes).toEqual([])
  // 2 × 450,000 sold at 400,000 each; 2.5 m × 16,667 = 41,667.5, which KiotViet rounds to 41,667.
  expect(await file.rows('order_line', 'order_id', 'line_no', 'quantity', 'gross_amount', 'line_discount')).toEqual([
    ['HD000101', '1', 2, 900_000, 100_000],
    ['HD000101', '2', 1, 330_000, 0],
    ['HD000102', '1', 2.5, 41_667.5, 0.5],
    ['HD000103', '1', 2, 660_000, 0],
    ['HD000104', '1', 1, 450_000, 0],
  ])
})

test('the discount of an invoice stands on each of its lines in full', async () => {
  const file = await open(sample)
  expect(await file.rows('order_line', 'order_id', 'order_discount')).toEqual([
    ['HD000101', 30_000],
    ['HD000101', 30_000],
    ['HD000102', 0],
    ['HD000103', 0],
    ['HD000104', 0],
  ])
})

test('a cancelled invoice is cancelled, one with the carrier is shipped, days are read day first', async () => {
  const file = await open(sample)
  expect(
    await file.rows('order_line', 'placed_at', 'status', 'location_id', 'customer_id', 'rep', 'product_id'),
  ).toEqual([
    ['2026-11-03T09:15:00', 'completed', 'Cầu Giấy', 'KH000011', 'Phạm Thử Bình', 'NOI24'],
    ['2026-11-03T09:15:00', 'completed', 'Cầu Giấy', 'KH000011', 'Phạm Thử Bình', 'CHAO28'],
    ['2026-11-03T20:40:00', 'completed', 'Quận 1', null, 'Trần Thử Chi', 'DAYDIEN'],
    ['2026-11-04T10:00:00', 'shipped', 'Quận 1', 'KH000012', 'Trần Thử Chi', 'CHAO28'],
    ['2026-11-04T11:30:00', 'cancelled', 'Cầu Giấy', null, 'Phạm Thử Bình', 'NOI24'],
  ])
})

test('branches, goods, customers and sellers are read off the invoices, each once', async () => {
  const file = await open(sample)
  const sorted = async (entity: string, ...fields: string[]) => [...(await file.rows(entity, ...fields))].sort()
  expect(await sorted('location', 'location_id', 'name', 'kind')).toEqual([
    ['Cầu Giấy', 'Cầu Giấy', 'store'],
    ['Quận 1', 'Quận 1', 'store'],
  ])
  expect(await sorted('product', 'product_id', 'brand')).toEqual([
    ['CHAO28', 'Bếp Xanh'],
    ['DAYDIEN', null],
    ['NOI24', 'Bếp Xanh'],
  ])
  expect(await sorted('customer', 'customer_id', 'name', 'phone_key', 'email_key')).toEqual([
    ['KH000011', 'Lê Mẫu An', '+84912000111', 'an.le@example.com'],
    ['KH000012', 'Võ Mẫu Dung', '+84912000222', null],
  ])
  expect(await sorted('rep', 'rep_id')).toEqual([['Phạm Thử Bình'], ['Trần Thử Chi']])
})

test('line totals, invoice totals and payments reconcile', async () => {
  expect((await open(sample)).checks).toEqual({
    lines_loaded: true,
    goods_total: true,
    amount_due: true,
    payments: true,
  })
})
