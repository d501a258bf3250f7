import type { Table } from '#core/metric.ts'

/** Days a sign of life, or a purchase, counts. */
const days = 90

/** The customer of an activity: named itself, or through the contact it belongs to. */
const activities = `activity v left join contact k on k.contact_id = v.contact_id`
const customerOf = 'coalesce(v.customer_id, k.customer_id)'
const ours = `coalesce(v.direction, 'outbound') = 'outbound' and not coalesce(v.automatic, false) and v.purpose in ('care', 'support')`

/** Contacts made by us that sell nothing. */
export const careContact: Table = {
  name: 'care_contact',
  reads: ['activity', 'contact', 'customer', 'order_line', 'product'],
  sql: () => `-- One row per care or support contact made by a person of ours, by the day it was made.
select cast(v.at as date) as on_day, v.at, v.activity_id, ${customerOf} as customer_id, v.rep, v.method, v.purpose,
  coalesce(c.location_id, p.location_id) as location_id, coalesce(c.owner, v.rep) as owner, p.product_line, s.segment,
  coalesce(c.province, p.province) as province, case when c.province is null then p.province_old else c.province_old end as province_old,
  1 as made, cast(coalesce(v.reached, false) as integer) as answered
from ${activities}
left join customer c on c.customer_id = ${customerOf}
left join customer_segment s on s.customer_id = ${customerOf}
left join purchase_day p on p.customer_id = ${customerOf} and p.on_day <= v.at and v.at < coalesce(p.next_on, date '9999-01-01')
where ${ours}
order by v.at, v.activity_id`,
}

export const careContactDay: Table = {
  name: 'care_contact_day',
  reads: careContact.reads,
  sql: () => `-- One row per day and owner: care contacts made and answered.
select on_day, owner, location_id, cast(sum(made) as integer) as made, cast(sum(answered) as integer) as answered
from care_contact group by on_day, owner, location_id order by on_day`,
}

/**
 * Days on which a customer counts as having answered us or come to us (kind \`answered\`), or as having been cared
 * for since a recent purchase (kind \`cared\`). Stretches of a kind and customer do not overlap.
 */
export const engagementStretch: Table = {
  name: 'engagement_stretch',
  reads: ['activity', 'contact', 'request', 'survey_answer', 'order_line', 'product', 'customer'],
  sql: () => `-- One row per customer and unbroken stretch of days, until the day it no longer holds.
with sign as (
  select ${customerOf} as customer_id, cast(v.at as date) as on_day from ${activities}
  where not coalesce(v.automatic, false)
    and (v.direction = 'inbound' or coalesce(v.reached, v.method = 'face_to_face', false))
  union all select customer_id, cast(opened_at as date) from request
  union all select customer_id, cast(answered_at as date) from survey_answer
  union all select customer_id, on_day from purchase_day where repeats > 0 or orders > 1
),
care as (
  select t.customer_id, p.completed_on as bought_on, min(t.on_day) as on_day
  from care_contact t asof join (select * from completed_order where customer_id is not null) p
    on p.customer_id = t.customer_id and p.completed_at <= t.at
  where t.on_day < p.completed_on + ${days} group by all
),
stretch as (
  select 'answered' as kind, customer_id, on_day as from_on, on_day + ${days} as until_on
  from (select distinct * from sign where customer_id is not null)
  union all select 'cared', customer_id, on_day, bought_on + ${days} from care
),
begun as (
  select *, from_on > max(until_on) over (partition by kind, customer_id order by from_on, until_on rows between unbounded preceding and 1 preceding) as apart
  from stretch
),
numbered as (
  select *, count(*) filter (where apart) over (partition by kind, customer_id order by from_on, until_on) as part from begun
)
select kind, customer_id, min(from_on) as from_on, max(until_on) as until_on
from numbered group by kind, customer_id, part order by customer_id, kind, from_on`,
}
