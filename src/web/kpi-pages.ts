import type { KpiPage } from '#core/kpi-page.ts'
import { competitorPricePage } from '#kpis/competitor-price/page.ts'
import { acquisitionCostPage } from '#kpis/customer-acquisition-cost/page.ts'
import { customerEngagementPage } from '#kpis/customer-engagement/page.ts'
import { customerSatisfactionPage } from '#kpis/customer-satisfaction/page.ts'
import { employeeSatisfactionPage } from '#kpis/employee-satisfaction/page.ts'
import { newContactsPage } from '#kpis/new-contacts/page.ts'
import { salesByLocationPage } from '#kpis/sales-by-location/page.ts'

/** The seven, in their order. */
export const kpiPages: readonly KpiPage[] = [
  newContactsPage,
  acquisitionCostPage,
  salesByLocationPage,
  competitorPricePage,
  customerEngagementPage,
  employeeSatisfactionPage,
  customerSatisfactionPage,
]

export const kpiPageOf = (slug: string): KpiPage | undefined => kpiPages.find((page) => page.slug === slug)

/** The page that shows a metric. */
export const pageOfMetric = (metric: string): KpiPage | undefined =>
  kpiPages.find((page) => page.metrics.includes(metric))
