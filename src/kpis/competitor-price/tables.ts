import { soldAt } from '#core/completed-order.ts'
import type { Table, TableContext } from '#core/metric.ts'
import { discountShare, soldLines } from '#core/sold-line.ts'
import { day, quote } from '#core/sql.ts'

/** Days of own sales a product's weight is taken from. */
export const weightDays = 90

const isOwn = ({ settings }: TableContext, competitor: string): string =>
  `lower(${competitor}) = lower(${quote(settings.own_competitor)})`

/**
 * First day on which a price no longer counts, where no newer one is seen; far enough ahead where it always does. Of
 * today only the year is written, so that the table is not made anew each day.
 */
const expiry = ({ settings, today }: TableContext): string =>
  settings.price_valid_days > 0
    ? `seen_on + ${Math.floor(settings.price_valid_days) + 1}`
    : `date_trunc('year', greatest(seen_on, ${day(`${today.slice(0, 4)}-01-01`)})) + interval 2 year`

/**
 * What a price was on every day, as stretches: from the day it was seen to the next sighting. Stretches are cut at the
 * end of each month, so that a question reads the months of its days and not the history.
 */
const priceInterval: Table = {
  name: 'price_interval',
  reads: ['price_observation', 'order_line', 'product'],
  sql: (
    context,
  ) => `-- One row per listing, stretch of one sighting and month. \`kind\`: a rival's offer, our own price seen, or our last selling price.
with rival as (
  select 'rival' as kind, competitor, product_id, seen_at, price, list_price, coalesce(availability, 'unknown') as availability, observed_by
  from price_observation where not ${isOwn(context, 'competitor')}
),
own as (
  select 'own' as kind, null as competitor, product_id, seen_at, price, list_price, 'unknown' as availability, observed_by
  from price_observation where ${isOwn(context, 'competitor')} and price > 0
),
-- Needed only where neither a sighting nor the price list says what we ask.
sold as (
  select 'sold' as kind, null as competitor, o.product_id, ${soldAt('o')} as seen_at,
    cast(coalesce(o.unit_price, o.gross_amount / nullif(o.quantity, 0)) as decimal(18, 4)) as price,
    null as list_price, 'unknown' as availability, null as observed_by
  from order_line o left join product p on p.product_id = o.product_id
  where o.quantity > 0 and o.product_id in (select product_id from rival) and coalesce(p.list_price, 0) <= 0
),
seen as (
  select kind, competitor, product_id, cast(seen_at as date) as seen_on,
    max({'at': seen_at, 'price': price, 'list_price': list_price, 'availability': availability, 'by': observed_by}) as last
  from (select * from rival union all select * from own union all select * from sold where seen_at is not null and price > 0)
  group by kind, competitor, product_id, seen_on
),
stretch as (
  select *, least(${expiry(context)},
    lead(seen_on) over (partition by kind, competitor, product_id order by seen_on)) as until_on
  from seen
),
cut as (
  select *, unnest(generate_series(date_trunc('month', seen_on), cast(until_on as date) - 1, interval 1 month)) as month_start from stretch
)
select cast(month_start as date) as month, kind, competitor, product_id, seen_on,
  cast(greatest(seen_on, month_start) as date) as from_on,
  cast(least(until_on, month_start + interval 1 month) as date) as until_on,
  last.price, last.list_price, last.availability, last.by as observed_by
from cut order by month, kind, product_id, competitor, from_on`,
}

const watched = (context: TableContext): string =>
  `select product_id, min(cast(seen_at as date)) as first_on from price_observation where not ${isOwn(context, 'competitor')} group by product_id`

const watchedDay: Table = {
  name: 'watched_day',
  reads: ['price_observation', 'order_line', 'product'],
  sql: (context) => `-- One row per day and watched product: its sales.
select l.sold_on, l.product_id, cast(sum(l.units) as decimal(18, 4)) as units,
  cast(sum(l.net_amount) as decimal(18, 4)) as revenue
from (${soldLines()}) l semi join (${watched(context)}) w on w.product_id = l.product_id
where l.sold_on > (select min(first_on) - ${weightDays} from (${watched(context)}))
group by l.sold_on, l.product_id order by l.sold_on, l.product_id`,
}

const revenueDay: Table = {
  name: 'revenue_day',
  reads: ['price_observation', 'order_line', 'product'],
  sql: (
    context,
  ) => `-- One row per day, category, brand and product line: sales of all products, since the first price was watched.
select l.sold_on, p.category, p.brand, p.product_line, cast(sum(l.net_amount) as decimal(18, 4)) as revenue
from (${soldLines()}) l left join product p on p.product_id = l.product_id
where l.sold_on > (select min(first_on) - ${weightDays} from (${watched(context)}))
group by all order by l.sold_on, p.category, p.brand, p.product_line`,
}

/** Built in this order. */
export const tables: readonly Table[] = [discountShare, priceInterval, watchedDay, revenueDay]
