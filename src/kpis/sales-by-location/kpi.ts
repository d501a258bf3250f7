import type { Kpi, Metric } from '#core/metric.ts'
import { readRatio, readSum } from '#core/values.ts'
import { define, type MetricId } from './define.ts'
import { explain } from './explain.ts'
import {
  exactly,
  netAmount,
  netOf,
  netUnits,
  orderCount,
  plus,
  profit,
  profitOf,
  readDifference,
  readLooseRate,
  readQuotient,
  returnedSum,
  soldRows,
  soldSum,
  unitsOf,
} from './measures.ts'
import { kpiName } from './messages.ts'
import { cameBack, placed, placeNames, refused, returned, visited } from './model.ts'
import { concentration, locationShare, salesPerArea, salesPerHead, sameLocationGrowth } from './places.ts'
import { tables } from './tables.ts'

const netSales = define('net_sales', {
  kind: 'additive',
  unit: 'money',
  direction: 'up_is_good',
  measures: () => ({
    ...soldRows,
    returned: netAmount.returned,
    gross: soldSum('gross_amount'),
    discounts: soldSum('discount_amount'),
  }),
  read: (row) => {
    const gross = row['gross'] ?? null
    const returns = row['returned'] ?? null
    if (gross === null && returns === null) return { value: null, reason: 'no_data' }
    const parts = { gross_sales: gross ?? 0, discounts: row['discounts'] ?? 0, returns: returns ?? 0 }
    return { value: exactly(parts.gross_sales - parts.discounts - parts.returns), also: parts }
  },
})

const averageOrderValue = define('average_order_value', {
  kind: 'ratio',
  unit: 'money',
  direction: 'up_is_good',
  measures: (_options, _settings, asked) => ({ ...soldRows, orders: orderCount(asked), ...netAmount }),
  read: readQuotient(netOf, (row) => row['orders'] ?? null),
})

const unitsPerOrder = define('units_per_order', {
  kind: 'ratio',
  unit: 'quantity',
  direction: 'up_is_good',
  measures: (_options, _settings, asked) => ({ ...soldRows, orders: orderCount(asked), ...netUnits }),
  read: readQuotient(unitsOf, (row) => row['orders'] ?? null),
})

const averageUnitPrice = define('average_unit_price', {
  kind: 'ratio',
  unit: 'money',
  direction: 'neither',
  measures: () => ({ ...soldRows, ...netUnits, ...netAmount }),
  read: readQuotient(netOf, unitsOf),
})

const grossProfit = define('gross_profit', {
  kind: 'additive',
  unit: 'money',
  direction: 'up_is_good',
  measures: () => ({ ...soldRows, ...profit }),
  read: (row) => {
    const { value, coverage } = profitOf(row)
    return { value, ...(value === null ? { reason: 'no_data' as const } : {}), also: { coverage } }
  },
})

const grossMargin = define('gross_margin', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'up_is_good',
  measures: () => ({ ...soldRows, ...profit }),
  read: (row) => {
    const { value, net, coverage } = profitOf(row)
    return { ...readRatio()({ numerator: value, denominator: net }), also: { coverage } }
  },
})

const returnRate = define('return_rate', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'down_is_good',
  date: 'returned_at',
  behind: { model: cameBack, where: 'true' },
  measures: (_options, _settings, asked) => ({
    rows: { model: cameBack, sql: 'count(*)' },
    orders: orderCount(asked),
    ...netUnits,
    ...netAmount,
    refused: { model: refused, sql: 'count(distinct returned_id)', whole: true },
    taken_back: { model: returned, sql: 'count(distinct returned_id)', whole: true },
  }),
  read: (row) => {
    const unsold = row['refused'] ?? null
    const share = (part: string, whole: string): number | null =>
      row[whole] ? (row[part] ?? 0) / (row[whole] as number) : null
    return {
      ...readLooseRate({ numerator: plus(row['taken_back'], unsold), denominator: plus(row['orders'], unsold) }),
      also: { units_rate: share('units_returned', 'units_sold'), value_rate: share('returned', 'sold') },
    }
  },
})

const cancelRate = define('cancel_rate', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'down_is_good',
  date: 'placed_at',
  measures: () => ({
    rows: { model: placed, sql: 'count(*)', where: `m.status = 'cancelled'` },
    kept: { model: placed, sql: `count(distinct order_id) filter (where status <> 'cancelled')`, whole: true },
    placed: { model: placed, sql: 'count(distinct order_id)', whole: true, rows: `m.status = 'cancelled'` },
  }),
  read: (row) => {
    const orders = row['placed'] ?? null
    return readLooseRate({ numerator: orders === null ? null : orders - (row['kept'] ?? 0), denominator: orders })
  },
})

const provisional = `m.status in ('placed', 'confirmed', 'shipped')`

const provisionalSales = define('provisional_sales', {
  kind: 'additive',
  unit: 'money',
  direction: 'neither',
  date: 'placed_at',
  measures: () => ({
    rows: { model: placed, sql: 'count(*)', where: provisional },
    value: { model: placed, sql: 'sum(net_amount)', where: provisional },
  }),
  read: readSum(),
})

const visits = { rows: { model: visited, sql: 'count(*)' } } as const

const amount = (id: MetricId, direction: Metric['direction'], column: string): Metric =>
  define(id, {
    kind: 'additive',
    unit: 'money',
    direction,
    measures: () => ({ ...soldRows, value: soldSum(column) }),
    read: readSum(),
  })

/** KPI 3: what each store and online channel sold, under one definition of a sale. */
export const salesByLocation: Kpi = {
  number: 3,
  slug: 'sales-by-location',
  name: kpiName,
  headline: 'net_sales',
  metrics: [
    amount('gross_sales', 'up_is_good', 'gross_amount'),
    amount('discounts', 'neither', 'discount_amount'),
    define('returns', {
      kind: 'additive',
      unit: 'money',
      direction: 'down_is_good',
      date: 'returned_at',
      measures: () => ({ rows: returnedSum('lines'), value: returnedSum('amount') }),
      read: readSum(),
    }),
    netSales,
    provisionalSales,
    define('orders', {
      kind: 'additive',
      unit: 'count',
      direction: 'up_is_good',
      measures: (_options, _settings, asked) => ({ value: orderCount(asked) }),
      read: readSum(),
    }),
    define('units', {
      kind: 'additive',
      unit: 'quantity',
      direction: 'up_is_good',
      measures: () => ({ ...soldRows, ...netUnits }),
      read: readDifference(unitsOf),
    }),
    averageOrderValue,
    unitsPerOrder,
    averageUnitPrice,
    grossProfit,
    grossMargin,
    returnRate,
    cancelRate,
    define('footfall', {
      kind: 'additive',
      unit: 'count',
      direction: 'up_is_good',
      date: 'on',
      dimensions: placeNames,
      measures: () => ({ ...visits, value: { model: visited, sql: 'sum(visitors)' } }),
      read: readSum(),
    }),
    define('store_conversion', {
      kind: 'ratio',
      unit: 'rate',
      direction: 'up_is_good',
      dimensions: placeNames,
      measures: () => ({
        ...visits,
        numerator: { model: visited, sql: 'sum(orders)' },
        denominator: { model: visited, sql: 'sum(visitors)' },
      }),
      read: readLooseRate,
    }),
    salesPerArea,
    salesPerHead,
    sameLocationGrowth,
    locationShare,
    concentration,
  ],
  tables,
  explain,
}
