import type { Evidence } from './cuboid.ts'
import type { Scorer } from './evidence.ts'
import type { Prepared } from './prepare.ts'
import { leavesOf, type Segment, sumsOf } from './scan.ts'

export type Refining = {
  readonly prepared: Prepared
  readonly evidence: Evidence
  readonly scorer: Scorer
  readonly taken: Uint8Array
  readonly maxConditions: number
  readonly mayJoin: (a: number, b: number) => boolean
}

/**
 * Members of a segment must explain this many times more than the whole segment to be named in its place, and more
 * with each name: one name that nearly fits is better than six that fit.
 */
const splitGain = 1.1
const gainPerName = 0.1
/** And this much more per doubling of members, since the best few are picked after the fact. */
const splitCost = 5
/** Siblings left out by a condition moved too where they moved this part as far as the segment itself. */
const alike = 0.4
/** Evidence that they moved at all. */
const moved = 4

type Groups = { readonly seen: Float64Array; readonly due: Float64Array; readonly spread: Float64Array }

const groupBy = (codes: Int32Array, members: number, at: Int32Array, from: Groups): Groups => {
  const groups = { seen: new Float64Array(members), due: new Float64Array(members), spread: new Float64Array(members) }
  for (const leaf of at) {
    const member = codes[leaf]!
    groups.seen[member]! += from.seen[leaf]!
    groups.due[member]! += from.due[leaf]!
    groups.spread[member]! += from.spread[leaf]!
  }
  return groups
}

type Subset = { readonly best: number; readonly members: readonly number[] }

/**
 * The set of members that explains most. Sorted by how far each moved, the best set is a first part of the list, so
 * all are seen in one pass. Source: D. Neill, “Fast subset scan”, *J. R. Stat. Soc. B* 74 (2012) 337–360.
 */
const bestSubset = (
  { seen, due, spread }: Groups,
  present: readonly number[],
  up: boolean,
  score: Scorer['absolute'],
): Subset => {
  const change = (m: number): number => ((up ? 1 : -1) * (seen[m]! - due[m]!)) / Math.max(spread[m]!, 1e-300)
  const sorted = [...present].sort((a, b) => change(b) - change(a))
  let [v, f, s, best, count] = [0, 0, 0, 0, 0]
  for (const [i, m] of sorted.entries()) {
    v += seen[m]!
    f += due[m]!
    s += spread[m]!
    const explained = score(v, f, s)
    if (explained > best) [best, count] = [explained, i + 1]
  }
  return { best, members: sorted.slice(0, count) }
}

/** By volume: squared change over what was expected, whatever the noise. */
const byVolume: Scorer['absolute'] = (seen, due) => (seen - due) ** 2 / Math.max(due, 1e-300)

/** One step down, to the strongest of the few members of some dimension that hold the change; null where all share it. */
const splitOnce = (segment: Segment, at: Int32Array, refining: Refining): Segment | null => {
  const { prepared, evidence, scorer, mayJoin } = refining
  const { leaves, observed, expected } = prepared
  const whole = sumsOf(evidence, at)
  const explained = scorer.absolute(whole.seen, whole.due, whole.spread)
  const up = whole.seen > whole.due
  const raw = { seen: observed, due: expected, spread: expected }
  let found: (Segment & { readonly gain: number }) | null = null
  for (let d = 0; d < leaves.dimensions.length; d++) {
    if (segment.dimensions.includes(d) || !segment.dimensions.every((other) => mayJoin(other, d))) continue
    const [codes, members] = [leaves.codes[d]!, leaves.members[d]!.length]
    const groups = groupBy(codes, members, at, evidence)
    const present = [...groups.spread.keys()].filter((m) => groups.spread[m]! > 1e-9)
    if (present.length < 2) continue
    const subset = bestSubset(groups, present, up, scorer.absolute)
    const names = splitGain + gainPerName * subset.members.length
    const needed = names * explained + splitCost * Math.log2(present.length)
    if (subset.members.length === present.length || subset.best <= needed) continue
    const volumes = groupBy(codes, members, at, raw)
    const [totalSeen, totalDue] = [volumes.seen, volumes.due].map((sums) => sums.reduce((x, y) => x + y, 0))
    if (bestSubset(volumes, present, up, byVolume).best <= names * byVolume(totalSeen!, totalDue!, 0)) continue
    const scores = subset.members.map((m) => scorer.absolute(groups.seen[m]!, groups.due[m]!, groups.spread[m]!))
    const member = subset.members[scores.indexOf(Math.max(...scores))]!
    const gain = subset.best / needed
    if (gain > (found?.gain ?? 0))
      found = { gain, dimensions: [...segment.dimensions, d], codes: [...segment.codes, member] }
  }
  return found
}

const without = (segment: Segment, i: number): Segment => ({
  dimensions: segment.dimensions.filter((_, k) => k !== i),
  codes: segment.codes.filter((_, k) => k !== i),
})

/** One step up, past the condition whose left-out siblings moved most like the segment itself; null where none did. */
const generaliseOnce = (segment: Segment, at: Int32Array, refining: Refining): Segment | null => {
  const { prepared, evidence, scorer, taken } = refining
  const { leaves, observed, expected } = prepared
  const change = (some: Int32Array): number => {
    let [more, due] = [0, 0]
    for (const leaf of some) {
      more += observed[leaf]! - expected[leaf]!
      due += Math.max(observed[leaf]!, expected[leaf]!)
    }
    return due > 0 ? more / due : 0
  }
  const own = change(at)
  const inside = new Uint8Array(leaves.size)
  for (const leaf of at) inside[leaf] = 1
  let found: Segment | null = null
  let closest = alike
  for (let i = 0; i < segment.dimensions.length && segment.dimensions.length > 1; i++) {
    const wider = without(segment, i)
    const siblings = leavesOf(leaves, wider, taken).filter((leaf) => inside[leaf] === 0)
    const sums = sumsOf(evidence, siblings)
    const likeness = change(siblings) / own
    if (siblings.length > 0 && likeness < closest) continue
    if (siblings.length > 0 && scorer.absolute(sums.seen, sums.due, sums.spread) < moved) continue
    closest = siblings.length > 0 ? likeness : Infinity
    found = wider
  }
  return found
}

/**
 * The name a segment deserves: narrower where only a few of its members hold the change, wider where those a condition
 * leaves out moved too. Both readings of the evidence, leaf by leaf and by volume, must agree to narrow it.
 */
export const refine = (start: Segment, refining: Refining): { readonly segment: Segment; readonly at: Int32Array } => {
  const { prepared, taken, maxConditions } = refining
  const pick = (segment: Segment): Int32Array => leavesOf(prepared.leaves, segment, taken)
  let segment = start
  let at = pick(segment)
  while (segment.dimensions.length < maxConditions) {
    const narrower = splitOnce(segment, at, refining)
    if (!narrower) break
    segment = narrower
    at = pick(segment)
  }
  for (;;) {
    const wider = generaliseOnce(segment, at, refining)
    if (!wider) break
    const around = pick(wider)
    // Siblings that moved in a few places of their own are other reasons, not this one made wider.
    if (splitOnce(wider, around, refining)) break
    segment = wider
    at = around
  }
  return { segment, at }
}
