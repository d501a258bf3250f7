import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/hubspot-contacts/sample.csv'

test('contacts come with owner, source and status; only those in the customer stage are customers', async () => {
  const file = await open(sample)
  expect(file.source).toBe('hubspot-contacts')
  expect(
    await file.rows(
      'contact',
      'contact_id',
      'received_at',
      'name',
      'phone_key',
      'source',
      'owner',
      'status',
      'became_customer_at',
    ),
  ).toEqual([
    ['8001', '2026-11-03T09:14:00', 'An Le', '+84912000111', 'Paid Social', 'Binh Pham', 'OPEN_DEAL', null],
    ['8002', '2026-11-04T14:30:00', 'Dung Vo', null, 'Organic Search', null, 'NEW', null],
    ['8003', '2026-11-04T15:00:00', 'Test', null, 'Direct Traffic', 'Binh Pham', 'SPAM', null],
  ])
  expect(await file.rows('customer', 'customer_id')).toEqual([['8001']])
  expect(file.checks).toEqual({ rows: true })
})
