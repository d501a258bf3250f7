import type { Table } from '../metric.ts'
import { cancelling, fitBuyingRhythm, type History } from '../stats/bg-nbd.ts'

/** Days in the model's unit of time. */
export const unitDays = 7

/**
 * Days on which a customer bought, each holding until the next: several orders of a day are one purchase to a
 * buying rhythm. Where the customer's own file says nothing, place, line and province are those of that day's
 * last order.
 */
export const purchaseDay: Table = {
  name: 'purchase_day',
  reads: ['order_line', 'product', 'customer'],
  sql: () => `-- One row per customer and day with a completed order.
with bought as (
  select customer_id, completed_on as on_day, count(*) as orders,
    arg_max(location_id, (completed_at, order_id)) as location_id, arg_max(product_line, (completed_at, order_id)) as product_line,
    arg_max(province, (completed_at, order_id)) as province, arg_max(province_old, (completed_at, order_id)) as province_old
  from completed_order where customer_id is not null group by customer_id, completed_on
),
placed as (
  select *, lag(on_day) over w as previous_on, lead(on_day) over w as next_on, first_value(on_day) over w as first_on,
    row_number() over w - 1 as repeats
  from bought window w as (partition by customer_id order by on_day)
),
paced as (
  select *, median(on_day - previous_on) over (partition by customer_id order by on_day) as median_gap from placed
)
select p.on_day, p.customer_id, p.orders, p.previous_on, p.next_on, p.first_on, p.repeats, p.median_gap,
  coalesce(c.location_id, p.location_id) as location_id, c.owner, p.product_line, s.segment,
  coalesce(c.province, p.province) as province, case when c.province is null then p.province_old else c.province_old end as province_old
from paced p left join customer c on c.customer_id = p.customer_id
left join customer_segment s on s.customer_id = p.customer_id
order by p.on_day, p.customer_id`,
}

const historyOf = (row: Readonly<Record<string, unknown>>): History => ({
  frequency: Number(row['frequency']),
  recency: Number(row['recency']) / unitDays,
  age: Number(row['age']) / unitDays,
  customers: Number(row['customers']),
})

const apart = (value: number, from: number): number => (Math.abs(value - from) < 1e-6 ? from + 1e-6 : value)

/**
 * The one rhythm fitted to all customers (BG/NBD), in weeks, with the last day with a completed order as the end
 * of observation. One row always; its parameters are null where there are too few customers or repeats.
 */
export const buyingRhythm: Table = {
  name: 'buying_rhythm',
  reads: purchaseDay.reads,
  sql: () => `-- One row: the buying rhythm of all customers, and how many it was taken from.
select cast(null as double) as r, cast(null as double) as alpha, cast(null as double) as a, cast(null as double) as b,
  cast(null as double) as log_likelihood, cast(null as bigint) as customers limit 0`,
  fit: {
    from: () => `select repeats as frequency, on_day - first_on as recency, (select max(on_day) from purchase_day) - first_on as age,
  count(*) as customers
from purchase_day where next_on is null group by all order by frequency, recency, age`,
    compute: (rows) => {
      const histories = rows.map(historyOf)
      const fit = fitBuyingRhythm(histories)
      return [
        {
          r: fit?.r ?? null,
          alpha: fit?.alpha ?? null,
          // Kept off a = 1 and a + b = 1, where the expectation is 0 ÷ 0 with a finite limit.
          a: fit ? apart(fit.a, 1) : null,
          b: fit ? apart(fit.b, 1 - fit.a) : null,
          log_likelihood: fit?.logLikelihood ?? null,
          customers: histories.reduce((sum, { customers }) => sum + customers, 0),
        },
      ]
    },
  },
}

/**
 * SQL of the first day on which a customer's P(alive) is below one half, were nothing bought after `on_day`; null
 * where that never comes. P(alive) < 0.5 is a ÷ (b + x − 1) · ((α + T) ÷ (α + t))^(r + x) > 1, solved for T.
 * Columns of `purchase_day` by alias `m`, of `buying_rhythm` by `p`.
 */
export const silentFromSql = `case when m.repeats > 0 then m.first_on + cast(1 + floor(least(40000, ${unitDays} * (
    (p.alpha + (m.on_day - m.first_on) / ${unitDays}.0) * pow((p.b + m.repeats - 1) / p.a, 1 / (p.r + m.repeats)) - p.alpha
  ))) as integer) end`

/**
 * SQL of the purchases to be expected within `days` of a customer known to be still buying: columns `x` (repeat
 * purchases), `age` (weeks observed) and `purchases`, for every pair in the relation `pair(x, age)`. The numerator
 * of `expectedPurchases`, its series summed row by row until a term no longer counts.
 */
export const purchasesAheadSql = (pair: string, days: number): string => {
  const plain = `p.a + p.b - 1 - p.r < ${cancelling}`
  return `with recursive shape as (
      select x, age, ${days / unitDays} / (p.alpha + age + ${days / unitDays}) as z, p.a + p.b + x - 1 as c, p.a,
        case when ${plain} then p.r + x else p.a + p.b - 1 - p.r end as u,
        case when ${plain} then p.b + x else p.a - 1 end as v,
        case when ${plain} then p.r + x else p.a - 1 end as power
      from (${pair}) cross join buying_rhythm p where p.r is not null
    ),
    series(x, age, n, term, total) using key (x, age) as (
      select x, age, 0, cast(1 as double), cast(1 as double) from shape
      union
      select s.x, s.age, n + 1, term * (u + n) * (v + n) / ((c + n) * (n + 1)) * z,
        total + term * (u + n) * (v + n) / ((c + n) * (n + 1)) * z
      from series s join shape h on h.x = s.x and h.age = s.age where abs(term) > 1e-13 * abs(total) and n < 10000
    )
    select h.x, h.age, h.c / (h.a - 1) * (1 - pow(1 - h.z, h.power) * s.total) as purchases
    from series s join shape h on h.x = s.x and h.age = s.age`
}

/** SQL of P(alive) from `x`, `recency` and `age` in weeks. */
export const aliveSql =
  'case when x = 0 then 1 else 1 / (1 + p.a / (p.b + x - 1) * pow((p.alpha + age) / (p.alpha + recency), p.r + x)) end'
