import { defineMessages } from '#core/messages.ts'

export const kpiName = { vi: 'Mức độ tương tác của khách hàng hiện tại', en: 'Engagement of existing customers' }

export const names = defineMessages({
  active_customers: { vi: 'Khách đang mua', en: 'Active customers' },
  engaged_rate: { vi: 'Tỷ lệ khách có tương tác', en: 'Engaged customers' },
  after_sale_coverage: { vi: 'Tỷ lệ được chăm sóc sau bán', en: 'After-sale care coverage' },
  answer_rate: { vi: 'Tỷ lệ khách trả lời khi chăm sóc', en: 'Care contacts answered' },
  repeat_purchase_rate: { vi: 'Tỷ lệ mua lại', en: 'Repeat purchase rate' },
  requests_open: { vi: 'Yêu cầu hỗ trợ chưa xong', en: 'Open requests for help' },
  resolution_hours: { vi: 'Thời gian xử lý yêu cầu', en: 'Time to resolve a request' },
  overdue_customers: { vi: 'Khách quá nhịp mua', en: 'Overdue customers' },
  expected_orders_90d: { vi: 'Số lần mua dự kiến trong 90 ngày tới', en: 'Purchases expected in the next 90 days' },
})

export const formulas = defineMessages({
  active_customers: {
    vi: 'Số khách có đơn hoàn tất trong 365 ngày tính đến hết kỳ',
    en: 'Customers with a completed order in the 365 days up to the end of the period',
  },
  engaged_rate: {
    vi: 'Khách đang mua đã trả lời hoặc tự tìm đến (nghe máy, nhắn lại, gặp mặt, gửi yêu cầu, trả lời khảo sát, mua lại) trong 90 ngày tính đến hết kỳ ÷ khách đang mua',
    en: 'Active customers who answered us or came to us (answered call, reply, visit, request, survey answer, repeat order) in the 90 days up to the end of the period ÷ active customers',
  },
  after_sale_coverage: {
    vi: 'Khách mua trong 90 ngày tính đến hết kỳ và từ lần mua đó đã được chăm sóc hoặc hỗ trợ (không phải chào bán) ít nhất một lần ÷ khách mua trong 90 ngày đó',
    en: 'Customers who bought in the 90 days up to the end of the period and have had at least one care or support contact (not selling) since such a purchase ÷ customers who bought in those 90 days',
  },
  answer_rate: {
    vi: 'Lần chăm sóc do nhân viên chủ động mà khách có trả lời ÷ số lần chăm sóc chủ động trong kỳ',
    en: 'Outbound care contacts answered ÷ outbound care contacts made in the period',
  },
  repeat_purchase_rate: {
    vi: 'Khách có từ 2 đơn trở lên trong 365 ngày tính đến hết kỳ ÷ khách có ít nhất 1 đơn',
    en: 'Customers with two or more orders in the 365 days up to the end of the period ÷ customers with at least one',
  },
  requests_open: {
    vi: 'Số yêu cầu hỗ trợ chưa xử lý xong vào cuối kỳ',
    en: 'Requests for help not resolved at the end of the period',
  },
  resolution_hours: {
    vi: 'Trung vị (và phân vị 90) số giờ từ lúc nhận đến lúc xử lý xong, của các yêu cầu xong trong kỳ',
    en: 'Median (and 90th percentile) of hours from opening to resolution, of requests resolved in the period',
  },
  overdue_customers: {
    vi: 'Khách im lặng lâu hơn nhịp mua của chính mình vào cuối kỳ: xác suất còn mua dưới 50% theo mô hình BG/NBD tính trên mọi khách, hoặc đã quá 2 lần khoảng cách trung vị giữa các lần mua (khi có từ 4 ngày mua)',
    en: 'Customers silent for longer than their own rhythm allows at the end of the period: probability of still buying below one half under BG/NBD fitted to all customers, or more than twice their own median gap since the last purchase (with four or more days of purchase)',
  },
  expected_orders_90d: {
    vi: 'Tổng số lần mua dự kiến của mọi khách trong 90 ngày sau cuối kỳ, theo kỳ vọng có điều kiện của mô hình BG/NBD',
    en: 'Purchases expected of all customers in the 90 days after the period, the conditional expectation under BG/NBD',
  },
})
