import type { Kpi, Measure, MeasureRow, Metric, ReadContext, Value } from '#core/metric.ts'
import { readRate, readRatio, readSum } from '#core/values.ts'
import { explain } from './explain.ts'
import { formulas, kpiName, names } from './messages.ts'
import { offered, priceNames, promoted } from './model.ts'
import { indexSql } from './relations.ts'
import { tables } from './tables.ts'

type MetricId = keyof typeof names

const define = (id: MetricId, rest: Omit<Metric, 'id' | 'name' | 'formula' | 'dimensions' | 'date'>): Metric => ({
  id,
  name: names[id],
  formula: formulas[id],
  date: 'seen_at',
  dimensions: priceNames,
  ...rest,
})

/** Columns of the relation behind the indexes; nothing found stays unknown. */
const of = (...columns: readonly string[]): Readonly<Record<string, Measure>> => {
  const relation = indexSql(['listings', ...columns])
  const measure = (column: string): Measure => ({ model: offered, relation, column, unknown: true })
  return { rows: measure('listings'), ...Object.fromEntries(columns.map((column) => [column, measure(column)])) }
}

const known = (row: MeasureRow, name: string): number | null => row[name] ?? null

const quotient = (numerator: number | null, denominator: number | null): number | null =>
  denominator ? (numerator ?? 0) / denominator : null

/** On how much the number stands: revenue share of products with a valid price, their count, how fresh. */
const standing = (row: MeasureRow): Record<string, number | null> => ({
  coverage: quotient(known(row, 'covered'), known(row, 'revenue')),
  products: known(row, 'products'),
  products_watched: known(row, 'watched'),
  fresh_share: quotient(known(row, 'fresh'), known(row, 'products')),
})
const standingColumns = ['covered', 'revenue', 'products', 'watched', 'fresh'] as const

/** Flagged where most of the prices it stands on are older than data may be. */
const withStanding = (value: Value, row: MeasureRow): Value => {
  const also = standing(row)
  const stale = value.value !== null && also['fresh_share'] !== null && also['fresh_share']! < 0.5
  return { ...value, also: { ...value.also, ...also }, ...(stale ? { flags: ['stale'] } : {}) }
}

const priceIndex = define('price_index', {
  kind: 'ratio',
  unit: 'index',
  direction: 'neither',
  options: ['market'],
  measures: () => of('our_spend', 'market_spend', ...standingColumns),
  read: (row) =>
    withStanding(readRatio(100)({ numerator: known(row, 'our_spend'), denominator: known(row, 'market_spend') }), row),
})

const geometric = define('price_index_geometric', {
  kind: 'ratio',
  unit: 'index',
  direction: 'neither',
  options: ['market'],
  measures: () => of('logs', 'shares', 'matched_products', ...standingColumns),
  read: (row) => {
    const mean = readRatio()({ numerator: known(row, 'logs'), denominator: known(row, 'shares') })
    const value = mean.value === null ? mean : { ...mean, value: 100 * Math.exp(mean.value) }
    return withStanding({ ...value, also: { matched_products: known(row, 'matched_products') } }, row)
  },
})

const unweighted = define('price_index_unweighted', {
  kind: 'ratio',
  unit: 'index',
  direction: 'neither',
  measures: () => of('ratios', 'ratio_products', ...standingColumns),
  read: (row) =>
    withStanding(readRatio(100)({ numerator: known(row, 'ratios'), denominator: known(row, 'ratio_products') }), row),
})

const position = define('price_position', {
  kind: 'additive',
  unit: 'count',
  direction: 'neither',
  standing: true,
  measures: () => of('placed', 'cheapest', 'near', 'dearer'),
  read: (row) => {
    if (!row['placed']) return { value: null, reason: 'no_data' }
    const classes = { cheapest: known(row, 'cheapest'), near: known(row, 'near'), dearer: known(row, 'dearer') }
    return { value: classes.cheapest, also: { ...classes, products: known(row, 'placed') } }
  },
})

const undercut = define('undercut_share', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'down_is_good',
  measures: () => of('undercut', 'judged', 'watched'),
  read: (row) => ({
    ...readRate()({ numerator: known(row, 'undercut'), denominator: known(row, 'judged') }),
    also: { products_watched: known(row, 'watched') },
  }),
})

const listings: Measure = { model: offered, sql: 'count(*)' }

const promotion = `coalesce(m.availability, 'unknown') <> 'out' and m.price > 0
  and (coalesce(m.list_price > m.price, false) or coalesce(m.price <= 0.97 * m.usual_price, false))`

const fresh = (context: ReadContext['settings']): string => `days_old <= ${context.stale_days}`

/** KPI 4: where our prices stand against those of the market, and what rivals are doing. */
export const competitorPrice: Kpi = {
  number: 4,
  slug: 'competitor-price',
  name: kpiName,
  headline: 'price_index',
  metrics: [
    priceIndex,
    geometric,
    unweighted,
    position,
    undercut,
    define('competitor_out_of_stock', {
      kind: 'ratio',
      unit: 'rate',
      direction: 'neither',
      measures: () => ({
        rows: { model: offered, sql: `count(*) filter (where availability = 'out')` },
        denominator: listings,
        numerator: {
          model: offered,
          sql: `count(*) filter (where availability = 'out')`,
          rows: `m.availability = 'out'`,
        },
      }),
      read: readRate(),
    }),
    define('competitor_promotions', {
      kind: 'additive',
      unit: 'count',
      direction: 'neither',
      standing: true,
      measures: () => ({ value: { model: promoted, sql: 'count(*)', where: promotion } }),
      read: readSum(),
    }),
    define('price_freshness', {
      kind: 'ratio',
      unit: 'rate',
      direction: 'up_is_good',
      measures: (_options, settings) => ({
        rows: { model: offered, sql: `count(*) filter (where not (${fresh(settings)}))` },
        denominator: listings,
        numerator: {
          model: offered,
          sql: `count(*) filter (where ${fresh(settings)})`,
          rows: `not (m.${fresh(settings)})`,
        },
      }),
      read: readRate(),
    }),
  ],
  tables,
  explain,
}
