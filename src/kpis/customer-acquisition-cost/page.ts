import type { KpiPage } from '#core/kpi-page.ts'
import { kpiName } from './messages.ts'

/** What the page of this KPI shows beside what every metric shows. */
export const acquisitionCostPage: KpiPage = {
  number: 2,
  slug: 'customer-acquisition-cost',
  name: kpiName,
  short: { vi: 'Chi phí khách mới', en: 'Cost of a customer' },
  headline: 'cac',
  subject: { vi: 'chi phí để có một khách mới', en: 'the cost of a new customer' },
  beside: { also: 'cac_paid', words: { vi: 'đủ chi phí; chỉ quảng cáo {value}', en: 'fully loaded; ad-only {value}' } },
  toDo: [],
  facts: [{ metric: 'customers_new', words: { vi: '{value} khách mới', en: '{value} new customers' } }],
  metrics: [
    'cac',
    'cac_paid',
    'spend',
    'customers_new',
    'cost_per_contact',
    'cost_by_method',
    'spend_to_sales',
    'gross_profit_12m',
    'ltv_to_cac',
    'cac_payback_months',
    'researched_rate',
    'research_lift',
  ],
  blocks: [
    {
      kind: 'league',
      by: 'source',
      metrics: ['cac', 'spend', 'customers_new', 'cost_per_contact'],
      title: { vi: 'Theo nguồn', en: 'By source' },
    },
    {
      kind: 'league',
      by: 'method',
      metrics: ['cost_by_method', 'answer_rate'],
      title: { vi: 'Theo cách tiếp cận', en: 'By contact method' },
      note: {
        vi: 'Phút làm việc và chi phí riêng của từng cách, chia cho số khách mới đã qua cách đó.',
        en: 'Minutes and direct cost of each method, divided by the new customers it touched.',
      },
    },
    {
      kind: 'difference',
      metric: 'research_lift',
      title: { vi: 'Tìm hiểu trước khi liên hệ', en: 'Research before contact' },
      note: {
        vi: 'So trong cùng nguồn và dòng hàng. Đi cùng nhau, không khẳng định nguyên nhân.',
        en: 'Compared within the same source and product line. They go together; no cause is claimed.',
      },
      groups: [
        {
          rate: 'researched_rate',
          cases: 'researched',
          words: { vi: 'có tìm hiểu trước', en: 'with research' },
        },
        { rate: 'others_rate', cases: 'others', words: { vi: 'không tìm hiểu', en: 'without' } },
      ],
    },
    {
      kind: 'figures',
      title: { vi: 'Khách mới có đáng tiền không', en: 'Whether a new customer is worth it' },
      note: {
        vi: 'Mốc quen dùng của ngành phần mềm: lãi gộp gấp 3 lần chi phí, hoàn vốn trong 12 tháng.',
        en: 'Rules of thumb from software companies: gross profit three times the cost, paid back in 12 months.',
      },
      metrics: ['gross_profit_12m', 'ltv_to_cac', 'cac_payback_months', 'spend_to_sales'],
    },
  ],
}
