import type { Table } from '../metric.ts'

/**
 * Which fifth a customer stands in, 1 lowest to 5 highest. Customers with equal values share a fifth, so that
 * where most bought once they all stand in the lowest and not in a random one.
 */
const fifth = (order: string): string =>
  `cast(1 + floor(5 * (rank() over (order by ${order}) - 1) / count(*) over ()) as integer)`

/**
 * Segment of each customer: as the shop's own file names it, otherwise recency × frequency × money in fifths
 * (`R5F4M3`), seen from the last day with a completed order. Listed by every KPI that reads it, built once.
 */
export const customerSegment: Table = {
  name: 'customer_segment',
  reads: ['order_line', 'product', 'customer'],
  sql: () => `-- One row per customer that bought or is named in a customer file.
with bought as (
  select customer_id, max(completed_on) as last_on, count(*) as orders, sum(net_amount) as amount
  from completed_order where customer_id is not null group by customer_id
),
placed as (
  select customer_id, ${fifth('last_on')} as recency, ${fifth('orders')} as frequency, ${fifth('amount')} as money from bought
)
select coalesce(c.customer_id, p.customer_id) as customer_id,
  coalesce(nullif(trim(c.segment), ''), 'R' || p.recency || 'F' || p.frequency || 'M' || p.money) as segment
from customer c full outer join placed p on p.customer_id = c.customer_id
order by customer_id`,
}
