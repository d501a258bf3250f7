import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/kiotviet-invoices/sample.csv'

test('an invoice without its lines is one row that stands for the whole order', async () => {
  const file = await open(sample)
  expect(file.source).toBe('kiotviet-invoices')
  expect(
    await file.rows(
      'order_line',
      'order_id',
      'line_no',
      'status',
      'location_id',
      'quantity',
      'gross_amount',
      'order_discount',
    ),
  ).toEqual([
    ['HD000101', '*', 'completed', 'Cầu Giấy', 1, 1_130_000, 30_000],
    ['HD000102', '*', 'completed', 'Quận 1', 1, 41_667, 0],
    ['HD000104', '*', 'cancelled', 'Cầu Giấy', 1, 450_000, 0],
  ])
  expect(file.checks).toEqual({ goods_loaded: true, amount_due: true })
})

test('invoice detail is not taken for the list', async () => {
  expect((await open('src/sources/kiotviet-invoice-lines/sample.csv')).source).toBe('kiotviet-invoice-lines')
})
