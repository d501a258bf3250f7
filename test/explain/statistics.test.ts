import { describe, expect, test } from 'vitest'
import { measureNoise, typicalRatio } from '#core/explain/noise.ts'
import { selectedInterval } from '#core/explain/selected.ts'
import { againstExpected, againstRest } from '#core/explain/statistic.ts'
import { normalFrom, seeded } from '../../bench/why-generators.ts'
import { sparseCase } from '../../bench/why-sparse.ts'

describe('the statistics of a segment', () => {
  test('30 seen where 10 were forecast: 2 (30 ln 3 − 20)', () => {
    expect(againstExpected(30, 10, Infinity)).toBeCloseTo(25.9167373, 6)
  })

  test('30 seen in one week and 10 on average in eight: two Poisson samples', () => {
    expect(againstExpected(30, 10, 8)).toBeCloseTo(21.7691843, 6)
  })

  test('against the rest: the G-test of the table 30, 80 | 100, 800', () => {
    expect(againstRest(30, 10, 130, 110, 8)).toBeCloseTo(18.7364691, 6)
    expect(againstRest(30, 10, 130, 110, Infinity)).toBeCloseTo(22.4826753, 6)
  })

  test('what moved as everything did differs from expected, not from the rest', () => {
    expect(againstExpected(50, 100, 8)).toBeGreaterThan(20)
    expect(againstRest(50, 100, 500, 1000, 8)).toBeCloseTo(0, 9)
  })

  test('nothing seen where nothing was expected says nothing', () => {
    expect(againstExpected(0, 0, Infinity)).toBe(0)
    expect(againstExpected(0, 0, 8)).toBe(0)
  })
})

describe('the interval of a chosen effect', () => {
  // Solved apart with erfc and bisection.
  test.each([
    [6, 4, 4.0601533, 7.6436167],
    [10, 2, 8.3551464, 11.6448536],
  ])('seen %s beyond %s', (z, cut, low, high) => {
    const [from, to] = selectedInterval(z, cut, 0.9)
    expect(from).toBeCloseTo(low, 5)
    expect(to).toBeCloseTo(high, 5)
  })

  test('one that hardly passed may be nothing, and is drawn in', () => {
    const [from, to] = selectedInterval(4.5, 4, 0.9)
    expect(from).toBe(0)
    expect(to).toBeCloseTo(5.9406373, 5)
  })
})

describe('the interval of a count', () => {
  test('whose error follows from the mean supposed: Wilson bounds of 30 events, far beyond the cut', () => {
    // (x ± z√(x + z²/4)) + z²/2 with z = 1.6448536, worked out apart: 30 is 22.242… to 40.463….
    const [from, to] = selectedInterval(30, -1000, 0.9, Math.sqrt)
    expect(from).toBeCloseTo(22.2425415, 5)
    expect(to).toBeCloseTo(40.463002, 5)
  })
})

describe('noise read from the leaves', () => {
  const proportional = (noise: number, moved: number) => {
    const random = seeded(11)
    const expected = Float64Array.from({ length: 4000 }, () => Math.exp(3 * normalFrom(random)))
    const observed = expected.map((value, i) => value * (i < moved ? 0.5 : 1) * (1 + noise * normalFrom(random)))
    return measureNoise({ observed, expected, scale: new Float64Array(4000).fill(1), windows: Infinity })
  }

  test('a proportional error is found, also where a tenth of the leaves lost half', () => {
    expect(proportional(0.02, 0).relative).toBeCloseTo(0.02, 2)
    expect(proportional(0.1, 400).relative).toBeGreaterThan(0.09)
    expect(proportional(0.1, 400).relative).toBeLessThan(0.13)
  })

  test('overdispersion of counts of nearly empty leaves is found within a tenth', () => {
    for (const dispersion of [1, 1.5]) {
      const { search } = sparseCase({ weekly: 10_000, dispersion, windows: 8 }, { causes: [], effect: 0 }, 3)
      const noise = measureNoise({
        observed: search.observed,
        expected: search.expected,
        scale: new Float64Array(search.observed.length).fill(1),
        windows: 8,
      })
      expect(Math.abs(noise.dispersion - dispersion)).toBeLessThan(0.1 * dispersion)
      expect(noise.relative).toBeLessThan(0.05)
    }
  })

  test('what happened to most leaves is their median ratio', () => {
    const expected = new Float64Array(100).fill(10)
    expect(
      typicalRatio(
        expected.map((value, i) => (i < 20 ? 0.1 : 0.75) * value),
        expected,
        [[...expected.keys()]],
      ),
    ).toBe(0.75)
  })
})
