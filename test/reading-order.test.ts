import { expect, test } from 'vitest'
import { planReading } from '#core/plan.ts'
import { planRows } from '#core/plan-rows.ts'
import { type ResultRow, readReading } from '#core/read.ts'
import type { ReadingRequest } from '#core/reading.ts'
import { defaultSettings } from '#core/settings.ts'
import { acquisitionCost } from '../src/kpis/customer-acquisition-cost/kpi.ts'
import { newContacts } from '../src/kpis/new-contacts/kpi.ts'
import { warehouseOf } from './fixture-warehouse.ts'

const today = '2026-11-18'
const metric = acquisitionCost.metrics.find(({ id }) => id === 'cac')!
const request: ReadingRequest = {
  period: { from: '2026-11-01', to: '2026-11-18' },
  comparison: null,
  by: ['source'],
  where: [],
  series: [],
  options: {},
  today,
}
const row = (source: string | null, plain: number | null, customers: number): ResultRow => ({
  slot: 'current',
  level: 1,
  d1: source,
  plain,
  customers,
})

test('members stand in one order, however the rows come: by value, then those without one, each by name', () => {
  const rows = [row('zalo', 10, 0), row('web', 30, 1), row(null, 30, 1), row('facebook', 60, 1), row('google', null, 0)]
  const order = (given: readonly ResultRow[]): unknown[] =>
    readReading({
      metric,
      request,
      plan: planReading(metric, request, defaultSettings),
      rows: given,
      settings: defaultSettings,
      span: null,
      target: null,
      labels: (_dimension, member) => member ?? '',
      imports: [],
      asOf: '2026-11-18T00:00:00Z',
    }).by!.map((group) => group.members['source'])
  const expected = ['facebook', 'web', null, 'google', 'zalo']
  expect(order(rows)).toEqual(expected)
  expect(order(rows.toReversed())).toEqual(expected)
  expect(order([rows[3]!, rows[0]!, rows[4]!, rows[2]!, rows[1]!])).toEqual(expected)
})

test('rows of one moment come in one order, however they lie', async () => {
  const kpi = newContacts
  const ids = Array.from({ length: 40 }, (_, i) => `K${String(i).padStart(2, '0')}`)
  const at = { received_at: '2026-11-03 09:00:00' }
  const behind = planRows(kpi.metrics[0]!, { ...request, by: [] }, 5)
  for (const order of [ids, ids.toReversed()]) {
    const warehouse = await warehouseOf({ contact: order.map((contact_id) => ({ contact_id, ...at })) }, [], today)
    for (const table of kpi.tables)
      await warehouse.transact([
        `create or replace table ${table.name} as ${table.sql({ settings: defaultSettings, today })}`,
      ])
    await warehouse.transact([
      'create or replace table new_contact as select * from new_contact order by hash(contact_id)',
    ])
    expect((await warehouse.query(behind)).map((row) => row['contact_id'])).toEqual(ids.slice(0, 5))
    await warehouse.close()
  }
})
