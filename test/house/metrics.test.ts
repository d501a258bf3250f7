import { describe, expect, test } from 'vitest'
import { planReading } from '#core/plan.ts'
import { defaultSettings } from '#core/settings.ts'
import { kpis } from '#kpis/index.ts'

/** Every metric the product promises, by KPI. */
const promised: Readonly<Record<number, string>> = {
  1: 'contacts_new contacts_duplicate contacts_unassigned contact_coverage contacts_untouched contact_reach_rate first_response_minutes within_sla_rate conversion_rate conversion_rate_period',
  2: 'spend customers_new cac cac_paid cost_per_contact cost_by_method spend_to_sales gross_profit_12m ltv_to_cac cac_payback_months researched_rate research_lift',
  3: 'gross_sales discounts returns net_sales provisional_sales orders units average_order_value units_per_order average_unit_price gross_profit gross_margin return_rate cancel_rate footfall store_conversion sales_per_m2 sales_per_head same_location_growth location_share concentration',
  4: 'price_index price_index_geometric price_index_unweighted price_position undercut_share competitor_out_of_stock competitor_promotions price_freshness',
  5: 'active_customers engaged_rate after_sale_coverage answer_rate repeat_purchase_rate requests_open resolution_hours overdue_customers expected_orders_90d',
  6: 'enps belonging process_agreement recognition workload tools manager_support growth pulse_participation',
  7: 'nps csat ces survey_response_rate surveys_held_back detractors_open',
}

describe('the metric list', () => {
  for (const kpi of kpis)
    test(`KPI ${kpi.number} has every metric promised`, () => {
      const ids = kpi.metrics.map((metric) => metric.id)
      expect(promised[kpi.number]!.split(' ').filter((id) => !ids.includes(id))).toEqual([])
      expect(ids).toContain(kpi.headline)
    })

  test('every metric can be planned over each dimension it declares', () => {
    const request = {
      period: { from: '2026-11-16', to: '2026-11-18' },
      comparison: { from: '2026-11-09', to: '2026-11-11', kind: 'previous' as const },
      series: [],
      where: [],
      options: {},
      today: '2026-11-18',
    }
    for (const kpi of kpis)
      for (const metric of kpi.metrics)
        for (const dimension of metric.dimensions)
          expect(
            () => planReading(metric, { ...request, by: [dimension] }, defaultSettings),
            `${metric.id} by ${dimension}`,
          ).not.toThrow()
  })

  test('the same request gives the same statement', () => {
    const request = {
      period: { from: '2026-11-16', to: '2026-11-18' },
      comparison: null,
      series: [],
      where: [],
      by: [],
      options: {},
      today: '2026-11-18',
    }
    for (const metric of kpis.flatMap((kpi) => kpi.metrics))
      expect(planReading(metric, request, defaultSettings).statement).toBe(
        planReading(metric, request, defaultSettings).statement,
      )
  })
})
