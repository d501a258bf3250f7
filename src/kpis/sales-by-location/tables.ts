import { completedOrder, grossAmount, soldAt } from '#core/completed-order.ts'
import type { Table } from '#core/metric.ts'
import { discountShare, soldLines } from '#core/sold-line.ts'

const saleDay: Table = {
  name: 'sale_day',
  reads: ['order_line', 'product'],
  sql: () => `-- One row per day, location and province of delivery: what was sold.
select sold_on, location_id, province, province_old, sum(units) as units,
  cast(sum(gross_amount) as decimal(38, 4)) as gross_amount,
  cast(sum(discount_amount) as decimal(38, 4)) as discount_amount,
  cast(sum(gross_amount) as decimal(38, 4)) - cast(sum(discount_amount) as decimal(38, 4)) as net_amount,
  cast(sum(cost_amount) as decimal(38, 4)) as cost_amount,
  cast(sum(costed_amount) as decimal(38, 4)) as costed_amount, sum(costed_lines) as costed_lines, sum(lines) as lines
from (${soldLines()}) group by all order by sold_on, location_id, province, province_old`,
}

const orderDay: Table = {
  name: 'order_day',
  reads: completedOrder.reads,
  sql: () => `-- One row per day, location and province of delivery: orders completed.
select completed_on, location_id, province, province_old, count(*) as orders
from completed_order group by all order by completed_on, location_id, province, province_old`,
}

const customerFirstOrder: Table = {
  name: 'customer_first_order',
  reads: completedOrder.reads,
  sql: () => `-- One row per customer: the first order completed.
select customer_id, min({'at': completed_at, 'order_id': order_id}).order_id as order_id, min(completed_at) as completed_at
from completed_order where customer_id is not null group by customer_id`,
}

const visitDay: Table = {
  name: 'visit_day',
  reads: ['footfall', ...completedOrder.reads],
  sql: () => `-- One row per location and day whose visitors were counted, with the orders of that location and day.
select f."on" as visited_on, f.location_id, f.visitors, coalesce(o.orders, 0) as orders
from footfall f left join (
  select completed_on, location_id, sum(orders) as orders from order_day group by completed_on, location_id
) o on o.completed_on = f."on" and o.location_id = f.location_id
order by visited_on, f.location_id`,
}

const locationDay: Table = {
  name: 'location_day',
  reads: ['order_line', 'return_line', 'product', 'location', 'rep'],
  sql: () => `-- One row per day and location: net sales, and those of it where the selling area and the staff are known.
with sold as (
  select sold_on as on_day, location_id, net_amount from sale_day
  union all select returned_on, location_id, -amount from return_day
)
select d.on_day, d.location_id, sum(d.net_amount) as net_amount,
  coalesce(sum(d.net_amount) filter (where l.area_m2 > 0), 0) as area_net_amount,
  coalesce(sum(d.net_amount) filter (where l.headcount > 0 or r.location_id is not null), 0) as staff_net_amount
from sold d left join location l on l.location_id = d.location_id
left join (select distinct location_id from rep) r on r.location_id = d.location_id
group by d.on_day, d.location_id order by d.on_day, d.location_id`,
}

const saleReturn: Table = {
  name: 'sale_return',
  reads: ['order_line', 'return_line', 'product'],
  sql: () => `-- One row per line of goods that came back, by the day they did; \`unsold\` where they had never counted as sold.
with came_back as (
  select o.order_id, o.line_no, cast(o.placed_at as date) as placed_on, o.placed_at, ${soldAt('o')} as sold_at, o.status, o.location_id,
    o.customer_id, o.rep, o.province, o.province_old, o.product_id, o.category, o.quantity, o.unit_cost,
    ${grossAmount('o')} - coalesce(o.line_discount, 0) as amount
  from order_line o
  where o.status = 'returned' or o.quantity < 0 or o.order_id in (select order_id from return_line where order_id is not null)
),
known as (
  select order_id, min(location_id) as location_id, min(customer_id) as customer_id, min(rep) as rep, min(province) as province,
    min(province_old) as province_old, max(sold_at) is null as unsold
  from came_back group by order_id
),
item as (
  select order_id, product_id, min(category) as category,
    sum(quantity * cast(unit_cost as decimal(20, 4))) / nullif(sum(quantity) filter (where unit_cost is not null), 0) as unit_cost
  from came_back where quantity > 0 group by order_id, product_id
),
line as (
  select r.return_id, r.line_no, r.order_id, r.returned_at, coalesce(r.location_id, k.location_id) as location_id,
    coalesce(r.customer_id, k.customer_id) as customer_id, k.rep, k.province, k.province_old, r.product_id, i.category,
    r.quantity as units, r.amount, i.unit_cost, coalesce(k.unsold, false) as unsold
  from return_line r left join known k on k.order_id = r.order_id
  left join item i on i.order_id = r.order_id and i.product_id = r.product_id
  union all
  -- An order that came back whole without a slip: on the day it was completed, the only day known.
  select c.order_id, c.line_no, c.order_id, coalesce(c.sold_at, c.placed_at), c.location_id, c.customer_id, c.rep, c.province,
    c.province_old, c.product_id, c.category, c.quantity, c.amount - coalesce(s.amount, 0), c.unit_cost, c.sold_at is null
  from came_back c left join discount_share s on s.order_id = c.order_id and s.line_no = c.line_no and s.placed_on = c.placed_on
  where c.status = 'returned' and c.quantity >= 0
    and c.order_id not in (select order_id from return_line where order_id is not null)
  union all
  -- A line sold with a quantity below zero is goods taken back at the till.
  select c.order_id, c.line_no, c.order_id, c.sold_at, c.location_id, c.customer_id, c.rep, c.province, c.province_old,
    c.product_id, c.category, -c.quantity, coalesce(s.amount, 0) - c.amount, c.unit_cost, false
  from came_back c left join discount_share s on s.order_id = c.order_id and s.line_no = c.line_no and s.placed_on = c.placed_on
  where c.quantity < 0 and c.sold_at is not null
)
select cast(l.returned_at as date) as returned_on, l.returned_at, l.return_id, l.line_no, l.order_id, l.location_id, l.customer_id,
  l.rep, l.province, l.province_old, l.product_id, coalesce(l.category, p.category) as category, p.brand, p.product_line,
  coalesce(l.order_id, l.return_id) as returned_id, l.unsold,
  l.units, cast(l.amount as decimal(18, 4)) as amount,
  cast(l.units * coalesce(l.unit_cost, p.unit_cost) as decimal(18, 4)) as cost_amount,
  cast(case when coalesce(l.unit_cost, p.unit_cost) is not null then l.amount end as decimal(18, 4)) as costed_amount, 1 as lines
from line l left join product p on p.product_id = l.product_id
order by returned_on, l.return_id, l.line_no`,
}

const returnDay: Table = {
  name: 'return_day',
  reads: saleReturn.reads,
  sql: () => `-- One row per day, location and province of delivery: what came back.
select returned_on, location_id, province, province_old, sum(units) as units, sum(amount) as amount,
  sum(cost_amount) as cost_amount, sum(costed_amount) as costed_amount, sum(lines) as lines
from sale_return where not unsold group by all order by returned_on, location_id, province, province_old`,
}

/** Built in this order. */
export const tables: readonly Table[] = [
  completedOrder,
  discountShare,
  saleDay,
  orderDay,
  customerFirstOrder,
  saleReturn,
  returnDay,
  visitDay,
  locationDay,
]
