import type { Metric } from '#core/metric.ts'
import { readRatio } from '#core/values.ts'
import { define } from './define.ts'
import { soldRows } from './measures.ts'
import { goodsNames, located, sold, whereNames } from './model.ts'
import { areaSql, concentrationSql, growthSql, shareSql, staffSql } from './relations.ts'

const perPlace = (id: 'sales_per_m2' | 'sales_per_head', column: string, relation: typeof areaSql): Metric =>
  define(id, {
    kind: 'ratio',
    unit: 'money',
    direction: 'up_is_good',
    dimensions: whereNames,
    measures: () => ({
      rows: { model: located, sql: 'count(*)' },
      denominator: { model: located, relation, unknown: true },
      numerator: { model: located, sql: `sum(${column})` },
    }),
    read: readRatio(),
  })

export const sameLocationGrowth = define('same_location_growth', {
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

export const locationShare = define('location_share', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'neither',
  measures: () => ({
    ...soldRows,
    denominator: { model: sold, relation: shareSql, column: 'denominator' },
    numerator: { model: sold, relation: shareSql, column: 'numerator' },
  }),
  read: readRatio(),
})

export const concentration = define('concentration', {
  kind: 'ratio',
  unit: 'ratio',
  direction: 'down_is_good',
  dimensions: [...whereNames.filter((name) => name !== 'location'), ...goodsNames],
  measures: () => ({
    ...soldRows,
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

export const salesPerArea = perPlace('sales_per_m2', 'area_net_amount', areaSql)
export const salesPerHead = perPlace('sales_per_head', 'staff_net_amount', staffSql)
