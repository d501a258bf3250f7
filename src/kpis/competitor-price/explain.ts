import type { DimensionName } from '#core/dimension.ts'
import type { Explanation, Unsplittable } from '#core/explain/explanation.ts'
import { moves } from './moves.ts'

/** A market is that of a product, so sums over products add up, sums over rivals do not. */
const goods: readonly DimensionName[] = ['product', 'product_line', 'category', 'brand']
const listings: readonly DimensionName[] = ['competitor', 'product_line', 'product', 'category', 'brand', 'observed_by']

const rate = (numerator: string, denominator: string, dimensions: readonly DimensionName[]): Explanation => ({
  value: { [numerator]: 1 },
  base: { [denominator]: 1 },
  dimensions,
})

export const explain: Readonly<Record<string, Explanation | Unsplittable>> = {
  price_index: { ...rate('our_spend', 'market_spend', goods), scale: 100, worked: moves, companion: true },
  price_index_geometric: { ...rate('logs', 'shares', goods), scale: 100, exponential: true },
  price_index_unweighted: { ...rate('ratios', 'ratio_products', goods), scale: 100 },
  price_position: { value: { cheapest: 1 }, dimensions: goods },
  undercut_share: rate('undercut', 'judged', goods),
  competitor_out_of_stock: { ...rate('numerator', 'denominator', listings), companion: true },
  competitor_promotions: { value: { value: 1 }, dimensions: listings, companion: true, tells: 'competitor.promotion' },
  price_freshness: rate('numerator', 'denominator', listings),
}
