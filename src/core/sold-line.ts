import { grossAmount, soldAt, timesQuantity } from './completed-order.ts'
import type { Table } from './metric.ts'
import type { DayRange } from './reading.ts'
import { quote } from './sql.ts'

/**
 * Cumulative rounding: each line gets the difference of two rounded running totals, so that the shares of an order
 * add up to its discount exactly.
 */
export const discountShare: Table = {
  name: 'discount_share',
  reads: ['order_line'],
  day: 'placed_on',
  sql: () => `-- One row per line of an order that carries a discount of its own: the line's share of it, by value.
with line as (
  select order_id, line_no, cast(placed_at as date) as placed_on, order_discount,
    ${grossAmount('o')} - coalesce(line_discount, 0) as amount
  from order_line o
  where status <> 'cancelled' and order_id in (select order_id from order_line where order_discount <> 0)
),
weighed as (
  select order_id, placed_on, line_no,
    max(order_discount) filter (where order_discount <> 0) over whole_order as discount,
    case when max(amount) over whole_order > 0 then greatest(amount, 0) else abs(amount) end as weight
  from line window whole_order as (partition by order_id, placed_on)
),
running as (
  select *, sum(weight) over whole_order as total,
    sum(weight) over (partition by order_id, placed_on order by line_no rows unbounded preceding) as reached,
    lead(line_no) over (partition by order_id, placed_on order by line_no) is null as last
  from weighed where discount is not null window whole_order as (partition by order_id, placed_on)
)
select placed_on, order_id, line_no,
  cast(case when last then discount else ${rounded('reached')} end - ${rounded('(reached - weight)')} as decimal(18, 4)) as amount
from running order by placed_on, order_id, line_no`,
}

const rounded = (reached: string): string =>
  `coalesce(cast(discount * (cast(${reached} as double) / nullif(total, 0)) as decimal(18, 4)), 0)`

/** A first rough cut by the moments alone, cheaper than telling what counts as sold. */
const soldWithin = ({ from, to }: DayRange): string =>
  `coalesce(o.completed_at, o.placed_at) >= timestamp ${quote(`${from} 00:00:00`)}
    and coalesce(o.completed_at, o.placed_at) < timestamp ${quote(`${to} 00:00:00`)} + interval 1 day and `

/**
 * SQL of the lines sold, one row each with what it is worth after discounts, `sold_on` the day it was completed.
 * Needs the table `discount_share`. Lines with a quantity below zero are goods taken back and left to the returns.
 * @param days reads no others; all where left out
 */
export const soldLines = (
  days?: DayRange,
): string => `select l.order_id, l.line_no, cast(l.sold_at as date) as sold_on, l.sold_at, l.location_id, l.province, l.province_old,
  l.product_id, coalesce(l.category, p.category) as category, p.brand, p.product_line, l.rep, l.customer_id,
  l.quantity as units, l.gross_amount, l.line_discount + coalesce(s.amount, 0) as discount_amount,
  l.gross_amount - l.line_discount - coalesce(s.amount, 0) as net_amount,
  ${timesQuantity('l.quantity', 'coalesce(l.unit_cost, p.unit_cost)')} as cost_amount,
  case when coalesce(l.unit_cost, p.unit_cost) is not null then l.gross_amount - l.line_discount - coalesce(s.amount, 0) end as costed_amount,
  cast(coalesce(l.unit_cost, p.unit_cost) is not null as integer) as costed_lines, 1 as lines
from (
  select o.order_id, o.line_no, cast(o.placed_at as date) as placed_on, ${soldAt('o')} as sold_at, o.location_id, o.province,
    o.province_old, o.product_id, o.category, o.rep, o.customer_id, o.quantity, o.unit_cost,
    ${grossAmount('o')} as gross_amount, coalesce(o.line_discount, 0) as line_discount
  from order_line o where ${days ? soldWithin(days) : ''}o.quantity >= 0 and o.status in ('completed', 'returned')
) l
left join discount_share s on s.order_id = l.order_id and s.line_no = l.line_no and s.placed_on = l.placed_on
left join product p on p.product_id = l.product_id
where l.sold_at is not null`
