import { columnWords } from './column-words.ts'
import type { EntityName } from './entity.ts'
import { memberWords } from './member-words.ts'
import { defineMessages, type Words } from './messages.ts'

/** What each kind of data is called. */
export const entityWords = defineMessages<EntityName>({
  location: { vi: 'địa điểm', en: 'locations' },
  rep: { vi: 'nhân viên bán hàng', en: 'sales reps' },
  product: { vi: 'mặt hàng', en: 'products' },
  customer: { vi: 'khách hàng', en: 'customers' },
  contact: { vi: 'contact', en: 'contacts' },
  activity: { vi: 'cuộc gọi và gặp gỡ', en: 'calls and visits' },
  order_line: { vi: 'đơn hàng', en: 'orders' },
  return_line: { vi: 'hàng trả', en: 'returns' },
  spend: { vi: 'chi phí', en: 'spend' },
  footfall: { vi: 'lượt khách', en: 'footfall' },
  price_observation: { vi: 'giá đối thủ', en: 'competitors’ prices' },
  request: { vi: 'yêu cầu hỗ trợ', en: 'requests for help' },
  survey_answer: { vi: 'khảo sát khách hàng', en: 'customer surveys' },
  pulse_answer: { vi: 'khảo sát nhân viên', en: 'employee surveys' },
  target: { vi: 'mục tiêu', en: 'targets' },
  assignment: { vi: 'giao contact', en: 'contacts given to people' },
  exchange_rate: { vi: 'tỷ giá', en: 'exchange rates' },
})

/** What one row of each stands for. */
export const rowWords = defineMessages<EntityName>({
  location: { vi: 'một cửa hàng hay kênh bán', en: 'one shop or sales channel' },
  rep: { vi: 'một nhân viên', en: 'one rep' },
  product: { vi: 'một mặt hàng', en: 'one product' },
  customer: { vi: 'một khách hàng', en: 'one customer' },
  contact: { vi: 'một contact', en: 'one contact' },
  activity: { vi: 'một cuộc gọi, tin nhắn hay lần gặp', en: 'one call, message or visit' },
  order_line: { vi: 'một món trong một đơn', en: 'one item of one order' },
  return_line: { vi: 'một món được trả lại', en: 'one item given back' },
  spend: { vi: 'một khoản chi', en: 'one amount spent' },
  footfall: { vi: 'số khách vào một nơi trong một ngày', en: 'visitors of one place on one day' },
  price_observation: { vi: 'một giá đã thấy ở đối thủ', en: 'one price seen at a competitor' },
  request: { vi: 'một yêu cầu của khách', en: 'one request of a customer' },
  survey_answer: { vi: 'một câu trả lời của khách', en: 'one answer of a customer' },
  pulse_answer: { vi: 'một câu trả lời, không kèm tên người', en: 'one answer, never with a name' },
  target: { vi: 'một mục tiêu của một kỳ', en: 'one target of one period' },
  assignment: { vi: 'một contact giao cho một người', en: 'one contact given to one person' },
  exchange_rate: { vi: 'tỷ giá của một đồng tiền trong một ngày', en: 'the rate of a currency on one day' },
})

/** Fields whose name says something else than the column of a list does, and those that stand in no list. */
const words = defineMessages({
  answered_at: { vi: 'lúc trả lời', en: 'answered at' },
  area_m2: { vi: 'diện tích (m²)', en: 'area (m²)' },
  assigned_at: { vi: 'lúc giao', en: 'given at' },
  automatic: { vi: 'tự động gửi', en: 'sent automatically' },
  became_customer_at: { vi: 'chốt lúc', en: 'became a customer at' },
  brand: { vi: 'thương hiệu', en: 'brand' },
  closed_on: { vi: 'ngày đóng cửa', en: 'closed on' },
  comment: { vi: 'góp ý', en: 'comment' },
  cost_per_minute: { vi: 'chi phí mỗi phút', en: 'cost per minute' },
  currency: { vi: 'đồng tiền', en: 'currency' },
  direction: { vi: 'chiều liên hệ', en: 'direction' },
  district: { vi: 'quận huyện', en: 'district' },
  first_seen_on: { vi: 'ngày đầu biết tới', en: 'first seen on' },
  from_on: { vi: 'từ ngày', en: 'from day' },
  headcount: { vi: 'số nhân viên', en: 'headcount' },
  latitude: { vi: 'vĩ độ', en: 'latitude' },
  left_on: { vi: 'ngày nghỉ việc', en: 'left on' },
  line_discount: { vi: 'giảm giá của dòng', en: 'discount of the line' },
  line_no: { vi: 'dòng thứ mấy trong đơn', en: 'line number in the order' },
  longitude: { vi: 'kinh độ', en: 'longitude' },
  may_be_contacted: { vi: 'được phép liên hệ', en: 'may be contacted' },
  metric: { vi: 'con số', en: 'metric' },
  minimum: { vi: 'tối thiểu', en: 'minimum' },
  next_on: { vi: 'ngày làm bước kế tiếp', en: 'day of the next step' },
  next_step: { vi: 'bước kế tiếp', en: 'next step' },
  note: { vi: 'ghi chú', en: 'note' },
  on: { vi: 'ngày', en: 'day' },
  opened_on: { vi: 'ngày mở cửa', en: 'opened on' },
  order_discount: { vi: 'giảm giá cả đơn', en: 'discount of the whole order' },
  period: { vi: 'kỳ', en: 'period' },
  product_name: { vi: 'tên hàng', en: 'product name' },
  quantity: { vi: 'số lượng', en: 'quantity' },
  question: { vi: 'câu hỏi', en: 'question' },
  rate: { vi: 'tỷ giá', en: 'rate' },
  reached: { vi: 'gặp được', en: 'reached' },
  released_on: { vi: 'ngày ra mắt', en: 'released on' },
  rep_id: { vi: 'mã nhân viên', en: 'rep' },
  researched: { vi: 'đã tìm hiểu trước', en: 'researched before' },
  rule: { vi: 'theo quy tắc', en: 'by the rule' },
  scope: { vi: 'phạm vi', en: 'scope' },
  shipping: { vi: 'phí giao hàng', en: 'shipping' },
  started_on: { vi: 'ngày vào làm', en: 'started on' },
  stock_on_hand: { vi: 'tồn kho', en: 'stock on hand' },
  stretch: { vi: 'thử thách', en: 'stretch' },
  target: { vi: 'mục tiêu', en: 'target' },
  tax: { vi: 'thuế', en: 'tax' },
  tenure_band: { vi: 'thâm niên', en: 'length of service' },
  to_on: { vi: 'đến ngày', en: 'to day' },
  unit_cost: { vi: 'giá vốn', en: 'unit cost' },
  unit_price: { vi: 'đơn giá', en: 'unit price' },
  url: { vi: 'địa chỉ trang', en: 'address of the page' },
})

/** What a field of an import is called. */
export const fieldWords = (field: string): Words =>
  (words as Readonly<Record<string, Words>>)[field] ?? columnWords(field)

const choices = defineMessages({
  'status.placed': { vi: 'đã đặt', en: 'placed' },
  'status.confirmed': { vi: 'đã xác nhận', en: 'confirmed' },
  'status.shipped': { vi: 'đang giao', en: 'shipped' },
  'status.completed': { vi: 'hoàn tất', en: 'completed' },
  'status.cancelled': { vi: 'đã huỷ', en: 'cancelled' },
  'status.returned': { vi: 'đã trả hàng', en: 'returned' },
  'kind.store': { vi: 'cửa hàng', en: 'store' },
  'kind.online': { vi: 'kênh online', en: 'online' },
  'direction.outbound': { vi: 'mình gọi đi', en: 'outbound' },
  'direction.inbound': { vi: 'khách gọi tới', en: 'inbound' },
  'purpose.selling': { vi: 'bán hàng', en: 'selling' },
  'purpose.care': { vi: 'chăm sóc sau bán', en: 'after-sale care' },
  'purpose.support': { vi: 'hỗ trợ', en: 'support' },
  'next_step.call_again': { vi: 'gọi lại', en: 'call again' },
  'next_step.meet': { vi: 'hẹn gặp', en: 'meet' },
  'next_step.send_offer': { vi: 'gửi báo giá', en: 'send an offer' },
  'next_step.none': { vi: 'không còn gì', en: 'nothing more' },
  'availability.in': { vi: 'còn hàng', en: 'in stock' },
  'availability.out': { vi: 'hết hàng', en: 'out of stock' },
  'availability.unknown': { vi: 'chưa rõ', en: 'not known' },
})

/** What one of the values a field may have means. */
export const choiceWords = (field: string, choice: string): Words =>
  (choices as Readonly<Record<string, Words>>)[`${field}.${choice}`] ??
  memberWords[`${field}.${choice}`] ??
  memberWords[`spend_${field}.${choice}`] ??
  memberWords[`survey_${field}.${choice}`] ?? { vi: choice, en: choice }
