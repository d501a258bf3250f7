import { defineMessages } from '../messages.ts'

/** What the pages say to who is asked, beside the survey’s own words. */
export const surveyPageWords = defineMessages({
  send: { vi: 'Gửi câu trả lời', en: 'Send my answer' },
  change: { vi: 'Gửi câu trả lời mới', en: 'Send the new answer' },
  standing: {
    vi: 'Anh/chị đã trả lời rồi. Có thể sửa và gửi lại; chỉ câu trả lời sau cùng được tính.',
    en: 'You have answered already. You may change it and send it again; only the last answer counts.',
  },
  missing: {
    vi: 'Chưa chọn điểm nào. Xin chọn một số rồi gửi.',
    en: 'No number is chosen yet. Please choose one, then send.',
  },
  taken_title: { vi: 'Đã ghi lại', en: 'Recorded' },
  again: { vi: 'Sửa câu trả lời', en: 'Change the answer' },
  closed_title: { vi: 'Khảo sát đã đóng', en: 'The survey is closed' },
  closed: {
    vi: 'Cảm ơn anh/chị. Khảo sát này đã hết hạn nên câu trả lời không còn được tính.',
    en: 'Thank you. This survey has ended, so answers are no longer counted.',
  },
  unknown_title: { vi: 'Không tìm thấy trang', en: 'Page not found' },
  unknown: {
    vi: 'Liên kết này không mở được gì. Xin kiểm tra lại, hoặc mở lại từ thư đã nhận.',
    en: 'This link opens nothing. Please check it, or open it again from the mail.',
  },
  busy_title: { vi: 'Xin chờ một lát', en: 'One moment, please' },
  busy: {
    vi: 'Có quá nhiều lượt mở từ mạng này. Xin thử lại sau vài phút.',
    en: 'Too many requests from this network. Please try again in some minutes.',
  },
  stop_title: { vi: 'Không nhận khảo sát nữa?', en: 'No more surveys?' },
  stop_text: {
    vi: 'Bấm nút dưới đây thì địa chỉ này không nhận thư khảo sát nào nữa.',
    en: 'Press the button and this address receives no more surveys.',
  },
  stop: { vi: 'Không nhận khảo sát nữa', en: 'No more surveys' },
  stopped_title: { vi: 'Đã dừng', en: 'Stopped' },
  stopped: { vi: 'Anh/chị sẽ không nhận thư khảo sát nào nữa.', en: 'You will receive no more surveys.' },
  other: { vi: 'English', en: 'Tiếng Việt' },
  optional: { vi: 'không bắt buộc', en: 'optional' },
  code_readers: {
    vi: 'Không cần tên. Câu trả lời chỉ đi kèm địa điểm này.',
    en: 'No name is needed. The answer is kept with this place only.',
  },
  unseen: { vi: 'Xin để trống ô này', en: 'Please leave this field empty' },
})
