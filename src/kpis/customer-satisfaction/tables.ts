import { completedOrder } from '#core/completed-order.ts'
import { customerSegment } from '#core/customers/segment.ts'
import type { Table, TableContext } from '#core/metric.ts'
import { quote } from '#core/sql.ts'

/** Days below which a product line's own releases do not shorten the wait: three months. */
const shortestByRelease = 90

/** Time since the first purchase, in the bands answers are split by; unknown stays unknown. */
const tenureBand = (days: string): string =>
  `case when ${days} is null or ${days} < 0 then null when ${days} < 90 then 'under_3_months' when ${days} < 365 then '3_to_12_months' when ${days} < 1095 then '1_to_3_years' else 'over_3_years' end`

const within = (kind: string, low: number, high: number): string =>
  `a.kind = '${kind}' and a.score between ${low} and ${high}`

const flag = (condition: string): string => `cast(coalesce(${condition}, false) as integer)`

// One order whole: `arg_min` of a single column would pass over an order that leaves it empty and take a later one's.
const firstPurchase = `first_purchase as (
  select customer_id, completed_on as first_on, product_line, location_id, province
  from completed_order where customer_id is not null
  qualify row_number() over (partition by customer_id order by completed_at, order_id) = 1
)`

const surveyResponse: Table = {
  name: 'survey_response',
  reads: ['survey_answer', 'customer', 'order_line', 'product', 'activity', 'contact'],
  sql: () => `-- One row per answer of a customer, by the day it was given. Scores outside their scale count nowhere but in \`off_scale\`.
with ${firstPurchase},
talk as (
  select coalesce(v.customer_id, c.customer_id) as customer_id, v.at
  from activity v left join contact c on c.contact_id = v.contact_id
  where v.purpose in ('care', 'support') and not coalesce(v.automatic, false)
    and (coalesce(v.reached, false) or v.direction = 'inbound')
),
answered as (
  select a.answer_id, a.kind, a.answered_at, a.score, a.customer_id,
    coalesce(a.location_id, c.location_id) as location_id, a.product_line, coalesce(a.owner, c.owner) as owner,
    g.segment, coalesce(c.province, f.province) as province,
    ${tenureBand('(cast(a.answered_at as date) - coalesce(f.first_on, c.first_seen_on))')} as tenure_band
  from survey_answer a left join customer c on c.customer_id = a.customer_id
  left join customer_segment g on g.customer_id = a.customer_id
  left join first_purchase f on f.customer_id = a.customer_id
),
followed as (
  select a.answer_id, t.at as called_back_at
  from answered a asof join talk t on t.customer_id = a.customer_id and t.at >= a.answered_at
)
select cast(a.answered_at as date) as answered_on, a.*, f.called_back_at,
  ${flag(within('nps', 0, 10))} as nps_answers,
  ${flag(within('nps', 9, 10))} as promoters,
  ${flag(`${within('nps', 0, 10)} and a.score <= 6`)} as detractors,
  ${flag(`${within('nps', 0, 10)} and a.score <= 6 and f.called_back_at is null`)} as detractors_open,
  ${flag(within('csat', 1, 5))} as csat_answers,
  ${flag(within('csat', 4, 5))} as csat_satisfied,
  ${flag(within('ces', 1, 7))} as ces_answers,
  case when ${within('ces', 1, 7)} then a.score end as ces_score,
  case when ${within('ces', 1, 7)} then a.score * a.score end as ces_square,
  ${flag(within('ces', 5, 7))} as ces_easy,
  ${flag(`not ((${within('nps', 0, 10)}) or (${within('csat', 1, 5)}) or (${within('ces', 1, 7)}))`)} as off_scale,
  cast(null as integer) as delivered
from answered a left join followed f on f.answer_id = a.answer_id
order by answered_on, a.answer_id`,
}

const surveyResponseDay: Table = {
  name: 'survey_response_day',
  reads: surveyResponse.reads,
  sql: () => `-- One row per day and kind of survey: its answers counted.
select answered_on, kind, ${[
    'nps_answers',
    'promoters',
    'detractors',
    'detractors_open',
    'csat_answers',
    'csat_satisfied',
    'ces_answers',
  ]
    .map((count) => `cast(sum(${count}) as integer) as ${count}`)
    .join(', ')}, sum(ces_score) as ces_score, sum(ces_square) as ces_square,
  sum(ces_easy) as ces_easy, sum(off_scale) as off_scale, sum(delivered) as delivered
from survey_response group by answered_on, kind order by answered_on, kind`,
}

const gateDays = ({ settings }: TableContext): string => {
  const lines = Object.entries(settings.survey_gate_days).filter(([line]) => line !== '*')
  const other = settings.survey_gate_days['*'] ?? 120
  return lines.length === 0
    ? String(other)
    : `case f.product_line ${lines.map(([line, days]) => `when ${quote(line)} then ${days}`).join(' ')} else ${other} end`
}

const surveyGate: Table = {
  name: 'survey_gate',
  reads: ['order_line', 'product', 'customer'],
  sql: (context) => `-- One row per customer: from the first purchase to the day a first survey may go out.
with ${firstPurchase},
released as (select distinct product_line, released_on from product where product_line is not null and released_on is not null),
release_gap as (
  select product_line, median(gap) as days from (
    select product_line, released_on - lag(released_on) over (partition by product_line order by released_on) as gap from released
  ) where gap is not null group by product_line having count(*) >= 2
),
gate as (
  select f.*, least(${gateDays(context)}, greatest(${shortestByRelease}, coalesce(cast(ceil(r.days) as integer), 1000000))) as gate_days
  from first_purchase f left join release_gap r on r.product_line = f.product_line
)
select g.customer_id, g.first_on, g.first_on + g.gate_days as opens_on, g.gate_days, g.product_line,
  coalesce(c.location_id, g.location_id) as location_id, c.owner, s.segment, coalesce(c.province, g.province) as province
from gate g left join customer c on c.customer_id = g.customer_id
left join customer_segment s on s.customer_id = g.customer_id
order by g.first_on, g.customer_id`,
}

/** Built in this order. */
export const tables: readonly Table[] = [completedOrder, customerSegment, surveyResponse, surveyResponseDay, surveyGate]
