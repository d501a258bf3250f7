import { contactTables } from '#core/contacts/tables.ts'
import type { Table } from '#core/metric.ts'
import { customerValue, newCustomer, newCustomerDay, newCustomerSourceDay } from './customer-tables.ts'
import { customerTouch, methodCost, methodMinutes } from './method-tables.ts'
import { acquisitionLag, laggedSpend, laggedTotalDay, spendDay, spendTotalDay } from './spend-tables.ts'

/** Built in this order; the contacts' tables are shared with every KPI that reads them and built once. */
export const tables: readonly Table[] = [
  ...contactTables,
  spendDay,
  spendTotalDay,
  newCustomer,
  newCustomerDay,
  newCustomerSourceDay,
  acquisitionLag,
  laggedSpend,
  laggedTotalDay,
  customerValue,
  methodMinutes,
  methodCost,
  customerTouch,
]
