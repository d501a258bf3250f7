import type { Measure, MeasureRow, ReadContext, Value } from '#core/metric.ts'
import { measure, readCost } from './cost.ts'
import { lifeMonths } from './customer-tables.ts'
import { cohort } from './model.ts'

/** Days after which the first twelve months of a cohort's last customer are over. */
export const yearDays = 366

const ofCohort = (sql: string): Measure => ({ model: cohort, whole: true, unknown: true, sql })
const upTo = (month: number): string => `where month_no <= ${month} and on_day <= as_of`

/** Gross profit of the first twelve months as far as it has come, and sales whose cost is unknown. */
export const profitMeasures = (): Readonly<Record<string, Measure>> => ({
  profit: ofCohort(`sum(profit_amount) filter (${upTo(12)})`),
  uncosted: ofCohort(`sum(uncosted_amount) filter (${upTo(12)})`),
})

const ageInDays = (context: ReadContext): number =>
  Math.round((Date.parse(context.asOf) - Date.parse(context.to)) / 86_400_000)

const flagsOf = (row: MeasureRow, immature: boolean): Pick<Value, 'flags'> => {
  const flags = [
    ...(immature ? (['immature'] as const) : []),
    ...(measure(row, 'uncosted') ? (['partial'] as const) : []),
  ]
  return flags.length > 0 ? { flags } : {}
}

const uncosted = (row: MeasureRow): Readonly<Record<string, number>> => {
  const left = measure(row, 'uncosted')
  return left ? { sales_without_cost: left } : {}
}

/** Gross profit ÷ customers of the cohort; flagged while the twelve months are not over, or a cost is unknown. */
export const readGrossProfit = (row: MeasureRow, context: ReadContext): Value => ({
  ...readCost(measure(row, 'profit'), measure(row, 'customers')),
  ...flagsOf(row, ageInDays(context) < yearDays),
  also: uncosted(row),
})

/** Gross profit per customer ÷ cost per customer; the cohort is the same above and below. */
export const readWorth = (row: MeasureRow, context: ReadContext): Value => {
  const customers = measure(row, 'customers')
  const profit = readCost(measure(row, 'profit'), customers)
  const cost = readCost(measure(row, 'spend'), customers)
  const missing = profit.value === null ? profit : cost.value === null ? cost : null
  return {
    ...(missing
      ? { value: null, reason: missing.reason!, numerator: profit.value, denominator: cost.value }
      : readCost(profit.value, cost.value)),
    ...flagsOf(row, ageInDays(context) < yearDays),
    also: { gross_profit_12m: profit.value, cac: cost.value, ...uncosted(row) },
  }
}

const months = Array.from({ length: lifeMonths }, (_, i) => i + 1)

/** Cumulative gross profit of a cohort by month of its customers' lives. */
export const paybackMeasures = (): Readonly<Record<string, Measure>> =>
  Object.fromEntries(months.map((month) => [`m${month}`, ofCohort(`sum(profit_amount) filter (${upTo(month)})`)]))

/**
 * First month whose cumulative gross profit covers the cohort's cost. `also` tells how much of the cost has come
 * back. Flagged while that month is not over for the cohort's last customer.
 */
export const readPayback = (row: MeasureRow, context: ReadContext): Value => {
  const customers = measure(row, 'customers')
  const cost = readCost(measure(row, 'spend'), customers)
  if (cost.value === null) return { value: null, reason: cost.reason! }
  const earned = months.map((month) => measure(row, `m${month}`))
  const last = earned.at(-1) ?? null
  if (last === null) return { value: null, reason: 'no_data' }
  const spend = measure(row, 'spend')!
  const at = earned.findIndex((sum) => sum !== null && sum >= spend)
  const wait = (at < 0 ? lifeMonths : at + 1) * 31
  return {
    ...(at < 0 ? { value: null, reason: 'not_reached' as const } : { value: at + 1 }),
    ...flagsOf(row, ageInDays(context) < wait),
    also: { cac: cost.value, earned_back: spend === 0 ? null : last / spend },
  }
}
