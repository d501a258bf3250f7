import type { Words } from '#core/messages.ts'
import type { HoldReason } from './gate.ts'
import type { PromotionReason } from './promotion-verdict.ts'
import type { AbstentionReason, PriceReason } from './reading.ts'

/** Why no price is given and what to do about it. */
export const abstentionWords: Readonly<Record<AbstentionReason, Words>> = {
  page_blocked: {
    vi: 'Trang từ chối máy đọc (đòi xác minh hoặc chặn truy cập), nên không có giá. Hãy nhập giá bằng tay hoặc bằng tệp.',
    en: 'The page refuses programs (it asks for verification or denies access), so there is no price. Enter it by hand or from a file.',
  },
  page_not_found: {
    vi: 'Trang báo không tìm thấy sản phẩm. Hãy kiểm tra lại địa chỉ.',
    en: 'The page says the product is not found. Check the address.',
  },
  page_gone: {
    vi: 'Trang đã bị gỡ hẳn. Hãy thay địa chỉ hoặc ngừng theo dõi.',
    en: 'The page has been removed for good. Change the address or stop watching it.',
  },
  page_failed: {
    vi: 'Máy chủ của trang báo lỗi. Giá lần trước được giữ nguyên; lần sau sẽ đọc lại.',
    en: 'The page’s server reports an error. The last price stands; it will be read again.',
  },
  page_login: {
    vi: 'Trang đòi đăng nhập mới cho xem giá. Chỉ giá công khai được đọc; hãy nhập bằng tay.',
    en: 'The page shows prices after signing in only. Public prices alone are read; enter it by hand.',
  },
  page_maintenance: {
    vi: 'Trang đang bảo trì. Giá lần trước được giữ nguyên.',
    en: 'The page is under maintenance. The last price stands.',
  },
  page_empty: {
    vi: 'Trang trả về gần như không có nội dung. Hãy mở địa chỉ để kiểm tra.',
    en: 'The page came back with almost nothing in it. Open the address to check.',
  },
  product_mismatch: {
    vi: 'Trang hiện là của một sản phẩm khác. Hãy kiểm tra địa chỉ rồi xác nhận hoặc thay.',
    en: 'The page now shows another product. Check the address and confirm or change it.',
  },
  price_absent: {
    vi: 'Không thấy giá nào trên trang. Hãy chỉ vào chỗ có giá hoặc nhập bằng tay.',
    en: 'No price is on the page. Point at where it stands or enter it by hand.',
  },
  price_needs_rendering: {
    vi: 'Giá chỉ hiện sau khi trang chạy mã, nên bản tải về không có giá. Hãy bật chế độ dựng trang hoặc nhập bằng tay.',
    en: 'The price appears only after the page’s scripts have run, so the fetched text has none. Turn on rendering or enter it by hand.',
  },
  price_on_request: {
    vi: 'Trang ghi “liên hệ” thay cho giá.',
    en: 'The page says to ask instead of giving a price.',
  },
  price_several: {
    vi: 'Trang có nhiều giá và không rõ giá nào là giá phải trả. Hãy chọn đúng con số.',
    en: 'The page shows several prices and it is not clear which one is paid. Choose the right number.',
  },
  price_weak: {
    vi: 'Có số giống giá nhưng bằng chứng quá yếu. Hãy chọn đúng con số.',
    en: 'There are numbers like a price, but too little speaks for them. Choose the right number.',
  },
  price_separator_unclear: {
    vi: 'Không rõ dấu chấm hay dấu phẩy trong số là phần nghìn hay phần lẻ. Hãy chọn cách đọc đúng.',
    en: 'It is not clear whether the point or comma in the number parts thousands or decimals. Choose the right reading.',
  },
  price_placeholder: {
    vi: 'Số ghi ở chỗ giá (0, 1 hay 99999…) chỉ là số giữ chỗ, không phải giá.',
    en: 'The number where the price stands (0, 1 or 99999…) only holds its place; it is no price.',
  },
  products_several: {
    vi: 'Trang mô tả nhiều sản phẩm hay biến thể với giá khác nhau. Hãy dùng địa chỉ của đúng biến thể hoặc chọn con số.',
    en: 'The page describes several products or variants at different prices. Use the address of one variant or choose the number.',
  },
  currency_changed: {
    vi: 'Trang hiện dùng tiền tệ khác với tiền tệ đã xác nhận. Giá được giữ lại để xem xét, không tự quy đổi.',
    en: 'The page now uses another currency than the one confirmed. The price is held for review and not converted.',
  },
  rule_lost: {
    vi: 'Chỗ đã chỉ trên trang không còn giá. Trang có thể đã đổi mẫu; hãy chỉ lại.',
    en: 'The place pointed at holds no price any more. The page may have a new layout; point again.',
  },
}

/** What a price rests on. */
export const priceReasonWords: Readonly<Record<PriceReason, Words>> = {
  own_rule: { vi: 'Đọc tại chỗ bạn đã chỉ', en: 'Read where you pointed' },
  platform: { vi: 'Do hệ thống cửa hàng cung cấp', en: 'Given by the shop’s own interface' },
  sources_agree: { vi: 'Nhiều nguồn trên trang cho cùng một giá', en: 'Several sources on the page agree' },
  structured_alone: { vi: 'Chỉ có trong dữ liệu ẩn của trang', en: 'Found only in the page’s data' },
  sale_beside_struck: { vi: 'Giá bán bên cạnh giá gạch ngang', en: 'The sale price beside a struck-through one' },
  visible_alone: { vi: 'Chỉ đọc từ chữ trên trang', en: 'Read from the page’s text alone' },
}

/** Why a reading is held back before it becomes the listing's price. */
export const holdWords: Readonly<Record<HoldReason, Words>> = {
  change_large: {
    vi: 'Giá đổi quá nhiều so với lần trước; sẽ đọc lại để chắc chắn.',
    en: 'The price differs much from the last one; it will be read again to be sure.',
  },
  separator_suspect: {
    vi: 'Giá mới gấp hoặc kém đúng 10, 100 hay 1.000 lần giá cũ, có thể do dấu phân cách hay đơn vị. Hãy xem lại.',
    en: 'The new price is 10, 100 or 1,000 times the old one or its inverse, which may be a separator or a unit. Please check.',
  },
  currency_changed: abstentionWords.currency_changed,
  template_suspected: {
    vi: 'Nhiều sản phẩm của cửa hàng này cùng đổi giá trong một lượt; có thể trang đã đổi mẫu. Tất cả được giữ lại.',
    en: 'Many products of this shop changed in one run; its pages may have a new layout. All are held.',
  },
}

/** What speaks for or against a promotion. */
export const promotionReasonWords: Readonly<Record<PromotionReason, Words>> = {
  cost_unknown: {
    vi: 'Chưa có giá vốn nên không tính được lãi',
    en: 'The unit cost is not known, so no profit can be worked out',
  },
  margin_too_thin: { vi: 'Biên lãi quá mỏng để giảm giá', en: 'The margin is too thin for a discount' },
  stock_too_low: { vi: 'Tồn kho không đủ cho đợt khuyến mãi', en: 'The stock would not last through the promotion' },
  legal_days_used: {
    vi: 'Số ngày giảm giá trong năm sẽ vượt mức cho phép',
    en: 'The days of discount allowed in a year would be exceeded',
  },
  own_promotion_recent: { vi: 'Vừa có một đợt khuyến mãi', en: 'A promotion has just ended' },
  moment_near: {
    vi: 'Sắp đến ngày khách thường chờ giảm giá',
    en: 'A day on which customers expect a discount is near',
  },
  market_unknown: { vi: 'Chưa có giá đối thủ còn mới', en: 'No recent price of a rival is known' },
  dearer_than_market: { vi: 'Giá của ta cao hơn mặt bằng đối thủ', en: 'We are dearer than the rivals’ middle' },
  cheaper_than_market: {
    vi: 'Giá của ta đã thấp hơn mặt bằng đối thủ',
    en: 'We are already cheaper than the rivals’ middle',
  },
  rivals_out_of_stock: { vi: 'Phần lớn đối thủ đang hết hàng', en: 'Most rivals are out of stock' },
  rivals_promoting: {
    vi: 'Từ một nửa số đối thủ trở lên đang khuyến mãi',
    en: 'Half of the rivals or more run a promotion',
  },
  sales_below_expected: {
    vi: 'Bán chậm hơn dự kiến của mùa',
    en: 'Sales lag behind what the season leads one to expect',
  },
  sales_as_expected: { vi: 'Bán đúng hoặc hơn dự kiến', en: 'Sales are as expected or better' },
  discount_pays: {
    vi: 'Với mức tăng bán đã biết, giảm giá có lãi hơn',
    en: 'With the lift known, a discount earns more',
  },
  discount_does_not_pay: {
    vi: 'Với mức tăng bán đã biết, giảm giá không lãi hơn',
    en: 'With the lift known, a discount earns no more',
  },
  lift_unknown: { vi: 'Chưa biết giảm giá giúp bán thêm bao nhiêu', en: 'How much more a discount sells is not known' },
}
