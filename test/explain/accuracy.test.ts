import { describe, expect, test } from 'vitest'
import { searchSegments } from '#core/explain/search.ts'
import type { SearchResult } from '#core/explain/segment.ts'
import { denseCase } from '../../bench/why-dense.ts'
import { familyL, familyS, type Planted, riskLocCase } from '../../bench/why-generators.ts'
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
