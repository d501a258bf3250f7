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

/** First and last month of a stretch, one row for each: a question reads the months of its days alone. */
const months = (from: string, until: string): string =>
  `unnest(generate_series(date_trunc('month', ${from}), cast(${until} as date) - 1, interval 1 month))`

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
  select *, ${months('seen_on', 'until_on')} as month_start from stretch
)
select cast(month_start as date) as month, kind, competitor, product_id, seen_on,
  cast(greatest(seen_on, month_start) as date) as from_on,
  cast(least(until_on, month_start + interval 1 month) as date) as until_on,
  last.price, last.list_price, last.availability, last.by as observed_by
from cut order by month, kind, product_id, competitor, from_on`,
}

const watched = (context: TableContext): string =>
  `select product_id, min(cast(seen_at as date)) as first_on from price_observation where not ${isOwn(context, 'competitor')} group by product_id`

/**
 * Running totals by some columns, each until the next day with sales, to the last day an offer holds: sums over any
 * days are the difference of two.
 */
const runningTotals = (sold: string, keys: readonly string[], sums: readonly string[]): string => {
  const listed = (prefix: string, names: readonly string[]): string =>
    names.map((name) => `${prefix}${name}`).join(', ')
  const totals = (of: (sum: string) => string): string => sums.map((sum) => `${of(sum)} as ${sum}`).join(', ')
  const after = keys.map((key) => `${key}, `).join('')
  return `with sold as (${sold}),
total as (
  select ${after}sold_on, lead(sold_on) over w as next_on, ${totals((sum) => `sum(${sum}) over w`)}
  from sold window w as (partition by ${keys.join(', ')} order by sold_on)
),
stretch as (
  select *, coalesce(next_on, greatest((select max(until_on) from price_interval), sold_on + 1)) as until_on from total
),
cut as (select *, ${months('sold_on', 'until_on')} as month_start from stretch)
select cast(month_start as date) as month, ${after}cast(greatest(sold_on, month_start) as date) as from_on,
  cast(least(until_on, month_start + interval 1 month) as date) as until_on, ${totals((sum) => `cast(${sum} as decimal(38, 4))`)}
from cut order by month, ${listed('', keys)}, from_on`
}

/** Sales since the first of the days that weights are taken from. */
const countedDays = (context: TableContext): string =>
  `l.sold_on > (select min(first_on) - ${weightDays} from (${watched(context)}))`

const watchedTotal: Table = {
  name: 'watched_total',
  reads: ['price_observation', 'order_line', 'product'],
  sql: (
    context,
  ) => `-- One row per watched product, stretch between days with sales and month: what was sold of it up to the stretch.
${runningTotals(
  `
  select l.sold_on, l.product_id, sum(l.units) as units, sum(l.net_amount) as revenue
  from (${soldLines()}) l semi join (${watched(context)}) w on w.product_id = l.product_id
  where ${countedDays(context)} group by all
`,
  ['product_id'],
  ['units', 'revenue'],
)}`,
}

const revenueTotal: Table = {
  name: 'revenue_total',
  reads: ['price_observation', 'order_line', 'product'],
  sql: (
    context,
  ) => `-- The same of all products by category, brand and product line, for the share of it that has a market price.
${runningTotals(
  `
  select l.sold_on, p.category, p.brand, p.product_line, sum(l.net_amount) as revenue
  from (${soldLines()}) l left join product p on p.product_id = l.product_id
  where ${countedDays(context)} group by all
`,
  ['category', 'brand', 'product_line'],
  ['revenue'],
)}`,
}

/** The market of each product as it stood between two changes of any price that makes it. */
const marketInterval: Table = {
  name: 'market_interval',
  reads: ['price_observation', 'order_line', 'product'],
  sql: () => `-- One row per watched product, stretch without a change of an offer or of our price, and month. \`our\`: the price seen, else the price list, else the last selling price.
with edge as (
  select month, product_id, from_on as on_day from price_interval
  union select month, product_id, until_on from price_interval
),
stretch as (
  select month, product_id, on_day as from_on, lead(on_day) over (partition by month, product_id order by on_day) as until_on from edge
),
standing as (
  select s.month, s.product_id, s.from_on, s.until_on, i.kind, i.seen_on, i.price,
    case when i.kind = 'rival' and i.availability <> 'out' and i.price > 0 then i.price end as offer
  from stretch s join price_interval i
    on i.month = s.month and i.product_id = s.product_id and i.from_on <= s.from_on and i.until_on >= s.until_on
)
select s.month, s.product_id, s.from_on, s.until_on,
  median(s.offer) as middle, avg(s.offer) as average, min(s.offer) as lowest,
  max(s.seen_on) filter (where s.offer is not null) as seen_on,
  count(s.offer) as offers, count(*) filter (where s.kind = 'rival') as listings,
  coalesce(max(s.price) filter (where s.kind = 'own'), max(p.list_price) filter (where p.list_price > 0), max(s.price) filter (where s.kind = 'sold')) as our
from standing s left join product p on p.product_id = s.product_id
group by s.month, s.product_id, s.from_on, s.until_on having count(*) filter (where s.kind = 'rival') > 0
order by s.month, s.product_id, s.from_on`,
}

/** Built in this order. */
export const tables: readonly Table[] = [discountShare, priceInterval, marketInterval, watchedTotal, revenueTotal]
