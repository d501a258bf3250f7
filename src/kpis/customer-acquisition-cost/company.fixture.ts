import type { EntityName } from '#core/entity.ts'
import type { Cell } from '#core/warehouse.ts'

const order = (order_id: string, completed_at: string, unit_price: number, unit_cost: number | null, rest: object) => ({
  order_id,
  line_no: '1',
  placed_at: completed_at,
  completed_at,
  status: 'completed',
  location_id: 'S1',
  product_id: 'P1',
  quantity: 1,
  unit_price,
  unit_cost,
  ...rest,
})

const activity = (activity_id: string, at: string, method: string, minutes: number, rest: object) => ({
  activity_id,
  at,
  method,
  minutes,
  rep: 'R1',
  ...rest,
})

/** A company of four new customers in October 2026, one of January 2025, small enough for a pencil. */
export const company: Partial<Record<EntityName, readonly Readonly<Record<string, Cell>>[]>> = {
  location: [
    { location_id: 'S1', name: 'One', kind: 'store' },
    { location_id: 'W1', name: 'Web', kind: 'online', channel: 'web' },
  ],
  rep: [
    { rep_id: 'R1', team: 'North', location_id: 'S1', cost_per_minute: 1000 },
    { rep_id: 'R2', team: 'South', location_id: 'S1' },
  ],
  customer: [{ customer_id: 'K2', phone_hash: 'p2', owner: 'R2' }],
  spend: [
    {
      spend_id: 'x1',
      from_on: '2026-10-01',
      to_on: '2026-10-31',
      category: 'advertising',
      source: 'facebook',
      amount: 3100,
    },
    { spend_id: 'x2', from_on: '2026-10-01', to_on: '2026-10-30', category: 'salary', amount: 100 },
    { spend_id: 'x3', from_on: '2026-10-05', category: 'other', amount: 999 },
    { spend_id: 'x4', from_on: '2026-10-31', to_on: '2026-11-01', category: 'agency', source: 'zalo', amount: 200 },
    { spend_id: 'x5', from_on: '2026-10-10', to_on: '2026-10-10', category: 'tools', method: 'telesales', amount: 600 },
    { spend_id: 'x0', from_on: '2025-01-05', to_on: '2025-01-05', category: 'events', amount: 90 },
  ],
  contact: [
    {
      contact_id: 'c1',
      received_at: '2026-10-02 09:00:00',
      source: 'facebook',
      campaign: 'autumn',
      customer_id: 'K1',
      owner: 'R1',
    },
    { contact_id: 'c2', received_at: '2026-10-03 09:00:00', source: 'zalo', phone_hash: 'p2' },
    { contact_id: 'c4', received_at: '2026-10-20 09:00:00', source: 'Facebook ', owner: 'R1' },
    { contact_id: 'c5', received_at: '2026-10-14 09:00:00', source: 'facebook' },
    { contact_id: 'c6', received_at: '2026-10-15 09:00:00' },
  ],
  activity: [
    activity('a1', '2026-10-03 10:00:00', 'telesales', 10, { contact_id: 'c1', researched: true }),
    activity('a2', '2026-10-03 11:00:00', 'chat', 5, { contact_id: 'c1' }),
    activity('a3', '2026-10-05 10:00:00', 'telesales', 7, { customer_id: 'K1', purpose: 'selling' }),
    activity('a4', '2026-10-05 10:00:00', 'chat', 20, { contact_id: 'c2', rep: 'R2' }),
    activity('a5', '2026-10-05 11:00:00', 'email', 1, { contact_id: 'c2', automatic: true }),
    activity('a6', '2026-10-06 10:00:00', 'telesales', 30, { customer_id: 'K2', purpose: 'care' }),
    activity('a7', '2026-10-07 10:00:00', 'telesales', 4, { contact_id: 'c2', direction: 'inbound' }),
    activity('a8', '2026-10-08 10:00:00', 'chat', 6, { contact_id: 'c2' }),
    activity('a9', '2026-10-15 10:00:00', 'telesales', 9, { contact_id: 'c5', researched: false }),
  ],
  order_line: [
    order('o1', '2026-10-06 09:00:00', 1000, 600, { customer_id: 'K1', placed_at: '2026-10-04 09:00:00' }),
    order('o1b', '2026-10-25 09:00:00', 300, 100, { customer_id: 'K1' }),
    order('o2', '2026-10-13 09:00:00', 2000, 1500, { customer_id: 'K2', location_id: 'W1' }),
    order('o2b', '2026-11-10 09:00:00', 800, 300, { customer_id: 'K2' }),
    order('o3', '2026-10-20 09:00:00', 500, null, { customer_id: 'K3' }),
    order('o4', '2026-10-24 09:00:00', 1000, 500, { customer_id: 'K4', contact_id: 'c4' }),
    // Won in September; its orders of October do not make it new again.
    order('o5', '2026-09-15 09:00:00', 100, 60, { customer_id: 'K5' }),
    order('o5b', '2026-10-10 09:00:00', 100, 60, { customer_id: 'K5' }),
    order('o5c', '2026-10-25 09:00:00', 100, 60, { customer_id: 'K5' }),
    // Never completed, or by nobody known.
    order('o6', '2026-10-10 09:00:00', 100, 60, { customer_id: 'K6', status: 'cancelled', completed_at: null }),
    order('o7', '2026-10-10 09:00:00', 100, 60, {}),
    // Won in January 2025; 60 of profit each, the last one a day after the twelve months.
    order('o0', '2025-01-10 09:00:00', 100, 40, { customer_id: 'K0' }),
    order('o0b', '2025-03-15 09:00:00', 100, 40, { customer_id: 'K0' }),
    order('o0c', '2026-01-09 09:00:00', 100, 40, { customer_id: 'K0' }),
    order('o0d', '2026-01-11 09:00:00', 100, 40, { customer_id: 'K0' }),
  ],
  return_line: [
    {
      return_id: 'r1',
      line_no: '1',
      returned_at: '2026-10-28 09:00:00',
      order_id: 'o1',
      product_id: 'P1',
      quantity: 1,
      amount: 1000,
    },
    // Goods of the cancelled order coming back were never counted.
    {
      return_id: 'r6',
      line_no: '1',
      returned_at: '2026-10-28 09:00:00',
      order_id: 'o6',
      customer_id: 'K1',
      product_id: 'P1',
      quantity: 1,
      amount: 100,
    },
  ],
}
