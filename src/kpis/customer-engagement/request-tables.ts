import type { Table } from '#core/metric.ts'

const dims = 'topic, channel, location_id, owner, product_line, segment, province, province_old'

/** Requests for help with what is known of their customer when they came. */
export const serviceRequest: Table = {
  name: 'service_request',
  reads: ['request', 'customer', 'order_line', 'product'],
  sql: () => `-- One row per request for help.
select cast(q.opened_at as date) as opened_on, cast(q.resolved_at as date) as resolved_on, q.request_id, q.opened_at, q.resolved_at,
  case when q.resolved_at >= q.opened_at then date_diff('second', q.opened_at, q.resolved_at) / 3600.0 end as hours,
  q.customer_id, q.topic, q.channel, coalesce(q.location_id, c.location_id, p.location_id) as location_id, c.owner, p.product_line,
  s.segment, coalesce(c.province, p.province) as province, case when c.province is null then p.province_old else c.province_old end as province_old
from request q left join customer c on c.customer_id = q.customer_id
left join customer_segment s on s.customer_id = q.customer_id
asof left join purchase_day p on p.customer_id = q.customer_id and p.on_day <= q.opened_at
order by opened_on, q.request_id`,
}

/** A request is open from the day it came until the day it is resolved. */
export const requestChange: Table = {
  name: 'request_change',
  reads: serviceRequest.reads,
  sql: () => `-- One row per day and member: by how much the requests open at the end of the day changed.
select on_day, ${dims}, cast(sum(change) as integer) as open from (
  select opened_on as on_day, ${dims}, 1 as change from service_request
  union all select greatest(opened_on, resolved_on), ${dims}, -1 from service_request where resolved_on is not null
) group by on_day, ${dims} order by on_day`,
}

export const requestChangeDay: Table = {
  name: 'request_change_day',
  reads: serviceRequest.reads,
  sql: () => `-- One row per day: by how much the requests open at the end of the day changed.
select on_day, cast(sum(open) as integer) as open from request_change group by on_day order by on_day`,
}
