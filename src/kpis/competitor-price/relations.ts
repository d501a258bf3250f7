import type { RelationContext } from '#core/metric.ts'
import { quote } from '#core/sql.ts'
import { goods, listingNames, momentSql, offered } from './model.ts'
import { weightDays } from './tables.ts'

const statistics: Readonly<Record<string, string>> = { median: 'median(price)', mean: 'avg(price)', min: 'min(price)' }

/** Price of the market from the offers of one product: a statistic of them, or what one rival named asks. */
const marketSql = (market: string | undefined): string =>
  statistics[market ?? 'median'] ?? `min(price) filter (where competitor = ${quote(market!)})`

const membersOf = (context: RelationContext): string =>
  context.by.map((name, i) => `, cast(${offered.dimensions[name]!.sql} as varchar) as d${i + 1}`).join('')

/**
 * Sales of the days before each moment. Days are first gathered into the pieces between all window ends, so that
 * overlapping windows do not read a day twice.
 */
const weightSql = `moment as (${momentSql}),
edge as (select on_day - ${weightDays - 1} as from_on from moment union select on_day + 1 from moment),
piece as (
  select e.from_on, m.product_id, m.category, m.brand, m.product_line, sum(m.units) as units, sum(m.revenue) as revenue
  from watched_day m asof join edge e on m.sold_on >= e.from_on
  where m.sold_on between (select min(on_day) - ${weightDays - 1} from moment) and (select max(on_day) from moment)
  group by all
),
weight as (
  select d.on_day, m.product_id, m.category, m.brand, m.product_line, sum(m.units) as units, sum(m.revenue) as revenue
  from moment d join piece m on m.from_on between d.on_day - ${weightDays - 1} and d.on_day group by all
)`

/** What we ask on each moment: the price seen, else the price list, else the last selling price. */
const ourSql = `our as (
  select o.on_day, o.product_id, coalesce(
    max(i.price) filter (where i.kind = 'own'),
    max(p.list_price) filter (where p.list_price > 0),
    max(i.price) filter (where i.kind = 'sold')) as price
  from (select distinct on_day, product_id from offer) o
  left join price_interval i on i.kind in ('own', 'sold') and i.product_id = o.product_id
    and i.month = date_trunc('month', o.on_day) and i.from_on <= o.on_day and i.until_on > o.on_day
  left join product p on p.product_id = o.product_id
  group by o.on_day, o.product_id
)`

/** Products of one level with our price, the market's and the weights of the day. */
const pricedSql = (members: string, dims: string, market: string): string => `select m.*, o.price as our,
      greatest(coalesce(w.units, 0), 0) as units, greatest(coalesce(w.revenue, 0), 0) as revenue
    from (
      select on_day, product_id${members === '' ? '' : dims}, ${market} as market, avg(price) as average, min(price) as lowest, min(days_old) filter (where price > 0) as days_old,
        count(price) as offers, count(*) as listings
      from (
        select m.on_day, m.product_id, m.competitor, m.days_old${members}, case when m.availability <> 'out' and m.price > 0 then m.price end as price
        from offer m where m.inside
      ) group by on_day, product_id${members === '' ? '' : dims}
    ) m join our o on o.on_day = m.on_day and o.product_id = m.product_id
    left join weight w on w.on_day = m.on_day and w.product_id = m.product_id`

const within = 'our > 0 and market > 0'
const matched = `${within} and matched`

const levelSql = (context: RelationContext, level: 0 | 1): string => {
  const members = level === 1 ? membersOf(context) : ''
  const names = context.by.map((_, i) => `d${i + 1}`)
  const dims = names.map((name) => `, ${name}`).join('')
  const shown = level === 1 ? dims : names.map((name) => `, null as ${name}`).join('')
  const key = level === 1 ? `row(${names.join(', ')})` : 'null'
  return `select s.slot, ${level} as level${shown}, ${key} as dims, p.* exclude (on_day${level === 1 ? dims : ''})
    from (${pricedSql(members, dims, marketSql(context.options.market))}) p join slot s on s.to_on = p.on_day`
}

/** Revenue of everything sold, watched or not, by the asked dimensions a product has. */
const totalSql = (context: RelationContext, level: 0 | 1): string => {
  const members = context.by.map((name, i) => {
    const sql = level === 1 ? goods[name]?.sql : undefined
    return `, ${sql ? `cast(${sql} as varchar)` : 'null'} as d${i + 1}`
  })
  return `select s.slot, ${level} as level${members.join('')}, sum(m.revenue) as revenue
  from weight m join slot s on s.to_on = m.on_day where ${context.filter(goods, listingNames)} group by all`
}

/**
 * Sums over products that every price metric divides: spend at our prices and at the market's, logarithms and their
 * weights over products priced at both ends of a comparison, classes of position, and the revenue they cover.
 * A member of a rival or of a way of observing has a market made of its own offers alone.
 */
export const indexSql = (context: RelationContext): string => {
  const offers = `offer as materialized (select m.*, ${context.filter(offered.dimensions)} as inside from (${offered.source}) m)`
  const mine = context.by.map((_, i) => `, p.d${i + 1}`).join('')
  const sameGoods = context.by
    .map((name, i) => (listingNames.includes(name) ? '' : ` and t.d${i + 1} is not distinct from p.d${i + 1}`))
    .join('')
  const levels = context.by.length > 0 ? [0, 1] : [0]
  const compared = context.slots.some((slot) => slot.slot === 'previous')
  return `with ${offers},
${weightSql},
${ourSql},
priced as (
  ${levels.map((level) => levelSql(context, level as 0 | 1)).join('\n  union all\n  ')}
),
ends as (
  select *, ${
    compared
      ? `case when slot in ('current', 'previous') then
      count(*) filter (where slot in ('current', 'previous') and ${within}) over (partition by level, dims, product_id) > 1 else true end`
      : 'true'
  } as both_ends,
    max(revenue) filter (where slot = 'current') over (partition by level, dims, product_id) as revenue_now
  from priced
),
paired as (
  -- Where no product stands at both ends there is nothing to match, and each end speaks for itself.
  select *, both_ends or not bool_or(both_ends) over (partition by slot, level, dims) as matched,
    case when slot = 'previous' and both_ends then coalesce(revenue_now, 0) else revenue end as base_revenue
  from ends
),
weighed as (
  select *, case when sum(base_revenue) filter (where ${matched}) over (partition by slot, level, dims) > 0 then base_revenue else 1 end as share
  from paired
),
total as (
  ${levels.map((level) => totalSql(context, level as 0 | 1)).join('\n  union all\n  ')}
)
select p.slot, p.level${mine},
  sum(case when units > 0 then units else 1 end * our) filter (where ${within}) as our_spend,
  sum(case when units > 0 then units else 1 end * market) filter (where ${within}) as market_spend,
  sum(share * ln(cast(our as double) / cast(market as double))) filter (where ${matched}) as logs,
  sum(share) filter (where ${matched}) as shares,
  sum(cast(our as double) / average) filter (where our > 0 and average > 0) as ratios,
  count(*) filter (where our > 0 and average > 0) as ratio_products,
  count(*) filter (where ${within}) as products,
  count(*) filter (where ${matched}) as matched_products,
  count(*) filter (where ${within} and days_old <= ${context.settings.stale_days}) as fresh,
  count(*) as watched,
  count(*) filter (where our > 0) as judged,
  count(*) filter (where our > 0 and offers > 0) as placed,
  count(*) filter (where our > 0 and our < lowest * 0.98) as cheapest,
  count(*) filter (where our > 0 and our between lowest * 0.98 and lowest * 1.02) as near,
  count(*) filter (where our > lowest * 1.02) as dearer,
  count(*) filter (where our > 0 and lowest <= our * 0.95) as undercut,
  coalesce(sum(p.revenue) filter (where offers > 0), 0) as covered, max(t.revenue) as revenue
from weighed p left join total t on t.slot = p.slot and t.level = p.level${sameGoods}
group by p.slot, p.level${mine}`
}
