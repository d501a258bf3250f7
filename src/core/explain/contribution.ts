import { type MixAndRate, mixAndRate, type RatioGroup } from './mix.ts'
import type { Search } from './segment.ts'

/** Sums of what was asked over some leaves. */
export type Totals = {
  readonly observed: number
  readonly expected: number
  readonly observedBase: number
  readonly expectedBase: number
}

export const totalsOf = (search: Search, at: Int32Array | null): Totals => {
  let [observed, expected, observedBase, expectedBase] = [0, 0, 0, 0]
  const size = at ? at.length : search.leaves.size
  for (let k = 0; k < size; k++) {
    const i = at ? at[k]! : k
    observed += search.observed[i]!
    expected += search.expected[i]!
    observedBase += search.observedBase?.[i] ?? 0
    expectedBase += search.expectedBase?.[i] ?? 0
  }
  return { observed, expected, observedBase, expectedBase }
}

export const minus = (a: Totals, b: Totals): Totals => ({
  observed: a.observed - b.observed,
  expected: a.expected - b.expected,
  observedBase: a.observedBase - b.observedBase,
  expectedBase: a.expectedBase - b.expectedBase,
})

/** Change of a whole: of the sum, or of the ratio. Null where a ratio has no denominator. */
export const changeOf = (
  totals: Totals,
  ratio: boolean,
): { readonly absolute: number; readonly relative: number | null } | null => {
  const { observed, expected, observedBase, expectedBase } = totals
  if (!ratio) return { absolute: observed - expected, relative: expected === 0 ? null : observed / expected - 1 }
  if (observedBase === 0 || expectedBase === 0) return null
  const [now, before] = [observed / observedBase, expected / expectedBase]
  return { absolute: now - before, relative: before === 0 ? null : now / before - 1 }
}

export type Contribution = { readonly effect: number; readonly rate: number | null; readonly mix: number | null }

const groupOf = ({ observed, expected, observedBase, expectedBase }: Totals): RatioGroup => ({
  before: expected,
  after: observed,
  baseBefore: expectedBase,
  baseAfter: observedBase,
})

/** What each part adds to the change of the whole; parts are disjoint and together the whole. */
export const contributions = (parts: readonly Totals[], ratio: boolean): readonly Contribution[] => {
  if (!ratio) return parts.map(({ observed, expected }) => ({ effect: observed - expected, rate: null, mix: null }))
  const split: readonly MixAndRate[] | null = mixAndRate(parts.map(groupOf))
  return parts.map((_, i) => split?.[i] ?? { effect: 0, rate: 0, mix: 0 })
}
