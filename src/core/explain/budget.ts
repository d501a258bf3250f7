import { chiSquareTail, chiSquareUpper } from '../stats/chi-square.ts'
import type { Cuboid } from './cuboid.ts'

/**
 * How the chance of a false alarm is shared out among the segments that can be named: equally among the numbers of
 * conditions, among the sets of dimensions of each, and within a set by the expected share of the whole. A weighted
 * Bonferroni correction, valid because the weights are fixed by what was expected: small segments, which could be
 * told from noise only by moving a lot, spend little of it.
 * Source: C. Genovese, K. Roeder, L. Wasserman, *Biometrika* 93 (2006) 509–524.
 */
export type Budget = {
  /** Of the whole budget, the part of a segment of `mean` expected effective events in this cuboid. */
  readonly weight: (cuboid: number, mean: number) => number
  /** No score below this can be named in this cuboid. */
  readonly least: (cuboid: number, level: number) => number
}

/** Chance of naming any segment where nothing happened. */
export const headlineLevel = 0.05
/** The same where everything moved: only the test against the rest then keeps a segment from being named. */
export const besideLevel = 0.02
/** The same once a segment has been named, for each further one. */
export const furtherLevel = 0.005
/**
 * Segments overlap, so that their chances of a false alarm add up to less than their sum; measured on weeks of noise
 * (`npm run bench why`), the correction above spends 1 ÷ 1.25 of what it allows.
 */
const overlap = 1.25

export const shareBudget = (cuboids: readonly Cuboid[], allMean: number): Budget => {
  const perDepth = new Map<number, number>()
  for (const { dimensions } of cuboids) perDepth.set(dimensions.length, (perDepth.get(dimensions.length) ?? 0) + 1)
  const base = cuboids.map(({ dimensions }) => 1 / (perDepth.size * perDepth.get(dimensions.length)!))
  return {
    weight: (cuboid, mean) => overlap * base[cuboid]! * Math.min(1, mean / allMean),
    least: (cuboid, level) => chiSquareUpper(Math.min(1, level * overlap * base[cuboid]!)),
  }
}

/** Family-wise adjusted p-value of a score that holds `weight` of the budget. */
export const adjusted = (score: number, weight: number): number => Math.min(1, chiSquareTail(score) / weight)

/** Order of adjusted p-values without computing them: −2 ln(p) up to a constant. */
export const evidenceOf = (score: number, weight: number): number =>
  score + Math.log(Math.max(score, 1)) + 2 * Math.log(weight)
