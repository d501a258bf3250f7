import { defineMessages } from '../messages.ts'
import type { HoldReason } from './decide.ts'

/** Why a customer is not asked now. */
export const holdWords = defineMessages<HoldReason>({
  opted_out: { vi: 'Đã từ chối nhận khảo sát', en: 'Has opted out of surveys' },
  not_allowed: { vi: 'Không được phép liên hệ', en: 'May not be contacted' },
  unreachable: { vi: 'Không có địa chỉ gửi được', en: 'Has no address that takes mail' },
  no_purchase: { vi: 'Chưa mua lần nào', en: 'Has not bought yet' },
  no_event: { vi: 'Chưa có việc gì để hỏi', en: 'Nothing has happened to ask about' },
  open_request: { vi: 'Còn yêu cầu chưa xong', en: 'Has a request that is still open' },
  too_early: { vi: 'Chưa tới hạn khảo sát đầu', en: 'Too early for a first survey' },
  asked_lately: { vi: 'Mới được hỏi một khảo sát khác', en: 'Was asked another survey lately' },
  asked_this_cycle: { vi: 'Đã được hỏi trong kỳ này', en: 'Was asked in this cycle' },
  request_lately: { vi: 'Yêu cầu vừa được giải quyết xong', en: 'Had a request resolved just now' },
  spread: { vi: 'Chờ tới ngày được rải', en: 'Waits for its day, as surveys are spread' },
  put_off: { vi: 'Máy chủ thư của khách hẹn lúc khác', en: 'The customer’s mail server asked to come back later' },
  too_late: { vi: 'Đã quá lâu để còn hỏi về việc ấy', en: 'Too long ago to ask about it' },
  quiet_hours: { vi: 'Ngoài giờ gửi hoặc ngày nghỉ', en: 'Outside the hours of sending, or a holiday' },
  never_open: { vi: 'Không có giờ gửi nào được đặt', en: 'No hours of sending are set' },
  daily_cap: { vi: 'Hôm nay đã gửi đủ số', en: 'Today’s number has been sent' },
})
