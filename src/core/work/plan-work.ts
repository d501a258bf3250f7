import { businessMinute } from '../contacts/business-day.ts'
import { quote } from '../sql.ts'
import { careRestDays, type WorkList } from './lists.ts'

/** What a list is planned for. */
export type WorkContext = {
  /** Wall clock of the organisation, `2026-11-18T11:40:00`. */
  readonly wall: string
  readonly limitMinutes: number
}

const moment = (wall: string): string => `cast(${quote(wall.replace('T', ' '))} as timestamp)`

/**
 * Of contacts: when the limit runs out, and the business minutes passed since they came, on the same running count
 * the response times are taken from.
 */
const contacts = (
  rows: string,
  { wall, limitMinutes }: WorkContext,
): string => `select *, coalesce(business_minutes > ${limitMinutes}, false) as late from (
  select w.*, n.customer_id, n.due_at, w.received_at as since, 0 as attempts,
    (${businessMinute(moment(wall), 't')}) - (${businessMinute('w.received_at', 'd')}) as business_minutes
  from (${rows}) w join new_contact n on n.contact_id = w.contact_id
  left join business_day d on d.on_day = cast(w.received_at as date)
  cross join (
    select b.* from (select cast(${moment(wall)} as date) as today) q asof left join business_day b on b.on_day <= q.today
  ) t
)`

const touches = (from: string): string =>
  `(select count(*) from care_contact k where k.customer_id = w.customer_id and k.at >= ${from})`

const rested = (days: number, reached: boolean): string =>
  `(k.customer_id is not null and ${reached ? '' : 'not '}k.reached and k.at > now_at - interval ${days} day)`

/** Of customers silent beyond their rhythm: those not cared for a short while ago, the newest silence first. */
const care = (rows: string, { wall }: WorkContext): string => `select w.*, cast(s.overdue_on as timestamp) as since,
    coalesce(w.silent_days > 2 * w.median_gap and s.repeats >= 3, false) as by_own_gap, k.at as last_contact_at, 0 as attempts
  from (select *, ${moment(wall)} as now_at from (${rows})) w
  left join customer_stretch s on s.customer_id = w.customer_id and s.from_on = w.last_order_on
  left join customer c on c.customer_id = w.customer_id
  left join (
    select v.customer_id, max(v.at) as at, arg_max(v.answered, v.at) = 1 as reached from care_contact v group by v.customer_id
  ) k on k.customer_id = w.customer_id
  where coalesce(c.may_be_contacted, true)
    and not (${rested(careRestDays.reached, true)} or ${rested(careRestDays.missed, false)})`

const requests = (rows: string, { wall }: WorkContext): string => `select w.*, w.opened_at as since,
    date_diff('day', cast(w.opened_at as date), cast(${moment(wall)} as date)) as days, ${touches('w.opened_at')} as attempts
  from (${rows}) w`

/** Answers without a name cannot be called back; they stay in the count of the metric. */
const detractors = (
  rows: string,
): string => `select w.*, w.answered_at as since, ${touches('w.answered_at')} as attempts
  from (${rows}) w left join customer c on c.customer_id = w.customer_id
  where w.customer_id is not null and coalesce(c.may_be_contacted, true)`

const waiting: Readonly<Record<WorkList, (rows: string, context: WorkContext) => string>> = {
  contacts,
  care,
  requests,
  detractors,
}

/** Oldest first; of silences the newest, as those are the likeliest to end. */
const order: Readonly<Record<WorkList, string>> = {
  contacts: 'x.since, x.contact_id',
  care: 'x.since desc nulls last, x.customer_id',
  requests: 'x.attempts > 0, x.since, x.request_id',
  detractors: 'x.since, x.answer_id',
}

/**
 * The work that waits, with why, `total` of all and `counted` of what the metric counts on every row.
 * @param rows statement of the rows behind the list’s metric, within the scope of who asks
 */
export const planWork = (list: WorkList, rows: string, context: WorkContext, limit: number): string =>
  `with x as (${waiting[list](rows, context)})
select x.*, l.name as location_name, count(*) over () as total${list === 'contacts' ? ', count(*) filter (where x.late) over () as late_total' : ''}
from x left join location l on l.location_id = x.location_id
order by ${order[list]} limit ${limit}`

/** How much of a list waits for whom; nobody is a row of its own. */
export const planWorkByOwner = (list: WorkList, rows: string, context: WorkContext): string =>
  `select x.owner, count(*) as total${list === 'contacts' ? ', count(*) filter (where x.late) as late' : ', 0 as late'}, min(x.since) as oldest
from (${waiting[list](rows, context)}) x group by x.owner order by x.owner`

/** Opening and closing minute of a day, equal where it is closed. */
export const planBusinessDay = (day: string): string =>
  `select open_minute, open_minute + minutes as close_minute from business_day where on_day = cast(${quote(day)} as date)`
