import type { LeafTable } from './leaf-table.ts'
import type { Search } from './segment.ts'

/** Cases of what members and pairs of them suggest that a leaf's own history is mixed with. */
const leafPrior = 10
/** Events that a pair of members must have before its own rate counts as much as that of both apart. */
const pairPrior = 5
/** Rounds of fitting members' rates, and how little is left to fit when they stop early. */
const mostRounds = 8
const fitted = 1e-3
/** Pairs of members are told apart where there are not far more of them than leaves. */
const mostPairs = 1 << 16

type Group = { readonly codes: Int32Array; readonly width: number }

const groupsOf = ({ codes, members }: LeafTable): readonly Group[] =>
  codes.map((column, d) => ({ codes: column, width: members[d]!.length }))

const pairsOf = function* (groups: readonly Group[], size: number): Generator<Group> {
  for (const [i, a] of groups.entries())
    for (const b of groups.slice(i + 1)) {
      const width = a.width * b.width
      if (width <= Math.max(mostPairs, 2 * size))
        yield { codes: a.codes.map((code, leaf) => code * b.width + b.codes[leaf]!), width }
    }
}

/** Events and cases of leaves; those of the rarer outcome where they are shares. */
type Outcomes = { readonly events: Float64Array; readonly cases: Float64Array }

/**
 * Brings rates nearer to what each group had: (had + prior) ÷ (due + prior) times what they are.
 * @returns how far the groups were off, at most
 */
const fit = (rates: Float64Array, { events, cases }: Outcomes, { codes, width }: Group, prior: number): number => {
  const had = new Float64Array(width)
  const due = new Float64Array(width)
  for (let i = 0; i < codes.length; i++) {
    had[codes[i]!]! += events[i]!
    due[codes[i]!]! += rates[i]! * cases[i]!
  }
  let off = 0
  for (let m = 0; m < width; m++) {
    // Amounts below zero have no rate to multiply.
    had[m] = had[m]! >= 0 && due[m]! >= 0 ? (had[m]! + prior) / (due[m]! + prior) : 1
    off = Math.max(off, Math.abs(had[m]! - 1))
  }
  for (let i = 0; i < codes.length; i++) rates[i]! *= had[codes[i]!]!
  return off
}

/**
 * Rates that follow from members and pairs of them: a product over dimensions such that what it expects of every
 * member is what the member had (raking), and nearly so of every pair with enough events. Dimensions that follow from
 * each other share out one effect instead of counting it twice.
 * Source: W. Deming, F. Stephan, *Ann. Math. Stat.* 11 (1940) 427–444.
 */
const suggestedRates = (leaves: LeafTable, outcomes: Outcomes, whole: number, windows: number): Float64Array => {
  const rates = new Float64Array(leaves.size).fill(whole)
  const members = groupsOf(leaves)
  const rake = (): void => {
    for (let round = 0, off = 1; round < mostRounds && off > fitted; round++)
      off = Math.max(...members.map((group) => fit(rates, outcomes, group, 1 / windows)))
  }
  rake()
  for (const pair of pairsOf(members, leaves.size)) fit(rates, outcomes, pair, pairPrior / windows)
  rake()
  return rates
}

/**
 * Rates expected of leaves: their own over all `windows`, drawn towards what their members suggest as a beta-binomial
 * does, since a leaf's history is short. Products of members' rates fit the rarer outcome of a share, which they
 * cannot take above 1 where they are true.
 */
export const expectedRates = (search: Search, cases: Float64Array, whole: number, windows: number): Float64Array => {
  const { leaves, expected } = search
  const flipped = whole > 0.5 && whole <= 1
  const events = flipped ? expected.map((value, i) => cases[i]! - value) : expected
  const suggested = suggestedRates(leaves, { events, cases }, flipped ? 1 - whole : whole, windows)
  return suggested.map((rate, i) => {
    const prior = whole <= 1 ? Math.min(rate, 1) : rate
    const own = (windows * events[i]! + leafPrior * prior) / (windows * cases[i]! + leafPrior)
    return flipped ? 1 - own : own
  })
}

/**
 * Variance of observed − expected over that of observed alone. What a leaf's members suggest is as uncertain as their
 * history is short beside the present, for all of their leaves alike; the shortest of a leaf's members tells.
 */
export const wideningOf = (
  { leaves }: Search,
  now: Float64Array,
  before: Float64Array,
  windows: number,
): Float64Array => {
  const widening = new Float64Array(leaves.size).fill(1)
  for (const { codes, width } of groupsOf(leaves)) {
    const [present, past] = [new Float64Array(width), new Float64Array(width)]
    for (let i = 0; i < codes.length; i++) {
      present[codes[i]!]! += now[i]!
      past[codes[i]!]! += before[i]!
    }
    for (let i = 0; i < codes.length; i++) {
      const m = codes[i]!
      widening[i] = Math.max(widening[i]!, 1 + present[m]! / (windows * past[m]! + leafPrior))
    }
  }
  return widening
}
