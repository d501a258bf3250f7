import type { KpiPage } from '#core/kpi-page.ts'
import { kpiName } from './messages.ts'

/** What the page of this KPI shows beside what every metric shows. */
export const newContactsPage: KpiPage = {
  number: 1,
  slug: 'new-contacts',
  name: kpiName,
  short: { vi: 'Contact mới', en: 'New contacts' },
  headline: 'contacts_new',
  subject: { vi: 'contact mới', en: 'new contacts' },
  beside: { metric: 'contact_coverage', words: { vi: 'đã liên hệ {value}', en: '{value} contacted' } },
  toDo: [
    {
      metric: 'contacts_untouched',
      period: 'last-28-days',
      words: { vi: 'contact chưa ai gọi, 28 ngày qua', en: 'contacts not called, last 28 days' },
    },
  ],
  facts: [
    { metric: 'contacts_untouched', words: { vi: '{value} contact chưa ai gọi', en: '{value} not called yet' } },
    { metric: 'contacts_unassigned', words: { vi: '{value} chưa giao người', en: '{value} unassigned' } },
  ],
  metrics: [
    'contacts_new',
    'contact_coverage',
    'contacts_untouched',
    'contacts_unassigned',
    'contact_reach_rate',
    'first_response_minutes',
    'within_sla_rate',
    'conversion_rate',
    'conversion_rate_period',
    'contacts_duplicate',
  ],
  blocks: [
    {
      kind: 'figures',
      title: { vi: 'Từ contact tới khách hàng', en: 'From contact to customer' },
      metrics: [
        'contacts_new',
        'contact_coverage',
        'first_response_minutes',
        'within_sla_rate',
        'contact_reach_rate',
        'conversion_rate',
      ],
    },
    {
      kind: 'cohorts',
      metric: 'conversion_rate',
      title: { vi: 'Tỷ lệ chốt theo tuần contact tới', en: 'Conversion by week of arrival' },
      note: {
        vi: 'Nét đậm: đã chốt tới nay. Vạch mảnh: nhóm còn mới đang đi về đâu, với khoảng tin cậy. Nhóm còn mới không so được với nhóm đã đủ ngày.',
        en: 'Solid: won so far. Thin line: where a young cohort is heading, with its interval. A young cohort does not compare with a mature one.',
      },
    },
    {
      kind: 'league',
      by: 'source',
      metrics: ['contacts_new', 'contact_coverage', 'contact_reach_rate', 'conversion_rate'],
      versus: true,
      title: { vi: 'Theo nguồn', en: 'By source' },
    },
    {
      kind: 'worklist',
      metric: 'contacts_untouched',
      period: 'last-28-days',
      columns: ['name', 'phone', 'received_at', 'source', 'owner', 'location_id'],
      title: { vi: 'Chưa ai gọi, lâu nhất trước', en: 'Nobody has called, oldest first' },
      note: { vi: 'Contact tới trong 28 ngày qua.', en: 'Contacts received in the last 28 days.' },
    },
  ],
}
