import type { LeafTable } from './leaf-table.ts'
import type { Search } from './segment.ts'

/** The leaves that say something, as additive numbers with a common model of their noise. */
export type Prepared = {
  readonly leaves: LeafTable
  /** Place of each in the leaves asked about. */
  readonly original: Int32Array
  readonly observed: Float64Array
  /** Of a ratio: the old rate on the new denominators, so that only the rate can differ. */
  readonly expected: Float64Array
  /** Variance ÷ (dispersion × mean): 1 for a count, 1 − rate for a share, the mean size of one event for money. */
  readonly scale: Float64Array
  /** Variance of observed − expected over that of observed alone, where it differs by leaf; else null. */
  readonly widening: Float64Array | null
  readonly ratio: boolean
  /** Whether a leaf may be below zero, as amounts with returns are. */
  readonly signed: boolean
}

/** Cases of the whole's rate that a leaf's own rate is mixed with, and those of a member's. */
const leafPrior = 10
const memberPrior = 50
/** Events of average size that a leaf's own mean size is mixed with. */
const sizePrior = 20
const leastScale = 0.05

/** `values[at[0]], values[at[1]], …` */
export const take = <T extends Float64Array | Int32Array>(values: T, at: Int32Array): T => {
  if (at.length === values.length) return values
  const taken = values.slice(0, at.length) as T
  for (let i = 0; i < at.length; i++) taken[i] = values[at[i]!]!
  return taken
}

const kept = (search: Search): Int32Array => {
  const { observed, expected, observedBase, leaves } = search
  const at = new Int32Array(leaves.size)
  let count = 0
  for (let i = 0; i < leaves.size; i++)
    if (observedBase ? observedBase[i]! > 0 : observed[i] !== 0 || expected[i] !== 0) at[count++] = i
  return at.slice(0, count)
}

/** Rate of each member of a dimension ÷ that of the whole, drawn towards 1. */
const memberRates = (codes: Int32Array, members: number, values: Float64Array, bases: Float64Array, rate: number) => {
  const value = new Float64Array(members)
  const base = new Float64Array(members)
  for (let i = 0; i < codes.length; i++) {
    value[codes[i]!]! += values[i]!
    base[codes[i]!]! += bases[i]!
  }
  return value.map((sum, m) => (rate > 0 ? (sum + rate * memberPrior) / ((base[m]! + memberPrior) * rate) : 1))
}

/**
 * Rates expected of leaves: their own, drawn towards what their members' rates together suggest (product of ratios to
 * the whole) as a beta-binomial does, since a leaf's history is short.
 */
const expectedRates = (search: Search, bases: Float64Array): Float64Array => {
  const { leaves, expected } = search
  let [value, base] = [0, 0]
  for (let i = 0; i < leaves.size; i++) {
    value += expected[i]!
    base += bases[i]!
  }
  const whole = base > 0 ? value / base : 0
  const rates = leaves.codes.map((codes, d) => memberRates(codes, leaves.members[d]!.length, expected, bases, whole))
  const own = new Float64Array(leaves.size)
  for (let i = 0; i < own.length; i++) {
    let prior = whole
    for (let d = 0; d < rates.length; d++) prior *= rates[d]![leaves.codes[d]![i]!]!
    if (whole <= 1) prior = Math.min(prior, Math.max(whole, 0.95))
    own[i] = (expected[i]! + leafPrior * prior) / (bases[i]! + leafPrior)
  }
  return own
}

/** Mean size of one event per leaf, where the caller gives variances: Σx² ÷ Σx, drawn towards that of the whole. */
const sizes = (variance: Float64Array, observed: Float64Array, expected: Float64Array): Float64Array => {
  let [squares, sum] = [0, 0]
  for (let i = 0; i < variance.length; i++) {
    squares += variance[i]!
    sum += Math.abs(observed[i]!)
  }
  const whole = sum > 0 && squares > 0 ? squares / sum : 1
  return variance.map((square, i) => {
    const size = (Math.abs(observed[i]!) + Math.abs(expected[i]!)) / 2
    return (square + sizePrior * whole * whole) / (size + sizePrior * whole)
  })
}

/** Brings what is asked into one form. */
export const prepare = (search: Search): Prepared => {
  const original = kept(search)
  const { dimensions, members, codes } = search.leaves
  const leaves: LeafTable = {
    dimensions,
    members,
    codes: codes.map((column) => take(column, original)),
    size: original.length,
  }
  const observed = take(search.observed, original)
  const { observedBase, expectedBase, windows } = search
  if (observedBase && expectedBase) {
    const rates = expectedRates(search, expectedBase)
    const bases = take(observedBase, original)
    const before = take(expectedBase, original)
    const own = take(rates, original)
    const widening =
      windows === undefined ? null : bases.map((base, i) => 1 + base / (windows * before[i]! + leafPrior))
    return {
      leaves,
      original,
      observed,
      expected: own.map((rate, i) => rate * bases[i]!),
      scale: own.map((rate) => Math.max(1 - rate, leastScale)),
      widening,
      ratio: true,
      signed: observed.some((value) => value < 0),
    }
  }
  const expected = take(search.expected, original)
  return {
    leaves,
    original,
    observed,
    expected,
    scale: search.variance
      ? sizes(take(search.variance, original), observed, expected)
      : new Float64Array(original.length).fill(1),
    widening: null,
    ratio: false,
    signed: observed.some((value) => value < 0) || expected.some((value) => value < 0),
  }
}
