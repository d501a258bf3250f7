import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/hubspot-deals/sample.csv'

test('a won deal is a completed order of its first contact, a lost one cancelled, an open one only placed', async () => {
  const file = await open(sample)
  expect(file.source).toBe('hubspot-deals')
  expect(
    await file.rows(
      'order_line',
      'order_id',
      'placed_at',
      'completed_at',
      'status',
      'unit_price',
      'contact_id',
      'customer_id',
      'rep',
    ),
  ).toEqual([
    ['deal:9001', '2026-11-05T09:00:00', '2026-11-20T10:00:00', 'completed', 25_000_000, '8001', '8001', 'Binh Pham'],
    ['deal:9002', '2026-11-06T09:00:00', '2026-11-18T10:00:00', 'cancelled', 4_000_000, '8002', '8002', 'Binh Pham'],
    ['deal:9003', '2026-11-07T09:00:00', '2026-12-30T10:00:00', 'placed', 9_000_000, null, '7001', 'Chi Tran'],
  ])
  expect(file.checks).toEqual({ amount: true })
})
