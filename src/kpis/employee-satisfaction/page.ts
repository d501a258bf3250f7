import type { KpiPage } from '#core/kpi-page.ts'
import { kpiName } from './messages.ts'

/** What the page of this KPI shows beside what every metric shows. */
export const employeeSatisfactionPage: KpiPage = {
  number: 6,
  slug: 'employee-satisfaction',
  name: kpiName,
  headline: 'enps',
  subject: { vi: 'eNPS', en: 'eNPS' },
  beside: { margin: true, words: { vi: 'eNPS ± {value}', en: 'eNPS ± {value}' } },
  toDo: [],
  metrics: [
    'enps',
    'belonging',
    'process_agreement',
    'recognition',
    'workload',
    'tools',
    'manager_support',
    'growth',
    'pulse_participation',
  ],
  blocks: [
    {
      kind: 'figures',
      title: { vi: 'Nhân viên nghĩ gì', en: 'What employees say' },
      note: {
        vi: 'Điểm đồng ý trung bình, thang 1–5. Nhóm quá ít câu trả lời được ẩn để giữ ẩn danh.',
        en: 'Mean agreement from 1 to 5. Groups with too few answers are hidden for anonymity.',
      },
      also: { figure: 'favourable_rate', words: { vi: '{value} đồng ý', en: '{value} agree' } },
      metrics: ['belonging', 'process_agreement', 'recognition', 'workload', 'tools', 'manager_support', 'growth'],
    },
    {
      kind: 'parts',
      metric: 'enps',
      title: { vi: 'Ai sẵn lòng giới thiệu nơi làm việc', en: 'Who would recommend the workplace' },
      parts: [
        { figure: 'promoters', words: { vi: 'ủng hộ (9–10)', en: 'promoters (9–10)' }, tone: 'good' },
        { figure: 'passives', words: { vi: 'trung lập (7–8)', en: 'passives (7–8)' }, tone: 'even' },
        { figure: 'detractors', words: { vi: 'không hài lòng (0–6)', en: 'detractors (0–6)' }, tone: 'bad' },
      ],
    },
    {
      kind: 'league',
      by: 'team',
      metrics: ['enps', 'belonging', 'process_agreement'],
      title: { vi: 'Theo đội', en: 'By team' },
    },
  ],
}
