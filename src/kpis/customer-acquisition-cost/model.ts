import type { DimensionName } from '#core/dimension.ts'
import type { Model } from '#core/metric.ts'

const column = (name: string): { readonly sql: string } => ({ sql: `m.${name}` })

const joins = { location: 'left join location l on l.location_id = m.location_id' } as const

const place = {
  location: column('location_id'),
  location_kind: { sql: 'l.kind', join: 'location' },
  channel: { sql: 'l.channel', join: 'location' },
} as const

/** What cost and customers can both be split by. */
const origin = {
  source: column('source'),
  campaign: column('campaign'),
  team: column('team'),
  ...place,
  product_line: column('product_line'),
} as const

const customerDimensions = { ...origin, owner: column('owner') } as const
const methodDimensions = { method: column('method'), rep: column('rep'), team: column('team'), ...place } as const

const names = (dimensions: object): readonly DimensionName[] => Object.keys(dimensions) as DimensionName[]
export const originNames = names(origin)
export const customerNames = names(customerDimensions)
export const methodNames = names(methodDimensions)

/** Spend by the days of its run. */
export const spent: Model = {
  name: 'spend_day',
  grain: 'One row per spend and day of its run: its share of the amount.',
  time: 'flow',
  day: 'on_day',
  joins,
  dimensions: { ...origin, spend_category: column('spend_category'), method: column('method') },
  rollups: [{ table: 'spend_total_day', dimensions: [] }],
  rows: [
    'spend_id',
    'on_day',
    'spend_category',
    'source',
    'campaign',
    'method',
    'team',
    'location_id',
    'product_line',
    'amount',
  ],
}
export const spentNames = names(spent.dimensions)

/** The same spend, on the days its customers are expected. */
export const spentEarlier: Model = {
  ...spent,
  name: 'lagged_spend',
  grain: 'One row per spend and day, moved to the day its customers are expected.',
  rollups: [{ table: 'lagged_total_day', dimensions: [] }],
}

/** Customers by the day they were won. */
export const won: Model = {
  name: 'new_customer',
  grain: 'One row per customer, by the day of the first order ever completed.',
  time: 'flow',
  day: 'first_on',
  moment: 'first_at',
  joins,
  dimensions: customerDimensions,
  rollups: [
    { table: 'new_customer_day', dimensions: [] },
    { table: 'new_customer_source_day', dimensions: ['source', 'location', 'location_kind', 'channel'] },
  ],
  rows: [
    'customer_id',
    'first_at',
    'order_id',
    'contact_id',
    'contact_received_at',
    'source',
    'campaign',
    'owner',
    'team',
    'location_id',
    'product_line',
    'paid',
  ],
}

const valueRows = [
  'customer_id',
  'first_on',
  'order_id',
  'happened_at',
  'month_no',
  'source',
  'location_id',
  'net_amount',
  'profit_amount',
] as const

/** Orders and returns by the day their customer was won. */
export const cohort: Model = {
  name: 'customer_value',
  grain: 'One row per order or return of a known customer, by the day the customer was won.',
  time: 'flow',
  day: 'first_on',
  moment: 'happened_at',
  joins,
  dimensions: customerDimensions,
  rows: valueRows,
}

/** What working with a method cost. */
export const methodSpent: Model = {
  name: 'method_cost',
  grain: 'One row per day, method and rep, or per day, method, team and location for money spent on a method.',
  time: 'flow',
  day: 'on_day',
  joins,
  dimensions: methodDimensions,
  rows: ['on_day', 'method', 'rep', 'team', 'location_id', 'minutes', 'cost_amount', 'unpriced_minutes'],
}

/** New customers by the methods that touched them. */
export const touched: Model = {
  name: 'customer_touch',
  grain: 'One row per new customer, method and rep that touched it before the first order, by the day it was won.',
  time: 'flow',
  day: 'first_on',
  joins,
  dimensions: methodDimensions,
  rows: ['customer_id', 'first_on', 'method', 'rep', 'team', 'location_id', 'touches', 'share'],
}
