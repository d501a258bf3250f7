import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mantelHaenszel, strataSums } from './mantel-haenszel.ts'

describe('the Mantel–Haenszel difference', () => {
  test('of two strata is what the published formulas give', () => {
    // 8 of 20 against 3 of 25, and 12 of 30 against 10 of 40; weights 500/45 and 1200/70.
    const found = mantelHaenszel(
      strataSums([
        { a: 8, n: 20, b: 3, m: 25 },
        { a: 12, n: 30, b: 10, m: 40 },
      ]),
    )!
    expect(found.difference).toBeCloseTo((140 / 45 + 180 / 70) / (500 / 45 + 1200 / 70), 12)
    expect(found.difference).toBeCloseTo(0.20112359550561798, 12)
    expect(found.standardError).toBeCloseTo(0.08514296886784373, 12)
    expect(found.interval[0]).toBeCloseTo(0.03424644298782922, 12)
    expect(found.interval[1]).toBeCloseTo(0.36800074802340677, 12)
  })

  test('of one stratum is the plain difference', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50), (a, x, b, y) => {
        fc.pre(a + x > 0 && b + y > 0)
        const found = mantelHaenszel(strataSums([{ a, n: a + x, b, m: b + y }]))!
        expect(found.difference).toBeCloseTo(a / (a + x) - b / (b + y), 12)
        expect(found.interval[0]).toBeLessThanOrEqual(found.difference + 1e-12)
        expect(found.interval[1]).toBeGreaterThanOrEqual(found.difference - 1e-12)
      }),
    )
  })

  test('swaps its sign with the arms', () => {
    const strata = [
      { a: 8, n: 20, b: 3, m: 25 },
      { a: 1, n: 9, b: 5, m: 11 },
    ]
    const one = mantelHaenszel(strataSums(strata))!
    const other = mantelHaenszel(strataSums(strata.map(({ a, n, b, m }) => ({ a: b, n: m, b: a, m: n }))))!
    expect(other.difference).toBeCloseTo(-one.difference, 12)
    expect(other.standardError).toBeCloseTo(one.standardError, 12)
  })

  test('is not told where no stratum has both arms', () =>
    expect(mantelHaenszel(strataSums([{ a: 3, n: 9, b: 0, m: 0 }]))).toBeNull())

  test('is not fooled where the arms are spread over strata unevenly', () => {
    // Within each stratum there is no difference; taken together the first arm would seem better by 0.56.
    const strata = [
      { a: 72, n: 90, b: 8, m: 10 },
      { a: 1, n: 10, b: 9, m: 90 },
    ]
    expect(mantelHaenszel(strataSums(strata))!.difference).toBeCloseTo(0, 12)
    expect(73 / 100 - 17 / 100).toBeCloseTo(0.56, 12)
  })
})
