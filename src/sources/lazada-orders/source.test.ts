import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/lazada-orders/sample.csv'

test('each row is one unit, known by its item number, less the seller’s discount whatever its sign', async () => {
  const file = await open(sample)
  expect(file.source).toBe('lazada-orders')
  expect(
    await file.rows(
      'order_line',
      'order_id',
      'line_no',
      'placed_at',
      'status',
      'quantity',
      'unit_price',
      'line_discount',
    ),
  ).toEqual([
    ['4470000000001', '5520000000001', '2026-11-03T06:23:00', 'completed', 1, 150_000, 10_000],
    ['4470000000001', '5520000000002', '2026-11-03T06:23:00', 'completed', 1, 150_000, 10_000],
    ['4470000000002', '5520000000003', '2026-11-04T20:00:00', 'cancelled', 1, 150_000, 0],
    ['4470000000003', '5520000000004', '2026-11-05T21:00:00', 'shipped', 1, 95_000, 5_000],
  ])
  expect(file.checks).toEqual({ unit_prices: true })
})

test('money given back on a delivered unit is a return, on a cancelled one it is not', async () => {
  const file = await open(sample)
  expect(await file.rows('return_line', 'return_id', 'line_no', 'amount')).toEqual([
    ['4470000000001', '5520000000002', 140_000],
  ])
})
