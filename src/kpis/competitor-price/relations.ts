import type { RelationContext } from '#core/metric.ts'
import { quote, steadySum } from '#core/sql.ts'
import { goods, listingNames, momentSql, offered, offerSql } from './model.ts'
import { weightDays } from './tables.ts'

export const statistics: Readonly<Record<string, string>> = {
  median: 'median(price)',
  mean: 'avg(price)',
  min: 'min(price)',
}

/** Price of the market from the offers of one product: a statistic of them, or what one rival named asks. */
const marketSql = (market: string | undefined): string =>
  statistics[market ?? 'median'] ?? `min(price) filter (where competitor = ${quote(market!)})`

const membersOf = (context: RelationContext): string =>
  context.by.map((name, i) => `, cast(${offered.dimensions[name]!.sql} as varchar) as d${i + 1}`).join('')

/** The windows' last days; every day they reach with the piece between window ends it lies in; the pieces of each. */
export const calendarSql = `moment as (${momentSql}),
edge as (select on_day - ${weightDays - 1} as from_on from moment union select on_day + 1 from moment),
calendar as (
  select c.on_day, max(e.from_on) as from_on
  from (select cast(unnest(generate_series(min(on_day) - ${weightDays - 1}, max(on_day), interval 1 day)) as date) as on_day from moment) c
  join edge e on e.from_on <= c.on_day group by c.on_day
),
reach as (select e.from_on, d.on_day from edge e join moment d on e.from_on between d.on_day - ${weightDays - 1} and d.on_day)`

/**
 * Sums over the days of the weights before each moment, by some columns of a table by day. Days are first gathered into
 * pieces, so that windows which overlap do not read a day twice.
 */
export const windowSql = (name: string, table: string, columns: readonly string[], sums: readonly string[]): string => {
  const keys = columns.map((column) => `, m.${column}`).join('')
  const totals = sums.map((sum) => `, sum(m.${sum}) as ${sum}`).join('')
  return `${name} as (
  select d.on_day${keys}${totals}
  from (
    select c.from_on${keys}${totals} from ${table} m join calendar c on c.on_day = m.sold_on group by all
  ) m join reach d on d.from_on = m.from_on group by all
)`
}

/** What we ask on each moment: the price seen, else the price list, else the last selling price. */
export const ourSql = `our as (
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

const levelSql = (context: RelationContext, level: 0 | 1): string => {
  const members = level === 1 ? membersOf(context) : ''
  const names = context.by.map((_, i) => `d${i + 1}`)
  const dims = names.map((name) => `, ${name}`).join('')
  const shown = level === 1 ? dims : names.map((name) => `, null as ${name}`).join('')
  const key = level === 1 ? `row(${names.join(', ')})` : 'null'
  return `select s.slot, ${level} as level${shown}, ${key} as dims, p.* exclude (on_day${level === 1 ? dims : ''})
    from (${pricedSql(members, dims, marketSql(context.options.market))}) p join slot s on s.to_on = p.on_day`
}

/** Revenue of everything sold, watched or not, by the asked dimensions a product has; of one product, its own. */
const totalSql = (context: RelationContext, level: 0 | 1): string => {
  const members = context.by.map((name, i) => {
    const sql = level === 1 ? goods[name]?.sql : undefined
    return `, ${sql ? `cast(${sql} as varchar)` : 'null'} as d${i + 1}`
  })
  const rows = context.asked.includes('product')
    ? '(select w.*, p.category, p.brand, p.product_line from weight w left join product p on p.product_id = w.product_id)'
    : 'takings'
  return `select s.slot, ${level} as level${members.join('')}, sum(m.revenue) as revenue
  from ${rows} m join slot s on s.to_on = m.on_day where ${context.filter(goods, listingNames)} group by all`
}

/** Products with the weight each has in a geometric mean: the revenue of the window, at both ends that of the later one. */
const weighedSql = (context: RelationContext): string => {
  const compared = context.slots.some((slot) => slot.slot === 'previous')
  const bothEnds = `case when slot in ('current', 'previous') then
      count(*) filter (where slot in ('current', 'previous') and ${within}) over (partition by level, dims, product_id) > 1 else true end`
  return `ends as (
  select *, ${compared ? bothEnds : 'true'} as both_ends,
    max(revenue) filter (where slot = 'current') over (partition by level, dims, product_id) as revenue_now
  from priced where ${within}
),
paired as (
  -- Where no product stands at both ends there is nothing to match, and each end speaks for itself.
  select *, both_ends or not bool_or(both_ends) over (partition by slot, level, dims) as matched,
    case when slot = 'previous' and both_ends then coalesce(revenue_now, 0) else revenue end as base
  from ends
),
mean as (
  select slot, level, dims, count(*) as matched_products,
    case when sum(base) > 0 then ${steadySum('base * ln(cast(our as double) / cast(market as double))')} else ${steadySum('ln(cast(our as double) / cast(market as double))')} end as logs,
    case when sum(base) > 0 then sum(base) else count(*) end as shares
  from paired where matched group by slot, level, dims
)`
}

/**
 * Sums over products that every price metric divides: spend at our prices and at the market's, classes of
 * position, and the revenue they cover.
 * A member of a rival or of a way of observing has a market made of its own offers alone.
 */
export const indexSql = (context: RelationContext): string => relationSql(context, false)

/** The same, with logarithms and their weights over products priced at both ends of a comparison. */
export const geometricSql = (context: RelationContext): string => relationSql(context, true)

const relationSql = (context: RelationContext, geometric: boolean): string => {
  const offers = `offer as materialized (select m.*, ${context.filter(offered.dimensions)} as inside from (${offerSql}) m)`
  const kept = ['category', 'brand', 'product_line'].filter((name) => context.asked.some((asked) => asked === name))
  const mine = context.by.map((_, i) => `, p.d${i + 1}`).join('')
  const sameGoods = context.by
    .map((name, i) => (listingNames.includes(name) ? '' : ` and t.d${i + 1} is not distinct from p.d${i + 1}`))
    .join('')
  const levels = context.by.length > 0 ? [0, 1] : [0]
  const mean = geometric
    ? {
        tables: `${weighedSql(context)},\n`,
        columns: ',\n  max(g.logs) as logs, max(g.shares) as shares, max(g.matched_products) as matched_products',
        join: '\nleft join mean g on g.slot = p.slot and g.level = p.level and g.dims is not distinct from p.dims',
      }
    : { tables: '', columns: '', join: '' }
  return `with ${offers},
${calendarSql},
${windowSql('weight', 'watched_day', ['product_id'], ['units', 'revenue'])},
${windowSql('takings', 'revenue_day', kept, ['revenue'])},
${ourSql},
priced as (
  ${levels.map((level) => levelSql(context, level as 0 | 1)).join('\n  union all\n  ')}
),
${mean.tables}total as (
  ${levels.map((level) => totalSql(context, level as 0 | 1)).join('\n  union all\n  ')}
)
select p.slot, p.level${mine},
  sum(case when units > 0 then units else 1 end * our) filter (where ${within}) as our_spend,
  ${steadySum('case when units > 0 then units else 1 end * market', 8)} filter (where ${within}) as market_spend,
  ${steadySum('cast(our as double) / average')} filter (where our > 0 and average > 0) as ratios,
  count(*) filter (where our > 0 and average > 0) as ratio_products,
  count(*) filter (where ${within}) as products,
  count(*) filter (where ${within} and days_old <= ${context.settings.stale_days}) as fresh,
  count(*) as watched,
  sum(listings) as listings,
  count(*) filter (where our > 0) as judged,
  count(*) filter (where our > 0 and offers > 0) as placed,
  count(*) filter (where our > 0 and our < lowest * 0.98) as cheapest,
  count(*) filter (where our > 0 and our between lowest * 0.98 and lowest * 1.02) as near,
  count(*) filter (where our > lowest * 1.02) as dearer,
  count(*) filter (where our > 0 and lowest <= our * 0.95) as undercut,
  coalesce(sum(p.revenue) filter (where offers > 0), 0) as covered, max(t.revenue) as revenue${mean.columns}
from priced p left join total t on t.slot = p.slot and t.level = p.level${sameGoods}${mean.join}
group by p.slot, p.level${mine}`
}
