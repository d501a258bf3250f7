import { completedOrder } from '#core/completed-order.ts'
import type { Table, TableContext } from '#core/metric.ts'
import { list, quote } from '#core/sql.ts'

/** What CRMs write for a contact that is none. Compared in small letters without marks. */
const spam = ['spam', 'spam lead', 'junk', 'junk lead', 'rac', 'so rac', 'so ao']

const minuteOf = (clock: string): number => {
  const [hours, minutes] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

const businessHours = ({ settings }: TableContext): string =>
  [1, 2, 3, 4, 5, 6, 7]
    .map((weekday) => {
      const [open, close] = settings.business_hours[String(weekday)] ?? ['00:00', '00:00']
      return `(${weekday}, ${minuteOf(open!)}, ${Math.max(0, minuteOf(close!) - minuteOf(open!))})`
    })
    .join(', ')

/** Business time as a running count of minutes, so that the time between two moments is one subtraction. */
const businessDay: Table = {
  name: 'business_day',
  reads: ['contact', 'activity'],
  sql: (
    context,
  ) => `-- One row per calendar day: its opening minute, its business minutes, and all business minutes before it.
with span as (
  select least(min(first_on), ${today(context)}) as first_on, greatest(max(last_on), ${today(context)}) + 90 as last_on
  from (
    select cast(min(received_at) as date) as first_on, cast(max(received_at) as date) as last_on from contact
    union all select null, cast(max(at) as date) from activity
  )
),
hours(weekday, open_minute, minutes) as (values ${businessHours(context)}),
calendar as (
  select cast(unnest(generate_series(cast(first_on as timestamp), cast(last_on as timestamp), interval 1 day)) as date) as on_day from span
),
day as (
  select c.on_day, h.open_minute, case when ${holiday(context)} then 0 else h.minutes end as minutes
  from calendar c join hours h on h.weekday = isodow(c.on_day)
)
select on_day, open_minute, minutes,
  coalesce(sum(minutes) over (order by on_day rows between unbounded preceding and 1 preceding), 0) as minutes_before
from day order by on_day`,
}

const today = (context: TableContext): string => `date ${quote(context.today)}`
const holiday = ({ settings }: TableContext): string =>
  settings.holidays.length > 0 ? `cast(c.on_day as varchar) in ${list(settings.holidays)}` : 'false'

/** Business minutes passed at a moment, given the row of its day. */
const position = (moment: string, day: string): string =>
  `${day}.minutes_before + greatest(0, least(date_diff('second', cast(cast(${moment} as date) as timestamp), ${moment}) / 60.0 - ${day}.open_minute, ${day}.minutes))`

/** Moments someone bought, under each name a contact may know the buyer by. */
const purchaseKey = `purchase as (
  select 'customer' as kind, customer_id as key, completed_at from completed_order where customer_id is not null
  union all
  select 'phone', c.phone_hash, o.completed_at from completed_order o join customer c on c.customer_id = o.customer_id where c.phone_hash is not null
  union all
  select 'email', c.email_hash, o.completed_at from completed_order o join customer c on c.customer_id = o.customer_id where c.email_hash is not null
  union all
  select 'contact', contact_id, completed_at from completed_order where contact_id is not null
)`

const newContact: Table = {
  name: 'new_contact',
  reads: ['contact', 'activity', 'order_line', 'customer', 'rep'],
  sql: ({
    settings,
  }) => `-- One row per contact that is not spam, by the day it was received; \`contacts\` is 0 for a duplicate.
with arrival as (
  select c.contact_id, c.received_at, c.source, c.campaign, c.owner, coalesce(c.team, r.team) as team, c.location_id,
    c.province, c.province_old, c.product_line, c.customer_id, c.became_customer_at, c.phone_hash, c.email_hash,
    lag(c.received_at) over (partition by c.phone_hash order by c.received_at, c.contact_id) as same_phone_at,
    lag(c.received_at) over (partition by c.email_hash order by c.received_at, c.contact_id) as same_email_at
  from contact c left join rep r on r.rep_id = c.owner
  where coalesce(lower(strip_accents(trim(c.status))), '') not in ${list(spam)}
),
attempt as (
  select contact_id, customer_id, at, coalesce(reached, false) as reached from activity
  where coalesce(direction, 'outbound') = 'outbound' and not coalesce(automatic, false)
),
tried as (
  select contact_id, min(at) as first_at, bool_or(reached) as reached from (
    select contact_id, at, reached from attempt where contact_id is not null
    union all
    select a.contact_id, t.at, t.reached from arrival a
    join attempt t on t.contact_id is null and t.customer_id = a.customer_id and t.at >= a.received_at
  ) group by contact_id
),
${purchaseKey},
known as (
  select k.contact_id, k.received_at, k.kind, k.key
  from (
    select contact_id, received_at, 'customer' as kind, customer_id as key from arrival
    union all select contact_id, received_at, 'phone', phone_hash from arrival
    union all select contact_id, received_at, 'email', email_hash from arrival
    union all select contact_id, received_at, 'contact', contact_id from arrival
  ) k
  where exists (select 1 from purchase p where p.kind = k.kind and p.key = k.key)
),
first_purchase as (select kind, key, min(completed_at) as completed_at from purchase group by kind, key),
earlier as (
  select distinct k.contact_id from known k join first_purchase f on f.kind = k.kind and f.key = k.key
  where f.completed_at < k.received_at
),
bought as (
  select k.contact_id, min(p.completed_at) as completed_at
  from known k asof join purchase p on p.kind = k.kind and p.key = k.key and p.completed_at >= k.received_at
  group by k.contact_id
),
seen as (
  select a.*, t.first_at, coalesce(t.reached, false) as was_reached,
    coalesce(a.became_customer_at, b.completed_at) as converted_at,
    case when e.contact_id is null then 'new' else 'returning' end as customer_kind,
    coalesce(a.phone_hash is not null and a.received_at - a.same_phone_at <= interval 90 day, false)
      or coalesce(a.email_hash is not null and a.received_at - a.same_email_at <= interval 90 day, false) as repeated
  from arrival a left join tried t on t.contact_id = a.contact_id
  left join bought b on b.contact_id = a.contact_id
  left join earlier e on e.contact_id = a.contact_id
),
timed as (
  select s.*, ${position('s.received_at', 'd')} as received_minute,
    ${position('greatest(s.first_at, s.received_at)', 'f')} as attempt_minute
  from seen s left join business_day d on d.on_day = cast(s.received_at as date)
  left join business_day f on f.on_day = cast(greatest(s.first_at, s.received_at) as date)
)
select cast(t.received_at as date) as received_on, t.contact_id, t.received_at, t.source, t.campaign, t.owner, t.team, t.location_id,
  t.province, t.province_old, t.product_line, t.customer_kind,
  isodow(t.received_at) as weekday, hour(t.received_at) as hour,
  cast(not t.repeated as integer) as contacts,
  cast(t.repeated as integer) as duplicates,
  cast(not t.repeated and t.owner is null as integer) as unassigned,
  cast(not t.repeated and t.first_at is not null as integer) as attempted,
  cast(not t.repeated and t.first_at is null as integer) as untouched,
  cast(not t.repeated and t.was_reached as integer) as reached,
  t.first_at as first_attempt_at,
  case when not t.repeated and t.first_at is not null then date_diff('second', t.received_at, greatest(t.first_at, t.received_at)) / 60.0 end as wall_minutes,
  case when not t.repeated and t.first_at is not null then t.attempt_minute - t.received_minute end as business_minutes,
  cast(not t.repeated and coalesce(t.attempt_minute - t.received_minute <= ${settings.response_limit_minutes}, false) as integer) as within_limit,
  cast(l.on_day as timestamp) + to_seconds(cast(round(60 * (l.open_minute + t.received_minute + ${settings.response_limit_minutes} - l.minutes_before)) as bigint)) as due_at,
  t.converted_at, cast(t.converted_at as date) as converted_on
from timed t
asof left join (select * from business_day where minutes > 0) l on l.minutes_before < t.received_minute + ${settings.response_limit_minutes}
order by received_on, contact_id`,
}

const newContactDay: Table = {
  name: 'new_contact_day',
  reads: newContact.reads,
  sql: () => `-- One row per day: its contacts counted.
select received_on, weekday, sum(contacts) as contacts, sum(duplicates) as duplicates, sum(unassigned) as unassigned,
  sum(attempted) as attempted, sum(untouched) as untouched, sum(reached) as reached
from new_contact group by received_on, weekday order by received_on`,
}

const contactConversion: Table = {
  name: 'contact_conversion',
  reads: newContact.reads,
  sql: () => `-- One row per contact that became a customer, by the day it did; duplicates left out.
select * from new_contact where contacts = 1 and converted_on is not null order by converted_on, contact_id`,
}

/** Built in this order. */
export const tables: readonly Table[] = [completedOrder, businessDay, newContact, newContactDay, contactConversion]
