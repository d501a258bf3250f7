import type { KpiPage } from '#core/kpi-page.ts'
import { kpiName } from './messages.ts'

/** What the page of this KPI shows beside what every metric shows. */
export const employeeSatisfactionPage: KpiPage = {
  number: 6,
  slug: 'employee-satisfaction',
  name: kpiName,
  short: { vi: 'Nhân viên', en: 'Employees' },
  headline: 'enps',
  subject: { vi: 'eNPS', en: 'eNPS' },
  beside: { margin: true, words: { vi: 'eNPS ± {value}', en: 'eNPS ± {value}' } },
  toDo: [],
  facts: [],
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
      days: 90,
      title: { vi: 'Nhân viên nghĩ gì', en: 'What employees say' },
      note: {
        vi: 'Điểm đồng ý trung bình của 90 ngày đến hết kỳ, thang 1–5. Nhóm quá ít câu trả lời được ẩn để giữ ẩn danh.',
        en: 'Mean agreement over 90 days up to the period’s end, from 1 to 5. Groups with too few answers are hidden for anonymity.',
      },
      also: { figure: 'favourable_rate', words: { vi: '{value} đồng ý', en: '{value} agree' } },
      metrics: ['belonging', 'process_agreement', 'recognition', 'workload', 'tools', 'manager_support', 'growth'],
    },
    {
      kind: 'parts',
      metric: 'enps',
      title: { vi: 'Ai sẵn lòng giới thiệu nơi làm việc', en: 'Who would recommend the workplace' },
      parts: [
        { figure: 'promoters', words: { vi: 'ủng hộ', en: 'promoters' }, tone: 'good' },
        { figure: 'passives', words: { vi: 'trung lập', en: 'passives' }, tone: 'even' },
        { figure: 'detractors', words: { vi: 'không hài lòng', en: 'detractors' }, tone: 'bad' },
      ],
    },
    {
      kind: 'rounds',
      title: { vi: 'Các đợt hỏi nhân viên', en: 'Rounds of asking employees' },
      note: {
        vi: 'Công bố một lần sau khi mỗi đợt đóng, như nhau cho mọi người xem. Ô “ẩn” là nhóm quá ít câu trả lời, hoặc nhóm sẽ tính ra được bằng phép trừ.',
        en: 'Told once after each round has closed, the same for every reader. “Hidden” is a group with too few answers, or one that would follow by subtraction.',
      },
    },
    {
      kind: 'league',
      by: 'team',
      days: 90,
      metrics: ['enps', 'belonging', 'process_agreement'],
      title: { vi: 'Theo đội', en: 'By team' },
    },
  ],
}
