import type { Table } from './metric.ts'

/**
 * SQL of the moment an order line counts as sold; null while it does not. A line taken back (`returned`) was sold
 * first where it carries the moment it was completed; one that never arrived (refused at the door) was not.
 */
export const soldAt = (line: string): string =>
  `case when ${line}.status = 'completed' then coalesce(${line}.completed_at, ${line}.placed_at) when ${line}.status = 'returned' then ${line}.completed_at end`

/**
 * SQL of a quantity times an amount of money, DECIMAL(38,8). The engine keeps the product of two DECIMAL(18,4) in
 * 64 bits, which a line of ten billion overflows.
 */
export const timesQuantity = (quantity: string, amount: string): string =>
  `${quantity} * cast(${amount} as decimal(20, 4))`

/** SQL of what a line is worth before discounts: rounding each line costs more than the sum. */
export const grossAmount = (line: string): string =>
  `coalesce(${line}.gross_amount, ${timesQuantity(`${line}.quantity`, `${line}.unit_price`)})`

/**
 * Orders as customers' histories need them: when a purchase was completed and what it was worth. Listed by
 * every KPI that reads it, built once. An order's own discount stands on each of its lines in full, so it is
 * taken once, and where some lines are not sold (yet) by the share of those that are. A slip of goods taken back only (every quantity below zero) is no order. `product_line` is that
 * of its dearest line. Cost is null where no line's cost is known; `uncosted_amount` is what its lines without a
 * known cost are worth, less their share by value of the order's discount. Amounts keep the eight decimals of
 * quantity × price: rounding each takes longer than the sums.
 */
export const completedOrder: Table = {
  name: 'completed_order',
  reads: ['order_line', 'product'],
  sql: () => `-- One row per completed order, by the day it was completed.
with line as (
  select o.order_id, o.line_no, o.placed_at, o.customer_id, o.contact_id, o.location_id, o.rep, o.province, o.province_old, o.order_discount,
    ${soldAt('o')} as completed_at, ${grossAmount('o')} - coalesce(o.line_discount, 0) as amount, o.quantity,
    ${timesQuantity('o.quantity', 'coalesce(o.unit_cost, p.unit_cost)')} as cost,
    p.product_line
  from order_line o left join product p on p.product_id = o.product_id
  where o.status <> 'cancelled'
)
select order_id, min(placed_at) as placed_at, min(completed_at) as completed_at, cast(min(completed_at) as date) as completed_on,
  min(customer_id) as customer_id, min(contact_id) as contact_id, min(location_id) as location_id, min(rep) as rep,
  min(province) as province, min(province_old) as province_old,
  coalesce(max({'amount': cast(amount as double), 'line': product_line}) filter (where product_line is not null and completed_at is not null).line, null) as product_line,
  sum(amount) filter (where completed_at is not null) - case when count(*) = count(completed_at) then coalesce(max(order_discount), 0)
    else ${discountOf('completed_at is not null')} end as net_amount,
  sum(cost) filter (where completed_at is not null) as cost_amount,
  coalesce(sum(amount) filter (where cost is null and completed_at is not null), 0) - ${discountOf('cost is null and completed_at is not null')} as uncosted_amount
from line group by order_id
having bool_or(quantity >= 0 and completed_at is not null) order by completed_on, order_id`,
}

/** The share of an order's own discount that some of its lines bear, by value. */
const discountOf = (lines: string): string =>
  `coalesce(cast(max(order_discount) * (sum(greatest(amount, 0)) filter (where ${lines}) / nullif(sum(greatest(amount, 0)), 0)) as decimal(18, 4)), 0)`
