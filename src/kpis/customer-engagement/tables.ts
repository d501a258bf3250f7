import { completedOrder } from '#core/completed-order.ts'
import { buyingRhythm, purchaseDay, silentFromSql } from '#core/customers/buying-rhythm.ts'
import { customerSegment } from '#core/customers/segment.ts'
import type { Table } from '#core/metric.ts'
import { careContact, careContactDay, engagementStretch } from './contact-tables.ts'
import { requestChange, requestChangeDay, serviceRequest } from './request-tables.ts'

/** A customer is active for this many days from a purchase, and counts as a recent buyer for that many. */
const activeDays = 365
export const recentDays = 90

const members = ['location_id', 'owner', 'product_line', 'segment', 'province', 'province_old'] as const
const dims = members.join(', ')

/**
 * What holds of a customer from a purchase to the next, each as a stretch of days. Two stretches of a customer
 * never overlap, so that a day's customers are the stretches it lies in.
 */
const customerStretch: Table = {
  name: 'customer_stretch',
  reads: purchaseDay.reads,
  sql: () => `-- One row per customer and day of purchase: until which day what holds (the day itself no longer).
with silent as (
  select m.*, least(
    coalesce(${silentFromSql}, date '9999-01-01'),
    case when m.repeats >= 3 then m.on_day + cast(floor(2 * m.median_gap) as integer) + 1 else date '9999-01-01' end
  ) as silent_on
  from purchase_day m cross join buying_rhythm p
)
select on_day as from_on, customer_id, next_on, orders, repeats, first_on, median_gap, ${dims},
  least(coalesce(next_on, date '9999-01-01'), on_day + ${activeDays}) as active_until,
  least(coalesce(next_on, date '9999-01-01'), on_day + ${recentDays}) as recent_until,
  case when orders > 1 then least(coalesce(next_on, date '9999-01-01'), on_day + ${activeDays})
    when previous_on is null then on_day
    else greatest(on_day, least(coalesce(next_on, date '9999-01-01'), previous_on + ${activeDays})) end as repeated_until,
  case when silent_on < coalesce(next_on, date '9999-01-01') then greatest(on_day, silent_on) end as overdue_on
from silent order by from_on, customer_id`,
}

const counts = ['active', 'engaged', 'recent', 'cared', 'repeated', 'overdue'] as const

/** Both ends of a stretch as changes of one count; where it is empty, neither. */
const change = (of: (typeof counts)[number], from: string, start: string, end: string): string =>
  (
    [
      [start, 1],
      [end, -1],
    ] as const
  )
    .map(([day, by]) => {
      const columns = counts.map((count) => `${count === of ? by : 0}::double as ${count}`)
      return `select ${day} as on_day, c.place, ${columns.join(', ')} from ${from} where ${start} < ${end}`
    })
    .join('\n  union all ')

const meeting = (kind: string, until: string): string =>
  `stretch c join engagement_stretch e on e.customer_id = c.customer_id and e.kind = '${kind}' and e.from_on < c.${until} and e.until_on > c.from_on`

const engagementChange: Table = {
  name: 'engagement_change',
  reads: ['order_line', 'product', 'customer', 'activity', 'contact', 'request', 'survey_answer'],
  // Grouped by a number standing for the members: grouping by six texts takes many times as long.
  sql: () => `-- One row per day and members: by how much each count of customers changed.
with place as (select row_number() over () as place, * from (select distinct ${dims} from customer_stretch)),
stretch as (
  select c.*, p.place from customer_stretch c
  join place p on ${members.map((member) => `p.${member} is not distinct from c.${member}`).join(' and ')}
),
change as (
  ${change('active', 'stretch c', 'c.from_on', 'c.active_until')}
  union all ${change('recent', 'stretch c', 'c.from_on', 'c.recent_until')}
  union all ${change('repeated', 'stretch c', 'c.from_on', 'c.repeated_until')}
  union all ${change('overdue', 'stretch c', 'c.overdue_on', "coalesce(c.next_on, date '9999-01-01')")}
  union all ${change('engaged', meeting('answered', 'active_until'), 'greatest(c.from_on, e.from_on)', 'least(c.active_until, e.until_on)')}
  union all ${change('cared', meeting('cared', 'recent_until'), 'greatest(c.from_on, e.from_on)', 'least(c.recent_until, e.until_on)')}
),
net as (
  select on_day, place, ${counts.map((count) => `cast(sum(${count}) as integer) as ${count}`).join(', ')}
  from change where on_day < date '9999-01-01' group by on_day, place
)
select n.on_day, ${members.map((member) => `p.${member}`).join(', ')}, ${counts.map((count) => `n.${count}`).join(', ')}
from net n join place p on p.place = n.place
where ${counts.map((count) => `n.${count} <> 0`).join(' or ')}
order by n.on_day, n.place`,
}

/** The same changes with fewer members, for the questions asked most. */
const changeRollup = (name: string, kept: readonly string[]): Table => ({
  name,
  reads: engagementChange.reads,
  sql: () => `-- One row per day${kept.map((member) => `, ${member}`).join('')}: by how much each count of customers changed.
select ${['on_day', ...kept].join(', ')}, ${counts.map((count) => `cast(sum(${count}) as integer) as ${count}`).join(', ')}
from engagement_change group by ${['on_day', ...kept].join(', ')} order by on_day`,
})

/** Built in this order. */
export const tables: readonly Table[] = [
  completedOrder,
  customerSegment,
  purchaseDay,
  buyingRhythm,
  customerStretch,
  careContact,
  careContactDay,
  engagementStretch,
  engagementChange,
  changeRollup('engagement_change_day', []),
  changeRollup('engagement_change_location_day', ['location_id']),
  changeRollup('engagement_change_owner_day', ['owner']),
  changeRollup('engagement_change_line_day', ['product_line']),
  changeRollup('engagement_change_segment_day', ['segment']),
  changeRollup('engagement_change_province_day', ['province', 'province_old']),
  serviceRequest,
  requestChange,
  requestChangeDay,
]
