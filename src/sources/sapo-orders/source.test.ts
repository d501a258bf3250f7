import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/sapo-orders/sample.csv'

test('the header below the title is found, channels keep their ids, and a marketer’s code is no channel', async () => {
  const file = await open(sample)
  expect(file.source).toBe('sapo-orders')
  expect(
    await file.rows('order_line', 'order_id', 'line_no', 'placed_at', 'status', 'location_id', 'gross_amount'),
  ).toEqual([
    ['SON00101', '*', '2026-11-03T00:00:00', 'completed', 'shopee', 240_000],
    ['SON00102', '*', '2026-11-03T00:00:00', 'completed', 'sapo', 510_000],
    ['SON00103', '*', '2026-11-04T00:00:00', 'cancelled', 'pos', 99_000],
  ])
  expect([...(await file.rows('location', 'location_id', 'name', 'kind', 'channel'))].sort()).toEqual([
    ['pos', 'POS', 'store', null],
    ['sapo', 'Sapo', 'online', null],
    ['shopee', 'Shopee', 'online', 'Shopee'],
  ])
  expect(file.checks).toEqual({ amount_due: true })
})

test('a phone that lost its leading 0 is the same phone', async () => {
  const file = await open(sample)
  expect([...(await file.rows('customer', 'phone_key'))].sort()).toEqual([['+84912000111'], ['+84912000222']])
})
