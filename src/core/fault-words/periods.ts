import { defineMessages } from '../messages.ts'

export const periodFaults = defineMessages({
  'period.unknown': {
    vi: 'Không hiểu kỳ “{period}”. Hãy viết theo một trong các cách: {forms}.',
    en: 'The period “{period}” is not understood. Write it in one of these ways: {forms}.',
  },
  'period.impossible': {
    vi: 'Trên lịch không có “{period}”. Hãy kiểm tra lại ngày, tuần, tháng hoặc quý.',
    en: 'There is no “{period}” in the calendar. Check the day, week, month or quarter.',
  },
  'period.backwards': {
    vi: 'Khoảng ngày bắt đầu {from} sau khi kết thúc {to}. Hãy viết ngày sớm hơn trước: {to}..{from}.',
    en: 'The range begins on {from}, after it ends on {to}. Write the earlier day first: {to}..{from}.',
  },
  'period.too_many_steps': {
    vi: 'Khoảng {days} ngày cần quá nhiều bước ({grain}); nhiều nhất là {most}. Hãy dùng --grain week hoặc month.',
    en: 'A range of {days} days needs too many steps ({grain}); the most is {most}. Use --grain week or month.',
  },
  'comparison.unknown': {
    vi: 'Không hiểu cách so sánh “{compare}”. Hãy dùng một trong: {forms}.',
    en: 'The comparison “{compare}” is not understood. Use one of: {forms}.',
  },
})
