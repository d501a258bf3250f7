import { day } from '../sql.ts'

/** What a contact without an owner is given by. @param rows statement of the rows behind `contacts_unassigned` */
export const planUnassigned = (rows: string): string =>
  `select u.contact_id, u.received_at, u.source, u.location_id, u.product_line from (${rows}) u order by u.received_at, u.contact_id`

/**
 * What people got: contacts of today that came with them as owner and those given to them today, when the last was
 * given, and whether they have left.
 */
export const planLoads = (today: string): string => `with got as (
  select c.owner as rep, c.contact_id, null as assigned_at from contact c where cast(c.received_at as date) = ${day(today)}
  union all select a.owner, a.contact_id, a.assigned_at from assignment a
)
select g.rep, count(distinct g.contact_id) filter (where g.assigned_at is null or cast(g.assigned_at as date) = ${day(today)}) as today,
  max(g.assigned_at) as last, false as away
from got g where g.rep is not null group by g.rep
union all
select r.rep_id, 0, null, true from rep r where r.left_on < ${day(today)}`
