import type { KpiPage } from '#core/kpi-page.ts'
import { kpiName } from './messages.ts'

/** What the page of this KPI shows beside what every metric shows. */
export const competitorPricePage: KpiPage = {
  number: 4,
  slug: 'competitor-price',
  name: kpiName,
  short: { vi: 'Giá đối thủ', en: 'Prices' },
  headline: 'price_index',
  subject: { vi: 'chỉ số giá', en: 'the price index' },
  beside: { words: { vi: 'chỉ số giá, 100 = bằng thị trường', en: 'price index, 100 = the market' } },
  toDo: [],
  facts: [
    {
      metric: 'price_position',
      words: {
        vi: 'mình thấp nhất ở {cheapest} mặt hàng, cao hơn ở {dearer}',
        en: 'cheapest on {cheapest} products, dearer on {dearer}',
      },
    },
  ],
  metrics: [
    'price_index',
    'price_index_geometric',
    'price_index_unweighted',
    'price_position',
    'undercut_share',
    'competitor_out_of_stock',
    'competitor_promotions',
    'price_freshness',
  ],
  blocks: [
    {
      kind: 'parts',
      metric: 'price_position',
      by: 'competitor',
      title: { vi: 'So với từng đối thủ', en: 'Against each competitor' },
      note: { vi: 'Số mặt hàng theo vị trí giá của mình.', en: 'Products by where our price stands.' },
      parts: [
        { figure: 'cheapest', words: { vi: 'mình thấp nhất', en: 'we are cheapest' }, tone: 'good' },
        { figure: 'near', words: { vi: 'ngang ±2%', en: 'within ±2%' }, tone: 'even' },
        { figure: 'dearer', words: { vi: 'mình cao hơn', en: 'we are dearer' }, tone: 'bad' },
      ],
    },
    {
      kind: 'parts',
      metric: 'price_position',
      by: 'category',
      title: { vi: 'Theo nhóm hàng', en: 'By category' },
      parts: [
        { figure: 'cheapest', words: { vi: 'mình thấp nhất', en: 'we are cheapest' }, tone: 'good' },
        { figure: 'near', words: { vi: 'ngang ±2%', en: 'within ±2%' }, tone: 'even' },
        { figure: 'dearer', words: { vi: 'mình cao hơn', en: 'we are dearer' }, tone: 'bad' },
      ],
    },
    { kind: 'prices', title: { vi: 'Vị trí từng sản phẩm', en: 'Where each product stands' } },
    {
      kind: 'multiples',
      metric: 'price_index',
      by: 'competitor',
      title: { vi: 'Chỉ số giá so với từng đối thủ', en: 'Price index against each competitor' },
    },
    {
      kind: 'league',
      by: 'competitor',
      metrics: ['price_index', 'undercut_share', 'competitor_promotions', 'competitor_out_of_stock', 'price_freshness'],
      title: { vi: 'Đối thủ đang làm gì', en: 'What competitors are doing' },
    },
  ],
}
