import type { KpiPage } from '#core/kpi-page.ts'
import { kpiName } from './messages.ts'

/** What the page of this KPI shows beside what every metric shows. */
export const salesByLocationPage: KpiPage = {
  number: 3,
  slug: 'sales-by-location',
  name: kpiName,
  short: { vi: 'Doanh số', en: 'Sales' },
  headline: 'net_sales',
  subject: { vi: 'doanh số', en: 'sales' },
  beside: { metric: 'orders', words: { vi: '{value} đơn hoàn tất', en: '{value} completed orders' } },
  toDo: [],
  facts: [
    { metric: 'average_order_value', words: { vi: 'giá trị đơn {value}', en: 'order value {value}' } },
    { metric: 'gross_margin', words: { vi: 'lãi gộp {value}', en: 'gross margin {value}' } },
  ],
  metrics: [
    'net_sales',
    'gross_sales',
    'discounts',
    'returns',
    'provisional_sales',
    'orders',
    'units',
    'average_order_value',
    'units_per_order',
    'average_unit_price',
    'gross_profit',
    'gross_margin',
    'footfall',
    'store_conversion',
    'return_rate',
    'cancel_rate',
    'same_location_growth',
    'sales_per_m2',
    'sales_per_head',
    'location_share',
    'concentration',
  ],
  blocks: [
    {
      kind: 'league',
      by: 'location',
      metrics: ['net_sales', 'location_share', 'footfall', 'store_conversion', 'average_order_value', 'gross_margin'],
      versus: true,
      title: { vi: 'Cửa hàng và kênh online', en: 'Stores and online channels' },
      note: {
        vi: 'Chọn hai nơi để xem chênh lệch gồm những gì.',
        en: 'Choose any two to see what their difference consists of.',
      },
    },
    {
      kind: 'map',
      metric: 'net_sales',
      title: { vi: 'Theo tỉnh thành của người mua', en: 'By the buyer’s province' },
      note: {
        vi: 'Mỗi ô là một tỉnh thành, ở gần đúng chỗ của nó. Bấm vào một ô để chỉ xem nơi đó.',
        en: 'Each tile is a province, roughly in its place. Choose one to look at it alone.',
      },
    },
    {
      kind: 'multiples',
      metric: 'net_sales',
      by: 'channel',
      title: { vi: 'Từng kênh theo thời gian', en: 'Each channel over time' },
    },
  ],
}
