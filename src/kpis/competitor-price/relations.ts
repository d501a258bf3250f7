import { addDays, later } from '#core/calendar/day.ts'
import type { RelationContext } from '#core/metric.ts'
import { day, quote, steadySum } from '#core/sql.ts'
import { goods, listingNames, offered, offerSql } from './model.ts'
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

type Windows = RelationContext['slots']

/** Last days of the windows for which the offers are looked up: none that lies ahead. */
const momentsOf = (slots: Windows): readonly string[] =>
  [...new Set(slots.map((slot) => slot.to))].filter((to) => to <= seenFrom(slots))

const seenFrom = (slots: Windows): string => slots.map((slot) => slot.asOf ?? slot.to).reduce(later)

const monthOf = (iso: string): string => day(`${iso.slice(0, 7)}-01`)

/** Running totals to read for the days of the weights before each moment: up to it, without those up to 90 days before. */
export const edgeSql = (slots: Windows): string => {
  const rows = momentsOf(slots).flatMap((to) => {
    const before = addDays(to, -weightDays)
    return [`(${day(to)}, ${day(to)}, ${monthOf(to)}, 1)`, `(${day(to)}, ${day(before)}, ${monthOf(before)}, -1)`]
  })
  return rows.length > 0
    ? `edge(on_day, read_on, month, sign) as (values ${rows.join(', ')})`
    : 'edge as (select null::date as on_day, null::date as read_on, null::date as month, 1 as sign limit 0)'
}

/** Sums over the days of the weights before each moment, by some columns of a table of running totals. */
export const windowSql = (name: string, table: string, columns: readonly string[], sums: readonly string[]): string => {
  const keys = columns.map((column) => `, m.${column}`).join('')
  const totals = sums.map((sum) => `, sum(e.sign * m.${sum}) as ${sum}`).join('')
  return `${name} as (
  select e.on_day${keys}${totals}
  from ${table} m join edge e on e.month = m.month and m.from_on <= e.read_on and m.until_on > e.read_on group by all
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
    and i.month = cast(date_trunc('month', o.on_day) as date) and i.from_on <= o.on_day and i.until_on > o.on_day
  left join product p on p.product_id = o.product_id
  group by o.on_day, o.product_id
)`

const weights = 'greatest(coalesce(w.units, 0), 0) as units, greatest(coalesce(w.revenue, 0), 0) as revenue'

/** Products of one level with our price, the market's and the weights of the day. */
const pricedSql = (members: string, dims: string, market: string): string => `select m.*, o.price as our, ${weights}
    from (
      select on_day, product_id${members === '' ? '' : dims}, ${market} as market, avg(price) as average, min(price) as lowest, min(days_old) filter (where price > 0) as days_old,
        count(price) as offers, count(*) as listings
      from (
        select m.on_day, m.product_id, m.competitor, m.days_old${members}, case when m.availability <> 'out' and m.price > 0 then m.price end as price
        from offer m where m.inside
      ) group by on_day, product_id${members === '' ? '' : dims}
    ) m join our o on o.on_day = m.on_day and o.product_id = m.product_id
    left join weight w on w.on_day = m.on_day and w.product_id = m.product_id`

/** Column of `market_interval` by the statistic it holds. */
const kept: Readonly<Record<string, string>> = { median: 'middle', mean: 'average', min: 'lowest' }

/** The same by window, of the market as it is kept: for markets of every rival's offers, however observed. */
const keptSql = (context: RelationContext, columns: string): string => {
  const described = context.asked.some((name) => name !== 'product')
  const market = described
    ? '(select i.*, p.category, p.brand, p.product_line from market_interval i left join product p on p.product_id = i.product_id)'
    : 'market_interval'
  return `select ${columns}, m.product_id, m.${kept[context.options.market ?? 'median']} as market, m.average, m.lowest,
      s.to_on - m.seen_on as days_old, m.offers, m.listings, m.our, ${weights}
    from ${market} m join slot s on m.month = cast(date_trunc('month', s.to_on) as date) and m.from_on <= s.to_on and m.until_on > s.to_on
    left join weight w on w.on_day = s.to_on and w.product_id = m.product_id
    where s.to_on <= ${day(seenFrom(context.slots))} and ${context.filter(goods)}`
}

const isKept = ({ asked, options }: RelationContext): boolean =>
  (options.market ?? 'median') in kept && !asked.some((name) => listingNames.includes(name))

const within = 'our > 0 and market > 0'

const levelSql = (context: RelationContext, level: 0 | 1): string => {
  const members = level === 1 ? membersOf(context) : ''
  const names = context.by.map((_, i) => `d${i + 1}`)
  const dims = names.map((name) => `, ${name}`).join('')
  const shown = level === 1 ? dims : names.map((name) => `, null as ${name}`).join('')
  const key = level === 1 ? `row(${names.join(', ')})` : 'null'
  if (isKept(context)) return keptSql(context, `s.slot, ${level} as level${members || shown}, ${key} as dims`)
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

/** Sums over the products of a member, by name. */
const sums: Readonly<Record<string, string>> = {
  our_spend: `sum(case when units > 0 then units else 1 end * our) filter (where ${within})`,
  market_spend: `${steadySum('case when units > 0 then units else 1 end * market', 8)} filter (where ${within})`,
  ratios: `${steadySum('cast(our as double) / average')} filter (where our > 0 and average > 0)`,
  ratio_products: 'count(*) filter (where our > 0 and average > 0)',
  products: `count(*) filter (where ${within})`,
  watched: 'count(*)',
  listings: 'sum(listings)',
  judged: 'count(*) filter (where our > 0)',
  placed: 'count(*) filter (where our > 0 and offers > 0)',
  cheapest: 'count(*) filter (where our > 0 and our < lowest * 0.98)',
  near: 'count(*) filter (where our > 0 and our between lowest * 0.98 and lowest * 1.02)',
  dearer: 'count(*) filter (where our > lowest * 1.02)',
  undercut: 'count(*) filter (where our > 0 and lowest <= our * 0.95)',
  covered: 'coalesce(sum(p.revenue) filter (where offers > 0), 0)',
  revenue: 'max(t.revenue)',
  logs: 'max(g.logs)',
  shares: 'max(g.shares)',
  matched_products: 'max(g.matched_products)',
}

const sumSql = (name: string, { settings }: RelationContext): string =>
  name === 'fresh' ? `count(*) filter (where ${within} and days_old <= ${settings.stale_days})` : sums[name]!

/**
 * Sums over products that the price metrics divide: spend at our prices and at the market's, classes of position, the
 * revenue they cover; with `logs` and `shares`, logarithms and their weights over products priced at both ends of a
 * comparison. A member of a rival or of a way of observing has a market made of its own offers alone.
 * @param columns names of the sums wanted
 */
export const indexSql =
  (columns: readonly string[]) =>
  (context: RelationContext): string => {
    const wants = (...names: readonly string[]): boolean => names.some((name) => columns.includes(name))
    const mine = context.by.map((_, i) => `, p.d${i + 1}`).join('')
    const goodsAsked = ['category', 'brand', 'product_line'].filter((name) =>
      context.asked.some((asked) => asked === name),
    )
    const sameGoods = context.by
      .map((name, i) => (listingNames.includes(name) ? '' : ` and t.d${i + 1} is not distinct from p.d${i + 1}`))
      .join('')
    const levels: readonly (0 | 1)[] = context.by.length > 0 ? [0, 1] : [0]
    const offers = `offer as materialized (select m.*, ${context.filter(offered.dimensions)} as inside from (${offerSql}) m)`
    const relations = [
      edgeSql(context.slots),
      windowSql('weight', 'watched_total', ['product_id'], ['units', 'revenue']),
      ...(isKept(context) ? [] : [offers, ourSql]),
      `priced as (\n  ${levels.map((level) => levelSql(context, level)).join('\n  union all\n  ')}\n)`,
      ...(wants('logs', 'shares', 'matched_products') ? [weighedSql(context)] : []),
      ...(wants('revenue')
        ? [
            windowSql('takings', 'revenue_total', goodsAsked, ['revenue']),
            `total as (\n  ${levels.map((level) => totalSql(context, level)).join('\n  union all\n  ')}\n)`,
          ]
        : []),
    ]
    const joins = [
      wants('revenue') ? `\nleft join total t on t.slot = p.slot and t.level = p.level${sameGoods}` : '',
      wants('logs', 'shares', 'matched_products')
        ? '\nleft join mean g on g.slot = p.slot and g.level = p.level and g.dims is not distinct from p.dims'
        : '',
    ].join('')
    return `with ${relations.join(',\n')}
select p.slot, p.level${mine}${columns.map((name) => `,\n  ${sumSql(name, context)} as ${name}`).join('')}
from priced p${joins}
group by p.slot, p.level${mine}`
  }
