import type { Measure, MeasureRow, MetricOptions, ReadContext, RelationContext, Value } from '#core/metric.ts'
import { spent, spentEarlier, won } from './model.ts'

export const amount: Measure = { model: spent, sql: 'sum(amount)', rows: 'm.amount <> 0' }
export const advertising: Measure = { model: spent, sql: 'sum(advertising_amount)', rows: 'm.advertising_amount <> 0' }
export const customers: Measure = { model: won, sql: 'sum(customers)' }
export const paidCustomers: Measure = { model: won, sql: 'sum(paid)', rows: 'm.paid = 1' }

const earlier = (column: string): Measure => ({ model: spentEarlier, sql: `sum(${column})` })

const lagDays: Measure = {
  model: spentEarlier,
  unknown: true,
  relation: ({ by }: RelationContext) =>
    `select s.slot, 0 as level${by.map((_, i) => `, null as d${i + 1}`).join('')}, l.days as value from slot s cross join acquisition_lag l`,
}

/**
 * Cost ÷ things it was spent on. Unknown, not zero, where no cost is known for the window: a month whose bills
 * are not in yet would look free of charge.
 */
export const readCost = (numerator: number | null, denominator: number | null): Value => {
  if (numerator === null || denominator === null) return { value: null, reason: 'no_data', numerator, denominator }
  if (denominator === 0) return { value: null, reason: 'denominator_zero', numerator, denominator }
  return { value: numerator / denominator, numerator, denominator }
}

export const measure = (row: MeasureRow, name: string): number | null => row[name] ?? null

/** Advertising ÷ new customers from paid sources stands beside the fully loaded cost, and both lags beside each other. */
export const costMeasures = (): Readonly<Record<string, Measure>> => ({
  rows: customers,
  plain: amount,
  advertising,
  lagged: earlier('amount'),
  advertising_lagged: earlier('advertising_amount'),
  lag_days: lagDays,
  paid: paidCustomers,
  customers,
})

type Lag = NonNullable<MetricOptions['lag']>
const other = (lag: Lag): Lag => (lag === 'lagged' ? 'plain' : 'lagged')

const loaded = (row: MeasureRow, lag: Lag): Value => readCost(measure(row, lag), measure(row, 'customers'))
const paidOnly = (row: MeasureRow, lag: Lag): Value =>
  readCost(measure(row, lag === 'lagged' ? 'advertising_lagged' : 'advertising'), measure(row, 'paid'))

/** Fully loaded cost of a new customer, with ad-only and the other lag beside it. */
export const readLoaded = (row: MeasureRow, { options }: ReadContext): Value => {
  const lag = options.lag ?? 'plain'
  return {
    ...loaded(row, lag),
    also: {
      cac_paid: paidOnly(row, lag).value,
      [`cac_${other(lag)}`]: loaded(row, other(lag)).value,
      lag_days: measure(row, 'lag_days'),
    },
  }
}

/** Ad-only cost of a new customer from paid sources, with the fully loaded one and the other lag beside it. */
export const readPaid = (row: MeasureRow, { options }: ReadContext): Value => {
  const lag = options.lag ?? 'plain'
  return {
    ...paidOnly(row, lag),
    also: {
      cac: loaded(row, lag).value,
      [`cac_paid_${other(lag)}`]: paidOnly(row, other(lag)).value,
      lag_days: measure(row, 'lag_days'),
    },
  }
}
