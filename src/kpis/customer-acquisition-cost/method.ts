import type { Measure, MeasureRow, Value } from '#core/metric.ts'
import { steadySum } from '#core/sql.ts'
import { measure, readCost } from './cost.ts'
import { methodSpent, touched } from './model.ts'

export const methodMeasures = (): Readonly<Record<string, Measure>> => ({
  cost: { model: methodSpent, sql: 'sum(cost_amount)' },
  minutes: { model: methodSpent, sql: 'sum(minutes)' },
  unpriced: { model: methodSpent, sql: 'sum(unpriced_minutes)' },
  customers: { model: touched, sql: steadySum('share', 18) },
})

/** Cost of a method ÷ its share of new customers. Minutes nobody knows the price of leave the cost partial. */
export const readMethod = (row: MeasureRow): Value => {
  const [cost, unpriced] = [measure(row, 'cost'), measure(row, 'unpriced')]
  const also = { minutes: measure(row, 'minutes'), ...(unpriced ? { minutes_without_price: unpriced } : {}) }
  const known = unpriced && !cost ? null : cost
  return {
    ...readCost(known, measure(row, 'customers')),
    also,
    ...(unpriced ? { flags: ['partial'] as const } : {}),
  }
}
