import { completedOrder } from '#core/completed-order.ts'
import { contactAttempt } from '#core/contacts/attempt.ts'
import { businessDay } from '#core/contacts/business-day.ts'
import { newContact } from '#core/contacts/new-contact.ts'
import { contactPurchase } from '#core/contacts/purchase.ts'
import { contactRepeat } from '#core/contacts/repeat.ts'
import type { Table } from '#core/metric.ts'

const counts = ['contacts', 'duplicates', 'unassigned', 'attempted', 'untouched', 'reached'] as const

const rollup = (name: string, members: readonly string[], grain: string): Table => {
  const columns = ['received_on', 'weekday', ...members].join(', ')
  return {
    name,
    reads: newContact.reads,
    sql: () => `-- ${grain}
select ${columns}, ${counts.map((count) => `sum(${count}) as ${count}`).join(', ')}
from new_contact group by ${columns} order by ${columns}`,
  }
}

const contactConversion: Table = {
  name: 'contact_conversion',
  reads: newContact.reads,
  sql: () => `-- One row per contact that became a customer, by the day it did; repeats left out.
select * from new_contact where contacts = 1 and converted_on is not null order by converted_at, contact_id`,
}

/** Built in this order. */
export const tables: readonly Table[] = [
  completedOrder,
  businessDay,
  contactRepeat,
  contactAttempt,
  contactPurchase,
  newContact,
  rollup('new_contact_day', [], 'One row per day: its contacts counted.'),
  rollup(
    'new_contact_source_day',
    ['source', 'location_id', 'team', 'product_line', 'customer_kind'],
    'One row per day, source, location, team, product line and kind of customer: its contacts counted.',
  ),
  contactConversion,
]
