import type { Table } from './metric.ts'

/**
 * Orders as customers' histories need them: when a purchase was completed and what it was worth. Listed by
 * every KPI that reads it, built once. An order's own discount stands on each of its lines in full, so it is
 * taken once. `product_line` is that of its dearest line. Cost is null where no line's cost is known.
 */
export const completedOrder: Table = {
  name: 'completed_order',
  reads: ['order_line', 'product'],
  sql: () => `-- One row per completed order, by the day it was completed.
with line as (
  select o.order_id, o.line_no, o.customer_id, o.contact_id, o.location_id, o.rep, o.province, o.province_old, o.order_discount,
    coalesce(o.completed_at, o.placed_at) as completed_at,
    coalesce(o.gross_amount, o.quantity * o.unit_price) - coalesce(o.line_discount, 0) as amount,
    o.quantity * coalesce(o.unit_cost, p.unit_cost) as cost,
    p.product_line
  from order_line o left join product p on p.product_id = o.product_id
  where o.status = 'completed'
)
select order_id, min(completed_at) as completed_at, cast(min(completed_at) as date) as completed_on,
  min(customer_id) as customer_id, min(contact_id) as contact_id, min(location_id) as location_id, min(rep) as rep,
  min(province) as province, min(province_old) as province_old,
  coalesce(max({'amount': amount, 'line': product_line}) filter (where product_line is not null).line, null) as product_line,
  cast(sum(amount) - coalesce(max(order_discount), 0) as decimal(18, 4)) as net_amount,
  cast(sum(cost) as decimal(18, 4)) as cost_amount
from line group by order_id order by completed_on, order_id`,
}
