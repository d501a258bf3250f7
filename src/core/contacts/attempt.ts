import type { Table } from '../metric.ts'
import { isSpam } from './spam.ts'

/**
 * Attempts: activities from us to them that a person made. One that names a contact is that contact's; one that
 * names only a customer and is about selling is that of the customer's latest contact received by then.
 */
export const contactAttempt: Table = {
  name: 'contact_attempt',
  reads: ['contact', 'activity'],
  sql: () => `-- One row per contact someone of ours tried to reach: the first attempt, and whether any succeeded.
with attempt as (
  select a.contact_id, a.customer_id, a.at as made_at, a.purpose, coalesce(a.reached, false) as reached,
    coalesce(cast(a.researched as integer), -1) as researched
  from activity a where coalesce(a.direction, 'outbound') = 'outbound' and not coalesce(a.automatic, false)
),
known as (
  select min(c.contact_id) as contact_id, c.customer_id, c.received_at from contact c
  where c.customer_id is not null and not ${isSpam('c')} and c.contact_id not in (select contact_id from contact_repeat)
  group by c.customer_id, c.received_at
),
attributed as (
  select contact_id, made_at, reached, researched from attempt where contact_id is not null
  union all
  select k.contact_id, a.made_at, a.reached, a.researched
  from (select * from attempt where contact_id is null and coalesce(purpose, 'selling') = 'selling') a
  asof join known k on k.customer_id = a.customer_id and k.received_at <= a.made_at
)
select contact_id, min(made_at) as first_attempt_at, bool_or(reached) as reached, count(*) as attempts,
  -- Of two attempts at one moment: researched if either was; -1 where neither says.
  -(min(epoch_us(made_at) * 4 - researched) - epoch_us(min(made_at)) * 4) as researched
from attributed group by contact_id order by contact_id`,
}
