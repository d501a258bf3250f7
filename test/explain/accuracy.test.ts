import { describe, expect, test } from 'vitest'
import { searchSegments } from '#core/explain/search.ts'
import type { SearchResult } from '#core/explain/segment.ts'
import { denseCase } from '../../bench/why-dense.ts'
import { elementOf, familyL, familyS, type Planted, riskLocCase } from '../../bench/why-generators.ts'
import { type RatioWorld, ratioCase } from '../../bench/why-ratio.ts'
import { score } from '../../bench/why-score.ts'
import { type Plant, sparseCase } from '../../bench/why-sparse.ts'

const many = (count: number, make: (i: number) => Planted): Planted[] =>
  Array.from({ length: count }, (_, i) => make(i))

const share = (count: number, plant: Plant, verdict: SearchResult['verdict'], dispersion: number): number => {
  let told = 0
  for (let i = 0; i < count; i++) {
    const { search } = sparseCase({ weekly: 2000, dispersion, windows: 8 }, plant, 10_000 + i)
    if (searchSegments(search).verdict === verdict) told++
  }
  return told / count
}

describe('planted causes are found', () => {
  test('forecasts with proportional errors (family S): F1 at least 0.9', () => {
    expect(score(many(20, (i) => riskLocCase(familyS, 121_000 + i))).f1).toBeGreaterThanOrEqual(0.9)
  })

  test('single leaves among 36,000 (family L): F1 at least 0.98', () => {
    expect(score(many(12, (i) => riskLocCase(familyL, 950 + i))).f1).toBeGreaterThanOrEqual(0.98)
  })

  test('good forecasts, and the same with 15 % noise: F1 at least 0.95', () => {
    const dense = (noise: number) =>
      many(18, (i) => denseCase({ conditions: 1 + (i % 3), causes: 1 + (Math.floor(i / 3) % 3), noise }, 300 + i))
    expect(score(dense(0)).f1).toBeGreaterThanOrEqual(0.95)
    expect(score(dense(0.15)).f1).toBeGreaterThanOrEqual(0.9)
  })

  test('one condition at 2,000 a week and 50 %, causes of 2 % of all and more: F1 at least 0.9', () => {
    const world = { weekly: 2000, dispersion: 1.3, windows: 8 }
    expect(
      score(many(100, (i) => sparseCase(world, { causes: [1], effect: 0.5 }, 8000 + i))).f1,
    ).toBeGreaterThanOrEqual(0.9)
  })
})

describe('nothing is found where nothing is', () => {
  test('weeks of noise: something is said of at most 8 % of 200 (nominal 5 %)', () => {
    expect(1 - share(200, { causes: [], effect: 0 }, 'within_noise', 1.3)).toBeLessThanOrEqual(0.08)
  })

  test('everything a quarter lower or higher is across the board', () => {
    for (const everywhere of [0.75, 1.25])
      expect(share(60, { causes: [], effect: 0, everywhere }, 'across_the_board', 1.3)).toBeGreaterThanOrEqual(0.95)
  })
})

describe('shares of sparse leaves, members of unlike rates', () => {
  const world: RatioWorld = { weekly: 5000, windows: 8, rate: 0.2, unlike: 0.3, pairs: 0.3 }

  test('a member whose rate moved by 40 % is found: F1 at least 0.7', () => {
    const cases = many(40, (i) => ratioCase(world, { causes: [1], effect: 0.4 }, 3000 + i))
    expect(score(cases).f1).toBeGreaterThanOrEqual(0.7)
  })

  test.each([
    ['members and pairs of them, eight weeks before', { ...world, pairs: 0.5 }],
    ['one place against another', { ...world, windows: 1 }],
    ['nearly all succeed', { ...world, rate: 0.95, unlike: 0.03, pairs: 0 }],
  ] as const)('where nothing happened little is said: %s', (_, one) => {
    const said = many(60, (i) => ratioCase(one, { causes: [], effect: 0 }, 4000 + i)).filter(
      ({ search }) => searchSegments(search).verdict !== 'within_noise',
    )
    // Nominal 5 %; 8 of 60 is beyond its 98 % point.
    expect(said.length).toBeLessThanOrEqual(7)
  })
})

describe('the interval of a contribution', () => {
  test('holds the truth in 84 to 96 % of 150 (nominal 90 %), of causes strong and weak', () => {
    const world = { weekly: 3000, dispersion: 1.3, windows: 8 }
    let [held, all] = [0, 0]
    for (let i = 0; all < 150; i++) {
      const planted = sparseCase(world, { causes: [1], effect: 0.25 + 0.15 * (i % 5) }, 70_000 + i)
      const found = searchSegments(planted.search).reasons.find(({ where }) => planted.truth.includes(elementOf(where)))
      const truly = planted.added![0]!
      if (!found) continue
      all++
      if (found.interval[0] <= truly && truly <= found.interval[1]) held++
    }
    expect(held / all).toBeGreaterThanOrEqual(0.84)
    expect(held / all).toBeLessThanOrEqual(0.96)
  })
})
