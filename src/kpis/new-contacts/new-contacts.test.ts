import { beforeAll, describe, expect, test } from 'vitest'
import { defaultSettings, type Settings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { asking, members } from '../../../test/asking.ts'
import { newContacts } from './kpi.ts'

const today = '2026-11-18'
const week = { from: '2026-11-09', to: '2026-11-15' }
const { built, ask, rowsOf } = asking(newContacts, week, today)

const idsOf = async (...asked: Parameters<typeof rowsOf>) => (await rowsOf(...asked)).map((row) => row['contact_id'])

describe('who is a new contact', () => {
  let warehouse: Warehouse
  beforeAll(async () => {
    const contact = (contact_id: string, received_at: string, rest: object) => ({ contact_id, received_at, ...rest })
    warehouse = await built({
      contact: [
        // Phone p1: the arrival of August is over 90 days before, so the one of 10 Nov is new.
        contact('A', '2026-08-01 09:00:00', { phone_hash: 'p1', owner: 'R1' }),
        contact('B', '2026-11-10 09:00:00', { phone_hash: 'p1', owner: 'R1', source: 'facebook' }),
        // Again by phone two days later, and again by that one's e-mail: two repeats.
        contact('C', '2026-11-12 09:00:00', { phone_hash: 'p1', email_hash: 'e1', source: 'zalo' }),
        contact('D', '2026-11-13 09:00:00', { email_hash: 'e1', phone_hash: 'p2' }),
        // Exactly 90 days of 24 hours, then one second more.
        contact('E', '2026-08-14 09:00:00', { phone_hash: 'p3' }),
        contact('F', '2026-11-12 09:00:00', { phone_hash: 'p3' }),
        contact('G', '2026-08-14 08:59:59', { phone_hash: 'p4' }),
        contact('H', '2026-11-12 09:00:00', { phone_hash: 'p4' }),
        // Spam is neither counted nor makes a later arrival a repeat.
        contact('I', '2026-11-11 09:00:00', { phone_hash: 'p5', status: 'Spam' }),
        contact('J', '2026-11-12 09:00:00', { phone_hash: 'p5', source: 'facebook' }),
        contact('K', '2026-11-12 10:00:00', { status: 'Số ảo' }),
        // Nothing to compare by: never a repeat.
        contact('L', '2026-11-12 09:00:00', { source: 'facebook' }),
        contact('M', '2026-11-12 09:00:00', {}),
      ],
    })
  })

  test('contacts_new counts B, H, J, L and M of the thirteen', async () =>
    expect((await ask(warehouse, 'contacts_new')).value).toBe(5))
  test('contacts_duplicate counts C, D and F', async () => {
    expect((await ask(warehouse, 'contacts_duplicate')).value).toBe(3)
    expect((await idsOf(warehouse, 'contacts_duplicate')).sort()).toEqual(['C', 'D', 'F'])
  })
  test('the last day of a period belongs to it', async () =>
    expect((await ask(warehouse, 'contacts_new', { period: { from: '2026-11-10', to: '2026-11-12' } })).value).toBe(5))
  test('contacts_unassigned counts H, J, L and M, not the repeats', async () =>
    expect((await ask(warehouse, 'contacts_unassigned')).value).toBe(4))
  test('by source the missing one is a member of its own', async () =>
    expect(members(await ask(warehouse, 'contacts_new', { by: ['source'] }), 'source')).toEqual({
      facebook: 3,
      null: 2,
      zalo: 0,
    }))
  test('coverage is unknown, not zero, where no activity was ever imported', async () => {
    const reading = await ask(warehouse, 'contact_coverage')
    expect([reading.value, reading.reason, reading.denominator]).toEqual([null, 'no_data', 5])
    expect((await ask(warehouse, 'contacts_untouched')).value).toBe(5)
  })
})

describe('who was contacted', () => {
  let warehouse: Warehouse
  beforeAll(async () => {
    const contact = (contact_id: string, rest: object = {}) => ({
      contact_id,
      received_at: `2026-11-10 09:0${contact_id.charCodeAt(0) - 65}:00`,
      owner: 'R1',
      ...rest,
    })
    const activity = (activity_id: string, rest: object) => ({ activity_id, at: '2026-11-10 10:00:00', ...rest })
    warehouse = await built({
      rep: [{ rep_id: 'R1', team: 'North' }],
      contact: [
        contact('A'),
        contact('B'),
        contact('C', { owner: null, team: 'South' }),
        contact('D', { customer_id: 'K1' }),
        contact('E', { customer_id: 'K2' }),
        contact('F', { customer_id: 'K3' }),
        contact('G'),
        contact('H'),
      ],
      activity: [
        activity('1', { contact_id: 'A', reached: false }),
        activity('2', { contact_id: 'A', at: '2026-11-20 10:00:00', reached: true }),
        activity('3', { contact_id: 'B', automatic: true, reached: true }),
        activity('4', { contact_id: 'C', direction: 'inbound', reached: true }),
        activity('5', { customer_id: 'K1', purpose: 'selling', reached: true }),
        activity('6', { customer_id: 'K2', purpose: 'care', reached: true }),
        activity('7', { customer_id: 'K3', at: '2026-11-10 08:00:00' }),
        activity('8', { contact_id: 'G', at: '2026-11-10 08:00:00', purpose: 'care' }),
      ],
    })
  })
  // A by hand twice, D by the customer's number, G before it was written down. B only automatically, C called us,
  // E only cared for, F before it arrived, H never.
  test('coverage is 3 of 8: the unassigned one stays in the denominator', async () => {
    const reading = await ask(warehouse, 'contact_coverage')
    expect([reading.numerator, reading.denominator, reading.value]).toEqual([3, 8, 0.375])
  })
  test('the worklist holds B, C, E, F, H, oldest first', async () => {
    expect((await ask(warehouse, 'contacts_untouched')).value).toBe(5)
    expect(await idsOf(warehouse, 'contacts_untouched')).toEqual(['B', 'C', 'E', 'F', 'H'])
  })
  test('the worklist of one team is asked for by where; a contact without a team has its owner’s', async () => {
    const of = (team: string) =>
      idsOf(warehouse, 'contacts_untouched', [{ dimension: 'team', not: false, values: [team] }])
    expect(await of('North')).toEqual(['B', 'E', 'F', 'H'])
    expect(await of('South')).toEqual(['C'])
  })
  test('reach is 2 of the 3 attempted: A at the second try, and D', async () => {
    const reading = await ask(warehouse, 'contact_reach_rate')
    expect([reading.numerator, reading.denominator]).toEqual([2, 3])
  })
})

describe('an activity that names only the customer', () => {
  test('belongs to the customer’s latest new contact by then', async () => {
    const warehouse = await built({
      contact: [
        { contact_id: 'OLD', received_at: '2026-07-01 09:00:00', customer_id: 'K' },
        { contact_id: 'NEW', received_at: '2026-11-10 09:00:00', customer_id: 'K' },
      ],
      activity: [{ activity_id: '1', at: '2026-11-10 10:00:00', customer_id: 'K', purpose: 'selling' }],
    })
    const period = { from: '2026-07-01', to: '2026-11-15' }
    expect((await ask(warehouse, 'contact_coverage', { period })).numerator).toBe(1)
    expect((await ask(warehouse, 'contact_coverage')).value).toBe(1)
  })
})

describe('how fast', () => {
  let warehouse: Warehouse
  const settings: Settings = { ...defaultSettings, holidays: ['2026-11-12'] }
  beforeAll(async () => {
    const pairs: [string, string, string | null][] = [
      ['A', '2026-11-10 09:00:00', '2026-11-10 09:30:00'], // Tuesday: 30 min on both clocks
      ['B', '2026-11-10 17:00:00', '2026-11-11 08:20:00'], // 30 to closing + 20 next morning = 50 business, 920 wall
      ['C', '2026-11-14 17:20:00', '2026-11-16 09:00:00'], // Saturday evening, Sunday closed: 10 + 60 = 70, wall 2380
      ['D', '2026-11-11 17:00:00', '2026-11-13 08:10:00'], // over the holiday of 12 Nov: 30 + 10 = 40, wall 2350
      ['E', '2026-11-10 20:00:00', '2026-11-10 21:00:00'], // both after closing: 0 business, 60 wall
      ['F', '2026-11-15 10:00:00', '2026-11-16 08:05:00'], // Sunday: 5 business, 1325 wall
      ['G', '2026-11-13 09:00:00', null], // never
      ['H', '2026-11-13 09:00:00', '2026-11-13 08:00:00'], // tried before it was written down: 0
    ]
    warehouse = await built(
      {
        contact: pairs.map(([contact_id, received_at]) => ({ contact_id, received_at })),
        activity: pairs
          .filter(([, , at]) => at !== null)
          .flatMap(([contact_id, , at]) => [
            { activity_id: `a${contact_id}`, contact_id, at },
            { activity_id: `z${contact_id}`, contact_id, at: '2026-11-17 12:00:00' },
          ]),
      },
      settings,
    )
  })

  test('median and 90th percentile by the wall clock', async () => {
    // 0, 30, 60, 920, 1325, 2350, 2380: the middle is 920; 0.9 × 6 = 5.4 → 2350 + 0.4 × 30
    const reading = await ask(warehouse, 'first_response_minutes', {}, settings)
    expect(reading.value).toBe(920)
    expect(reading.also?.['p90']).toBeCloseTo(2362, 6)
    expect(reading.also?.['cases']).toBe(7)
    expect(reading.also?.['business']).toBe(30)
  })
  test('median and 90th percentile in business hours: closing time, Sunday and holidays do not count', async () => {
    // 0, 0, 5, 30, 40, 50, 70
    const reading = await ask(warehouse, 'first_response_minutes', { options: { clock: 'business' } }, settings)
    expect(reading.value).toBe(30)
    expect(reading.also?.['p90']).toBeCloseTo(58, 6)
    expect(reading.also?.['wall']).toBe(920)
  })
  test('within the limit are all but C and G, of eight', async () => {
    const reading = await ask(warehouse, 'within_sla_rate', {}, settings)
    expect([reading.numerator, reading.denominator]).toEqual([6, 8])
  })
  test('a contact whose limit has not run out is not judged yet, answered or not', async () => {
    const at = async (now: string) => {
      const day = now.slice(0, 10)
      const reading = await ask(
        warehouse,
        'within_sla_rate',
        { period: { from: day, to: day }, today: day, now },
        settings,
      )
      return [reading.numerator, reading.denominator]
    }
    // Of 10 Nov: A and B arrive at 9:00 and 17:00, E after closing. A's hour ends 10:00; B's and E's next morning.
    expect(await at('2026-11-10T09:59:00')).toEqual([null, 0])
    expect(await at('2026-11-10T10:00:00')).toEqual([1, 1])
    expect(await at('2026-11-10T23:00:00')).toEqual([1, 1])
    // G and H of 13 Nov at 9:00: the hour ends 10:00.
    expect(await at('2026-11-13T10:00:00')).toEqual([1, 2])
  })
  test('days off by law are closed without being entered', async () => {
    const other = await built({
      contact: [{ contact_id: 'A', received_at: '2026-04-29 17:20:00' }],
      activity: [{ activity_id: '1', contact_id: 'A', at: '2026-05-02 08:05:00' }],
    })
    const reading = await ask(other, 'first_response_minutes', {
      period: { from: '2026-04-29', to: '2026-04-29' },
      options: { clock: 'business' },
    })
    expect(reading.value).toBe(15)
  })
})
