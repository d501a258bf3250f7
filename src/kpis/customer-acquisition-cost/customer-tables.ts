import { grossAmount, soldAt, timesQuantity } from '#core/completed-order.ts'
import { isSpam } from '#core/contacts/spam.ts'
import type { Table, TableContext } from '#core/metric.ts'
import { list } from '#core/sql.ts'

const reads = ['contact', 'activity', 'customer', 'order_line', 'product', 'rep'] as const

/** Sources money is paid for: those in the settings, else every source with advertising cost. */
const paidSources = ({ settings }: TableContext): string =>
  settings.paid_sources.length > 0
    ? `lower(trim(source)) in ${list(settings.paid_sources.map((source) => source.trim().toLowerCase()))}`
    : `lower(trim(source)) in (select lower(trim(source)) from spend where category = 'advertising' and amount > 0 and source is not null)`

/** The latest contact received by a buyer's first order under one of its names. */
const latest = (key: string, repeated: boolean): string => `  union all
  select b.customer_id, a.contact_id, a.received_at, ${repeated}, false
  from buyer b asof join (
    select ${key}, received_at, min(contact_id) as contact_id from arrival
    where ${repeated ? 'repeated' : 'not repeated'} and ${key} in (select ${key} from buyer) group by ${key}, received_at
  ) a on a.${key} = b.${key} and a.received_at <= b.completed_at
`

/** Customers by their first completed order ever, with the contact they came from. An order without a customer wins no known one. */
export const newCustomer: Table = {
  name: 'new_customer',
  reads: [...reads, 'spend'],
  sql: (
    context,
  ) => `-- One row per customer, by the day of the first order ever completed. The contact it came from is the one that order
-- names, else the latest contact received by then that is known to be this customer.
with first_order as (
  select * from completed_order where customer_id is not null
  qualify row_number() over (partition by customer_id order by completed_at, order_id) = 1
),
buyer as (
  select f.customer_id, f.completed_at, k.phone_hash, k.email_hash from first_order f left join customer k on k.customer_id = f.customer_id
),
arrival as (
  select c.contact_id, c.received_at, c.customer_id, c.phone_hash, c.email_hash, d.contact_id is not null as repeated
  from contact c left join contact_repeat d on d.contact_id = c.contact_id where not ${isSpam('c')}
),
candidate as (
  select f.customer_id, a.contact_id, a.received_at, a.repeated, true as named
  from first_order f join arrival a on a.contact_id = f.contact_id
${['customer_id', 'phone_hash', 'email_hash'].flatMap((key) => [latest(key, false), latest(key, true)]).join('')}),
origin as (
  select customer_id, contact_id from candidate
  qualify row_number() over (partition by customer_id order by named desc, repeated, received_at desc, contact_id) = 1
),
known as (
  select f.customer_id, f.completed_on as first_on, f.completed_at as first_at, f.placed_at as first_placed_at, f.order_id,
    o.contact_id, c.received_at as contact_received_at, c.source, c.campaign, coalesce(c.owner, k.owner) as owner, c.team as contact_team,
    f.location_id, coalesce(f.product_line, c.product_line) as product_line
  from first_order f
  left join origin o on o.customer_id = f.customer_id
  left join new_contact c on c.contact_id = o.contact_id
  left join customer k on k.customer_id = f.customer_id
)
select k.* exclude (contact_team), coalesce(k.contact_team, r.team) as team, 1 as customers,
  cast(coalesce(${paidSources(context)}, false) as integer) as paid
from known k left join rep r on r.rep_id = k.owner order by first_at, customer_id`,
}

const rollup = (name: string, members: readonly string[], grain: string): Table => {
  const columns = ['first_on', ...members].join(', ')
  return {
    name,
    reads: newCustomer.reads,
    sql: () => `-- ${grain}
select ${columns}, sum(customers) as customers, sum(paid) as paid from new_customer group by ${columns} order by ${columns}`,
  }
}

export const newCustomerDay = rollup('new_customer_day', [], 'One row per day: its new customers counted.')
export const newCustomerSourceDay = rollup(
  'new_customer_source_day',
  ['source', 'location_id'],
  'One row per day, source and location: its new customers counted.',
)

/** Months of a customer's life that are kept: payback later than this is not looked for. */
export const lifeMonths = 36

/** What customers brought in after they were won: orders, and goods taken back as negative ones. */
export const customerValue: Table = {
  name: 'customer_value',
  reads: [...reads, 'return_line', 'spend'],
  sql: () => `-- One row per order or return of a known customer in its first ${lifeMonths} months, by the day the customer was won. Profit is of
-- what has a known cost; \`uncosted_amount\` is the rest.
with completed as (
  select customer_id, order_id, completed_at as happened_at, net_amount, uncosted_amount, net_amount - uncosted_amount - cost_amount as profit_amount
  from completed_order where customer_id is not null
),
taken_back as (
  select r.*, o.order_id is not null as was_completed, coalesce(o.customer_id, r.customer_id) as buyer, l.order_id is not null as is_known,
    ${timesQuantity('r.quantity', 'coalesce(l.unit_cost, p.unit_cost)')} as cost
  from return_line r
  left join completed_order o on o.order_id = r.order_id
  left join (
    select order_id, product_id, max(unit_cost) as unit_cost from order_line
    where order_id in (select order_id from return_line) group by order_id, product_id
  ) l on l.order_id = r.order_id and l.product_id is not distinct from r.product_id
  left join product p on p.product_id = r.product_id
),
returned as (
  -- Goods of an order that never was completed were never counted, so their return is not either.
  select buyer, order_id, returned_at, -amount, case when cost is null then -amount else 0 end, cost - amount
  from taken_back where buyer is not null and (was_completed or order_id is null or order_id not in (select order_id from order_line))
),
sent_back as (
  -- An order marked as returned, in whole or in part, without a return of its own.
  select order_id, sum(${grossAmount('o')}) filter (where status = 'returned') / nullif(sum(${grossAmount('o')}), 0) as part
  from order_line o
  where ${soldAt('o')} is not null and quantity >= 0 and order_id in (select order_id from order_line where status = 'returned')
    and order_id not in (select order_id from return_line where order_id is not null)
  group by order_id
),
slip as (
  -- Goods taken back at the till, written as an order with quantities below zero only.
  select min(o.customer_id) as customer_id, o.order_id, min(${soldAt('o')}) as happened_at, sum(${grossAmount('o')} - coalesce(o.line_discount, 0)) as amount,
    sum(${grossAmount('o')} - coalesce(o.line_discount, 0)) filter (where coalesce(o.unit_cost, p.unit_cost) is null) as uncosted,
    sum(${grossAmount('o')} - coalesce(o.line_discount, 0) - ${timesQuantity('o.quantity', 'coalesce(o.unit_cost, p.unit_cost)')}) as profit
  from order_line o left join product p on p.product_id = o.product_id
  where o.quantity < 0 and ${soldAt('o')} is not null and o.order_id not in (select order_id from completed_order)
  group by o.order_id
),
happened as (
  select * from completed
  union all select * from returned
  union all
  select c.customer_id, c.order_id, c.happened_at, -c.net_amount * s.part, -c.uncosted_amount * s.part, -c.profit_amount * s.part
  from completed c join sent_back s on s.order_id = c.order_id
  union all
  select customer_id, order_id, happened_at, amount, coalesce(uncosted, 0), profit from slip where customer_id is not null
)
select n.first_on, n.customer_id, h.order_id, h.happened_at, cast(h.happened_at as date) as on_day,
  datesub('month', n.first_at, h.happened_at) + 1 as month_no,
  n.source, n.campaign, n.owner, n.team, n.location_id, n.product_line,
  cast(h.net_amount as decimal(18, 4)) as net_amount, cast(h.profit_amount as decimal(18, 4)) as profit_amount,
  cast(h.uncosted_amount as decimal(18, 4)) as uncosted_amount
from happened h join new_customer n on n.customer_id = h.customer_id
where h.happened_at >= n.first_at and h.happened_at < n.first_at + interval ${lifeMonths} month
order by first_on, customer_id, happened_at, order_id`,
}
