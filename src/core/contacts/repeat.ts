import type { Table } from '../metric.ts'
import { isSpam } from './spam.ts'

/** A phone or an e-mail received again within this many days is the same contact arriving again. */
export const repeatDays = 90

const repeatedBy = (hash: string): string => `select contact_id from (
    select contact_id, received_at, lag(received_at) over (partition by ${hash} order by received_at, contact_id) as before_at
    from arrival where ${hash} is not null
  ) where received_at - before_at <= interval ${repeatDays} day`

/** Arrivals that are no new contact. Each is measured against the arrival just before it, itself a repeat or not. */
export const contactRepeat: Table = {
  name: 'contact_repeat',
  reads: ['contact'],
  sql: () => `-- One row per contact whose phone or e-mail had already arrived in the ${repeatDays} days before; spam neither counts nor is counted.
with arrival as (
  select contact_id, received_at, phone_hash, email_hash from contact c where not ${isSpam('c')}
)
select distinct contact_id from (
  ${repeatedBy('phone_hash')}
  union all
  ${repeatedBy('email_hash')}
) order by contact_id`,
}
