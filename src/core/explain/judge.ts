import { twoSided } from '../stats/normal.ts'
import { studentTwoSided } from '../stats/student.ts'
import { type Expectation, type Expecting, expectationOf, robustVariance } from './expectation.ts'

/** Totals of the windows compared, and of those before; of a ratio with its denominators. */
export type Totals = {
  readonly now: readonly [value: number, base: number | null]
  readonly before: readonly [value: number, base: number | null]
  readonly windows: readonly (readonly [value: number, base: number | null])[]
  /** Of two members side by side, windows before of the second; `windows` are those of the first. */
  readonly others?: readonly (readonly [value: number, base: number | null])[]
}

export type Judged = {
  /** Against what is usual; null where too few windows are known. */
  readonly usual: Expectation | null
  /** Two-sided p of the change between both windows; null where no noise is known. */
  readonly comparison: number | null
}

/** How far the result of one window strays by chance alone: its variance, from what was expected of it. */
export type Chance = {
  /** Variance ÷ mean of a sum. */
  readonly dispersion: number
  /** Least and greatest value of a ratio's cases; null where it is no mean of bounded cases. */
  readonly range: readonly [number, number] | null
  /** Sums that count: at least Poisson. */
  readonly counts: boolean
  readonly expecting?: Omit<Expecting, 'sizes'>
}

const ratioOf = ([value, base]: readonly [number, number | null]): number | null =>
  base === null ? value : base === 0 ? null : value / base

const varianceOf =
  (chance: Chance, base: number | null) =>
  (expected: number): number => {
    if (base === null) return (chance.counts ? Math.max(1, chance.dispersion) : chance.dispersion) * Math.abs(expected)
    if (!chance.range || base <= 0) return 0
    const [least, greatest] = chance.range
    // The most a mean of bounded cases can vary at this level; never nothing, where all cases agree.
    const share = (expected - least) / (greatest - least)
    const inside = Math.min(1, Math.max(0, share))
    return (Math.max(inside * (1 - inside), 1 / (base + 4)) * (greatest - least) ** 2) / base
  }

type Total = readonly [value: number, base: number | null]

const usualOf = (windows: readonly Total[], seen: Total, chance: Chance): Expectation | null => {
  const known = windows.filter((window) => ratioOf(window) !== null)
  const history = known.map((window) => ratioOf(window)!)
  const base = seen[1]
  const sizes = chance.range && base ? { sizes: known.map((window) => (window[1] ?? 0) / base) } : {}
  return expectationOf(history, ratioOf(seen)!, varianceOf(chance, base), { ...chance.expecting, ...sizes })
}

/** Variance of one window, from that of one against the mean of the others. */
const ownVariance = (usual: Expectation, windows: number): number => usual.spread ** 2 / (1 + 1 / Math.max(1, windows))

/** Whether the whole changed by more than noise: against what is usual, and between both windows. */
export const judge = ({ now, before, windows, others }: Totals, chance: Chance): Judged => {
  const [a, b] = [ratioOf(now), ratioOf(before)]
  if (a === null) return { usual: null, comparison: null }
  const usual = usualOf(windows, now, chance)
  if (b === null) return { usual, comparison: null }
  const middle = (a + b) / 2
  const bySampling = varianceOf(chance, now[1])(middle) + varianceOf(chance, before[1])(middle)
  if (!usual) return { usual, comparison: bySampling > 0 ? twoSided((a - b) / Math.sqrt(bySampling)) : null }
  const second = others ? usualOf(others, before, chance) : null
  const own =
    ownVariance(usual, windows.length) +
    (second ? ownVariance(second, others!.length) : ownVariance(usual, windows.length))
  const spread = Math.sqrt(Math.max(own, bySampling))
  const freedom = Math.min(usual.freedom, second?.freedom ?? Infinity)
  return { usual, comparison: spread > 0 ? studentTwoSided((a - b) / spread, freedom) : null }
}

/** Variance ÷ mean of sums over the windows before, told by the total; 1 where fewer than three are known. */
export const dispersionOfTotals = (totals: readonly number[]): number => {
  const spread = robustVariance(totals)
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length
  return spread === null || mean === 0 ? 1 : spread / Math.abs(mean)
}
