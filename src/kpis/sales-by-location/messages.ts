import { defineMessages } from '#core/messages.ts'

export const kpiName = { vi: 'Doanh số theo địa điểm', en: 'Sales by location' }

export const names = defineMessages({
  gross_sales: { vi: 'Tổng bán', en: 'Gross sales' },
  discounts: { vi: 'Giảm giá', en: 'Discounts' },
  returns: { vi: 'Hàng trả', en: 'Returns' },
  net_sales: { vi: 'Doanh số thuần', en: 'Net sales' },
  provisional_sales: { vi: 'Doanh số tạm tính', en: 'Provisional sales' },
  orders: { vi: 'Số đơn', en: 'Orders' },
  units: { vi: 'Số món bán được', en: 'Units' },
  average_order_value: { vi: 'Giá trị đơn trung bình', en: 'Average order value' },
  units_per_order: { vi: 'Số món mỗi đơn', en: 'Units per order' },
  average_unit_price: { vi: 'Giá bán trung bình mỗi món', en: 'Average unit price' },
  gross_profit: { vi: 'Lãi gộp', en: 'Gross profit' },
  gross_margin: { vi: 'Tỷ lệ lãi gộp', en: 'Gross margin' },
  return_rate: { vi: 'Tỷ lệ đơn bị trả', en: 'Return rate' },
  cancel_rate: { vi: 'Tỷ lệ đơn huỷ', en: 'Cancellation rate' },
  footfall: { vi: 'Lượt khách', en: 'Footfall' },
  store_conversion: { vi: 'Tỷ lệ mua', en: 'Store conversion' },
  sales_per_m2: { vi: 'Doanh số mỗi m²', en: 'Sales per m²' },
  sales_per_head: { vi: 'Doanh số mỗi nhân viên', en: 'Sales per head' },
  same_location_growth: { vi: 'Tăng trưởng cửa hàng so sánh được', en: 'Like-for-like growth' },
  location_share: { vi: 'Tỷ trọng trong doanh số', en: 'Share of sales' },
  concentration: { vi: 'Mức tập trung doanh số', en: 'Concentration of sales' },
})

export const formulas = defineMessages({
  gross_sales: {
    vi: 'Tổng số lượng × đơn giá của các dòng đơn đã hoàn thành, theo ngày hoàn thành; dòng có số lượng âm tính vào hàng trả',
    en: 'Σ quantity × unit price of completed order lines, by the day completed; lines with a quantity below zero count as returns',
  },
  discounts: {
    vi: 'Giảm giá của dòng + phần giảm giá của cả đơn chia theo giá trị dòng, do người bán chịu, theo ngày hoàn thành',
    en: "Line discounts + each line's share, by value, of the order's discount, borne by the seller, by the day completed",
  },
  returns: {
    vi: 'Giá trị hàng trả lại, theo ngày trả; hàng của đơn chưa từng tính là bán thì không trừ',
    en: 'Value of goods returned, by the day returned; goods of orders never counted as sold are not subtracted',
  },
  net_sales: {
    vi: 'Tổng bán − giảm giá − hàng trả, không gồm VAT và phí vận chuyển',
    en: 'Gross sales − discounts − returns, without VAT and shipping',
  },
  provisional_sales: {
    vi: 'Giá trị sau giảm giá của đơn đã chốt nhưng chưa giao xong hoặc chưa thu tiền (đã đặt, đã xác nhận, đang giao), theo ngày đặt',
    en: 'Value after discounts of orders closed but not yet delivered or settled (placed, confirmed, shipped), by the day placed',
  },
  orders: {
    vi: 'Số đơn đã hoàn thành, theo ngày hoàn thành; chia theo hàng hoá thì là số đơn có hàng đó',
    en: 'Completed orders, by the day completed; split by goods: orders that hold them',
  },
  units: {
    vi: 'Số lượng bán − số lượng trả lại',
    en: 'Quantity sold − quantity returned',
  },
  average_order_value: { vi: 'Doanh số thuần ÷ số đơn', en: 'Net sales ÷ orders' },
  units_per_order: { vi: 'Số món bán được ÷ số đơn', en: 'Units ÷ orders' },
  average_unit_price: { vi: 'Doanh số thuần ÷ số món bán được', en: 'Net sales ÷ units' },
  gross_profit: {
    vi: 'Doanh số thuần − giá vốn, chỉ tính các dòng đã biết giá vốn; hàng trả được trừ cả doanh số lẫn giá vốn',
    en: 'Net sales − cost of goods, over lines whose cost is known; returned goods take both their value and their cost back',
  },
  gross_margin: {
    vi: 'Lãi gộp ÷ doanh số thuần của các dòng đã biết giá vốn',
    en: 'Gross profit ÷ net sales of the lines whose cost is known',
  },
  return_rate: {
    vi: 'Đơn có hàng trả lại hoặc bị hoàn trong kỳ ÷ đơn đã giao trong kỳ',
    en: 'Orders with goods returned or refused in the period ÷ orders delivered in the period',
  },
  cancel_rate: {
    vi: 'Đơn huỷ toàn bộ ÷ đơn đã đặt, theo ngày đặt',
    en: 'Orders cancelled altogether ÷ orders placed, by the day placed',
  },
  footfall: {
    vi: 'Số lượt khách đếm được (kênh online: số phiên truy cập)',
    en: 'Visitors counted (sessions for an online channel)',
  },
  store_conversion: {
    vi: 'Số đơn ÷ lượt khách, ở những địa điểm và ngày có đếm khách',
    en: 'Orders ÷ footfall, at locations and on days with a count of visitors',
  },
  sales_per_m2: {
    vi: 'Doanh số thuần ÷ diện tích bán hàng, ở những địa điểm đang mở và đã biết diện tích',
    en: 'Net sales ÷ selling area, over open locations whose area is known',
  },
  sales_per_head: {
    vi: 'Doanh số thuần ÷ số nhân viên bán hàng của địa điểm đang mở (số khai báo, nếu không có thì số nhân viên trong danh sách)',
    en: 'Net sales ÷ sales staff of open locations (the headcount given, else the reps listed there)',
  },
  same_location_growth: {
    vi: '(Doanh số thuần kỳ này − cùng kỳ năm trước) ÷ cùng kỳ năm trước, ở những địa điểm đã mở từ 13 tháng trước kỳ và còn mở',
    en: '(Net sales now − a year before) ÷ a year before, over locations open 13 months or more before the period and still open',
  },
  location_share: {
    vi: 'Doanh số thuần của địa điểm ÷ doanh số thuần của mọi địa điểm',
    en: 'Net sales of the location ÷ net sales of all locations',
  },
  concentration: {
    vi: 'Chỉ số Herfindahl: tổng bình phương tỷ trọng doanh số của từng địa điểm (1: một địa điểm gánh tất cả)',
    en: "Herfindahl index: Σ of each location's share of net sales, squared (1: one store carries us)",
  },
})
