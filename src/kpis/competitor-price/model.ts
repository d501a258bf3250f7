import type { DimensionName } from '#core/dimension.ts'
import type { Binding, Model } from '#core/metric.ts'

type Bindings = Readonly<Partial<Record<DimensionName, Binding>>>

/** Days for which the offers are looked up: the last of each window, none that lies ahead. */
export const momentSql = `select distinct to_on as on_day from slot where to_on <= (select max(as_of) from slot)`

/** Rivals' offers as they stood on the last day of each window. */
export const offerSql = `select d.on_day, i.competitor, i.product_id, i.price, i.list_price, i.availability, i.observed_by, i.seen_on,
    d.on_day - i.seen_on as days_old, p.category, p.brand, p.product_line
  from price_interval i join (${momentSql}) d
    on i.month = cast(date_trunc('month', d.on_day) as date) and i.from_on <= d.on_day and i.until_on > d.on_day
  left join product p on p.product_id = i.product_id
  where i.kind = 'rival'`

const column = (sql: string): Binding => ({ sql: `m.${sql}` })

export const goods: Bindings = {
  product: column('product_id'),
  category: column('category'),
  brand: column('brand'),
  product_line: column('product_line'),
}

/** Dimensions of the offer, not of the product: the market is then made of those offers alone. */
export const listing: Bindings = { competitor: column('competitor'), observed_by: column('observed_by') }
export const listingNames = Object.keys(listing) as readonly DimensionName[]
export const priceNames = [...Object.keys(goods), ...listingNames] as readonly DimensionName[]

const rows = [
  'competitor',
  'product_id',
  'price',
  'list_price',
  'availability',
  'observed_by',
  'seen_on',
  'days_old',
] as const

export const offered: Model = {
  name: 'price_interval',
  source: offerSql,
  span: { table: 'price_interval', first: 'from_on', last: 'seen_on' },
  grain: 'One row per listing of a rival, as it stood on the last day of the window.',
  time: 'level',
  day: 'on_day',
  dimensions: { ...goods, ...listing },
  rows,
}

/** Days a listing's usual price is taken from, the asked day included. */
const usualDays = 30

/** The same offers with their usual price: the median of what was asked on each of the last 30 days with a price. */
export const promoted: Model = {
  ...offered,
  source: `select o.*, u.usual_price
  from (${offerSql}) o left join (
    select on_day, competitor, product_id, median(price) as usual_price
    from (
      select d.on_day, i.competitor, i.product_id, i.price,
        unnest(generate_series(greatest(i.from_on, d.on_day - ${usualDays - 1}), least(i.until_on - 1, d.on_day), interval 1 day)) as day
      from price_interval i join (${momentSql}) d
        on i.month between cast(date_trunc('month', d.on_day - ${usualDays - 1}) as date) and d.on_day
        and i.from_on <= d.on_day and i.until_on > d.on_day - ${usualDays - 1}
      where i.kind = 'rival' and i.price > 0
    ) group by on_day, competitor, product_id
  ) u on u.on_day = o.on_day and u.competitor = o.competitor and u.product_id = o.product_id`,
  rows: [...rows, 'usual_price'],
}
