import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { falseRates } from '#core/explain/fdr.ts'
import { mixAndRate } from '#core/explain/mix.ts'
import { shapley, shapleyOfProduct } from '#core/explain/shapley.ts'

/** Evaluates a formula of vectors with some of them in their second state. */
const formula =
  (
    a: readonly (readonly number[])[],
    b: readonly (readonly number[])[],
    of: (...x: readonly (readonly number[])[]) => number,
  ) =>
  (mask: number): number =>
    of(...a.map((old, i) => (mask & (1 << i) ? b[i]! : old)))

const sumProduct = (...x: readonly (readonly number[])[]): number =>
  x[0]!.reduce((sum, _, i) => sum + x.reduce((product, vector) => product * vector[i]!, 1), 0)

describe('factors of a formula', () => {
  test('earnings of women 1980 against men: two factors of Das Gupta 1993, example 2.1', () => {
    const [earnings, share] = shapleyOfProduct([10930, 0.717892], [16591, 0.825974])
    expect(earnings).toBeCloseTo(4369.913, 3)
    expect(share).toBeCloseTo(1487.262, 3)
  })

  test('birth rate as births × married share × women share: three factors, example 2.2', () => {
    const found = shapleyOfProduct([51.78746, 0.45919, 0.52638], [84.90502, 0.75756, 0.51065])
    for (const [i, expected] of [10.4340333, 10.5608476, -0.6670084].entries())
      expect(found[i]).toBeCloseTo(expected, 6)
  })

  test('adds up where a factor is zero or changes its sign', () => {
    const found = shapleyOfProduct([0, 3, -2, 5], [4, 0, 7, -1])
    expect(found.reduce((sum, effect) => sum + effect, 0)).toBeCloseTo(0, 12)
    // Worked by hand: with two factors a·b from (0, 3) to (4, 0) the effects are 4·½(3 + 0) = 6 and −3·½(0 + 4) = −6.
    expect(shapleyOfProduct([0, 3], [4, 0])).toEqual([6, -6])
  })

  test('a factor that stays accounts for nothing', () => {
    expect(shapleyOfProduct([5, 2, 7], [5, 3, 7])).toEqual([0, 35, 0])
  })
})

const path = join(process.env['NHIP_TEST_DATA'] ?? '/nowhere', 'why', 'dasgupta.json')
type Case = { a: (number | number[])[]; b: (number | number[])[]; expected: number[]; total: number }

describe.skipIf(!existsSync(path))('published decompositions (set NHIP_TEST_DATA to run)', () => {
  const cases = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Case>) : {}
  const formulas: Record<string, (...x: readonly (readonly number[])[]) => number> = {
    'eg3.1': (birth, death) => birth![0]! - death![0]!,
    'eg4.4': (a, b, c, d) => {
      const born = sumProduct(a!, b!, c!)
      return born > 0 ? ratioOfUnmarried(a!, b!, c!, d!) : 0
    },
  }
  /** Share of births to the unmarried, Σ A(1−B)D ÷ (Σ ABC + Σ A(1−B)D), B the married share of example 4.4. */
  const ratioOfUnmarried = (...[a, b, c, d]: readonly (readonly number[])[]): number => {
    const unmarried = sumProduct(a!, b!, c!)
    const married = a!.reduce((sum, share, i) => sum + share * (1 - b![i]!) * d![i]!, 0)
    return unmarried / (unmarried + married)
  }
  for (const [name, { a, b, expected, total }] of Object.entries(cases))
    test(`${name}: to the printed digit`, () => {
      const vectors = (state: (number | number[])[]): number[][] => state.map((x) => (Array.isArray(x) ? x : [x]))
      const value = formula(vectors(a), vectors(b), formulas[name] ?? sumProduct)
      const found = shapley(a.length, value)
      for (const [i, effect] of expected.entries()) {
        const digits = (String(effect).split('.')[1] ?? '').length
        expect(Math.abs(found[i]! - effect)).toBeLessThanOrEqual(0.5001 * 10 ** -Math.max(3, digits))
      }
      expect(found.reduce((sum, effect) => sum + effect, 0)).toBeCloseTo(total, 10)
    })
})

/** A small generator so that the tables are the same on every run (Park and Miller 1988). */
const chanceFrom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

describe('mix and rate', () => {
  test('adds up on 20,000 random tables, empty groups included', () => {
    const chance = chanceFrom(20261118)
    let worst = 0
    for (let table = 0; table < 20_000; table++) {
      const groups = Array.from({ length: 1 + Math.floor(chance() * 8) }, () => {
        const cell = (): [number, number] => {
          const base = chance() < 0.2 ? 0 : Math.floor(chance() * 1000)
          return [base === 0 ? 0 : Math.floor(chance() * (base + 1)), base]
        }
        const [[before, baseBefore], [after, baseAfter]] = [cell(), cell()]
        return { before, baseBefore, after, baseAfter }
      })
      const found = mixAndRate(groups)
      const sum = (of: 'before' | 'after' | 'baseBefore' | 'baseAfter'): number =>
        groups.reduce((all, group) => all + group[of], 0)
      if (!found) {
        expect(sum('baseBefore') * sum('baseAfter')).toBe(0)
        continue
      }
      const change = sum('after') / sum('baseAfter') - sum('before') / sum('baseBefore')
      worst = Math.max(worst, Math.abs(found.reduce((all, { rate, mix }) => all + rate + mix, 0) - change))
    }
    expect(worst).toBeLessThan(1e-9)
  })

  test('both groups better and the whole worse by 21.4 points: the rates account for +3.5, the mix for −24.9', () => {
    // 50 → 55 % and 10 → 12 %, while the good group falls from 800 to 200 of 1,000. By hand: mean shares ½ and ½, so
    // rate = ½·.05 + ½·.02 = .035; mix = −.6·(.525 − .11) = −.249.
    const found = mixAndRate([
      { before: 400, baseBefore: 800, after: 110, baseAfter: 200 },
      { before: 20, baseBefore: 200, after: 96, baseAfter: 800 },
    ])!
    expect(found.reduce((sum, { rate }) => sum + rate, 0)).toBeCloseTo(0.035, 12)
    expect(found.reduce((sum, { mix }) => sum + mix, 0)).toBeCloseTo(-0.249, 12)
    expect(found.reduce((sum, { effect }) => sum + effect, 0)).toBeCloseTo(-0.214, 12)
    expect(found.every(({ mix }) => mix < 0)).toBe(true)
  })

  test('the mix of a group is above zero where a better group gains weight', () => {
    const [good, poor] = mixAndRate([
      { before: 50, baseBefore: 100, after: 100, baseAfter: 200 },
      { before: 10, baseBefore: 100, after: 10, baseAfter: 100 },
    ])!
    expect(good!.mix).toBeGreaterThan(0)
    expect(poor!.mix).toBeGreaterThan(0)
    expect(good!.rate).toBe(0)
  })
})

describe('false discoveries', () => {
  test('keeps the findings of the worked example of Benjamini and Hochberg (1995, section 3.2): the first four', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ]
    const rates = falseRates(p)
    expect(rates.filter((rate) => rate <= 0.05)).toHaveLength(4)
    expect(falseRates([...p].reverse())).toEqual([...rates].reverse())
    // 0.0095 × 15 ÷ 4; 0.0201 × 15 ÷ 5; of 0.0278, 0.0298 and 0.0344 the last asks for least: × 15 ÷ 8 and so on.
    expect(rates[3]).toBeCloseTo(0.035625, 12)
    expect(rates[4]).toBeCloseTo(0.0603, 12)
    expect(rates[5]).toBeCloseTo((0.0298 * 15) / 7, 12)
    expect(rates[14]).toBe(1)
  })

  test('those not listed count as looked at', () => {
    expect(falseRates([0.01, 0.001], 100)).toEqual([0.5, 0.1])
  })
})
