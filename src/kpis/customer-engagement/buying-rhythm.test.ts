import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planRows } from '#core/plan-rows.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import { aliveProbability, expectedPurchases } from '#core/stats/bg-nbd.ts'
import type { Cell, Warehouse } from '#core/warehouse.ts'
import { type Fixture, readMetric, warehouseOf } from '../../../test/fixture-warehouse.ts'
import { customerEngagement } from './kpi.ts'

const today = '2026-11-18'
const day = (on: string) => ({ from: on, to: on })
const open: Warehouse[] = []
const built = async (fixture: Fixture): Promise<Warehouse> => {
  const warehouse = await warehouseOf(fixture, [customerEngagement], today)
  open.push(warehouse)
  return warehouse
}
const ask = (warehouse: Warehouse, id: string, request: Partial<ReadingRequest> = {}): Promise<Reading> =>
  readMetric(warehouse, customerEngagement, id, { period: day(today), today, ...request })
const behind = async (warehouse: Warehouse, id: string, request: Partial<ReadingRequest> = {}) => {
  const metric = customerEngagement.metrics.find((candidate) => candidate.id === id)!
  const full = { period: day(today), comparison: null, by: [], where: [], series: [], options: {}, today, ...request }
  return warehouse.query(planRows(metric, full, null))
}
const members = (reading: Reading, dimension: string): Record<string, number | null> =>
  Object.fromEntries((reading.by ?? []).map((group) => [String(group.members[dimension]), group.value]))
const valueOn = async (warehouse: Warehouse, id: string, on: string) =>
  (await ask(warehouse, id, { period: day(on) })).value

let next = 0
const order = (on: string, customer_id: string | null, rest: Record<string, Cell> = {}) => ({
  order_id: `o${++next}`,
  line_no: '1',
  placed_at: `${on} 09:00:00`,
  completed_at: `${on} 09:00:00`,
  status: 'completed',
  location_id: 'S1',
  customer_id,
  quantity: 1,
  unit_price: 100,
  ...rest,
})
afterAll(async () => {
  for (const warehouse of open) await warehouse.close()
})

describe('an own rhythm', () => {
  test('overdue is more than twice the median gap, from four purchases on, until the next purchase', async () => {
    const warehouse = await built({
      order_line: [
        // Gaps 10, 20, 31 days: median 20, so overdue from day 41 after 11 March, 21 April.
        ...['2026-01-09', '2026-01-19', '2026-02-08', '2026-03-11', '2026-06-01'].map((on) => order(on, 'A')),
        // Three purchases only: no rhythm of its own. Two orders of a day are one purchase.
        ...['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-03'].map((on) => order(on, 'B')),
      ],
    })
    expect(await valueOn(warehouse, 'overdue_customers', '2026-04-20')).toBe(0)
    expect(await valueOn(warehouse, 'overdue_customers', '2026-04-21')).toBe(1)
    expect(await valueOn(warehouse, 'overdue_customers', '2026-05-31')).toBe(1)
    expect(await valueOn(warehouse, 'overdue_customers', '2026-06-01')).toBe(0)
    // Gaps 10, 20, 31, 82: median 25.5, overdue from day 52 after 1 June, 23 July.
    expect(await valueOn(warehouse, 'overdue_customers', '2026-07-22')).toBe(0)
    expect(await valueOn(warehouse, 'overdue_customers', '2026-07-23')).toBe(1)
    expect((await behind(warehouse, 'overdue_customers')).map((row) => row['customer_id'])).toEqual(['A'])
  })
})

describe('the common rhythm', () => {
  // Sixty customers: every third bought once, the others also 3 or 3 and 9 weeks later; the last ones lately.
  const buyers = Array.from({ length: 60 }, (_, i) => {
    const start = Date.parse('2026-01-05') + i * 3 * 86_400_000
    return [0, ...(i % 3 > 0 ? [21] : []), ...(i % 3 > 1 ? [63] : [])].map((days) =>
      order(new Date(start + days * 86_400_000).toISOString().slice(0, 10), `C${i}`, {
        location_id: i < 30 ? 'S1' : 'S2',
      }),
    )
  }).flat()
  const histories = (on: string): { frequency: number; recency: number; age: number; location: string }[] =>
    Object.values(
      Object.groupBy(
        buyers.filter((line) => line.placed_at.slice(0, 10) <= on),
        (line) => line.customer_id!,
      ),
    ).map((lines) => {
      const days = lines!.map((line) => Date.parse(line.placed_at.slice(0, 10)) / 86_400_000 / 7)
      const location = lines![0]!.location_id
      return {
        frequency: days.length - 1,
        recency: days.at(-1)! - days[0]!,
        age: Date.parse(on) / 86_400_000 / 7 - days[0]!,
        location,
      }
    })
  let warehouse: Warehouse
  let rhythm: { r: number; alpha: number; a: number; b: number }
  beforeAll(async () => {
    warehouse = await built({ order_line: buyers })
    const [row] = await warehouse.query('select * from buying_rhythm')
    expect(row!['customers']).toBe(60)
    rhythm = { r: Number(row!['r']), alpha: Number(row!['alpha']), a: Number(row!['a']), b: Number(row!['b']) }
  })

  test('overdue on any day are those whose P(alive) is then below one half', async () => {
    for (const on of ['2026-04-01', '2026-06-15', '2026-08-31', '2026-11-18', '2027-06-01']) {
      const expected = histories(on).filter((of) => aliveProbability(rhythm, of) < 0.5).length
      expect(await valueOn(warehouse, 'overdue_customers', on), on).toBe(expected)
    }
    expect((await ask(warehouse, 'overdue_customers')).flags).toEqual([])
    expect(await valueOn(warehouse, 'overdue_customers', '2027-06-01')).toBeGreaterThan(0)
  })

  test('expected purchases are those of each customer, summed, on any day and by place', async () => {
    for (const on of ['2026-01-05', '2026-06-15', '2026-11-18']) {
      const expected = histories(on).reduce((sum, of) => sum + expectedPurchases(rhythm, of, 90 / 7), 0)
      const reading = await ask(warehouse, 'expected_orders_90d', { period: day(on) })
      expect(reading.value! / expected, on).toBeCloseTo(1, 7)
      expect(reading.also!['customers']).toBe(histories(on).length)
    }
    const reading = await ask(warehouse, 'expected_orders_90d', { by: ['location'] })
    const there = histories(today).filter((of) => of.location === 'S2')
    expect(members(reading, 'location')['S2']).toBeCloseTo(
      there.reduce((sum, of) => sum + expectedPurchases(rhythm, of, 90 / 7), 0),
      6,
    )
  })
})
