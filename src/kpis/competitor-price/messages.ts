import { defineMessages } from '#core/messages.ts'

export const kpiName = { vi: 'Giá của đối thủ', en: "Competitors' prices" }

export const names = defineMessages({
  price_index: { vi: 'Chỉ số giá', en: 'Price index' },
  price_index_geometric: { vi: 'Chỉ số giá (trung bình nhân)', en: 'Price index (geometric)' },
  price_index_unweighted: { vi: 'Chỉ số giá (không trọng số)', en: 'Price index (unweighted)' },
  price_position: { vi: 'Vị trí giá', en: 'Price position' },
  undercut_share: { vi: 'Tỷ lệ hàng bị bán thấp hơn', en: 'Undercut share' },
  competitor_out_of_stock: { vi: 'Tỷ lệ đối thủ hết hàng', en: 'Competitors out of stock' },
  competitor_promotions: { vi: 'Khuyến mãi của đối thủ', en: "Competitors' promotions" },
  price_freshness: { vi: 'Tỷ lệ giá còn mới', en: 'Price freshness' },
})

export const formulas = defineMessages({
  price_index: {
    vi: '100 × Σ w·giá của mình ÷ Σ w·giá thị trường, trên các mặt hàng theo dõi có cả hai giá vào ngày cuối kỳ; thị trường = trung vị giá của các đối thủ còn hàng; w = số lượng mình bán trong 90 ngày (1 nếu không bán). Trên 100: mình cao hơn thị trường',
    en: '100 × Σ w·our price ÷ Σ w·market price, over watched products with both prices on the last day; market = median of the prices of competitors not out of stock; w = our units sold in the last 90 days (1 where none). Above 100: we are dearer',
  },
  price_index_geometric: {
    vi: '100 × exp(Σ w·ln(giá của mình ÷ giá thị trường)), w = tỷ trọng doanh số 90 ngày; khi so sánh hai kỳ chỉ dùng các mặt hàng có giá ở cả hai đầu, cùng một trọng số',
    en: '100 × exp(Σ w·ln(our price ÷ market price)), w = shares of 90-day revenue; compared with another period only over products priced at both ends, with one set of weights',
  },
  price_index_unweighted: {
    vi: '100 × trung bình trên các mặt hàng của (giá của mình ÷ giá trung bình của đối thủ còn hàng)',
    en: '100 × mean over products of (our price ÷ mean price of competitors not out of stock)',
  },
  price_position: {
    vi: 'Số mặt hàng mình rẻ nhất (thấp hơn giá thấp nhất của đối thủ trên 2 %); kèm số mặt hàng trong khoảng ±2 % và cao hơn',
    en: 'Products on which we are cheapest (more than 2 % below the lowest price of a competitor), beside those within ±2 % and those dearer',
  },
  undercut_share: {
    vi: 'Mặt hàng có đối thủ còn hàng bán thấp hơn mình từ 5 % ÷ mặt hàng theo dõi đã biết giá của mình',
    en: 'Products on which a competitor not out of stock is 5 % or more below us ÷ products watched whose own price is known',
  },
  competitor_out_of_stock: {
    vi: 'Mục giá của đối thủ đang hết hàng ÷ mục giá đang theo dõi',
    en: 'Listings out of stock ÷ listings watched',
  },
  competitor_promotions: {
    vi: 'Số mục giá đang khuyến mãi vào ngày cuối kỳ: có giá gốc gạch ngang cao hơn giá bán, hoặc thấp hơn từ 3 % so với trung vị 30 ngày của chính nó',
    en: 'Listings on promotion on the last day: a higher list price struck through, or 3 % or more below their own 30-day median',
  },
  price_freshness: {
    vi: 'Mục giá được thấy trong hạn (theo số ngày coi là cũ) ÷ mục giá đang theo dõi',
    en: 'Listings seen within the number of days after which data are stale ÷ listings watched',
  },
})
