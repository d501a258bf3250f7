import { ranked } from '../stats/select.ts'
import { eachCell, type History, historyOf, mapped, meanOf } from './history.ts'
import type { LeafTable } from './leaf-table.ts'
import { sumOf } from './sums.ts'

/** What is compared, by leaf, and the comparable windows, put on the level expected now. */
export type Windows = {
  readonly now: Float64Array
  readonly before: Float64Array
  readonly windows: History
}

/** Comparable windows from which on the usual level of a segment is known. */
export const enoughWindows = 3

/** Calls with every amount other than 0 and its leaf. */
const eachAmount = ({ now, before, windows }: Windows, visit: (value: number, leaf: number) => void): void => {
  for (const column of [now, before])
    for (let leaf = 0; leaf < column.length; leaf++) if (column[leaf] !== 0) visit(column[leaf]!, leaf)
  eachCell(windows, visit)
}

/** Whole things counted one by one, told by the numbers themselves: whole, none below zero, few in one leaf. */
export const areCounts = (amounts: Windows): boolean => {
  let [filled, large, odd] = [0, 0, 0]
  eachAmount(amounts, (value) => {
    if (value < 0 || !Number.isInteger(value)) odd++
    if (value > 0) filled++
    if (value > 10_000) large++
  })
  return odd === 0 && large < 0.5 * filled
}

/** Share of filled leaves whose largest amounts are drawn in, and times its own mean a leaf may always hold. */
const drawnIn = 0.005
const allowedTimes = 3

/**
 * Amounts with the few largest drawn in: one large order must not pass for a segment. For tests only; every sum that
 * is shown is taken from the amounts themselves.
 */
const winsorised = (amounts: Windows): Windows => {
  const { now, before, windows } = amounts
  let count = 0
  eachAmount(amounts, () => count++)
  if (count < 100) return amounts
  const sizes = new Float64Array(count)
  let at = 0
  eachAmount(amounts, (value) => {
    sizes[at++] = Math.abs(value)
  })
  const most = ranked(sizes, [Math.floor((1 - drawnIn) * count)])[0]!
  const mean = meanOfAll(amounts)
  const within = (value: number, leaf: number): number => {
    const limit = Math.max(most, allowedTimes * Math.abs(mean[leaf]!))
    return Math.max(-limit, Math.min(limit, value))
  }
  return { now: now.map(within), before: before.map(within), windows: mapped(windows, within) }
}

/** Mean over all windows, those compared too, leaf by leaf. */
const meanOfAll = (amounts: Windows, of: (value: number) => number = (value) => value): Float64Array => {
  const count = amounts.windows.count + 2
  const mean = new Float64Array(amounts.now.length)
  eachAmount(amounts, (value, leaf) => {
    mean[leaf]! += of(value) / count
  })
  return mean
}

/** Events of the usual size that the size of a member's events is mixed with: a few windows tell little of a rare one. */
const priorEvents = 5

/** Share of the whole from which on a leaf is large enough for its own windows to tell its noise. */
const regularShare = 0.01

type Spread = {
  readonly spread: Float64Array
  readonly level: Float64Array
  /** Windows in which each leaf holds something. */
  readonly filled: Uint16Array
}

/** Of each leaf its variance over the windows and its size, without the sign. */
const spreadOf = (windows: History): Spread => {
  const mean = meanOf(windows)
  const spread = new Float64Array(mean.length)
  const level = new Float64Array(mean.length)
  const filled = new Uint16Array(mean.length)
  const freedom = windows.count - 1
  eachCell(windows, (value, leaf) => {
    spread[leaf]! += (value - mean[leaf]!) ** 2 / freedom
    level[leaf]! += Math.abs(value) / windows.count
    filled[leaf]!++
  })
  // Windows in which a leaf holds nothing are off its mean as well.
  for (let leaf = 0; leaf < mean.length; leaf++)
    spread[leaf]! += ((windows.count - filled[leaf]!) * mean[leaf]! ** 2) / freedom
  return { spread, level, filled }
}

/** Variance ÷ size of the members of one dimension, and how much more they tell than the whole does. */
const memberSizes = ({ spread, level }: Spread, codes: Int32Array, members: number, whole: number) => {
  const [spreads, levels] = [new Float64Array(members), new Float64Array(members)]
  for (let leaf = 0; leaf < codes.length; leaf++) {
    spreads[codes[leaf]!]! += spread[leaf]!
    levels[codes[leaf]!]! += level[leaf]!
  }
  const sizes = spreads.map((sum, m) => (sum + priorEvents * whole * whole) / (levels[m]! + priorEvents * whole))
  let [told, all] = [0, 0]
  for (let m = 0; m < members; m++) {
    told += levels[m]! * Math.log(sizes[m]! / whole) ** 2
    all += levels[m]!
  }
  return { sizes, tells: all > 0 ? told / all : 0 }
}

/**
 * Variance of each leaf of a sum of amounts, as of a compound Poisson sum: its size × the size of one event. That is
 * Σ variance ÷ Σ size over the windows, by the members of the dimension by which events differ most in size (dear and
 * cheap products), each drawn towards the whole. A large leaf with something in every window, as regular bills have,
 * counts its own variance for half.
 */
const amountVariance = ({ codes, members }: LeafTable, amounts: Windows, sizes: Float64Array): Float64Array => {
  const { now, before, windows } = amounts
  const enough = windows.count >= enoughWindows
  const spread = spreadOf(enough ? windows : historyOf([now, before]))
  const level = sumOf(spread.level)
  const whole = level > 0 ? sumOf(spread.spread) / level : 1
  if (!(whole > 0)) return sizes
  const told = codes.map((column, d) => memberSizes(spread, column, members[d]!.length, whole))
  const best = told.reduce((most, one, d) => (one.tells > (told[most]?.tells ?? 0) ? d : most), 0)
  const large = regularShare * sumOf(sizes)
  return sizes.map((size, leaf) => {
    const shared = size * (told[best]?.sizes[codes[best]![leaf]!] ?? whole)
    const regular = enough && size > large && spread.filled[leaf] === windows.count
    return regular ? (spread.spread[leaf]! + shared) / 2 : shared
  })
}

/**
 * Amounts as numbers of events: each leaf's, the largest drawn in, divided by the size of one event there. They vary
 * as counts do, and dear and cheap goods weigh by what they tell.
 */
export const asEvents = (table: LeafTable, amounts: Windows): Windows => {
  const kept = winsorised(amounts)
  // Sizes without their sign: what was sold and came back has moved, although nothing is left of it.
  const level = meanOfAll(kept, Math.abs)
  const sizes = amountVariance(table, kept, level).map((value, leaf) =>
    level[leaf]! > 0 && value > 0 ? value / level[leaf]! : 1,
  )
  const inEvents = (value: number, leaf: number): number => value / sizes[leaf]!
  return { now: kept.now.map(inEvents), before: kept.before.map(inEvents), windows: mapped(kept.windows, inEvents) }
}
