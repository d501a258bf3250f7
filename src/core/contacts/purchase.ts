import type { Table } from '../metric.ts'

/** The names a contact's buyer may be known by, and the purchases under each. */
const keys = ['customer_id', 'phone_hash', 'email_hash', 'contact_id'] as const

const purchasesBy = {
  customer_id:
    'select customer_id, completed_at, customer_id as buyer from completed_order where customer_id in (select customer_id from contact)',
  phone_hash: `select c.phone_hash, o.completed_at, min(o.customer_id) as buyer
    from customer c join completed_order o on o.customer_id = c.customer_id
    where c.phone_hash in (select phone_hash from contact) group by all`,
  email_hash: `select c.email_hash, o.completed_at, min(o.customer_id) as buyer
    from customer c join completed_order o on o.customer_id = c.customer_id
    where c.email_hash in (select email_hash from contact) group by all`,
  contact_id:
    'select contact_id, completed_at, min(customer_id) as buyer from completed_order where contact_id is not null group by all',
} as const

/**
 * What contacts bought: completed orders that name the contact, of its customer, or of a customer with the same
 * phone or e-mail. `bought_at` is the first at or after arrival and `buyer` whose it was.
 */
export const contactPurchase: Table = {
  name: 'contact_purchase',
  reads: ['contact', 'customer', 'order_line', 'product'],
  sql: () => `-- One row per contact that ever bought: what it bought first after it arrived, and whether it had bought before.
with ${keys.map((key) => `by_${key} as (\n  ${purchasesBy[key]}\n)`).join(',\n')},
after as (
  ${keys
    .map(
      (key) => `select k.contact_id, p.completed_at, p.buyer
  from (select contact_id, received_at${key === 'contact_id' ? '' : `, ${key}`} from contact where ${key} is not null) k
  asof join by_${key} p on p.${key} = k.${key} and k.received_at <= p.completed_at`,
    )
    .join('\n  union all\n  ')}
),
before as (
  ${keys
    .map(
      (key) => `select k.contact_id from contact k
  join (select ${key}, min(completed_at) as first_at from by_${key} group by ${key}) p on p.${key} = k.${key} and p.first_at < k.received_at`,
    )
    .join('\n  union all\n  ')}
),
bought as (select contact_id, min({'at': completed_at, 'buyer': buyer}) as first from after group by contact_id)
select contact_id, any_value(first).at as bought_at, any_value(first).buyer as buyer, bool_or(was_before) as bought_before
from (
  select contact_id, first, false as was_before from bought
  union all select contact_id, null, true from before
) group by contact_id order by contact_id`,
}
