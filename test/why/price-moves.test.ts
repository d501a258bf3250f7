import { describe, expect, test } from 'vitest'
import { movesOf } from '#kpis/competitor-price/moves.ts'

describe('a price index', () => {
  const offer = (slot: string, member: string, competitor: string, price: number, our: number, more = {}) => ({
    slot,
    member,
    competitor,
    price,
    our,
    units: 1,
    in_stock: true,
    ...more,
  })
  const total = (effects: ReadonlyMap<string, Readonly<Record<string, number>>>, factor: string): number =>
    [...effects.values()].reduce((sum, one) => sum + (one[factor] ?? 0), 0)

  test('a rival’s cut alone is their prices', () => {
    const found = movesOf([offer('previous', 'p', 'r', 100, 100), offer('current', 'p', 'r', 80, 100)], {})
    expect(total(found, 'their_prices')).toBeCloseTo(25, 9)
    expect(total(found, 'our_prices')).toBeCloseTo(0, 9)
  })

  test('our rise alone is our prices', () => {
    const found = movesOf([offer('previous', 'p', 'r', 100, 100), offer('current', 'p', 'r', 100, 110)], {})
    expect(total(found, 'our_prices')).toBeCloseTo(10, 9)
  })

  test('the cheapest rival running out is their stock', () => {
    const found = movesOf(
      [
        offer('previous', 'p', 'cheap', 80, 100),
        offer('previous', 'p', 'dear', 120, 100),
        offer('current', 'p', 'cheap', 80, 100, { in_stock: false }),
        offer('current', 'p', 'dear', 120, 100),
      ],
      {},
    )
    // The middle of 80 and 120 is 100, index 100; of 120 alone 83.33.
    expect(total(found, 'their_stock')).toBeCloseTo(100 / 1.2 - 100, 9)
    expect(total(found, 'their_prices')).toBeCloseTo(0, 9)
  })

  test('a product that is watched only now is the range', () => {
    const found = movesOf(
      [
        offer('previous', 'p', 'r', 100, 100),
        offer('current', 'p', 'r', 100, 100),
        offer('current', 'q', 'r', 100, 150),
      ],
      {},
    )
    expect(found.get('q')!['range']).toBeCloseTo(25, 9)
    expect(total(found, 'weights')).toBeCloseTo(0, 9)
  })
})
