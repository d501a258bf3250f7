import { chiSquareUpper } from '../stats/chi-square.ts'
import { adjusted, type Budget, evidenceOf } from './budget.ts'
import { type Cuboid, codesOf, type Evidence } from './cuboid.ts'
import type { Scorer, Sums } from './evidence.ts'
import type { LeafTable } from './leaf-table.ts'

/** Effective events a segment must be expected to have for the statistics to be near chi-square. */
export const leastMean = 5

/** Conditions: a code for each of some dimensions. */
export type Segment = { readonly dimensions: readonly number[]; readonly codes: readonly number[] }

export type Candidate = Segment & {
  readonly score: number
  readonly pValue: number
  /** What its score had to exceed. */
  readonly cut: number
}

export type Scan = {
  readonly leaves: LeafTable
  readonly cuboids: readonly Cuboid[]
  readonly scorer: Scorer
  readonly budget: Budget
}

export const testsIn = ({ cuboids, scorer }: Pick<Scan, 'cuboids' | 'scorer'>): number => {
  let tests = 0
  for (const { seen, due, size } of cuboids)
    for (let cell = 0; cell < size; cell++) if (scorer.mean(seen[cell]!, due[cell]!) >= leastMean) tests++
  return tests
}

/**
 * The segment with the smallest adjusted p-value, where one is within `level`. It must differ both from what was
 * expected and from the rest: what everything did names no segment, nor does what alone stayed as expected.
 */
export const bestSegment = ({ leaves, cuboids, scorer, budget }: Scan, all: Sums, level: number): Candidate | null => {
  let [found, place, order, score, weight] = [-1, -1, -Infinity, 0, 1]
  for (let c = 0; c < cuboids.length; c++) {
    const { seen, due, spread, size } = cuboids[c]!
    const least = budget.least(c, level)
    for (let cell = 0; cell < size; cell++) {
      const [v, f] = [seen[cell]!, due[cell]!]
      const mean = scorer.mean(v, f)
      if (mean < leastMean) continue
      const m = spread[cell]!
      const absolute = scorer.absolute(v, f, m)
      if (absolute < least) continue
      const both = Math.min(absolute, scorer.relative(v, f, m, all))
      if (both < least) continue
      const share = budget.weight(c, mean)
      const evidence = evidenceOf(both, share)
      // Equal evidence is named by the fewer and the earlier dimensions, whatever the rounding.
      if (evidence <= order + 1e-9 * Math.abs(order === -Infinity ? 0 : order)) continue
      ;[found, place, order, score, weight] = [c, cell, evidence, both, share]
    }
  }
  if (found < 0) return null
  const pValue = adjusted(score, weight)
  if (pValue > level) return null
  const cuboid = cuboids[found]!
  return {
    dimensions: cuboid.dimensions,
    codes: codesOf(cuboid, leaves, place),
    score,
    pValue,
    cut: chiSquareUpper(Math.min(1, level * weight)),
  }
}

/** The leaves of a segment that no reason has taken yet. */
export const leavesOf = (leaves: LeafTable, { dimensions, codes }: Segment, taken: Uint8Array): Int32Array => {
  const at = new Int32Array(leaves.size)
  const columns = dimensions.map((d) => leaves.codes[d]!)
  let count = 0
  for (let leaf = 0; leaf < leaves.size; leaf++) {
    if (taken[leaf] !== 0) continue
    let inside = true
    for (let i = 0; inside && i < columns.length; i++) inside = columns[i]![leaf] === codes[i]
    if (inside) at[count++] = leaf
  }
  return at.slice(0, count)
}

/** Sums over some leaves, or over all. */
export const sumsOf = ({ seen, due, spread }: Evidence, at: Int32Array | null): Sums => {
  let [v, f, m] = [0, 0, 0]
  const count = at ? at.length : seen.length
  for (let i = 0; i < count; i++) {
    const leaf = at ? at[i]! : i
    v += seen[leaf]!
    f += due[leaf]!
    m += spread[leaf]!
  }
  return { seen: v, due: f, spread: m }
}
