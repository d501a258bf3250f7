import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/kiotviet-returns/sample.csv'

test('a slip’s own discount is shared over its lines by value, and a cancelled slip is skipped', async () => {
  const file = await open(sample)
  expect(file.source).toBe('kiotviet-returns')
  // 20,000 over 400,000 and 330,000: 10,958.9041 and 9,041.0959. Half a metre at 16,667 is rounded to 8,334.
  expect(
    await file.rows(
      'return_line',
      'return_id',
      'line_no',
      'returned_at',
      'order_id',
      'product_id',
      'quantity',
      'amount',
    ),
  ).toEqual([
    ['TH000021', '1', '2026-11-06T15:05:00', 'HD000101', 'NOI24', 1, 389_041.0959],
    ['TH000021', '2', '2026-11-06T15:05:00', 'HD000101', 'CHAO28', 1, 320_958.9041],
    ['TH000022', '1', '2026-11-07T09:00:00', 'HD000102', 'DAYDIEN', 0.5, 8_334],
  ])
  expect(file.counts).toEqual({ rows_read: 4, rejected: 0, skipped: 1 })
  expect(file.checks).toEqual({ returned_goods: true })
})
