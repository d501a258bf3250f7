import type { Table } from '../metric.ts'
import { businessMinute } from './business-day.ts'
import { isSpam } from './spam.ts'

/** Contacts as their KPIs read them. Sorted by arrival, so that a period is a stretch of the table. */
export const newContact: Table = {
  name: 'new_contact',
  reads: ['contact', 'assignment', 'activity', 'order_line', 'customer', 'product', 'rep'],
  sql: ({
    settings: { response_limit_minutes: limit },
  }) => `-- One row per contact that is not spam, by the day it was received; \`contacts\` is 0 for a repeat.
with ever as (select count(*) > 0 as attempts_known from contact_attempt),
seen as (
  select c.contact_id, c.received_at, c.source, c.campaign, coalesce(c.owner, g.owner) as owner, coalesce(c.team, r.team) as team, c.location_id,
    c.province, c.province_old, c.product_line, c.customer_id, d.contact_id is not null as repeated,
    a.first_attempt_at, a.reached, a.researched,
    case when a.first_attempt_at is not null then greatest(a.first_attempt_at, c.received_at) end as answered_at,
    p.bought_at, p.buyer, coalesce(p.bought_before, false) as bought_before, coalesce(c.became_customer_at, p.bought_at) as converted_at
  from contact c
  left join assignment g on g.contact_id = c.contact_id
  left join rep r on r.rep_id = coalesce(c.owner, g.owner)
  left join contact_repeat d on d.contact_id = c.contact_id
  left join contact_attempt a on a.contact_id = c.contact_id
  left join contact_purchase p on p.contact_id = c.contact_id
  where not ${isSpam('c')}
),
timed as (
  select s.*, not s.repeated as counted, ${businessMinute('s.received_at', 'd')} as received_minute,
    ${businessMinute('s.answered_at', 'f')} as answered_minute
  from seen s left join business_day d on d.on_day = cast(s.received_at as date)
  left join business_day f on f.on_day = cast(s.answered_at as date)
)
select cast(t.received_at as date) as received_on, t.contact_id, t.received_at, t.source, t.campaign, t.owner, t.team, t.location_id,
  t.province, t.province_old, t.product_line, t.customer_id,
  case when t.bought_before then 'returning' else 'new' end as customer_kind,
  isodow(t.received_at) as weekday, hour(t.received_at) as hour,
  cast(counted as integer) as contacts,
  cast(t.repeated as integer) as duplicates,
  cast(counted and t.owner is null as integer) as unassigned,
  case when attempts_known then cast(counted and t.first_attempt_at is not null as integer) end as attempted,
  cast(counted and t.first_attempt_at is null as integer) as untouched,
  case when attempts_known then cast(counted and coalesce(t.reached, false) as integer) end as reached,
  t.first_attempt_at, cast(t.first_attempt_at as date) as first_attempt_on,
  case t.researched when 1 then true when 0 then false end as researched,
  case when counted then date_diff('second', t.received_at, t.answered_at) / 60.0 end as wall_minutes,
  case when counted then t.answered_minute - t.received_minute end as business_minutes,
  case when attempts_known then cast(counted and coalesce(t.answered_minute - t.received_minute <= ${limit}, false) as integer) end as within_limit,
  -- When the limit runs out: on the day in whose hours its last business minute falls.
  cast(l.on_day as timestamp) + to_seconds(cast(round(60 * (l.open_minute + t.received_minute + ${limit} - l.minutes_before)) as bigint)) as due_at,
  t.converted_at, cast(t.converted_at as date) as converted_on, t.bought_at, t.buyer
from timed t cross join ever
asof left join (select * from business_day where minutes > 0) l on l.minutes_before < t.received_minute + ${limit}
order by received_at, contact_id`,
}
