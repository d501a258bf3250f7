import type { Kpi } from '#core/metric.ts'
import { competitorPrice } from './competitor-price/kpi.ts'
import { acquisitionCost } from './customer-acquisition-cost/kpi.ts'
import { customerEngagement } from './customer-engagement/kpi.ts'
import { customerSatisfaction } from './customer-satisfaction/kpi.ts'
import { employeeSatisfaction } from './employee-satisfaction/kpi.ts'
import { newContacts } from './new-contacts/kpi.ts'
import { salesByLocation } from './sales-by-location/kpi.ts'

/** The seven, in their order. A new KPI is a new folder and one line here. */
export const kpis: readonly Kpi[] = [
  newContacts,
  acquisitionCost,
  salesByLocation,
  competitorPrice,
  customerEngagement,
  employeeSatisfaction,
  customerSatisfaction,
]
