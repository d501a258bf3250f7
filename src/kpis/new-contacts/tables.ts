import { contactTables } from '#core/contacts/tables.ts'
import type { Table } from '#core/metric.ts'

const contactConversion: Table = {
  name: 'contact_conversion',
  reads: ['contact', 'assignment', 'activity', 'order_line', 'customer', 'product', 'rep'],
  sql: () => `-- One row per contact that became a customer, by the day it did; repeats left out.
select * from new_contact where contacts = 1 and converted_on is not null order by converted_at, contact_id`,
}

/** Built in this order. */
export const tables: readonly Table[] = [...contactTables, contactConversion]
