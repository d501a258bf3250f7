import { defineMessages } from '#core/messages.ts'

export const kpiName = { vi: 'Chi phí để có khách hàng mới', en: 'Cost of a new customer' }

export const names = defineMessages({
  spend: { vi: 'Chi phí để có khách', en: 'Acquisition spend' },
  customers_new: { vi: 'Khách hàng mới', en: 'New customers' },
  cac: { vi: 'Chi phí để có khách hàng mới (CAC), đủ chi phí', en: 'Cost of a new customer (CAC), fully loaded' },
  cac_paid: { vi: 'CAC chỉ quảng cáo', en: 'Ad-only CAC' },
  cost_per_contact: { vi: 'Chi phí mỗi contact', en: 'Cost per contact' },
  cost_by_method: { vi: 'Chi phí theo cách tiếp cận', en: 'Cost by method' },
  spend_to_sales: { vi: 'Chi phí trên doanh số khách mới', en: 'Spend to sales of new customers' },
  gross_profit_12m: { vi: 'Lãi gộp 12 tháng mỗi khách', en: 'Gross profit per customer, 12 months' },
  ltv_to_cac: { vi: 'Lãi gộp 12 tháng trên CAC', en: 'Gross profit of 12 months to CAC' },
  cac_payback_months: { vi: 'Số tháng hoàn vốn CAC', en: 'Months to pay back CAC' },
  researched_rate: { vi: 'Tỷ lệ đã tìm hiểu trước khi liên hệ', en: 'Researched before contact' },
  research_lift: { vi: 'Chênh lệch tỷ lệ chốt khi có tìm hiểu trước', en: 'Conversion with research against without' },
})

export const formulas = defineMessages({
  spend: {
    vi: 'Tổng chi phí quảng cáo, agency, công cụ, sự kiện, lương và hoa hồng bán hàng rơi vào kỳ; mỗi khoản chia đều cho các ngày từ from_on đến to_on. Loại “khác” không tính, ghi riêng bên cạnh',
    en: 'Sum of advertising, agency, tools, events, sales salaries and commission falling in the period; each is spread evenly over its days from from_on to to_on. The kind “other” does not count and is shown beside',
  },
  customers_new: {
    vi: 'Số khách có đơn hoàn tất đầu tiên từ trước tới nay nằm trong kỳ (theo lúc hoàn tất); đơn không ghi khách không tính',
    en: 'Customers whose first ever completed order falls in the period (by completion); orders that name no customer do not count',
  },
  cac: {
    vi: 'Toàn bộ chi phí để có khách trong kỳ ÷ khách hàng mới trong kỳ. Cách lùi (lagged): chi phí dời về sau theo trung vị số ngày từ lúc nhận contact tới đơn đầu',
    en: 'All acquisition spend of the period ÷ new customers of the period. Lagged: spend is moved later by the median days from contact to first order',
  },
  cac_paid: {
    vi: 'Chi phí quảng cáo trong kỳ ÷ khách hàng mới trong kỳ đến từ nguồn trả tiền (nguồn của contact dẫn tới khách). Nguồn trả tiền lấy theo cài đặt, nếu trống là nguồn có chi phí quảng cáo',
    en: 'Advertising spend of the period ÷ new customers of the period who came from a paid source (that of the contact they came from). Paid sources are those in the settings, else those with advertising cost',
  },
  cost_per_contact: {
    vi: 'Chi phí để có khách trong kỳ ÷ contact mới nhận trong kỳ',
    en: 'Acquisition spend of the period ÷ new contacts received in the period',
  },
  cost_by_method: {
    vi: '(Số phút ghi nhận của cách đó × chi phí mỗi phút của nhân viên + chi phí ghi riêng cho cách đó) ÷ khách hàng mới đã tiếp cận bằng cách đó; mỗi khách chia đều cho các lần tiếp cận trước khi đặt đơn đầu. Không tính việc chăm sóc, hỗ trợ và tin tự động',
    en: '(Minutes logged in the method × the rep’s cost per minute + spend booked on the method) ÷ new customers touched by it; each customer is shared equally over the touches before the first order was placed. Care, support and automatic messages do not count',
  },
  spend_to_sales: {
    vi: 'Chi phí để có khách trong kỳ ÷ doanh số thuần trong kỳ của khách hàng mới trong kỳ (đơn hoàn tất trừ giảm giá, trừ hàng trả theo ngày trả)',
    en: 'Acquisition spend of the period ÷ net sales in the period to customers new in it (completed orders less discounts, less returns by return date)',
  },
  gross_profit_12m: {
    vi: 'Lãi gộp trong 12 tháng kể từ đơn đầu của các khách mới trong kỳ ÷ số khách đó. Lãi gộp = doanh số thuần − giá vốn; hàng chưa biết giá vốn để riêng. Nhóm chưa đủ 12 tháng được so ở cùng độ tuổi',
    en: 'Gross profit in the 12 months from the first order of the period’s new customers ÷ those customers. Gross profit = net sales − cost of goods; goods without a known cost are left out and shown beside. A cohort younger than 12 months is compared at equal age',
  },
  ltv_to_cac: {
    vi: 'Lãi gộp 12 tháng mỗi khách mới của kỳ ÷ CAC đủ chi phí của kỳ. Mốc 3 thường dùng trong ngành phần mềm, không phải chuẩn cho mọi ngành',
    en: 'Gross profit of 12 months per new customer of the period ÷ fully loaded CAC of the period. The usual mark of 3 is a software rule of thumb, no norm for every trade',
  },
  cac_payback_months: {
    vi: 'Tháng đầu tiên (kể từ đơn đầu của từng khách) mà lãi gộp cộng dồn mỗi khách mới của kỳ đạt CAC đủ chi phí của kỳ. Mốc 12 tháng thường dùng trong ngành phần mềm',
    en: 'First month (counted from each customer’s first order) in which cumulative gross profit per new customer of the period reaches the period’s fully loaded CAC. The usual mark of 12 months is a software rule of thumb',
  },
  researched_rate: {
    vi: 'Lần liên hệ đầu có tìm hiểu trước ÷ mọi lần liên hệ đầu trong kỳ (theo lúc liên hệ); không ghi là không tìm hiểu',
    en: 'First attempts with research before contact ÷ all first attempts in the period (by the attempt); where nothing is noted it counts as none',
  },
  research_lift: {
    vi: 'Tỷ lệ chốt (trong H ngày) của contact mới được tìm hiểu trước lần liên hệ đầu − của contact không được, so trong cùng nguồn và dòng hàng rồi gộp theo Mantel–Haenszel, khoảng tin cậy 95 %. Con số cho biết hai việc đi cùng với nhau, không phải nguyên nhân. Dưới 30 contact mỗi bên: chưa đủ dữ liệu',
    en: 'Conversion (within H days) of new contacts researched before the first attempt − of those not, compared within the same source and product line and pooled by Mantel–Haenszel, with 95 % interval. The two go together; neither is shown to lead to the other. Under 30 contacts on either side: not enough data',
  },
})
