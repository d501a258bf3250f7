import { beforeAll, describe, expect, test } from 'vitest'
import { planReading } from '#core/plan.ts'
import type { ReadingRequest } from '#core/reading.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { asking, members } from '../../../test/asking.ts'
import type { Fixture } from '../../../test/fixture-warehouse.ts'
import { company } from './company.fixture.ts'
import { acquisitionCost } from './kpi.ts'

const today = '2026-11-18'
const october = { from: '2026-10-01', to: '2026-10-31' }
const { built, ask } = asking(acquisitionCost, october, today)

let warehouse: Warehouse
beforeAll(async () => {
  warehouse = await built(company)
})

describe('the tables', () => {
  test('come out the same in whatever order the rows were loaded, also where moments are shared', async () => {
    const moment = '2026-10-02 09:00:00'
    const tied: Fixture = {
      ...company,
      customer: [
        { customer_id: 'K2', phone_hash: 'p2', owner: 'R2' },
        { customer_id: 'K8', phone_hash: 'p8' },
        { customer_id: 'K9', phone_hash: 'p8' },
      ],
      contact: [
        ...company.contact!,
        { contact_id: 't1', received_at: moment, source: 'google', customer_id: 'K8', phone_hash: 'p8' },
        { contact_id: 't2', received_at: moment, source: 'zalo', customer_id: 'K8', phone_hash: 'p8' },
        { contact_id: 't3', received_at: moment, source: 'tiktok', customer_id: 'K8' },
      ],
      activity: [
        ...company.activity!,
        { activity_id: 't1', contact_id: 't1', at: moment, researched: true, method: 'chat', minutes: 2, rep: 'R1' },
        { activity_id: 't2', contact_id: 't1', at: moment, researched: false, method: 'chat', minutes: 2, rep: 'R2' },
        { activity_id: 't3', customer_id: 'K8', at: '2026-10-03 09:00:00', purpose: 'selling' },
      ],
      order_line: [
        ...company.order_line!,
        ...['K8', 'K9'].flatMap((customer_id) =>
          ['a', 'b'].map((part) => ({
            order_id: `${customer_id}${part}`,
            line_no: '1',
            placed_at: '2026-10-08 09:00:00',
            status: 'completed',
            location_id: part === 'a' ? 'S1' : 'W1',
            customer_id,
            quantity: 1,
            unit_price: 10,
          })),
        ),
      ],
    }
    const reversed = Object.fromEntries(Object.entries(tied).map(([name, rows]) => [name, [...rows].reverse()]))
    const [one, other] = [await built(tied), await built(reversed)]
    for (const { name } of acquisitionCost.tables)
      expect(await one.query(`select * from ${name}`), name).toEqual(await other.query(`select * from ${name}`))
  })
})

describe('the smaller tables', () => {
  test('give the same as the customers and the spend themselves', async () => {
    for (const dimension of ['source', 'location', 'team', 'product_line'] as const)
      for (const id of ['spend', 'customers_new']) {
        const groups = members(await ask(warehouse, id, { by: [dimension] }), dimension)
        expect(
          Object.values(groups).reduce((a, b) => a! + b!, 0),
          `${id} by ${dimension}`,
        ).toBe(id === 'spend' ? 3900 : 4)
      }
  })

  test('are all the headline reads', async () => {
    const metric = acquisitionCost.metrics.find((candidate) => candidate.id === acquisitionCost.headline)!
    const request: ReadingRequest = {
      period: { from: '2026-11-16', to: '2026-11-18' },
      comparison: { from: '2026-11-09', to: '2026-11-11', kind: 'previous' },
      by: [],
      where: [],
      series: [{ from: '2026-11-09', to: '2026-11-15' }],
      options: {},
      today,
    }
    const { statement } = planReading(metric, request, defaultSettings)
    const read = [...statement.matchAll(/from (\w+) m\b/g)].map((match) => match[1])
    expect([...new Set(read)].sort()).toEqual(['lagged_total_day', 'new_customer_day', 'spend_total_day'])
    await expect(`${statement}\n`).toMatchFileSnapshot('./cac.golden.sql')
  })
})
