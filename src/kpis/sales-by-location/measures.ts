import type { DimensionName } from '#core/dimension.ts'
import type { Measure, MeasureRow, Value } from '#core/metric.ts'
import { readRate, readRatio } from '#core/values.ts'
import { goodsNames, ordered, returned, sold } from './model.ts'

export const soldSum = (column: string): Measure => ({ model: sold, sql: `sum(${column})` })
export const returnedSum = (column: string): Measure => ({ model: returned, sql: `sum(${column})` })

/** An order holds several products, so by product it is counted in each; its place and day it has once. */
export const orderCount = (asked: readonly DimensionName[] = []): Measure =>
  asked.some((name) => goodsNames.includes(name))
    ? { model: sold, sql: 'count(distinct order_id)', whole: true }
    : { model: ordered, sql: 'sum(orders)' }

/** Lines sold, which are the rows behind whatever is summed over them. */
export const soldRows = { rows: soldSum('lines') } as const

/** The last measure names the rows shown behind the number. */
export const netAmount = { returned: returnedSum('amount'), sold: soldSum('net_amount') } as const
export const netUnits = { units_returned: returnedSum('units'), units_sold: soldSum('units') } as const
export const profit = {
  costed_returned: returnedSum('costed_amount'),
  cost_returned: returnedSum('cost_amount'),
  returned: returnedSum('amount'),
  sold: soldSum('net_amount'),
  costed_lines: soldSum('costed_lines'),
  costed: soldSum('costed_amount'),
  cost: soldSum('cost_amount'),
} as const

/** Sums come back as doubles; their difference is put back on the four decimals money and quantities are kept in. */
export const exactly = (value: number): number => (Math.abs(value) < 9e11 ? Math.round(value * 1e4) / 1e4 : value)

/** a − b, where either may be absent; null only where both are. */
export const minus = (row: MeasureRow, a: string, b: string): number | null => {
  const [left, right] = [row[a] ?? null, row[b] ?? null]
  return left === null && right === null ? null : exactly((left ?? 0) - (right ?? 0))
}

/** a + b, where either may be absent; null only where both are. */
export const plus = (a: number | null | undefined, b: number | null | undefined): number | null =>
  (a ?? null) === null && (b ?? null) === null ? null : (a ?? 0) + (b ?? 0)

export const netOf = (row: MeasureRow): number | null => minus(row, 'sold', 'returned')
export const unitsOf = (row: MeasureRow): number | null => minus(row, 'units_sold', 'units_returned')

export const readDifference =
  (of: (row: MeasureRow) => number | null) =>
  (row: MeasureRow): Value => {
    const value = of(row)
    return value === null ? { value, reason: 'no_data' } : { value }
  }

export const readQuotient =
  (numerator: (row: MeasureRow) => number | null, denominator: (row: MeasureRow) => number | null) =>
  (row: MeasureRow): Value =>
    readRatio()({ numerator: numerator(row), denominator: denominator(row) })

/** A rate whose numerator is not a part of its denominator: no interval where it exceeds it. */
export const readLooseRate = (row: MeasureRow): Value =>
  (row['numerator'] ?? 0) > (row['denominator'] ?? 0) ? readRatio()(row) : readRate()(row)

type Profit = { readonly value: number | null; readonly net: number | null; readonly coverage: number | null }

/** Gross profit and the net sales it stands on; coverage is their share of all net sales. */
export const profitOf = (row: MeasureRow): Profit => {
  const all = netOf(row)
  if (!row['costed_lines']) return { value: null, net: null, coverage: all ? 0 : null }
  const net = minus(row, 'costed', 'costed_returned') ?? 0
  const value = exactly(net - (minus(row, 'cost', 'cost_returned') ?? 0))
  return { value, net, coverage: all ? net / all : null }
}
