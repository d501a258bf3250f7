import type { LeafTable } from './leaf-table.ts'
import { expectedRates, wideningOf } from './rates.ts'
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
  /** Of a share: how many times rarer than the events the other outcome is, at most 1. Tests need enough of both. */
  readonly rarer: number
  /** Whether a leaf may be below zero, as amounts with returns are. */
  readonly signed: boolean
}

/** Events of average size that a leaf's own mean size is mixed with. */
const sizePrior = 20
const leastScale = 0.05

/** `values[at[0]], values[at[1]], …` */
export const take = <T extends Float64Array | Int32Array>(values: T, at: Int32Array): T => {
  if (at.length === values.length) return values
  const taken = new (values.constructor as new (size: number) => T)(at.length)
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
    const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)
    const base = total(expectedBase)
    const whole = base > 0 ? total(search.expected) / base : 0
    const rates = expectedRates(search, expectedBase, whole, windows ?? 1)
    const bases = take(observedBase, original)
    const own = take(rates, original)
    const widening =
      windows === undefined ? null : take(wideningOf(search, observedBase, expectedBase, windows), original)
    return {
      leaves,
      original,
      observed,
      expected: own.map((rate, i) => rate * bases[i]!),
      scale: own.map((rate) => Math.max(1 - rate, whole < 1 ? Math.min(leastScale, (1 - whole) / 4) : leastScale)),
      rarer: whole > 0.5 && whole < 1 ? (1 - whole) / whole : 1,
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
    rarer: 1,
    widening: null,
    ratio: false,
    signed: observed.some((value) => value < 0) || expected.some((value) => value < 0),
  }
}
