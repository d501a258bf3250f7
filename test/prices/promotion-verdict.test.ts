import { describe, expect, test } from 'vitest'
import { profitChangeAt } from '#core/prices/break-even.ts'
import { capsOn, type LegalCap, legalCaps } from '#core/prices/legal-caps.ts'
import {
  deepestByMargin,
  judgePromotion,
  liftAt,
  type PromotionFacts,
  rankOf,
  stockCoverDays,
} from '#core/prices/promotion-verdict.ts'

const caps = capsOn('2026-11-20', 'VN', false)
/** Price 100, cost 55, five rivals at 92, sales a tenth under expectation, stock for forty days. */
const facts: PromotionFacts = {
  price: 100,
  unitCost: 55,
  market: 92,
  rivals: 5,
  rivalsOutOfStock: 0,
  rivalsPromoting: 1,
  stockOnHand: 400,
  dailyUnits: 10,
  againstExpected: -0.1,
  elasticity: 3,
  elasticityMeasured: true,
  daysSinceOwnPromotion: 90,
  discountDaysThisYear: 20,
  daysToMoment: null,
  caps,
}

describe('the arithmetic', () => {
  test('a tenth off at thirty per cent margin must sell half as much again to earn the same', () => {
    expect(profitChangeAt(0.1, 0.3, 0.5)).toBeCloseTo(0, 12)
    expect(profitChangeAt(0.1, 0.4, 1 / 3)).toBeCloseTo(0, 12)
    expect(profitChangeAt(0.1, 0.4, 0)).toBeCloseTo(-0.25, 12)
  })

  test('lift, cover, floor and rank', () => {
    // 0.9^-2 = 1.234567…
    expect(liftAt(0.1, 2)).toBeCloseTo(0.2345679, 7)
    expect(stockCoverDays(70, 10)).toBe(7)
    expect(stockCoverDays(70, 0)).toBe(Number.POSITIVE_INFINITY)
    expect(stockCoverDays(null, 10)).toBeNull()
    // Cost 76 at a margin of 5 % needs a price of 80.
    expect(deepestByMargin(100, 76, 0.05)).toBeCloseTo(0.2, 12)
    expect(deepestByMargin(100, 99, 0.05)).toBe(0)
    expect(rankOf(100, [90, 99.8, 100.2, 120])).toBe(2)
  })
})

describe('the law', () => {
  test('caps by day and country, the strictest', () => {
    expect(caps).toMatchObject({ deepest: 0.5, daysPerYear: 120 })
    expect(capsOn('2026-11-20', 'VN', true).deepest).toBe(1)
    expect(capsOn('2018-07-14', 'VN', false)).toMatchObject({ deepest: null, daysPerYear: null })
    expect(capsOn('2026-11-20', 'DE', false).caps).toEqual([])
    const stricter: LegalCap = { ...legalCaps[0]!, id: 'own', deepest: 0.3, from: '2027-01-01', to: '2027-12-31' }
    expect(capsOn('2027-06-01', 'VN', false, [...legalCaps, stricter]).deepest).toBe(0.3)
    expect(capsOn('2028-01-01', 'VN', false, [...legalCaps, stricter]).deepest).toBe(0.5)
  })

  test('every rule names its source', () => {
    for (const cap of legalCaps) expect(cap.source.length).toBeGreaterThan(10)
  })
})

describe('the verdict', () => {
  test('promote where we are dear, sales lag and a discount pays', () => {
    const verdict = judgePromotion(facts)
    expect(verdict.verdict).toBe('promote')
    expect(verdict.for).toEqual(['dearer_than_market', 'sales_below_expected', 'discount_pays'])
    // (1−d)^−3·(0.45−d) has its maximum at 1−d = 0.55·3/2 = 0.825, that is 17.5 % off: 17 % or 18 % in whole steps.
    expect([0.17, 0.18]).toContain(verdict.discount)
    // At 17.5 % off: 0.275 ÷ 0.825³ ÷ 0.45 − 1 = 8.83 %.
    expect(verdict.profitChange).toBeCloseTo(0.0883, 3)
    expect(verdict.deepestPaying).toBeGreaterThan(verdict.discount!)
    expect(profitChangeAt(verdict.deepestPaying! + 0.01, 0.45, liftAt(verdict.deepestPaying! + 0.01, 3))).toBeLessThan(
      0,
    )
  })

  test.each([
    ['hold', 'cost_unknown', { unitCost: null }],
    ['hold', 'margin_too_thin', { unitCost: 99 }],
    ['hold', 'stock_too_low', { stockOnHand: 60 }],
    ['hold', 'legal_days_used', { discountDaysThisYear: 118 }],
    ['hold', 'discount_does_not_pay', { elasticity: 1.2 }],
    ['hold', 'lift_unknown', { elasticity: null }],
    ['hold', 'rivals_out_of_stock', { rivalsOutOfStock: 4 }],
    ['wait', 'own_promotion_recent', { daysSinceOwnPromotion: 5 }],
    ['wait', 'moment_near', { daysToMoment: 9 }],
  ] as const)('%s: %s, and without it promote', (expected, reason, change) => {
    const verdict = judgePromotion({ ...facts, ...change })
    expect(verdict.verdict).toBe(expected)
    expect(verdict.against).toContain(reason)
    expect(verdict.wouldChange).toContain(reason)
    expect(judgePromotion(facts).verdict).toBe('promote')
  })

  test('hold where nothing is to win', () => {
    expect(judgePromotion({ ...facts, market: 110, againstExpected: 0.02 })).toMatchObject({
      verdict: 'hold',
      against: ['cheaper_than_market', 'sales_as_expected'],
    })
    expect(
      judgePromotion({ ...facts, market: null, rivals: 0, rivalsPromoting: 0, againstExpected: null }).verdict,
    ).toBe('hold')
  })

  test('never proposes more than the law and the floor allow', () => {
    expect(judgePromotion({ ...facts, unitCost: 5, elasticity: 9 }).discount).toBeLessThanOrEqual(0.5)
    expect(judgePromotion({ ...facts, unitCost: 76, elasticity: 30 }).discount).toBeLessThanOrEqual(0.2)
  })
})
