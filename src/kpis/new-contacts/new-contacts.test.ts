import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#core/calendar/day.ts'
import { planReading, planRows } from '#core/plan.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import { defaultSettings, type Settings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { type Fixture, readMetric, warehouseOf } from '../../../test/fixture-warehouse.ts'
import { newContacts } from './kpi.ts'

const today = '2026-11-18'
const week = { from: '2026-11-09', to: '2026-11-15' }
const open: Warehouse[] = []
const built = async (fixture: Fixture, settings: Settings = defaultSettings): Promise<Warehouse> => {
  const warehouse = await warehouseOf(fixture, [newContacts], today, settings)
  open.push(warehouse)
  return warehouse
}
const ask = (
  warehouse: Warehouse,
  id: string,
  request: Partial<ReadingRequest> = {},
  settings: Settings = defaultSettings,
): Promise<Reading> => readMetric(warehouse, newContacts, id, { period: week, today, ...request }, settings)
const rowsOf = async (warehouse: Warehouse, id: string, where: ReadingRequest['where'] = []) => {
  const metric = newContacts.metrics.find((candidate) => candidate.id === id)!
  const request = { period: week, comparison: null, by: [], where, series: [], options: {}, today }
  return (await warehouse.query(planRows(metric, request, null))).map((row) => row['contact_id'])
}
const members = (reading: Reading, dimension: string): Record<string, number | null> =>
  Object.fromEntries((reading.by ?? []).map((group) => [String(group.members[dimension]), group.value]))

afterAll(async () => {
  for (const warehouse of open) await warehouse.close()
})

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
    expect((await rowsOf(warehouse, 'contacts_duplicate')).sort()).toEqual(['C', 'D', 'F'])
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
    expect(await rowsOf(warehouse, 'contacts_untouched')).toEqual(['B', 'C', 'E', 'F', 'H'])
  })
  test('the worklist of one team is asked for by where; a contact without a team has its owner’s', async () => {
    const of = (team: string) =>
      rowsOf(warehouse, 'contacts_untouched', [{ dimension: 'team', not: false, values: [team] }])
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

describe('every number of the KPI', () => {
  test('holds the identity converted = new × coverage × reach × won of reached, when those won were reached', async () => {
    const contacts = Array.from({ length: 12 }, (_, i) => ({
      contact_id: `${i}`,
      received_at: '2026-10-01 09:00:00',
      ...(i < 3 ? { became_customer_at: '2026-10-05 09:00:00' } : {}),
    }))
    const warehouse = await built({
      contact: contacts,
      activity: contacts.slice(0, 8).map((row, i) => ({
        activity_id: row.contact_id,
        contact_id: row.contact_id,
        at: '2026-10-02 09:00:00',
        reached: i < 6,
      })),
    })
    const period = { from: '2026-10-01', to: '2026-10-01' }
    const [fresh, coverage, reach, conversion] = await Promise.all(
      ['contacts_new', 'contact_coverage', 'contact_reach_rate', 'conversion_rate'].map((id) =>
        ask(warehouse, id, { period }),
      ),
    )
    const wonOfReached = conversion!.numerator! / reach!.numerator!
    expect(fresh!.value! * coverage!.value! * reach!.value! * wonOfReached).toBeCloseTo(3, 12)
  })

  test('is the same from the smaller tables as from the contacts themselves', async () => {
    const warehouse = await built({
      location: [
        { location_id: 'S1', name: 'One', kind: 'store', channel: null },
        { location_id: 'W1', name: 'Web', kind: 'online', channel: 'web' },
      ],
      contact: Array.from({ length: 40 }, (_, i) => ({
        contact_id: `${i}`,
        received_at: `2026-11-${String(9 + (i % 7)).padStart(2, '0')} ${String(8 + (i % 9)).padStart(2, '0')}:00:00`,
        source: ['facebook', 'zalo', null][i % 3] ?? null,
        location_id: ['S1', 'W1', 'X9', null][i % 4] ?? null,
        owner: i % 5 === 0 ? null : `R${i % 3}`,
        phone_hash: `p${i % 30}`,
      })),
      activity: [{ activity_id: '1', contact_id: '3', at: '2026-11-17 09:00:00' }],
    })
    const sumOver = async (dimension: string) =>
      Object.values(members(await ask(warehouse, 'contacts_new', { by: [dimension as never] }), dimension)).reduce(
        (a, b) => a! + b!,
        0,
      )
    const metric = newContacts.metrics.find((candidate) => candidate.id === 'contacts_new')!
    const plan = (by: never[]) =>
      planReading(
        metric,
        { period: week, comparison: null, by, where: [], series: [], options: {}, today },
        defaultSettings,
      )
    expect(plan([]).statement).toContain('from new_contact_day m')
    expect(plan(['channel' as never]).statement).toContain('from new_contact_source_day m')
    expect(plan(['hour' as never]).statement).toContain('from new_contact m')
    for (const dimension of metric.dimensions) expect(await sumOver(dimension), dimension).toBe(30)
    expect(members(await ask(warehouse, 'contacts_new', { by: ['location_kind'] }), 'location_kind')).toEqual({
      store: 9,
      online: 7,
      null: 14,
    })
  })

  test('is asked by a statement kept for reading', async () => {
    const metric = newContacts.metrics.find((candidate) => candidate.id === newContacts.headline)!
    const request: ReadingRequest = {
      period: { from: '2026-11-16', to: '2026-11-18' },
      comparison: { from: '2026-11-09', to: '2026-11-11', kind: 'previous' },
      by: ['source'],
      where: [{ dimension: 'location', not: false, values: ['S001'] }],
      series: [{ from: '2026-11-09', to: '2026-11-15' }],
      options: {},
      today,
    }
    const statement = planReading(metric, request, defaultSettings).statement
    await expect(`${statement}\n`).toMatchFileSnapshot('./contacts_new.golden.sql')
  })
})
