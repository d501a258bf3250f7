import { defineMessages, fill, type Language, type Words } from '../messages.ts'
import { abstentionWords, holdWords } from './reason-words.ts'
import type { Review, VisitOutcome } from './watched.ts'

/** How a visit ended, as it is told to a person. */
export const outcomeWords: Readonly<Record<VisitOutcome, Words>> = {
  price: { vi: 'Đã đọc được giá.', en: 'The price was read.' },
  not_modified: {
    vi: 'Trang cho biết không có gì thay đổi; giá lần trước được xác nhận.',
    en: 'The page says nothing changed; the last price is confirmed.',
  },
  abstained: { vi: 'Đã đọc trang nhưng không chắc giá.', en: 'The page was read, but the price is not sure.' },
  held: { vi: 'Giá đọc được đang giữ lại để xem xét.', en: 'The price read is held for review.' },
  blocked: {
    vi: 'Cửa hàng không cho đọc trang này. Nhịp không tìm cách vượt qua; hãy nhập giá bằng tay hoặc bằng tệp.',
    en: 'The shop does not let this page be read. Nhịp does not get around that; enter prices by hand or by file.',
  },
  robots_denied: {
    vi: 'Tệp robots.txt của cửa hàng không cho đọc địa chỉ này. Hãy nhập giá bằng tay hoặc bằng tệp.',
    en: 'The shop’s robots.txt does not allow this address to be read. Enter prices by hand or by file.',
  },
  robots_unreachable: {
    vi: 'Chưa đọc được robots.txt của cửa hàng nên chưa đọc trang; sẽ thử lại.',
    en: 'The shop’s robots.txt cannot be reached, so the page is not read; it will be tried again.',
  },
  not_found: {
    vi: 'Trang không còn ở địa chỉ này. Sau ba lần liên tiếp, địa chỉ sẽ ngừng được theo dõi.',
    en: 'The page is not at this address any more. After three times in a row it is no longer watched.',
  },
  moved: {
    vi: 'Trang chuyển sang cửa hàng khác: {detail}. Hãy kiểm tra rồi thay địa chỉ.',
    en: 'The page leads to another shop: {detail}. Check it and change the address.',
  },
  refused: { vi: 'Nhịp không gọi tới địa chỉ này.', en: 'Nhịp does not ask this address.' },
  failed: { vi: 'Không tải được trang; sẽ thử lại.', en: 'The page could not be fetched; it will be tried again.' },
}

const detailWords = defineMessages({
  address_invalid: { vi: 'Đây không phải địa chỉ http(s) thường.', en: 'This is no plain http(s) address.' },
  port_refused: { vi: 'Chỉ hỏi các cổng 80 và 443.', en: 'Only ports 80 and 443 are asked.' },
  host_private: {
    vi: 'Tên máy chủ nằm trong mạng nội bộ hoặc là một địa chỉ số; chỉ trang công khai có tên miền mới được đọc.',
    en: 'The host is inside a network or given as a number; only public pages with a name are read.',
  },
  redirect_refused: {
    vi: 'Trang chuyển hướng tới nơi không được đi.',
    en: 'The page redirects to where nobody may go.',
  },
  redirects_too_many: { vi: 'Trang chuyển hướng quá nhiều lần.', en: 'The page redirects too many times.' },
  host_unknown: {
    vi: 'Không có máy chủ nào mang tên này. Hãy kiểm tra lại địa chỉ.',
    en: 'There is no host of this name. Check the address.',
  },
  unreachable: { vi: 'Không nối được tới máy chủ.', en: 'The host cannot be connected to.' },
  tls_failed: { vi: 'Chứng chỉ bảo mật của trang không đúng.', en: 'The certificate of the page is not right.' },
  timeout: { vi: 'Trang trả lời quá chậm.', en: 'The page answers too slowly.' },
  headers_too_large: { vi: 'Phần đầu của câu trả lời quá lớn.', en: 'The head of the answer is too large.' },
  body_too_large: { vi: 'Trang quá lớn.', en: 'The page is too large.' },
  bomb: { vi: 'Trang nén bất thường nên bị bỏ qua.', en: 'The page is packed in an unusual way and is left.' },
  encoding_unknown: { vi: 'Trang nén theo kiểu không đọc được.', en: 'The page is packed in a way that is not read.' },
  content_type: {
    vi: 'Địa chỉ này không phải một trang (có thể là PDF, bảng tính hay ảnh). Bảng giá dạng tệp hãy nhập ở trang Dữ liệu.',
    en: 'This address is no page (a PDF, a spreadsheet or a picture). Price lists as files are imported on the data page.',
  },
  broken: { vi: 'Đường truyền bị đứt giữa chừng.', en: 'The line broke in the middle.' },
  page_too_heavy: { vi: 'Trang quá nặng để đọc.', en: 'The page is too heavy to read.' },
})

const of = (words: Readonly<Record<string, Words>>, key: string | null): Words | undefined =>
  key !== null && Object.hasOwn(words, key) ? words[key] : undefined

/** What came of a visit, in a sentence or two. */
export const visitSentence = (outcome: VisitOutcome, detail: string | null, language: Language): string => {
  const why = of(abstentionWords, detail) ?? (outcome === 'held' ? of(holdWords, detail) : of(detailWords, detail))
  const whole = fill(outcomeWords[outcome], language, { detail: detail ?? '' })
  if (why === undefined) return whole
  return outcome === 'abstained' || outcome === 'held' ? why[language] : `${whole} ${why[language]}`
}

/** What waits for a person, in a sentence. */
export const reviewSentence = ({ kind, reason }: Pick<Review, 'kind' | 'reason'>, language: Language): string =>
  (of(kind === 'held' ? holdWords : abstentionWords, reason) ?? outcomeWords[kind])[language]
