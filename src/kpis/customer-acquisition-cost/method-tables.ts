import type { Table } from '#core/metric.ts'
import { steadySum } from '#core/sql.ts'

/** Activities that work on winning a customer: by a person, and about selling where that is said. */
const winning = `coalesce(a.purpose, 'selling') = 'selling' and not coalesce(a.automatic, false)`

export const methodMinutes: Table = {
  name: 'method_minutes',
  reads: ['activity'],
  day: 'on_day',
  sql: () => `-- One row per day, method and rep: minutes logged on winning customers.
select cast(a.at as date) as on_day, a.method, a.rep, ${steadySum('a.minutes', 4)} as minutes
from activity a where a.minutes > 0 and ${winning} group by all order by on_day, method, rep`,
}

export const methodCost: Table = {
  name: 'method_cost',
  reads: ['activity', 'rep', 'spend'],
  sql: ({
    settings,
  }) => `-- One row per day, method and rep for logged minutes, and per day, method, team and location for money spent on a method.
with worked as (
  select m.*, r.team, r.location_id, coalesce(r.cost_per_minute, nullif(${settings.method_cost_per_minute}, 0)) as minute_cost
  from method_minutes m left join rep r on r.rep_id = m.rep
)
select on_day, method, rep, team, location_id, minutes,
  cast(coalesce(minutes * cast(minute_cost as double), 0) as decimal(18, 4)) as cost_amount,
  case when minute_cost is null then minutes else 0 end as unpriced_minutes
from worked
union all
select on_day, method, null, team, location_id, 0, sum(amount), 0
from spend_day where method is not null group by on_day, method, team, location_id
order by on_day, method, rep, team, location_id`,
}

export const customerTouch: Table = {
  name: 'customer_touch',
  reads: ['activity', 'contact', 'customer', 'order_line', 'product', 'rep', 'spend'],
  sql: () => `-- One row per new customer, method and rep: the touches before the first order was placed, and their share of all of them.
with touch as (
  select coalesce(a.customer_id, c.buyer) as customer_id, a.at as touched_at, a.method, a.rep
  from activity a left join (select contact_id, buyer from new_contact where buyer is not null) c on c.contact_id = a.contact_id
  where ${winning}
),
counted as (
  select n.first_on, t.customer_id, t.method, t.rep, count(*) as touches
  from touch t join new_customer n on n.customer_id = t.customer_id and t.touched_at < n.first_placed_at
  group by all
)
select c.*, r.team, r.location_id, c.touches / sum(c.touches) over (partition by c.customer_id) as share
from counted c left join rep r on r.rep_id = c.rep order by c.first_on, c.customer_id, c.method, c.rep`,
}
