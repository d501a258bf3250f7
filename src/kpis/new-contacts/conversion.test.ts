import { beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#core/calendar/day.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { asking, members } from '../../../test/asking.ts'
import { newContacts } from './kpi.ts'

const today = '2026-11-18'
const { built, ask } = asking(newContacts, { from: '2026-11-09', to: '2026-11-15' }, today)

describe('who was won', () => {
  const received = '2026-10-01 09:00:00'
  const october = { from: '2026-10-01', to: '2026-10-01' }
  const order = (order_id: string, completed_at: string, rest: object = {}) => ({
    order_id,
    line_no: '1',
    placed_at: completed_at,
    status: 'completed',
    location_id: 'S',
    quantity: 1,
    unit_price: 100,
    ...rest,
  })
  let warehouse: Warehouse
  beforeAll(async () => {
    warehouse = await built({
      customer: [
        { customer_id: 'K3', phone_hash: 'p3' },
        { customer_id: 'K4', email_hash: 'e4' },
      ],
      contact: [
        { contact_id: '1', received_at: received, became_customer_at: '2026-10-31 09:00:00' }, // day 30 to the second
        { contact_id: '2', received_at: received, became_customer_at: '2026-10-31 09:00:01' }, // a second late
        { contact_id: '3', received_at: received, phone_hash: 'p3' },
        { contact_id: '4', received_at: received, email_hash: 'e4' },
        { contact_id: '5', received_at: received, customer_id: 'K5' },
        { contact_id: '6', received_at: received, customer_id: 'K6' }, // bought before only
        { contact_id: '7', received_at: received, customer_id: 'K7' }, // cancelled only
        { contact_id: '8', received_at: received, customer_id: 'K8', became_customer_at: '2026-11-15 00:00:00' },
        { contact_id: '9', received_at: received }, // named by an order
        { contact_id: '10', received_at: received },
        { contact_id: '3b', received_at: '2026-10-02 09:00:00', phone_hash: 'p3' }, // a repeat of 3
      ],
      order_line: [
        order('o3', '2026-10-05 09:00:00', { customer_id: 'K3' }),
        order('o4', received, { customer_id: 'K4' }),
        order('o5a', '2026-09-30 09:00:00', { customer_id: 'K5' }),
        order('o5b', '2026-10-20 09:00:00', { customer_id: 'K5' }),
        order('o5c', '2026-10-21 09:00:00', { customer_id: 'K5' }),
        order('o6', '2026-09-01 09:00:00', { customer_id: 'K6' }),
        order('o7', '2026-10-05 09:00:00', { customer_id: 'K7', status: 'cancelled' }),
        order('o8', '2026-10-05 09:00:00', { customer_id: 'K8' }), // the given moment counts, not the order
        order('o9', '2026-10-09 09:00:00', { contact_id: '9' }),
      ],
    })
  })

  test('within 30 days 1, 3, 4, 5 and 9 of ten', async () => {
    const reading = await ask(warehouse, 'conversion_rate', { period: october })
    expect([reading.numerator, reading.denominator, reading.value]).toEqual([5, 10, 0.5])
    expect(reading.flags).not.toContain('immature')
    // Wilson for 5 of 10, z = 1.959964: centre 0.5, half-width 0.2634
    expect(reading.interval![0]).toBeCloseTo(0.2366, 4)
    expect(reading.interval![1]).toBeCloseTo(0.7634, 4)
  })
  test('within 10 days 3, 4 and 9; at any time 2 and 8 as well', async () => {
    const of = async (horizon: number | 'any') =>
      (await ask(warehouse, 'conversion_rate', { period: october, options: { horizon } })).numerator
    expect(await of(10)).toBe(3)
    expect(await of('any')).toBe(7)
  })
  test('who had bought before is a returning one', async () =>
    expect(
      members(await ask(warehouse, 'contacts_new', { period: october, by: ['customer_kind'] }), 'customer_kind'),
    ).toEqual({
      new: 8,
      returning: 2,
    }))
  test('conversion of the period counts the day of conversion, whenever received', async () => {
    const reading = await ask(warehouse, 'conversion_rate_period', { period: { from: '2026-10-31', to: '2026-10-31' } })
    expect([reading.numerator, reading.denominator, reading.reason]).toEqual([2, 0, 'denominator_zero'])
    const day = await ask(warehouse, 'conversion_rate_period', { period: october })
    expect([day.numerator, day.denominator]).toEqual([1, 10])
  })
})

describe('a young cohort', () => {
  const at = (on: string): string => `${on} 09:00:00`
  const cohort = (prefix: string, on: string, size: number, wonAfter: readonly number[]) =>
    Array.from({ length: size }, (_, i) => ({
      contact_id: `${prefix}${i}`,
      received_at: at(on),
      source: i % 2 === 0 ? 'facebook' : 'zalo',
      ...(wonAfter[i] === undefined ? {} : { became_customer_at: at(addDays(on, wonAfter[i])) }),
    }))
  let warehouse: Warehouse
  beforeAll(async () => {
    warehouse = await built({
      contact: [
        // Whole cohorts: of 4 conversions 1 has come by day 0, 2 by day 2, 3 by day 7, 4 by day 20.
        ...cohort('a', '2026-09-01', 40, [0, 2, 7, 20]),
        // The week before, read at the same age of two days: 3 of its 5.
        ...cohort('b', '2026-11-09', 50, [0, 1, 2, 5, 7]),
        // Today is two days on: 4 so far of 50.
        ...cohort('c', '2026-11-16', 50, [0, 0, 1, 2]),
      ],
    })
  })
  const period = { from: '2026-11-16', to: '2026-11-16' }
  const comparison = { from: '2026-11-09', to: '2026-11-09', kind: 'previous' as const }

  test('is compared with the one before at equal age', async () => {
    const reading = await ask(warehouse, 'conversion_rate', { period, comparison })
    expect([reading.numerator, reading.denominator]).toEqual([4, 50])
    expect([reading.previous?.numerator, reading.previous?.denominator]).toEqual([3, 50])
    expect(reading.flags).toContain('immature')
    expect(reading.previous?.flags).toContain('immature')
  })
  test('is projected along the maturation curve: half of all conversions show by day two', async () => {
    const reading = await ask(warehouse, 'conversion_rate', { period })
    expect(reading.also?.['matured_share']).toBeCloseTo(0.5, 12)
    expect(reading.also?.['projected']).toBeCloseTo(4 / 25, 12)
    // Wilson for 4 of 25, z = 1.959964
    expect(reading.also?.['projected_low']).toBeCloseTo(0.08, 4)
    expect(reading.also?.['projected_high']).toBeCloseTo(0.3465, 4)
  })
  test('is projected by member too', async () => {
    const reading = await ask(warehouse, 'conversion_rate', { period, by: ['source'] })
    const facebook = reading.by?.find((group) => group.members['source'] === 'facebook')
    expect([facebook?.numerator, facebook?.denominator]).toEqual([2, 25])
    expect(facebook?.also?.['projected']).toBeCloseTo(2 / 12.5, 12)
  })
  test('once mature is compared whole', async () => {
    const reading = await ask(warehouse, 'conversion_rate', { period, comparison, today: '2026-12-20' })
    expect(reading.previous?.numerator).toBe(5)
    expect(reading.flags).not.toContain('immature')
  })
})
