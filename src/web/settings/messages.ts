import { defineMessages } from '#core/messages.ts'
import type { SettingName } from '#core/settings.ts'

/** What each setting does to the numbers. */
export const explanations = defineMessages<SettingName>({
  organisation: { vi: 'Tên công ty hay cửa hàng của bạn.', en: 'What your company or shop is called.' },
  time_zone: {
    vi: 'Ngày bắt đầu lúc nửa đêm ở đây: quyết định một đơn hay contact thuộc ngày nào. Tên theo IANA, ví dụ Asia/Ho_Chi_Minh.',
    en: 'Days begin at midnight here: decides which day an order or a contact belongs to. An IANA name such as Asia/Ho_Chi_Minh.',
  },
  week_start: {
    vi: '“Tuần này”, “tuần trước”, đường theo tuần và nhóm theo tuần tính từ ngày này. Tuần có số (2026-W47) luôn bắt đầu từ thứ Hai theo ISO 8601, mục tiêu theo tuần cũng vậy.',
    en: '“This week”, “last week”, weekly lines and weekly cohorts count from this day. A numbered week (2026-W47), and so a weekly target, always begins on Monday, as in ISO 8601.',
  },
  language: {
    vi: 'Ngôn ngữ của người chưa chọn ngôn ngữ riêng, và của các câu trên dòng lệnh.',
    en: 'For readers who have not chosen their own, and for sentences on the command line.',
  },
  currency: {
    vi: 'Mọi số tiền được đổi sang đồng tiền này theo tỷ giá đã nhập. Mã ISO, ví dụ VND.',
    en: 'All amounts are converted to it at the imported rates. An ISO code such as VND.',
  },
  response_limit_minutes: {
    vi: 'Contact được gọi trong ngần này phút làm việc thì tính là đúng hạn.',
    en: 'A contact tried within so many business minutes counts as in time.',
  },
  business_hours: {
    vi: 'Thời gian phản hồi chỉ tính trong giờ này. Khi chưa biết nhịp bán theo thứ, mục tiêu được chia đều cho những ngày mở cửa.',
    en: 'Response time runs within these hours only. Where the rhythm of weekdays is not known yet, targets are spread over the open days.',
  },
  conversion_days: {
    vi: 'Contact mua lần đầu trong ngần này ngày thì tính là chốt được.',
    en: 'A contact whose first purchase falls within so many days counts as won.',
  },
  own_competitor: {
    vi: 'Giá đã ghi dưới tên này là giá của chính mình, không phải của đối thủ.',
    en: 'Prices seen under this name are our own, not a competitor’s.',
  },
  anonymity_floor: {
    vi: 'Nhóm nhân viên ít câu trả lời hơn thì bị ẩn. Không xuống dưới 5: đó là điều đã hứa với nhân viên.',
    en: 'Groups with fewer answers are hidden. Never below 5: that is what employees were promised.',
  },
  survey_gate_days: {
    vi: 'Khách mua chưa đủ ngần này ngày thì chưa hỏi, câu trả lời chưa tính. Dòng “khác” dùng cho mọi dòng hàng không nêu tên.',
    en: 'A customer is not asked, nor an answer counted, before so many days after the purchase. “Others” stands for every line not named.',
  },
  stale_days: {
    vi: 'Nguồn không có gì mới lâu hơn thế thì bị báo cũ ở trang Tổng quan.',
    en: 'A source without anything new for longer is called stale on the overview.',
  },
  price_valid_days: {
    vi: 'Giá đối thủ thấy lâu hơn thế thì không tính nữa. 0: tính cho tới khi thấy giá mới.',
    en: 'A competitor’s price seen longer ago no longer counts. 0: counts until a newer one is seen.',
  },
  retention_months: {
    vi: 'Contact và khách không còn liên hệ, mua hàng hay trả lời lâu hơn thế sẽ bị quên tên, số điện thoại, email và ghi chú; các con số giữ nguyên. 0: giữ mãi.',
    en: 'Of contacts and customers not heard of, bought by or answered by for longer, the name, phone, e-mail and notes are forgotten; the numbers stay. 0: kept for good.',
  },
  target_bands: {
    vi: 'Đạt dưới ngưỡng thứ nhất của mức cần đạt là đỏ, dưới ngưỡng thứ hai là vàng, từ đó là xanh.',
    en: 'Under the first limit of what is due is red, under the second amber, from there green.',
  },
  holidays: {
    vi: 'Thêm vào ngày lễ Việt Nam đã biết sẵn. Mục tiêu không chia cho những ngày này.',
    en: 'On top of the Vietnamese holidays already known. Targets are not spread over these days.',
  },
  method_cost_per_minute: {
    vi: 'Dùng khi nhân viên không có đơn giá riêng, để tính chi phí của cuộc gọi và gặp mặt.',
    en: 'Where a rep has no rate of their own, for the cost of calls and visits.',
  },
  assignment_rules: {
    vi: 'Contact chưa ai phụ trách được giao lần lượt theo quy tắc đầu tiên hợp với nó, khi có người bấm chia ở trang Việc cần làm (hoặc nhip work assign). Contact không hợp quy tắc nào ở lại phần chưa giao người.',
    en: 'Contacts nobody has are given in turn by the first rule that fits, when somebody shares them out on the to-do page (or by nhip work assign). What fits no rule stays unassigned.',
  },
  paid_sources: {
    vi: 'Khách mới từ các nguồn này chia cho chi phí quảng cáo. Để trống: mọi nguồn có chi phí quảng cáo.',
    en: 'New customers from these sources are set against advertising cost. Empty: every source that has any.',
  },
})

/** Words of the page of settings. */
export const words = defineMessages({
  title: { vi: 'Thiết lập', en: 'Settings' },
  intro: {
    vi: 'Mỗi thay đổi được lưu riêng và tính lại mọi con số từ câu hỏi kế tiếp. Nhật ký ghi ai đã đổi gì.',
    en: 'Each change is saved by itself; numbers follow with the next question. The journal keeps who changed what.',
  },
  read_only: {
    vi: 'Vai trò của bạn ({role}) xem được thiết lập; chỉ chủ tài khoản đổi được.',
    en: 'Your role ({role}) reads the settings; only an owner changes them.',
  },
  group_organisation: { vi: 'Tổ chức', en: 'Organisation' },
  group_time: { vi: 'Giờ làm việc và ngày nghỉ', en: 'Hours and holidays' },
  group_contacts: { vi: 'Contact và chi phí', en: 'Contacts and cost' },
  group_prices: { vi: 'Giá', en: 'Prices' },
  group_surveys: { vi: 'Khảo sát', en: 'Surveys' },
  group_targets: { vi: 'Mục tiêu và độ mới của dữ liệu', en: 'Targets and freshness' },
  usual: { vi: 'Mặc định: {value}', en: 'Default: {value}' },
  reset: { vi: 'Về mặc định', en: 'Reset to default' },
  save: { vi: 'Lưu', en: 'Save' },
  cancel: { vi: 'Bỏ', en: 'Cancel' },
  saved: { vi: 'Đã lưu.', en: 'Saved.' },
  empty: { vi: 'trống', en: 'empty' },
  closed: { vi: 'nghỉ', en: 'closed' },
  opens: { vi: '{day}: mở cửa', en: '{day}: opens' },
  closes: { vi: '{day}: đóng cửa', en: '{day}: closes' },
  is_open: { vi: '{day}: có làm việc', en: '{day}: open' },
  others: { vi: 'khác', en: 'others' },
  line: { vi: 'Dòng hàng', en: 'Product line' },
  days: { vi: 'ngày', en: 'days' },
  days_of: { vi: 'Số ngày của {line}', en: 'Days of {line}' },
  remove: { vi: 'Bỏ {name}', en: 'Remove {name}' },
  add: { vi: 'Thêm', en: 'Add' },
  red_below: { vi: 'đỏ dưới', en: 'red below' },
  amber_below: { vi: 'vàng dưới', en: 'amber below' },
  vi: { vi: 'Tiếng Việt', en: 'Tiếng Việt' },
  en: { vi: 'English', en: 'English' },
  day_1: { vi: 'Thứ Hai', en: 'Monday' },
  day_2: { vi: 'Thứ Ba', en: 'Tuesday' },
  day_3: { vi: 'Thứ Tư', en: 'Wednesday' },
  day_4: { vi: 'Thứ Năm', en: 'Thursday' },
  day_5: { vi: 'Thứ Sáu', en: 'Friday' },
  day_6: { vi: 'Thứ Bảy', en: 'Saturday' },
  day_7: { vi: 'Chủ nhật', en: 'Sunday' },
})
