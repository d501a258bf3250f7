import type { DimensionName } from '#core/dimension.ts'
import type { Kpi, Metric } from '#core/metric.ts'
import { readRatio, readSum } from '#core/values.ts'
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
  soldSum,
  unitsOf,
} from './measures.ts'
import { formulas, kpiName, names } from './messages.ts'
import {
  goodsNames,
  located,
  placed,
  placeNames,
  refused,
  returned,
  saleNames,
  sold,
  visited,
  whereNames,
} from './model.ts'
import { areaSql, concentrationSql, growthSql, shareSql, staffSql } from './relations.ts'
import { tables } from './tables.ts'

type MetricId = keyof typeof names
type Rest = Omit<Metric, 'id' | 'name' | 'formula' | 'dimensions' | 'date'> & {
  readonly dimensions?: readonly DimensionName[]
  readonly date?: string
}

const define = (id: MetricId, rest: Rest): Metric => ({
  id,
  name: names[id],
  formula: formulas[id],
  date: 'completed_at',
  dimensions: saleNames,
  ...rest,
})

const netSales = define('net_sales', {
  kind: 'additive',
  unit: 'money',
  direction: 'up_is_good',
  measures: () => ({
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
  measures: (_options, _settings, asked) => ({ orders: orderCount(asked), ...netAmount }),
  read: readQuotient(netOf, (row) => row['orders'] ?? null),
})

const unitsPerOrder = define('units_per_order', {
  kind: 'ratio',
  unit: 'quantity',
  direction: 'up_is_good',
  measures: (_options, _settings, asked) => ({ orders: orderCount(asked), ...netUnits }),
  read: readQuotient(unitsOf, (row) => row['orders'] ?? null),
})

const averageUnitPrice = define('average_unit_price', {
  kind: 'ratio',
  unit: 'money',
  direction: 'neither',
  measures: () => ({ ...netUnits, ...netAmount }),
  read: readQuotient(netOf, unitsOf),
})

const grossProfit = define('gross_profit', {
  kind: 'additive',
  unit: 'money',
  direction: 'up_is_good',
  measures: () => profit,
  read: (row) => {
    const { value, coverage } = profitOf(row)
    return { value, ...(value === null ? { reason: 'no_data' as const } : {}), also: { coverage } }
  },
})

const grossMargin = define('gross_margin', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'up_is_good',
  measures: () => profit,
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
  measures: (_options, _settings, asked) => ({
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
    kept: { model: placed, sql: `count(distinct order_id) filter (where status <> 'cancelled')`, whole: true },
    placed: { model: placed, sql: 'count(distinct order_id)', whole: true, rows: `m.status = 'cancelled'` },
  }),
  read: (row) => {
    const orders = row['placed'] ?? null
    return readLooseRate({ numerator: orders === null ? null : orders - (row['kept'] ?? 0), denominator: orders })
  },
})

const provisionalSales = define('provisional_sales', {
  kind: 'additive',
  unit: 'money',
  direction: 'neither',
  date: 'placed_at',
  measures: () => ({
    value: { model: placed, sql: 'sum(net_amount)', where: `m.status in ('placed', 'confirmed', 'shipped')` },
  }),
  read: readSum(),
})

const perPlace = (id: 'sales_per_m2' | 'sales_per_head', column: string, relation: typeof areaSql): Metric =>
  define(id, {
    kind: 'ratio',
    unit: 'money',
    direction: 'up_is_good',
    dimensions: whereNames,
    measures: () => ({
      denominator: { model: located, relation, unknown: true },
      numerator: { model: located, sql: `sum(${column})` },
    }),
    read: readRatio(),
  })

const sameLocationGrowth = define('same_location_growth', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'up_is_good',
  measures: () => ({
    now: { model: sold, relation: growthSql, column: 'now' },
    before: { model: sold, relation: growthSql, column: 'before' },
    locations: { model: sold, relation: growthSql, column: 'locations' },
  }),
  read: (row) => {
    const [now, before, locations] = [row['now'] ?? null, row['before'] ?? null, row['locations'] ?? null]
    const growth = now === null || before === null ? null : now - before
    return { ...readRatio()({ numerator: growth, denominator: before }), also: { now, before, locations } }
  },
})

const locationShare = define('location_share', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'neither',
  measures: () => ({
    denominator: { model: sold, relation: shareSql, column: 'denominator' },
    numerator: { model: sold, relation: shareSql, column: 'numerator' },
  }),
  read: readRatio(),
})

const concentration = define('concentration', {
  kind: 'ratio',
  unit: 'ratio',
  direction: 'down_is_good',
  dimensions: [...whereNames.filter((name) => name !== 'location'), ...goodsNames],
  measures: () => ({
    denominator: { model: sold, relation: concentrationSql, column: 'denominator' },
    largest: { model: sold, relation: concentrationSql, column: 'largest' },
    locations: { model: sold, relation: concentrationSql, column: 'locations' },
    numerator: { model: sold, relation: concentrationSql, column: 'numerator' },
  }),
  read: (row) => {
    const value = readRatio()(row)
    if (value.value === null) return value
    const total = Math.sqrt(value.denominator!)
    return {
      ...value,
      also: {
        largest_share: (row['largest'] ?? 0) / total,
        locations: row['locations'] ?? null,
        // How many equal locations would be as concentrated.
        equal_locations: value.value > 0 ? 1 / value.value : null,
      },
    }
  },
})

const amount = (id: MetricId, direction: Metric['direction'], column: string): Metric =>
  define(id, {
    kind: 'additive',
    unit: 'money',
    direction,
    measures: () => ({ value: soldSum(column) }),
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
      measures: () => ({ value: returnedSum('amount') }),
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
      measures: () => netUnits,
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
      measures: () => ({ value: { model: visited, sql: 'sum(visitors)' } }),
      read: readSum(),
    }),
    define('store_conversion', {
      kind: 'ratio',
      unit: 'rate',
      direction: 'up_is_good',
      dimensions: placeNames,
      measures: () => ({
        numerator: { model: visited, sql: 'sum(orders)' },
        denominator: { model: visited, sql: 'sum(visitors)' },
      }),
      read: readLooseRate,
    }),
    perPlace('sales_per_m2', 'area_net_amount', areaSql),
    perPlace('sales_per_head', 'staff_net_amount', staffSql),
    sameLocationGrowth,
    locationShare,
    concentration,
  ],
  tables,
}
