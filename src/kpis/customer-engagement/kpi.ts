import type { Kpi, Measure, Metric, Model, Value } from '#core/metric.ts'
import { readQuantile, readRate, readSum } from '#core/values.ts'
import { explain } from './explain.ts'
import { formulas, kpiName, names } from './messages.ts'
import {
  care,
  careDimensionNames,
  customers,
  dimensionNames,
  expectedOrdersSql,
  expecting,
  openRequests,
  requestDimensionNames,
  requests,
  resolved,
  standing,
} from './model.ts'
import { tables } from './tables.ts'

type MetricId = keyof typeof names

const define = (
  id: MetricId,
  rest: Omit<Metric, 'id' | 'name' | 'formula' | 'dimensions'> & Partial<Pick<Metric, 'dimensions'>>,
): Metric => ({ id, name: names[id], formula: formulas[id], dimensions: dimensionNames, ...rest })

const sum = (model: Model, column: string): Measure => ({ model, sql: `sum(${column})` })

const share = (id: MetricId, numerator: string, denominator: string): Metric =>
  define(id, {
    kind: 'ratio',
    unit: 'rate',
    direction: 'up_is_good',
    date: 'completed_at',
    measures: () => ({ numerator: sum(standing, numerator), denominator: sum(standing, denominator) }),
    read: readRate(),
    behind: { model: customers, where: `m.${denominator}` },
  })

const activeCustomers = define('active_customers', {
  kind: 'distinct',
  unit: 'count',
  direction: 'up_is_good',
  date: 'completed_at',
  measures: () => ({ value: sum(standing, 'active') }),
  read: readSum(),
  behind: { model: customers, where: 'm.active' },
})

const answerRate = define('answer_rate', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'up_is_good',
  date: 'at',
  dimensions: careDimensionNames,
  measures: () => ({ numerator: sum(care, 'answered'), denominator: sum(care, 'made') }),
  read: readRate(),
})

const requestsOpen = define('requests_open', {
  kind: 'additive',
  unit: 'count',
  direction: 'down_is_good',
  date: 'opened_at',
  dimensions: requestDimensionNames,
  measures: () => ({ value: sum(openRequests, 'open') }),
  read: readSum(),
  behind: { model: requests, where: 'true' },
  worklist: true,
})

const quantile = (sql: string): Measure => ({ model: resolved, sql, whole: true, rows: 'm.hours is not null' })

const resolutionHours = define('resolution_hours', {
  kind: 'quantile',
  unit: 'hours',
  direction: 'down_is_good',
  date: 'resolved_at',
  dimensions: requestDimensionNames,
  measures: () => ({
    value: quantile('quantile_cont(hours, 0.5)'),
    p90: quantile('quantile_cont(hours, 0.9)'),
    cases: quantile('count(hours)'),
  }),
  read: readQuantile(),
})

/** One row whatever is asked, so that a member without overdue customers knows it too. */
const fittedSql = 'max((select count(r) from buying_rhythm))'

/** Overdue by own rhythm and by the common one; without the common one the count is short, and flagged. */
const overdueCustomers = define('overdue_customers', {
  kind: 'distinct',
  unit: 'count',
  direction: 'down_is_good',
  date: 'completed_at',
  measures: () => ({ fitted: { model: standing, sql: fittedSql }, value: sum(standing, 'overdue') }),
  read: (row): Value => {
    const value = readSum()(row)
    return value.value === null || row['fitted'] ? value : { ...value, flags: ['too_few'] }
  },
  behind: { model: customers, where: 'm.overdue' },
  worklist: true,
})

const expectedOrders = define('expected_orders_90d', {
  kind: 'additive',
  unit: 'quantity',
  direction: 'up_is_good',
  date: 'completed_at',
  measures: () => ({
    customers: { model: standing, relation: expectedOrdersSql, column: 'customers' },
    value: { model: standing, relation: expectedOrdersSql, column: 'expected', unknown: true },
  }),
  read: (row): Value => {
    const known = row['customers'] ?? null
    if (!known) return { value: null, reason: 'no_data' }
    return row['value'] === null
      ? { value: null, reason: 'too_few' }
      : { ...readSum()(row), also: { customers: known } }
  },
  behind: { model: expecting, where: 'true' },
})

/** KPI 5: whether those who bought still buy, answer and are looked after. */
export const customerEngagement: Kpi = {
  number: 5,
  slug: 'customer-engagement',
  name: kpiName,
  headline: 'engaged_rate',
  metrics: [
    activeCustomers,
    share('engaged_rate', 'engaged', 'active'),
    share('after_sale_coverage', 'cared', 'recent'),
    answerRate,
    share('repeat_purchase_rate', 'repeated', 'active'),
    requestsOpen,
    resolutionHours,
    overdueCustomers,
    expectedOrders,
  ],
  tables,
  explain,
}
