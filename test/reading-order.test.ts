import { expect, test } from 'vitest'
import { planReading } from '#core/plan.ts'
import { type ResultRow, readReading } from '#core/read.ts'
import type { ReadingRequest } from '#core/reading.ts'
import { defaultSettings } from '#core/settings.ts'
import { acquisitionCost } from '../src/kpis/customer-acquisition-cost/kpi.ts'

const metric = acquisitionCost.metrics.find(({ id }) => id === 'cac')!
const request: ReadingRequest = {
  period: { from: '2026-11-01', to: '2026-11-18' },
  comparison: null,
  by: ['source'],
  where: [],
  series: [],
  options: {},
  today: '2026-11-18',
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
