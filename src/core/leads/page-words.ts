import { defineMessages, type Words } from '../messages.ts'
import type { HoldReason } from './lead.ts'

/** Where the organisation has no name yet. */
export const usWords: Words = { vi: 'chúng tôi', en: 'us' }

export const usualTitle: Words = {
  vi: 'Để lại liên hệ cho {organisation}',
  en: 'Leave your details with {organisation}',
}

export const usualConsent: Words = {
  vi: 'Tôi đồng ý để {organisation} dùng các thông tin này để liên hệ lại với tôi về yêu cầu này. Tôi có thể yêu cầu xoá bất cứ lúc nào.',
  en: 'I agree to {organisation} using these details to get back to me about this request. I can ask for them to be deleted at any time.',
}

/** Words of the page people leave their details on. */
export const leadPageWords = defineMessages({
  name: { vi: 'Họ tên', en: 'Name' },
  phone: { vi: 'Số điện thoại', en: 'Phone' },
  email: { vi: 'Email', en: 'E-mail' },
  either: {
    vi: 'Cần số điện thoại hoặc email, để chúng tôi liên hệ lại.',
    en: 'A phone number or an e-mail address is needed, so that we can get back to you.',
  },
  line: { vi: 'Bạn quan tâm đến', en: 'You are interested in' },
  note: { vi: 'Bạn cần gì? (không bắt buộc)', en: 'What do you need? (optional)' },
  trap: { vi: 'Để trống ô này', en: 'Leave this field empty' },
  send: { vi: 'Gửi', en: 'Send' },
  missing_name: { vi: 'Hãy điền họ tên.', en: 'Please fill in your name.' },
  missing_phone: {
    vi: 'Hãy điền số điện thoại hoặc email.',
    en: 'Please fill in a phone number or an e-mail address.',
  },
  missing_email: {
    vi: 'Địa chỉ email này chưa đúng, ví dụ ten@example.com. Hãy sửa hoặc để trống nếu đã có số điện thoại.',
    en: 'This is not an e-mail address, such as name@example.com. Correct it, or leave it empty if you gave a phone number.',
  },
  thanks: { vi: 'Đã nhận. Chúng tôi sẽ liên hệ lại.', en: 'We have it, and will get back to you.' },
  thanks_more: { vi: 'Bạn có thể đóng trang này.', en: 'You can close this page.' },
  closed: { vi: 'Trang này không còn nhận thông tin', en: 'This page takes no details any more' },
  busy: {
    vi: 'Có quá nhiều lượt gửi từ mạng này. Hãy thử lại sau một giờ.',
    en: 'Too many were sent from this network. Try again in an hour.',
  },
})

/** Why a lead is held, for whoever looks at it. */
export const holdWords: Readonly<Record<HoldReason, Words>> = defineMessages({
  trap: { vi: 'điền vào ô mà người xem không thấy', en: 'filled in a field nobody sees' },
  fast: { vi: 'gửi nhanh hơn một người kịp gõ', en: 'sent faster than a person types' },
  links: { vi: 'có nhiều đường liên kết', en: 'holds several links' },
  markup: { vi: 'có mã HTML', en: 'holds markup' },
  phone: { vi: 'số điện thoại không gọi được', en: 'the number cannot be called' },
  network: { vi: 'nhiều lượt gửi từ cùng một mạng', en: 'many from the same network' },
  no_details: { vi: 'thiếu tên hoặc cách liên hệ', en: 'lacks a name or a way to reach them' },
  refused_row: { vi: 'không nhập được thành contact', en: 'could not become a contact' },
})
