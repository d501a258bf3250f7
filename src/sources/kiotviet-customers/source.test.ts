import { expect, test } from 'vitest'
import { useSamples } from '../../../test/sources/stage-sample.ts'

const open = useSamples()
const sample = 'src/sources/kiotviet-customers/sample.csv'

test('customers come with group, branch, first day and numbers in one form, and never with an identity card', async () => {
  const file = await open(sample)
  expect(file.source).toBe('kiotviet-customers')
  expect(
    await file.rows(
      'customer',
      'customer_id',
      'name',
      'phone_key',
      'email_key',
      'segment',
      'location_id',
      'first_seen_on',
    ),
  ).toEqual([
    ['KH000011', 'Lê Mẫu An', '+84912000111', 'an.le@example.com', 'Khách lẻ', 'Cầu Giấy', '2025-05-12'],
    ['KH000012', 'Võ Mẫu Dung', '+84912000222', null, 'Đại lý', 'Quận 1', '2026-11-04'],
  ])
  expect(await file.rows('location', 'location_id', 'kind')).toHaveLength(2)
})
