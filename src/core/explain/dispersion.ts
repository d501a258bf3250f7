import { median } from '../stats/select.ts'
import { type History, sumsBy, totalsOf } from './history.ts'
import type { LeafTable } from './leaf-table.ts'

/** Expected events of a member per window from which on its spread over the windows tells something. */
const enough = 5
/** Median of chi-square ÷ degrees of freedom, by degrees of freedom (Wilson and Hilferty 1931). */
const medianShare = (freedom: number): number => (1 - 2 / (9 * freedom)) ** 3

/** Members the dispersion is told from at least; below, chance alone is taken. */
const fewestMembers = 5
const leastStanding = 0.2

export type Spread = {
  readonly windows: History
  /** Denominators of the windows, for a ratio. */
  readonly bases: History | null
  /** States seen at the end of each window: they may vary less than events of that number would. */
  readonly standing: boolean
}

/**
 * How many times more than by chance the members of the dimensions vary from one window to the next, once what all of
 * them have in common is taken out: the median over the members, so that one with a history of its own does not
 * count. At least 1, of states at least a fifth.
 */
export const dispersionAmong = ({ dimensions, members, codes }: LeafTable, spread: Spread): number => {
  const { windows, bases, standing } = spread
  const { count } = windows
  if (count < 3) return 1
  const totals = totalsOf(windows)
  const mean = totals.reduce((all, total) => all + total, 0) / count
  const totalBase = bases ? totalsOf(bases) : null
  const ratios: number[] = []
  for (let d = 0; d < dimensions.length; d++) {
    const width = members[d]!.length
    const values = sumsBy(windows, codes[d]!, width)
    const weights = bases ? sumsBy(bases, codes[d]!, width) : null
    for (let member = 0; member < width; member++) {
      const level = values.reduce((all, window) => all + window[member]!, 0) / count
      if (level < (standing ? 1 : enough)) continue
      let excess = 0
      for (let h = 0; h < count; h++) {
        if (weights) {
          // A ratio: what the member's own rate over all windows makes of this window's cases.
          const all = weights.reduce((sumOf, window) => sumOf + window[member]!, 0)
          const rate = (level * count) / all
          const expected = rate * weights[h]![member]!
          const drift =
            totals[h]! / Math.max(totalBase![h]!, 1e-12) / ((mean * count) / totalBase!.reduce((a, b) => a + b, 0))
          const variation = Math.max(expected * drift * (1 - Math.min(1, rate)), 0.05)
          excess += (values[h]![member]! - expected * drift) ** 2 / variation
        } else {
          const expected = mean === 0 ? 0 : (level * totals[h]!) / mean
          excess += (values[h]![member]! - expected) ** 2 / Math.max(level, 1e-12)
        }
      }
      ratios.push(excess / (count - 1))
    }
  }
  return ratios.length < fewestMembers
    ? 1
    : Math.max(standing ? leastStanding : 1, median(Float64Array.from(ratios)) / medianShare(count - 1))
}
