import { addDays } from '#core/calendar/day.ts'
import type { MatrixCell, MatrixRow, Promotion } from '#core/prices/told.ts'
import { quote } from '#core/sql.ts'
import type { PriceDeps } from './dependencies.ts'

const most = 300

/** Products of most turnover in rows, rivals in columns: where our price stands against each today. */
export const priceMatrix = async (
  category: string | undefined,
  deps: Pick<PriceDeps, 'query' | 'today'>,
): Promise<{ readonly on: string; readonly competitors: readonly string[]; readonly rows: readonly MatrixRow[] }> => {
  const on = deps.today()
  const month = `${on.slice(0, 7)}-01`
  const rows = await deps.query(
    `with offer as (
  select product_id, competitor, price, list_price, availability, date '${on}' - seen_on as days_old
  from price_interval where month = date '${month}' and kind = 'rival' and from_on <= date '${on}' and until_on > date '${on}'
),
ours as (
  select product_id, our from market_interval
  where month = date '${month}' and from_on <= date '${on}' and until_on > date '${on}'
),
worth as (
  select product_id, max_by(revenue, from_on) as revenue from watched_total where from_on <= date '${on}' group by product_id
)
select o.product_id, p.name as product_name, p.category, cast(u.our as double) as our_price,
  o.competitor, cast(o.price as double) as price,
  cast(o.list_price as double) as list_price, o.availability, o.days_old
from offer o left join ours u on u.product_id = o.product_id left join worth w on w.product_id = o.product_id
left join product p on p.product_id = o.product_id
${category === undefined ? '' : `where p.category = ${quote(category)}`}
order by coalesce(w.revenue, 0) desc, o.product_id, o.competitor`,
  )
  const byProduct = Map.groupBy(rows, (row) => String(row['product_id']))
  const number = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value))
  const found = [...byProduct].slice(0, most).map(([product_id, of]): MatrixRow => {
    const our = number(of[0]!['our_price'])
    const cells = of.map((row): MatrixCell => {
      const [price, list] = [Number(row['price']), number(row['list_price'])]
      return {
        competitor: String(row['competitor']),
        price,
        list_price: list !== null && list > price ? list : null,
        availability: row['availability'] as MatrixCell['availability'],
        days_old: Number(row['days_old']),
        gap: our === null || price <= 0 ? null : our / price - 1,
      }
    })
    const offers = cells.filter((cell) => cell.availability !== 'out' && cell.price > 0)
    return {
      product_id,
      product_name: (of[0]!['product_name'] as string | null) ?? null,
      category: (of[0]!['category'] as string | null) ?? null,
      our_price: our,
      rank: our === null || offers.length === 0 ? null : 1 + offers.filter((cell) => cell.price < our * 0.995).length,
      cells,
    }
  })
  const competitors = [...new Set(found.flatMap(({ cells }) => cells.map(({ competitor }) => competitor)))].sort()
  return { on, competitors, rows: found }
}

/** Rivals’ promotions over the days up to today: a list price above the price, or 3 % below the median of the 90 days before. */
export const listPromotions = async (
  days: number | undefined,
  deps: Pick<PriceDeps, 'query' | 'today'>,
): Promise<{ readonly from_on: string; readonly to_on: string; readonly promotions: readonly Promotion[] }> => {
  const to_on = deps.today()
  const length = Math.max(7, Math.min(days ?? 60, 400))
  const from_on = addDays(to_on, -length)
  const rows = await deps.query(
    `with stretch as (
  select competitor, product_id, seen_on, any_value(price) as price, any_value(list_price) as list_price,
    any_value(availability) as availability, min(from_on) as from_on, max(until_on) as until_on
  from price_interval where kind = 'rival' and price > 0 and month >= date '${from_on}' - 125 group by all
),
judged as (
  select *, median(price) over (partition by competitor, product_id order by from_on
    range between interval 90 day preceding and interval 1 day preceding) as usual
  from stretch
),
marked as (
  select *, case when list_price > price then 1 - price / list_price when price <= 0.97 * usual then 1 - price / usual end as depth
  from judged where availability <> 'out'
),
-- A new promotion begins where the sighting before was none, or days lie between.
begun as (
  select *, case when lag(until_on) over w = from_on and lag(depth) over w is not null then 0 else 1 end as is_new
  from marked window w as (partition by competitor, product_id order by from_on)
),
numbered as (
  select *, sum(is_new) over (partition by competitor, product_id order by from_on) as number from begun where depth is not null
)
select n.competitor, n.product_id, any_value(p.name) as product_name, strftime(min(n.from_on), '%Y-%m-%d') as from_on,
  strftime(least(max(n.until_on), date '${to_on}' + 1), '%Y-%m-%d') as until_on, max(n.until_on) > date '${to_on}' as is_open,
  cast(max(n.depth) as double) as depth
from numbered n left join product p on p.product_id = n.product_id
where n.from_on <= date '${to_on}'
group by n.competitor, n.product_id, n.number having max(n.until_on) > date '${from_on}'
order by min(n.from_on) desc, n.competitor, n.product_id limit 2000`,
  )
  return {
    from_on,
    to_on,
    promotions: rows.map((row) => ({
      competitor: String(row['competitor']),
      product_id: String(row['product_id']),
      product_name: (row['product_name'] as string | null) ?? null,
      from_on: String(row['from_on']),
      until_on: String(row['until_on']),
      open: row['is_open'] === true,
      depth: Math.round(Number(row['depth']) * 1000) / 1000,
    })),
  }
}
