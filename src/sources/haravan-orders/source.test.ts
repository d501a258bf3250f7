import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/haravan-orders/sample.csv'

test('an order’s values hold for all its rows, and its channel has the id of the channel’s own file', async () => {
  const file = await open(sample)
  expect(file.source).toBe('haravan-orders')
  expect(
    await file.rows(
      'order_line',
      'order_id',
      'line_no',
      'placed_at',
      'status',
      'location_id',
      'gross_amount',
      'order_discount',
    ),
  ).toEqual([
    ['#100201', '1', '2026-11-03T08:00:00', 'completed', 'shopee', 300_000, 20_000],
    ['#100201', '2', '2026-11-03T08:00:00', 'completed', 'shopee', 80_000, 20_000],
    ['#100202', '1', '2026-11-04T09:00:00', 'cancelled', 'web', 80_000, 0],
    ['#100203', '1', '2026-11-05T09:00:00', 'placed', 'haravan_draft_order', 150_000, 0],
  ])
  expect([...(await file.rows('location', 'location_id', 'name', 'kind', 'channel'))].sort()).toEqual([
    ['haravan_draft_order', 'Haravan draft orders', 'store', null],
    ['shopee', 'Shopee', 'online', 'Shopee'],
    ['web', 'Web', 'online', 'Web'],
  ])
  expect(file.checks).toEqual({ goods: true })
})
