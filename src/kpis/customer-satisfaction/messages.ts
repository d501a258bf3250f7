import { defineMessages } from '#core/messages.ts'

export const kpiName = { vi: 'Sự hài lòng của khách hàng', en: 'Customer satisfaction' }

export const names = defineMessages({
  nps: { vi: 'Điểm sẵn lòng giới thiệu (NPS)', en: 'Net promoter score (NPS)' },
  csat: { vi: 'Tỷ lệ hài lòng (CSAT)', en: 'Satisfied customers (CSAT)' },
  ces: { vi: 'Điểm dễ mua, dễ dùng (CES)', en: 'Ease (CES)' },
  survey_response_rate: { vi: 'Tỷ lệ trả lời khảo sát', en: 'Survey response rate' },
  surveys_held_back: { vi: 'Khách chưa tới hạn khảo sát', en: 'Customers held back (too early)' },
  detractors_open: { vi: 'Khách không hài lòng chưa được gọi lại', en: 'Detractors not called back' },
})

export const formulas = defineMessages({
  nps: {
    vi: '% khách cho 9–10 điểm − % khách cho 0–6 điểm; biên sai số 1,96 · √(phương sai ÷ số câu trả lời) · 100; dưới 30 câu trả lời chỉ nên đọc theo khoảng',
    en: '% of answers 9–10 − % of answers 0–6; margin 1.96 · √(variance ÷ answers) · 100; under 30 answers read as a band only',
  },
  csat: {
    vi: 'Câu trả lời 4–5 trên thang 1–5 ÷ tất cả câu trả lời',
    en: 'Answers of 4–5 on the scale 1–5 ÷ all answers',
  },
  ces: {
    vi: 'Trung bình của câu trả lời trên thang 1–7; kèm tỷ lệ câu trả lời 5–7',
    en: 'Mean of the answers on the scale 1–7; with the share of answers 5–7',
  },
  survey_response_rate: {
    vi: 'Khảo sát có trả lời ÷ khảo sát đã gửi tới nơi; tệp câu trả lời không cho biết đã gửi bao nhiêu',
    en: 'Surveys answered ÷ surveys delivered; a file of answers does not say how many were delivered',
  },
  surveys_held_back: {
    vi: 'Số khách còn trong thời gian chờ sau lần mua đầu (theo dòng hàng; ngắn hơn nếu dòng hàng ra mẫu mới nhanh hơn, không dưới 90 ngày), tính vào ngày cuối kỳ',
    en: 'Customers still inside the wait after their first purchase (by product line; shorter where the line’s own releases come faster, not under 90 days), on the last day of the period',
  },
  detractors_open: {
    vi: 'Số câu trả lời 0–6 của kỳ mà sau đó chưa có lần chăm sóc hay hỗ trợ nào gặp được khách',
    en: 'Answers of 0–6 in the period with no later care or support contact that reached the customer',
  },
})
