import { completedOrder } from '../completed-order.ts'
import type { Table } from '../metric.ts'
import { contactAttempt } from './attempt.ts'
import { businessDay } from './business-day.ts'
import { newContact } from './new-contact.ts'
import { contactPurchase } from './purchase.ts'
import { contactRepeat } from './repeat.ts'

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

/** What every KPI over contacts reads, in the order it is built; listed by each of them, built once. */
export const contactTables: readonly Table[] = [
  completedOrder,
  businessDay,
  contactRepeat,
  contactAttempt,
  contactPurchase,
  newContact,
  rollup('new_contact_day', [], 'One row per day: its contacts counted.'),
  rollup(
    'new_contact_source_day',
    ['source', 'location_id'],
    'One row per day, source and location: its contacts counted.',
  ),
  rollup('new_contact_owner_day', ['owner', 'team'], 'One row per day, owner and team: its contacts counted.'),
]
