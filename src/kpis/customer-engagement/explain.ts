import type { DimensionName } from '#core/dimension.ts'
import type { Explanation, Unsplittable } from '#core/explain/explanation.ts'
import { resolved } from './model.ts'

const people: readonly DimensionName[] = ['location', 'owner', 'product_line', 'province', 'location_kind']
const requests: readonly DimensionName[] = ['topic', 'channel', ...people.slice(0, 4)]

const rate = (dimensions = people): Explanation => ({ value: { numerator: 1 }, base: { denominator: 1 }, dimensions })
const total = (dimensions = people): Explanation => ({ value: { value: 1 }, dimensions })

/**
 * The segment of a customer is that of today, so that segments of two days differ by the passing of time alone: no
 * change is looked for in it.
 *
 * A customer has one home store, one person in charge, one segment: counts of customers add up over them.
 */
export const explain: Readonly<Record<string, Explanation | Unsplittable>> = {
  active_customers: total(),
  engaged_rate: rate(),
  // Care is a matter of the store and of who is in charge; a province is its stores again, less sharply.
  after_sale_coverage: { ...rate(['location', 'owner', 'product_line']), companion: true },
  answer_rate: rate(['location', 'owner', 'rep', 'method', 'product_line', 'province']),
  repeat_purchase_rate: rate(),
  requests_open: { ...total(requests), companion: true },
  resolution_hours: {
    unsplittable: 'quantile',
    instead: ['requests_open'],
    cases: () => ({ measure: { model: resolved, whole: true, sql: 'count(*)' }, column: 'hours' }),
  },
  overdue_customers: total(),
  expected_orders_90d: total(),
}
