import type { LeafTable, Where } from './leaf-table.ts'
import type { Segment } from './scan.ts'
import { whereOf } from './where.ts'

/** Share of what they hold that two names must have in common to be names of one thing. */
const same = 0.9

const subsets = (count: number): number[] => Array.from({ length: (1 << count) - 1 }, (_, i) => i + 1)
const bits = (mask: number): number => {
  let count = 0
  for (let left = mask; left > 0; left &= left - 1) count++
  return count
}

/**
 * Other names of (nearly) the same leaves: conditions, at most `most`, whose leaves have over 90 % in common with the
 * segment's, by `size` (Jaccard index). Only shortest names, and none that repeats the
 * segment's own with more conditions.
 */
export const aliasesOf = (
  leaves: LeafTable,
  segment: Segment,
  at: Int32Array,
  size: Float64Array,
  most: number,
): readonly Where[] => {
  const whole = at.reduce((sum, leaf) => sum + size[leaf]!, 0)
  if (!(whole > 0)) return []
  const shared: { readonly dimension: number; readonly code: number }[] = []
  for (let d = 0; d < leaves.dimensions.length; d++) {
    const sums = new Float64Array(leaves.members[d]!.length)
    for (const leaf of at) sums[leaves.codes[d]![leaf]!]! += size[leaf]!
    const code = sums.indexOf(sums.reduce((a, b) => Math.max(a, b), 0))
    if (sums[code]! > same * whole && leaves.members[d]!.length > 1) shared.push({ dimension: d, code })
  }
  const own = shared.reduce(
    (mask, { dimension, code }, bit) =>
      segment.dimensions.some((d, i) => d === dimension && segment.codes[i] === code) ? mask | (1 << bit) : mask,
    0,
  )
  const totals = new Float64Array(1 << shared.length)
  const inside = new Float64Array(1 << shared.length)
  const maskOf = (leaf: number): number => {
    let mask = 0
    for (let bit = 0; bit < shared.length; bit++)
      if (leaves.codes[shared[bit]!.dimension]![leaf] === shared[bit]!.code) mask |= 1 << bit
    return mask
  }
  for (let leaf = 0; leaf < leaves.size; leaf++) totals[maskOf(leaf)]! += size[leaf]!
  for (const leaf of at) inside[maskOf(leaf)]! += size[leaf]!
  const over = (sums: Float64Array, mask: number): number =>
    sums.reduce((sum, value, other) => ((other & mask) === mask ? sum + value : sum), 0)
  const names: number[] = []
  for (const mask of subsets(shared.length).sort((a, b) => bits(a) - bits(b) || a - b)) {
    if (bits(mask) > most || (mask & own) === own) continue
    if (names.some((name) => (mask & name) === name)) continue
    const common = over(inside, mask)
    if (common > same * (whole + over(totals, mask) - common)) names.push(mask)
  }
  return names.map((mask) => {
    const chosen = shared.filter((_, bit) => (mask & (1 << bit)) !== 0)
    return whereOf(leaves, {
      dimensions: chosen.map(({ dimension }) => dimension),
      codes: chosen.map(({ code }) => code),
    })
  })
}
