import { list, quote } from '../sql.ts'

/** What is known of customers when it is decided who is asked. */
export type FactsContext = {
  /** Wall clock of the organisation, `2026-11-18T11:40:00`. */
  readonly wall: string
  /** These customers only; null: all. */
  readonly customers: readonly string[] | null
  /** Only who could be asked about one thing or another today. */
  readonly due: boolean
}

/** Ids of answers given by a link of ours begin so: the store knows more of them than their rows tell. */
export const answerPrefix = 'sv_'

/**
 * One row per customer: the day the gate opens, what was bought and resolved last, open requests, and what was answered
 * without an invitation, as `kind@moment` one after the other.
 */
export const planFacts = ({ wall, customers, due }: FactsContext): string => {
  // The whole hour, so that the same is asked all through it.
  const now = `cast(${quote(`${wall.slice(0, 10)} ${wall.slice(11, 13)}:59:59`)} as timestamp)`
  return `with ask as (
  select customer_id from customer union select customer_id from survey_gate
),
bought as (
  select customer_id, max(completed_on) as bought_on, arg_max(product_line, completed_at) as product_line, arg_max(location_id, completed_at) as location_id
  from completed_order where customer_id is not null and completed_at <= ${now} group by customer_id
),
helped as (
  select customer_id, bool_or(resolved_at is null or resolved_at > ${now}) as is_open,
    max(cast(resolved_at as date)) filter (resolved_at <= ${now}) as resolved_on
  from request where customer_id is not null and opened_at <= ${now} group by customer_id
),
said as (
  select customer_id, string_agg(kind || '@' || strftime(answered_at, '%Y-%m-%dT%H:%M:%S'), ' ' order by answered_at, answer_id) as answers
  from survey_answer where customer_id is not null and answered_at <= ${now} and not starts_with(answer_id, ${quote(answerPrefix)})
  group by customer_id
)
select k.customer_id, g.opens_on, g.first_on, coalesce(g.product_line, b.product_line) as first_line, b.product_line, b.bought_on,
  coalesce(b.location_id, c.location_id, g.location_id) as location_id, coalesce(c.location_id, g.location_id) as home_id,
  coalesce(c.owner, g.owner) as owner, c.may_be_contacted, coalesce(h.is_open, false) as has_open_request, h.resolved_on, s.answers
from ask k
left join customer c on c.customer_id = k.customer_id
left join survey_gate g on g.customer_id = k.customer_id
left join bought b on b.customer_id = k.customer_id
left join helped h on h.customer_id = k.customer_id
left join said s on s.customer_id = k.customer_id
where k.customer_id is not null${customers === null ? '' : ` and k.customer_id in ${customers.length === 0 ? "('')" : list(customers)}`}${
    due
      ? ` and coalesce(c.may_be_contacted, true) and not coalesce(h.is_open, false)
  and (g.opens_on <= cast(${now} as date) or b.bought_on >= cast(${now} as date) - 130 or h.resolved_on >= cast(${now} as date) - 130)`
      : ''
  }
order by k.customer_id`
}
