import type { KpiPage } from '#core/kpi-page.ts'
import { kpiName } from './messages.ts'

/** What the page of this KPI shows beside what every metric shows. */
export const customerSatisfactionPage: KpiPage = {
  number: 7,
  slug: 'customer-satisfaction',
  name: kpiName,
  short: { vi: 'Khách hài lòng', en: 'Satisfaction' },
  headline: 'nps',
  subject: { vi: 'NPS', en: 'NPS' },
  beside: { margin: true, words: { vi: 'NPS ± {value}', en: 'NPS ± {value}' } },
  toDo: [
    {
      metric: 'detractors_open',
      period: 'last-28-days',
      words: { vi: 'khách không hài lòng chờ gọi lại', en: 'unhappy customers waiting for a call' },
    },
  ],
  facts: [
    {
      metric: 'surveys_held_back',
      words: { vi: '{value} khách chưa tới hạn khảo sát', en: '{value} customers too early to ask' },
    },
  ],
  metrics: ['nps', 'csat', 'ces', 'survey_response_rate', 'detractors_open', 'surveys_held_back'],
  blocks: [
    {
      kind: 'parts',
      metric: 'nps',
      by: 'product_line',
      title: { vi: 'Khách trả lời thế nào', en: 'How customers answered' },
      parts: [
        { figure: 'promoters', words: { vi: 'ủng hộ', en: 'promoters' }, tone: 'good' },
        { figure: 'passives', words: { vi: 'trung lập', en: 'passives' }, tone: 'even' },
        { figure: 'detractors', words: { vi: 'không hài lòng', en: 'detractors' }, tone: 'bad' },
      ],
    },
    {
      kind: 'surveys',
      title: { vi: 'Khảo sát theo tháng', en: 'Surveys by month' },
    },
    {
      kind: 'figures',
      title: { vi: 'Các điểm khác', en: 'Other scores' },
      metrics: ['csat', 'ces', 'survey_response_rate', 'surveys_held_back'],
    },
    {
      kind: 'worklist',
      metric: 'detractors_open',
      period: 'last-28-days',
      columns: ['name', 'phone', 'answered_at', 'score', 'comment', 'product_line', 'owner'],
      title: { vi: 'Chờ gọi lại, lâu nhất trước', en: 'Waiting for a call, oldest first' },
      note: { vi: 'Câu trả lời của 28 ngày qua.', en: 'Answers of the last 28 days.' },
    },
    {
      kind: 'league',
      by: 'product_line',
      metrics: ['surveys_held_back'],
      title: { vi: 'Chưa tới hạn khảo sát, theo dòng hàng', en: 'Too early to ask, by product line' },
    },
  ],
}
