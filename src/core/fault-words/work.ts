import { defineMessages } from '../messages.ts'

export const workFaults = defineMessages({
  'work.key_unfit': {
    vi: 'Khoá của lần ghi là “{key}”; cần 8 đến 64 chữ cái không dấu, chữ số, gạch ngang hoặc gạch dưới. Hãy dùng một mã ngẫu nhiên cho mỗi lần ghi.',
    en: 'The key of the log is “{key}”; expected are 8 to 64 letters, digits, dashes or underscores. Use a random one for each log.',
  },
  'work.person_missing': {
    vi: 'Chưa nói là liên hệ với ai. Hãy cho biết contact_id hoặc customer_id.',
    en: 'It is not said who was contacted. Give a contact_id or a customer_id.',
  },
  'work.person_unknown': {
    vi: 'Không có contact hay khách nào mang mã “{person}”. Hãy kiểm tra mã, hoặc nhập danh sách có người này trước.',
    en: 'No contact or customer has the id “{person}”. Check the id, or import the list that holds this person first.',
  },
  'work.outside': {
    vi: '“{person}” không thuộc phần việc của bạn nên lần liên hệ này chưa được ghi. Hãy hỏi người quản lý xem ai đang phụ trách.',
    en: '“{person}” is not part of your work, so this contact was not logged. Ask your manager who is in charge.',
  },
  'work.at_unfit': {
    vi: 'Lúc liên hệ “{at}” không dùng được (bây giờ là {now}). Hãy viết như 2026-11-18T11:40, không sau lúc này và không quá {days} ngày trước.',
    en: 'The time of contact “{at}” cannot be used (it is {now} now). Write it like 2026-11-18T11:40, not after now and at most {days} days before.',
  },
  'work.minutes_unfit': {
    vi: 'Số phút là “{minutes}”; cần một số từ 0 đến {most}.',
    en: 'The minutes are “{minutes}”; expected is a number from 0 to {most}.',
  },
  'work.next_unfit': {
    vi: 'Ngày làm bước kế tiếp “{next_on}” không dùng được. Hãy chọn bước kế tiếp, và một ngày từ {today} trở đi trong vòng một năm.',
    en: 'The day of the next step “{next_on}” cannot be used. Choose a next step, and a day from {today} on within a year.',
  },
  'work.rep_given': {
    vi: 'Bạn ghi dưới tên của chính mình; chỉ người quản lý cả tổ chức mới ghi thay “{rep}” được. Hãy bỏ phần tên nhân viên.',
    en: 'You log under your own name; only who leads the whole may log for “{rep}”. Leave the rep out.',
  },
  'work.log_unknown': {
    vi: 'Không có lần ghi nào mang khoá “{key}”. Có thể lần ghi ấy chưa được gửi; hãy mở lại danh sách việc.',
    en: 'No log has the key “{key}”. It may not have been sent yet; open the work list again.',
  },
  'work.not_own': {
    vi: 'Lần ghi “{key}” là của người khác nên bạn không hoàn tác được. Hãy nhờ người đã ghi, hoặc chủ tài khoản.',
    en: 'The log “{key}” is somebody else’s, so you cannot take it back. Ask who wrote it, or the owner.',
  },
  'work.list_unknown': {
    vi: 'Không có danh sách việc “{list}”. Có: {lists}.',
    en: 'There is no work list “{list}”. There are: {lists}.',
  },
  'work.no_rules': {
    vi: 'Chưa có quy tắc giao contact nào. Hãy đặt ở trang Thiết lập (Quy tắc giao contact), hoặc giao từng contact bằng --contact-id và --owner.',
    en: 'There are no rules for giving contacts to people. Set them on the settings page, or give single contacts by --contact-id and --owner.',
  },
  'work.give_both': {
    vi: 'Để giao một contact cần cả contact_id lẫn owner; đã nhận: “{given}”.',
    en: 'To give one contact both contact_id and owner are needed; received: “{given}”.',
  },
  'work.has_owner': {
    vi: 'Contact “{contact}” đã do “{owner}” phụ trách theo tệp đã nhập. Hãy đổi người phụ trách ở nơi xuất ra tệp ấy.',
    en: 'The contact “{contact}” belongs to “{owner}” by the file it came in. Change its owner where that file comes from.',
  },
  'work.refused': {
    vi: 'Lần liên hệ chưa được ghi: {detail}',
    en: 'The contact was not logged: {detail}',
  },
})
