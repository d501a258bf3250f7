import { twoSided } from '../stats/normal.ts'
import { studentTwoSided } from '../stats/student.ts'
import { type Expectation, expectationOf } from './expectation.ts'
import { sumOf } from './leaves.ts'

/** Totals of the windows compared, and of those before; of a ratio with its denominators. */
export type Totals = {
  readonly now: readonly [value: number, base: number | null]
  readonly before: readonly [value: number, base: number | null]
  readonly windows: readonly (readonly [value: number, base: number | null])[]
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

/** Whether the whole changed by more than noise: against what is usual, and between both windows. */
export const judge = ({ now, before, windows }: Totals, chance: Chance): Judged => {
  const [a, b] = [ratioOf(now), ratioOf(before)]
  const known = windows.map(ratioOf).filter((value) => value !== null)
  if (a === null) return { usual: null, comparison: null }
  const usual = expectationOf(known, a, varianceOf(chance, now[1]))
  if (b === null) return { usual, comparison: null }
  const middle = (a + b) / 2
  const bySampling = varianceOf(chance, now[1])(middle) + varianceOf(chance, before[1])(middle)
  if (!usual) return { usual, comparison: bySampling > 0 ? twoSided((a - b) / Math.sqrt(bySampling)) : null }
  const own = (2 * usual.spread ** 2) / (1 + 1 / Math.max(1, known.length))
  const spread = Math.sqrt(Math.max(own, bySampling))
  return { usual, comparison: spread > 0 ? studentTwoSided((a - b) / spread, usual.freedom) : null }
}

/** Variance ÷ mean of sums over the windows before, told by the total; 1 where fewer than three are known. */
export const dispersionOfTotals = (windows: readonly Float64Array[]): number => {
  const totals = windows.map(sumOf)
  if (totals.length < 3) return 1
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length
  const spread = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0) / (totals.length - 1)
  return mean === 0 ? 1 : spread / Math.abs(mean)
}
