import { grossAmount } from '#core/completed-order.ts'
import type { DimensionName } from '#core/dimension.ts'
import { regionSql } from '#core/geography/regions.ts'
import type { Binding, Model } from '#core/metric.ts'
import { soldLines } from '#core/sold-line.ts'
import { quote } from '#core/sql.ts'

type Bindings = Readonly<Partial<Record<DimensionName, Binding>>>

const column = (sql: string): Binding => ({ sql: `m.${sql}` })
const ofLocation = (sql: string): Binding => ({ sql, join: 'location' })

const joins = {
  location: 'left join location l on l.location_id = m.location_id',
  customer: 'left join customer_first_order f on f.customer_id = m.customer_id',
}

/** What follows from the place of sale and, for the province, from where the goods went when that is known. */
const place = (day: string): Bindings => ({
  location: column('location_id'),
  location_kind: ofLocation('l.kind'),
  channel: ofLocation('l.channel'),
  province: ofLocation('coalesce(m.province, l.province)'),
  // A new province made of several old ones does not say which; the store's is not where the goods went.
  province_old: ofLocation(
    'case when m.province is null then coalesce(m.province_old, l.province_old) else m.province_old end',
  ),
  region: ofLocation(regionSql('coalesce(m.province, l.province)')),
  weekday: { sql: `isodow(m.${day})` },
})

/** What only single lines know. */
const goods: Bindings = {
  product: column('product_id'),
  category: column('category'),
  brand: column('brand'),
  product_line: column('product_line'),
}

const people = (day: string, moment: string): Bindings => ({
  rep: column('rep'),
  customer_kind: {
    sql: `case when m.customer_id is null then null when ${day} then 'new' else 'returning' end`,
    join: 'customer',
  },
  hour: { sql: `hour(m.${moment})` },
})

const firstOrder = 'm.order_id = f.order_id'

/** Dimensions of the place alone, which the rollups by day reach. */
export const placeNames = Object.keys(place('')) as readonly DimensionName[]
/** Dimensions of which one order can have several members, so that orders are counted, not summed. */
export const goodsNames = Object.keys(goods) as readonly DimensionName[]
export const saleNames = [...placeNames, ...goodsNames, 'rep', 'customer_kind', 'hour'] as readonly DimensionName[]
/** Dimensions that say where, left out of the whole a share is taken of. */
export const whereNames = placeNames.filter((name) => name !== 'weekday')

export const sold: Model = {
  name: 'order_line',
  source: soldLines,
  span: { table: 'sale_day', first: 'sold_on', last: 'sold_on' },
  grain: 'One row per order line sold, by the day it was completed.',
  time: 'flow',
  day: 'sold_on',
  moment: 'sold_at',
  joins,
  dimensions: { ...place('sold_on'), ...goods, ...people(firstOrder, 'sold_at') },
  rollups: [{ table: 'sale_day', dimensions: placeNames }],
  rows: [
    'order_id',
    'line_no',
    'sold_at',
    'location_id',
    'product_id',
    'category',
    'rep',
    'customer_id',
    'units',
    'gross_amount',
    'discount_amount',
    'net_amount',
    'cost_amount',
  ],
}

export const returned: Model = {
  name: 'sale_return',
  source: 'select * from sale_return where not unsold',
  grain: 'One row per line of goods sold that came back, by the day they did.',
  time: 'flow',
  day: 'returned_on',
  moment: 'returned_at',
  joins,
  dimensions: { ...place('returned_on'), ...goods, ...people(firstOrder, 'returned_at') },
  rollups: [{ table: 'return_day', dimensions: placeNames }],
  rows: [
    'return_id',
    'line_no',
    'returned_at',
    'order_id',
    'location_id',
    'product_id',
    'category',
    'rep',
    'customer_id',
    'units',
    'amount',
  ],
}

/** Orders that came back from the door: delivered to nobody, sold to nobody. */
export const refused: Model = {
  ...returned,
  source: 'select * from sale_return where unsold',
  grain: 'One row per line of an order that came back without having counted as sold, by the day it did.',
  span: { table: 'sale_return', first: 'returned_on', last: 'returned_on' },
  rollups: [],
}

/** All that came back, sold before or refused at the door. */
export const cameBack: Model = {
  ...refused,
  source: 'select * from sale_return',
  grain: 'One row per line of goods that came back, by the day they did.',
}

export const ordered: Model = {
  name: 'completed_order',
  source: 'select *, 1 as orders from completed_order',
  span: { table: 'order_day', first: 'completed_on', last: 'completed_on' },
  grain: 'One row per completed order, by the day its first line was completed.',
  time: 'flow',
  day: 'completed_on',
  moment: 'completed_at',
  joins,
  dimensions: { ...place('completed_on'), ...people(firstOrder, 'completed_at') },
  rollups: [{ table: 'order_day', dimensions: placeNames }],
  rows: ['order_id', 'completed_at', 'location_id', 'rep', 'customer_id', 'net_amount'],
}

/** Every order line by the day it was placed, whatever became of it. */
export const placed: Model = {
  name: 'order_line',
  source: ({
    from,
    to,
  }) => `select o.order_id, o.line_no, cast(o.placed_at as date) as placed_on, o.placed_at, o.status, o.location_id, o.province, o.province_old,
  o.product_id, coalesce(o.category, p.category) as category, p.brand, p.product_line, o.rep, o.customer_id, o.quantity as units,
  ${grossAmount('o')} - coalesce(o.line_discount, 0) - coalesce(s.amount, 0) as net_amount
from order_line o left join product p on p.product_id = o.product_id
left join discount_share s on s.order_id = o.order_id and s.line_no = o.line_no and s.placed_on = cast(o.placed_at as date)
where o.placed_at >= timestamp ${quote(`${from} 00:00:00`)} and o.placed_at < timestamp ${quote(`${to} 00:00:00`)} + interval 1 day
  and o.quantity >= 0`,
  span: { table: 'order_line', first: 'placed_at', last: 'placed_at' },
  grain: 'One row per order line, by the day it was placed.',
  time: 'flow',
  day: 'placed_on',
  moment: 'placed_at',
  joins,
  dimensions: {
    ...place('placed_on'),
    ...goods,
    ...people(`coalesce(${firstOrder}, false) or coalesce(f.completed_at >= m.placed_at, true)`, 'placed_at'),
  },
  rows: [
    'order_id',
    'line_no',
    'placed_at',
    'status',
    'location_id',
    'product_id',
    'category',
    'rep',
    'customer_id',
    'units',
    'net_amount',
  ],
}

const ofPlace: Bindings = {
  ...place('visited_on'),
  province: ofLocation('l.province'),
  province_old: ofLocation('l.province_old'),
  region: ofLocation(regionSql('l.province')),
}

export const visited: Model = {
  name: 'visit_day',
  grain: 'One row per location and day whose visitors were counted.',
  time: 'flow',
  day: 'visited_on',
  joins,
  dimensions: ofPlace,
  rows: ['visited_on', 'location_id', 'visitors', 'orders'],
}

/** Net sales of a location and day, and what of them stands against a known area or staff. */
export const located: Model = {
  name: 'location_day',
  grain: 'One row per day and location.',
  time: 'flow',
  day: 'on_day',
  joins,
  dimensions: Object.fromEntries(Object.entries(ofPlace).filter(([name]) => name !== 'weekday')),
  rows: ['on_day', 'location_id', 'net_amount'],
}

/** The locations themselves, for their area and staff. */
export const placeBindings: Bindings = {
  location: column('location_id'),
  location_kind: column('kind'),
  channel: column('channel'),
  province: column('province'),
  province_old: column('province_old'),
  region: { sql: regionSql('m.province') },
}
