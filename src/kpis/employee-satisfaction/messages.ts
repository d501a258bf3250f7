import { defineMessages } from '#core/messages.ts'

export const kpiName = { vi: 'Sự hài lòng của nhân viên', en: 'Employee satisfaction' }

export const names = defineMessages({
  enps: { vi: 'Nhân viên sẵn lòng giới thiệu nơi làm việc (eNPS)', en: 'Employee net promoter score (eNPS)' },
  belonging: { vi: 'Là một phần của tập thể', en: 'Part of the team' },
  process_agreement: { vi: 'Đồng ý với quy trình bán hàng', en: 'Agrees with the sales process' },
  recognition: { vi: 'Được ghi nhận', en: 'Recognition' },
  workload: { vi: 'Khối lượng việc vừa sức', en: 'Workload' },
  tools: { vi: 'Đủ công cụ làm việc', en: 'Tools' },
  manager_support: { vi: 'Quản lý hỗ trợ', en: 'Support from the manager' },
  growth: { vi: 'Cơ hội phát triển', en: 'Growth' },
  pulse_participation: { vi: 'Tỷ lệ nhân viên trả lời', en: 'Participation' },
})

const hidden = {
  vi: 'Ẩn khi có thể nhận ra ai đó: mỗi con số gồm ít nhất số câu trả lời tối thiểu, kể cả khi cộng trừ các con số với nhau',
  en: 'Hidden where someone could be recognised: every number holds at least the fewest answers allowed, also when numbers are added and subtracted',
}

const agreement = (vi: string, en: string) => ({
  vi: `Điểm trung bình 1–5 của “${vi}” trong kỳ, kèm tỷ lệ câu trả lời 4–5. ${hidden.vi}`,
  en: `Mean agreement (1–5) with “${en}” in the period, with the share of answers 4–5. ${hidden.en}`,
})

export const formulas = defineMessages({
  enps: {
    vi: `% câu trả lời 9–10 − % câu trả lời 0–6, trong 90 ngày tính đến hết kỳ; câu bỏ qua không tính. ${hidden.vi}`,
    en: `% of answers 9–10 − % of answers 0–6, in the 90 days up to the end of the period; a skip is not counted. ${hidden.en}`,
  },
  belonging: agreement('Tôi thấy mình là một phần của tập thể', 'I feel part of this team'),
  process_agreement: agreement('Tôi đồng ý với quy trình bán hàng của mình', 'I agree with the sales process we use'),
  recognition: agreement('Khi tôi làm tốt, việc đó được ghi nhận', 'When I do well it is noticed'),
  workload: agreement('Khối lượng việc của tôi vừa sức', 'My workload is manageable'),
  tools: agreement('Tôi có đủ công cụ để làm tốt việc của mình', 'I have the tools I need to do my work well'),
  manager_support: agreement('Quản lý hỗ trợ tôi khi tôi cần', 'My manager supports me when I need it'),
  growth: agreement('Tôi có cơ hội phát triển ở đây', 'I have room to grow here'),
  pulse_participation: {
    vi: 'Người đã trả lời ÷ người được hỏi; tệp câu trả lời không cho biết đã hỏi bao nhiêu người',
    en: 'People who answered ÷ people asked; a file of answers does not say how many were asked',
  },
})
