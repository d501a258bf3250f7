import type { KpiPage } from '#core/kpi-page.ts'
import { kpiName } from './messages.ts'

/** What the page of this KPI shows beside what every metric shows. */
export const customerEngagementPage: KpiPage = {
  number: 5,
  slug: 'customer-engagement',
  name: kpiName,
  short: { vi: 'Khách hiện tại', en: 'Existing customers' },
  headline: 'engaged_rate',
  subject: { vi: 'tỷ lệ khách có tương tác', en: 'the share of engaged customers' },
  beside: { metric: 'after_sale_coverage', words: { vi: 'chăm sóc sau bán {value}', en: 'after-sale care {value}' } },
  toDo: [
    { metric: 'requests_open', words: { vi: 'yêu cầu hỗ trợ chưa xong', en: 'requests for help still open' } },
    {
      metric: 'overdue_customers',
      words: { vi: 'khách quá nhịp mua của họ', en: 'customers overdue by their own rhythm' },
    },
  ],
  facts: [{ metric: 'active_customers', words: { vi: '{value} khách đang mua', en: '{value} active customers' } }],
  metrics: [
    'engaged_rate',
    'active_customers',
    'after_sale_coverage',
    'answer_rate',
    'repeat_purchase_rate',
    'requests_open',
    'resolution_hours',
    'overdue_customers',
    'expected_orders_90d',
  ],
  blocks: [
    {
      kind: 'figures',
      title: { vi: 'Sau khi bán', en: 'After the sale' },
      metrics: [
        'after_sale_coverage',
        'answer_rate',
        'repeat_purchase_rate',
        'requests_open',
        'resolution_hours',
        'overdue_customers',
        'expected_orders_90d',
      ],
    },
    {
      kind: 'worklist',
      metric: 'requests_open',
      columns: ['name', 'phone', 'opened_at', 'topic', 'channel', 'owner'],
      title: { vi: 'Đang chờ hỗ trợ, lâu nhất trước', en: 'Waiting for help, oldest first' },
    },
    {
      kind: 'worklist',
      metric: 'overdue_customers',
      columns: ['name', 'phone', 'last_order_on', 'silent_days', 'median_gap', 'owner'],
      title: { vi: 'Im lặng lâu hơn nhịp mua', en: 'Silent for longer than their rhythm' },
    },
    {
      kind: 'league',
      by: 'location',
      metrics: ['engaged_rate', 'after_sale_coverage', 'repeat_purchase_rate', 'requests_open'],
      title: { vi: 'Theo địa điểm', en: 'By location' },
    },
  ],
}
