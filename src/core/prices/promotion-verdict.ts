import { profitChangeAt } from './break-even.ts'
import type { CapInForce } from './legal-caps.ts'

/** What is known of a product and its market on a day. Shares are 0–1; null is unknown and is never taken as zero. */
export type PromotionFacts = {
  readonly price: number
  readonly unitCost: number | null
  /** median of the rivals' current prices in stock */
  readonly market: number | null
  readonly rivals: number
  readonly rivalsOutOfStock: number
  readonly rivalsPromoting: number
  readonly stockOnHand: number | null
  readonly dailyUnits: number | null
  /** units sold ÷ units expected for the season − 1 */
  readonly againstExpected: number | null
  /** % more units per % off, from our own promotions or configured; 2 = 10 % off sells about 23 % more */
  readonly elasticity: number | null
  readonly elasticityMeasured: boolean
  readonly daysSinceOwnPromotion: number | null
  readonly discountDaysThisYear: number
  /** days to the next day on which customers expect a discount */
  readonly daysToMoment: number | null
  readonly caps: CapInForce
}

export type PromotionRules = {
  /** margin kept on the reduced price */
  readonly leastMargin: number
  readonly days: number
  /** a share above the market from which we are dear, below which we are cheap */
  readonly dear: number
  readonly restDays: number
  readonly waitDays: number
}

const promotionRules: PromotionRules = { leastMargin: 0.05, days: 7, dear: 0.02, restDays: 21, waitDays: 14 }

export type PromotionReason =
  | 'cost_unknown'
  | 'margin_too_thin'
  | 'stock_too_low'
  | 'legal_days_used'
  | 'own_promotion_recent'
  | 'moment_near'
  | 'market_unknown'
  | 'dearer_than_market'
  | 'cheaper_than_market'
  | 'rivals_out_of_stock'
  | 'rivals_promoting'
  | 'sales_below_expected'
  | 'sales_as_expected'
  | 'discount_pays'
  | 'discount_does_not_pay'
  | 'lift_unknown'

export type PromotionVerdict = {
  readonly verdict: 'promote' | 'hold' | 'wait'
  readonly for: readonly PromotionReason[]
  readonly against: readonly PromotionReason[]
  /** discount that earns most, share of the price; null when none earns more than no promotion or the lift is unknown */
  readonly discount: number | null
  /** deepest discount that margin floor and law allow */
  readonly deepest: number | null
  /** deepest discount that does not earn less than no promotion */
  readonly deepestPaying: number | null
  /** profit with the discount ÷ profit without − 1 */
  readonly profitChange: number | null
  /** reasons that would turn the verdict if they were otherwise */
  readonly wouldChange: readonly PromotionReason[]
}

/** Lift of units at a discount under constant elasticity: (1 − d)^−e − 1. */
export const liftAt = (discount: number, elasticity: number): number => (1 - discount) ** -elasticity - 1

/** Days the stock lasts at the present rate; null when either is unknown, Infinity when nothing sells. */
export const stockCoverDays = (stock: number | null, dailyUnits: number | null): number | null =>
  stock === null || dailyUnits === null ? null : dailyUnits === 0 ? Number.POSITIVE_INFINITY : stock / dailyUnits

/** Deepest discount that keeps a margin of `least` on the reduced price c ÷ (1 − least); 0 when even none does. */
export const deepestByMargin = (price: number, unitCost: number, least: number): number =>
  Math.max(0, 1 - unitCost / (1 - least) / price)

/** Rank among rivals: 1 is cheapest; prices within 0.5 % share a rank. */
export const rankOf = (own: number, rivals: readonly number[]): number =>
  1 + rivals.filter((rival) => rival < own * 0.995).length

/** Steps of one per cent, the way discounts are set. */
const discounts = Array.from({ length: 90 }, (_, index) => (index + 1) / 100)

/**
 * Promote, hold or wait. What forbids a promotion (no margin known or left, stock that would not last, days of the law
 * used up) makes it `hold`; a promotion just over or a better day near makes it `wait`; else it is `promote` when there
 * is something to win (we are dear, sales lag, rivals have nothing to sell) and the discount pays by the lift known.
 */
export const judgePromotion = (facts: PromotionFacts, rules: PromotionRules = promotionRules): PromotionVerdict => {
  const { price, unitCost, market, elasticity, caps } = facts
  const margin = unitCost === null ? null : 1 - unitCost / price
  const byMargin = unitCost === null ? null : deepestByMargin(price, unitCost, rules.leastMargin)
  const deepest = byMargin === null ? null : Math.min(byMargin, caps.deepest ?? 1)
  const tried =
    margin === null || margin <= 0 || elasticity === null || deepest === null
      ? []
      : discounts.filter((each) => each <= deepest + 1e-9)
  const gains = tried.map((each) => [each, profitChangeAt(each, margin!, liftAt(each, elasticity!))] as const)
  const best = gains.reduce<readonly [number, number] | null>(
    (top, each) => (top === null || each[1] > top[1] ? each : top),
    null,
  )
  const pays = best !== null && best[1] > 0
  const discount = pays ? best[0] : null
  const cover = stockCoverDays(facts.stockOnHand, facts.dailyUnits)
  const lifted = discount === null || elasticity === null ? 1 : 1 + liftAt(discount, elasticity)

  const forbids: PromotionReason[] = []
  if (unitCost === null) forbids.push('cost_unknown')
  else if (deepest !== null && deepest < 0.01) forbids.push('margin_too_thin')
  if (cover !== null && cover < rules.days * lifted) forbids.push('stock_too_low')
  if (caps.daysPerYear !== null && facts.discountDaysThisYear + rules.days > caps.daysPerYear)
    forbids.push('legal_days_used')
  const delays: PromotionReason[] = []
  if (facts.daysSinceOwnPromotion !== null && facts.daysSinceOwnPromotion < rules.restDays)
    delays.push('own_promotion_recent')
  if (facts.daysToMoment !== null && facts.daysToMoment > 0 && facts.daysToMoment <= rules.waitDays)
    delays.push('moment_near')

  const wins: PromotionReason[] = []
  const against: PromotionReason[] = []
  if (market === null || facts.rivals === 0) against.push('market_unknown')
  else if (price > market * (1 + rules.dear)) wins.push('dearer_than_market')
  else if (price < market * (1 - rules.dear)) against.push('cheaper_than_market')
  if (facts.rivals > 0 && facts.rivalsPromoting / facts.rivals >= 0.5) wins.push('rivals_promoting')
  if (facts.againstExpected !== null)
    (facts.againstExpected < -0.05 ? wins : against).push(
      facts.againstExpected < -0.05 ? 'sales_below_expected' : 'sales_as_expected',
    )
  // Rivals without stock send their customers as it is; a discount would give away what comes anyway.
  if (facts.rivals > 0 && facts.rivalsOutOfStock / facts.rivals >= 0.5) against.push('rivals_out_of_stock')
  if (elasticity === null) against.push('lift_unknown')
  else if (unitCost !== null) (pays ? wins : against).push(pays ? 'discount_pays' : 'discount_does_not_pay')

  const something = wins.some((each) => each !== 'discount_pays')
  const promote = something && pays && !against.includes('rivals_out_of_stock')
  const verdict = forbids.length > 0 || !promote ? 'hold' : delays.length > 0 ? 'wait' : 'promote'
  const turning: readonly PromotionReason[] =
    verdict === 'promote'
      ? wins
      : verdict === 'wait'
        ? delays
        : [
            ...forbids,
            ...against.filter(
              (each) =>
                each === 'discount_does_not_pay' ||
                each === 'lift_unknown' ||
                each === 'rivals_out_of_stock' ||
                (!something && each !== 'market_unknown'),
            ),
          ]
  return {
    verdict,
    for: wins,
    against: [...forbids, ...delays, ...against],
    discount,
    deepest,
    deepestPaying: gains.findLast(([, change]) => change >= 0)?.[0] ?? null,
    profitChange: pays ? best[1] : null,
    wouldChange: turning,
  }
}
