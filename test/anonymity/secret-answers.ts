import { expect } from 'vitest'
import type { DimensionName } from '#core/dimension.ts'
import type { Metric, Model, Value } from '#core/metric.ts'
import { planReading } from '#core/plan.ts'
import { type ResultRow, readReading } from '#core/read.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import { defaultSettings } from '#core/settings.ts'
import { quote } from '#core/sql.ts'
import type { Warehouse } from '#core/warehouse.ts'

/** The n-th answer scores 2ⁿ, so that any sum shown tells exactly whose answers are in it. */
export type Answer = {
  readonly day: string
  readonly team: string | null
  readonly location: string | null
  readonly tenure: string | null
}

export const dimensions: readonly DimensionName[] = ['team', 'location', 'tenure_band']
const model: Model = {
  name: 'secret_answer',
  grain: 'One row per answer.',
  time: 'flow',
  day: 'on_day',
  dimensions: { team: { sql: 'm.team' }, location: { sql: 'm.location' }, tenure_band: { sql: 'm.tenure' } },
  floor: 'anonymity',
  rows: ['score'],
}
const metricOver = (of: Model): Metric => ({
  id: 'secret',
  kind: 'score',
  unit: 'score',
  direction: 'up_is_good',
  date: 'on_day',
  name: { vi: 'x', en: 'x' },
  formula: { vi: 'x', en: 'x' },
  dimensions,
  measures: () => ({ total: { model: of, sql: 'sum(score)' }, answers: { model: of, sql: 'count(*)' } }),
  read: (row): Value =>
    row['answers']
      ? { value: row['total']! / row['answers'], numerator: row['total'] ?? null, denominator: row['answers'] }
      : { value: null, reason: 'no_data' },
})
export const metric = metricOver(model)
export const rolling = metricOver({ ...model, trailing: 90 })

export const load = async (warehouse: Warehouse, answers: readonly Answer[]): Promise<void> => {
  const text = (value: string | null): string => (value === null ? 'null' : quote(value))
  const rows = answers.map(
    (a, i) => `(date '${a.day}', ${text(a.team)}, ${text(a.location)}, ${text(a.tenure)}, ${2 ** i}::double)`,
  )
  await warehouse.run(
    `create or replace table secret_answer as select * from (values ${rows.join(', ')}) v(on_day, team, location, tenure, score)`,
  )
}

export const shift = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

export const read = async (
  warehouse: Warehouse,
  request: Partial<ReadingRequest> & Pick<ReadingRequest, 'period'>,
  floor: number,
  of = metric,
): Promise<Reading> => {
  const full: ReadingRequest = {
    comparison: null,
    by: [],
    where: [],
    series: [],
    options: {},
    today: '2026-12-31',
    ...request,
  }
  const settings = { ...defaultSettings, anonymity_floor: floor as 5 }
  const plan = planReading(of, full, settings)
  return readReading({
    metric: of,
    request: full,
    plan,
    settings,
    rows: (await warehouse.query(plan.statement)) as readonly ResultRow[],
    span: { from: '2020-01-01', to: '2030-01-01' },
    target: null,
    labels: (_, member) => member ?? '',
    imports: [],
    asOf: '2026-12-31T00:00:00Z',
  })
}

/** Every number of an answer: each set of answers whose sum is shown. A hidden one must carry nothing. */
export const sumsIn = (reading: Reading): Set<number>[] => {
  const values: Value[] = [
    reading,
    ...(reading.previous ? [reading.previous] : []),
    ...reading.series,
    ...(reading.by ?? []).flatMap((group) => [group, ...(group.previous ? [group.previous] : [])]),
  ]
  return values.flatMap((value) => {
    if (value.value === null) {
      expect(value.reason).toMatch(/hidden_for_anonymity|no_data/)
      for (const part of ['numerator', 'denominator', 'interval', 'margin', 'standard_error', 'also'] as const)
        expect(value[part]).toBeUndefined()
      return []
    }
    let [rest, members] = [value.numerator!, new Set<number>()]
    for (let i = 52; i >= 0; i--)
      if (rest >= 2 ** i) {
        rest -= 2 ** i
        members.add(i)
      }
    expect(members.size).toBe(value.denominator)
    return [members]
  })
}
