import { aliveSql, purchasesAheadSql, unitDays } from '#core/customers/buying-rhythm.ts'
import type { DimensionName } from '#core/dimension.ts'
import { regionSql } from '#core/geography/regions.ts'
import type { Model, RelationContext } from '#core/metric.ts'
import { steadySum } from '#core/sql.ts'
import { recentDays } from './tables.ts'

const column = (sql: string): { readonly sql: string } => ({ sql: `m.${sql}` })

const dimensions = {
  location: column('location_id'),
  location_kind: { sql: 'l.kind', join: 'location' },
  owner: column('owner'),
  product_line: column('product_line'),
  segment: column('segment'),
  province: column('province'),
  province_old: column('province_old'),
  region: { sql: regionSql('m.province') },
} as const

export const dimensionNames = Object.keys(dimensions) as readonly DimensionName[]

const joins = { location: 'left join location l on l.location_id = m.location_id' }
const reached = ['location', 'location_kind'] as const

/** How many customers are active, engaged, overdue …: changes by day, so that a day is the sum up to it. */
export const standing: Model = {
  name: 'engagement_change',
  grain: 'One row per day and member: by how much each count of customers changed.',
  time: 'balance',
  day: 'on_day',
  span: { table: 'purchase_day', first: 'on_day', last: 'on_day' },
  joins,
  dimensions,
  rollups: [
    { table: 'engagement_change_day', dimensions: [] },
    { table: 'engagement_change_location_day', dimensions: reached },
    { table: 'engagement_change_owner_day', dimensions: ['owner'] },
    { table: 'engagement_change_line_day', dimensions: ['product_line'] },
    { table: 'engagement_change_segment_day', dimensions: ['segment'] },
    { table: 'engagement_change_province_day', dimensions: ['province', 'province_old', 'region'] },
  ],
  rows: ['on_day', 'active', 'engaged', 'recent', 'cared', 'repeated', 'overdue'],
}

const during = (kind: string): string =>
  `exists (select 1 from engagement_stretch e where e.customer_id = c.customer_id and e.kind = '${kind}' and e.from_on <= s.to_on and e.until_on > s.to_on)`

/** The customers themselves, as they stood on the last day of the window. */
export const customers: Model = {
  name: 'customer_standing',
  source: `select s.to_on as on_day, c.*, c.from_on as last_order_on, s.to_on - c.from_on as silent_days,
    c.active_until > s.to_on as active, c.recent_until > s.to_on as recent, c.repeated_until > s.to_on as repeated,
    coalesce(c.overdue_on <= s.to_on, false) as overdue, ${during('answered')} as engaged, ${during('cared')} as cared
    from customer_stretch c join (select distinct to_on from slot) s
    on c.from_on <= s.to_on and coalesce(c.next_on, date '9999-01-01') > s.to_on`,
  grain: 'One row per customer and day asked for.',
  time: 'level',
  day: 'on_day',
  moment: 'last_order_on',
  joins,
  dimensions,
  rows: [
    'customer_id',
    'last_order_on',
    'silent_days',
    'first_on',
    'median_gap',
    'engaged',
    'cared',
    'repeated',
    'overdue',
    'location_id',
    'owner',
    'product_line',
    'segment',
    'province',
  ],
}

export const care: Model = {
  name: 'care_contact',
  grain: 'One row per care or support contact made by a person of ours, by the day it was made.',
  time: 'flow',
  day: 'on_day',
  moment: 'at',
  joins,
  dimensions: { ...dimensions, rep: column('rep'), method: column('method') },
  rollups: [{ table: 'care_contact_day', dimensions: [...reached, 'owner'] }],
  rows: ['activity_id', 'at', 'customer_id', 'rep', 'method', 'purpose', 'answered', 'location_id', 'owner', 'segment'],
}

const requestDimensions = { ...dimensions, topic: column('topic'), channel: column('channel') }
const requestRows = [
  'request_id',
  'opened_at',
  'resolved_at',
  'hours',
  'customer_id',
  'topic',
  'channel',
  'location_id',
  'owner',
  'segment',
]

export const openRequests: Model = {
  name: 'request_change',
  grain: 'One row per day and member: by how much the requests open at the end of the day changed.',
  time: 'balance',
  day: 'on_day',
  span: { table: 'service_request', first: 'opened_on', last: 'opened_on' },
  joins,
  dimensions: requestDimensions,
  rollups: [{ table: 'request_change_day', dimensions: [] }],
  rows: ['on_day', 'open'],
}

export const requests: Model = {
  name: 'service_request',
  source: `select s.to_on as on_day, q.* from service_request q join (select distinct to_on from slot) s
    on q.opened_on <= s.to_on and (q.resolved_on is null or q.resolved_on > s.to_on)`,
  grain: 'One row per request for help open on the day asked for.',
  time: 'level',
  day: 'on_day',
  moment: 'opened_at',
  joins,
  dimensions: requestDimensions,
  rows: requestRows,
}

export const resolved: Model = {
  name: 'service_request',
  grain: 'One row per request for help, by the day it was resolved.',
  time: 'flow',
  day: 'resolved_on',
  moment: 'resolved_at',
  joins,
  dimensions: requestDimensions,
  rows: requestRows,
}

export const requestDimensionNames = Object.keys(requestDimensions) as readonly DimensionName[]
export const careDimensionNames = Object.keys(care.dimensions) as readonly DimensionName[]

/** Customers as they stood on the last day of each window, and what is ahead of every history among them. */
const aheadSql = (columns: string, join: string, condition: string): string => `with state as (
    select t.to_on, m.repeats as x, (m.on_day - m.first_on) / ${unitDays}.0 as recency, (t.to_on - m.first_on) / ${unitDays}.0 as age${columns}
    from purchase_day m${join} join (select distinct to_on from slot) t
      on m.on_day <= t.to_on and coalesce(m.next_on, date '9999-01-01') > t.to_on
    where ${condition}
  ),
  ahead as (${purchasesAheadSql('select distinct x, age from state', recentDays)})`

/** Purchases to be expected in the 90 days after each window, of all customers as they stood on its last day. */
export const expectedOrdersSql = ({ by, asked, filter }: RelationContext): string => {
  const aliases = by.map((_, i) => `, d${i + 1}`).join('')
  const members = by.map((name, i) => `, cast(${standing.dimensions[name]!.sql} as varchar) as d${i + 1}`).join('')
  const join = asked.some((name) => standing.dimensions[name]?.join) ? ` ${joins.location}` : ''
  return `${aheadSql(members, join, filter(standing.dimensions))}
  select s.slot, ${by.length > 0 ? '1 - grouping(d1)' : '0'} as level${aliases}, count(*) as customers,
    ${steadySum(`purchases * ${aliveSql}`)} as expected
  from state left join ahead using (x, age) cross join buying_rhythm p join slot s on s.to_on = state.to_on
  group by ${by.length > 0 ? `grouping sets ((s.slot), (s.slot${aliases}))` : 's.slot'}`
}

/** The same purchases customer by customer, with the chance that the customer still buys at all. */
export const expecting: Model = {
  name: 'customer_expectation',
  source: `${aheadSql(', m.*', '', 'true')}
    select to_on, customer_id, on_day as last_order_on, to_on - on_day as silent_days, first_on, repeats, location_id, owner,
      product_line, segment, province, province_old, purchases * ${aliveSql} as expected_orders, ${aliveSql} as alive_probability
    from state left join ahead using (x, age) cross join buying_rhythm p`,
  grain: 'One row per customer and day asked for.',
  time: 'level',
  day: 'to_on',
  moment: 'last_order_on',
  joins,
  dimensions,
  rows: [
    'customer_id',
    'expected_orders',
    'alive_probability',
    'last_order_on',
    'silent_days',
    'first_on',
    'repeats',
    'location_id',
    'owner',
    'product_line',
    'segment',
    'province',
  ],
}
