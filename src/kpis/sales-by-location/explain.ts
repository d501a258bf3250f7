import type { DimensionName } from '#core/dimension.ts'
import type { Chain, Explanation, Link, Unsplittable } from '#core/explain/explanation.ts'
import { orderCount, soldSum } from './measures.ts'
import { goodsNames, placeNames, saleNames, sold, visited } from './model.ts'

const order: readonly DimensionName[] = [
  'location',
  'location_kind',
  'product_line',
  'product',
  'category',
  'customer_kind',
  'rep',
  'province',
]
const among = (names: readonly DimensionName[]): readonly DimensionName[] =>
  order.filter((name) => names.includes(name))
const everything = among(saleNames)
/** Of an order, not of its lines. */
const ofOrders = among(saleNames.filter((name) => !goodsNames.includes(name)))
const ofPlaces = among(placeNames)

/** Visitors and orders are known of a store, units and money of each of its lines. */
const groups = (): NonNullable<Explanation['measures']> => () => ({
  visitors: { model: visited, sql: 'sum(visitors)' },
  orders_completed: orderCount(),
  units_all: soldSum('units'),
  gross_all: soldSum('gross_amount'),
})

const toUnits: readonly Link[] = [
  { factor: 'footfall', column: { visitors: 1 }, group: true },
  { factor: 'conversion', column: { orders_completed: 1 }, group: true, alone: 'orders' },
  { factor: 'units_per_order', column: { units_all: 1 }, group: true, alone: 'units' },
  { factor: 'product_mix', column: { units_all: 1 }, alone: 'units' },
]
const price: Link = { factor: 'price', column: { gross_all: 1 }, alone: 'sales' }

const chainTo = (
  links: readonly Link[],
  ...less: readonly (readonly [factor: string, alias: string])[]
): readonly Chain[] => [
  { sign: 1, links },
  ...less.map(([factor, alias]): Chain => ({ sign: -1, links: [{ factor, column: { [alias]: 1 } }] })),
]

const sales = (value: Explanation['value'], chains: readonly Chain[], amount = 'net_amount'): Explanation => ({
  single: { model: sold, id: 'order_id', amount },
  value,
  dimensions: everything,
  measures: groups(),
  group: 'location',
  cells: 'product',
  chains,
})

const afterDiscounts: Link = { factor: 'discounts', column: { gross_all: 1, discounts: -1 }, alone: 'sales' }

const rate: Explanation = { value: { numerator: 1 }, base: { denominator: 1 } }
const total: Explanation = { value: { value: 1 }, dimensions: everything }
const unsplittable: Unsplittable = { unsplittable: 'not_additive', instead: ['net_sales'] }

/** Sold − cost of what was sold, of lines whose cost is known. */
const profitChains: readonly Chain[] = [
  { sign: 1, links: [{ factor: 'sales', column: { costed: 1 } }] },
  { sign: -1, links: [{ factor: 'returns', column: { costed_returned: 1 } }] },
  { sign: -1, links: [{ factor: 'cost_of_goods', column: { cost: 1, cost_returned: -1 } }] },
]
const profit = { costed: 1, costed_returned: -1, cost: -1, cost_returned: 1 } as const

export const explain: Readonly<Record<string, Explanation | Unsplittable>> = {
  gross_sales: sales({ value: 1 }, chainTo([...toUnits, price]), 'gross_amount'),
  discounts: {
    ...total,
    measures: groups(),
    chains: [
      {
        sign: 1,
        links: [
          { factor: 'sales', column: { gross_all: 1 } },
          { factor: 'discount_rate', column: { value: 1 }, alone: 'volume' },
        ],
      },
    ],
  },
  returns: total,
  net_sales: sales(
    { gross: 1, discounts: -1, returned: -1 },
    chainTo([...toUnits, price, afterDiscounts], ['returns', 'returned']),
  ),
  provisional_sales: { ...total, settling: true },
  orders: {
    tells: 'day.closed',
    companion: true,
    value: { value: 1 },
    dimensions: ofOrders,
    measures: groups(),
    group: 'location',
    chains: chainTo([
      { factor: 'footfall', column: { visitors: 1 }, group: true },
      { factor: 'conversion', column: { orders_completed: 1 }, group: true, alone: 'orders' },
      { factor: 'customer_mix', column: { value: 1 }, alone: 'orders' },
    ]),
  },
  units: sales({ units_sold: 1, units_returned: -1 }, chainTo(toUnits, ['returns', 'units_returned']), 'units'),
  average_order_value: { value: { sold: 1, returned: -1 }, base: { orders: 1 }, dimensions: ofOrders },
  units_per_order: { value: { units_sold: 1, units_returned: -1 }, base: { orders: 1 }, dimensions: ofOrders },
  average_unit_price: {
    companion: true,
    value: { sold: 1, returned: -1 },
    base: { units_sold: 1, units_returned: -1 },
    dimensions: everything,
  },
  gross_profit: { value: profit, dimensions: everything, chains: profitChains },
  gross_margin: { value: profit, base: { costed: 1, costed_returned: -1 }, dimensions: everything },
  return_rate: { value: { taken_back: 1, refused: 1 }, base: { orders: 1, refused: 1 }, dimensions: ofOrders },
  cancel_rate: { value: { placed: 1, kept: -1 }, base: { placed: 1 }, dimensions: ofOrders },
  footfall: { value: { value: 1 }, dimensions: ofPlaces, companion: true },
  store_conversion: { ...rate, dimensions: ofPlaces },
  sales_per_m2: { ...rate, dimensions: ofPlaces },
  sales_per_head: { ...rate, dimensions: ofPlaces },
  same_location_growth: { value: { now: 1, before: -1 }, base: { before: 1 }, dimensions: everything },
  location_share: unsplittable,
  concentration: { ...unsplittable, instead: ['net_sales', 'location_share'] },
}
