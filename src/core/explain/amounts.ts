import type { LeafTable } from './leaf-table.ts'

/** Columns of the windows, all by leaf. `windows` are the comparable ones, put on the level expected now. */
export type Windows = {
  readonly now: Float64Array
  readonly before: Float64Array
  readonly windows: readonly Float64Array[]
}

/** Comparable windows from which on the usual level of a segment is known. */
export const enoughWindows = 3

/** Mean of some windows, leaf by leaf. */
export const meanOf = (windows: readonly Float64Array[]): Float64Array => {
  const mean = new Float64Array(windows[0]!.length)
  for (const window of windows) for (let i = 0; i < mean.length; i++) mean[i]! += window[i]! / windows.length
  return mean
}

/** Whole things counted one by one, told by the numbers themselves: whole, none below zero, few in one leaf. */
export const areCounts = (columns: readonly Float64Array[]): boolean => {
  let [filled, large] = [0, 0]
  for (const column of columns)
    for (const value of column) {
      if (value < 0 || !Number.isInteger(value)) return false
      if (value > 0) filled++
      if (value > 10_000) large++
    }
  return large < 0.5 * filled
}

/** Share of filled leaves whose largest amounts are drawn in, and times its own mean a leaf may always hold. */
const drawnIn = 0.005
const allowedTimes = 3

/**
 * Amounts with the few largest drawn in: one large order must not pass for a segment. For tests only; every sum that
 * is shown is taken from the amounts themselves.
 */
const winsorised = ({ now, before, windows }: Windows): Windows => {
  const columns = [now, before, ...windows]
  const sizes: number[] = []
  for (const column of columns) for (const value of column) if (value !== 0) sizes.push(Math.abs(value))
  if (sizes.length < 100) return { now, before, windows }
  const most = Float64Array.from(sizes).sort()[Math.floor((1 - drawnIn) * sizes.length)]!
  const mean = meanOf(columns)
  const within = (column: Float64Array): Float64Array =>
    column.map((value, leaf) => {
      const limit = Math.max(most, allowedTimes * Math.abs(mean[leaf]!))
      return Math.max(-limit, Math.min(limit, value))
    })
  return { now: within(now), before: within(before), windows: windows.map(within) }
}

/** Events of the usual size that the size of a member's events is mixed with: a few windows tell little of a rare one. */
const priorEvents = 5

/** Share of the whole from which on a leaf is large enough for its own windows to tell its noise. */
const regularShare = 0.01

type Spread = { readonly spread: Float64Array; readonly level: Float64Array }

/** Of each leaf its variance over the windows and its size, without the sign. */
const spreadOf = (windows: readonly Float64Array[]): Spread => {
  const mean = meanOf(windows)
  const spread = new Float64Array(mean.length)
  const level = new Float64Array(mean.length)
  for (const window of windows)
    for (let leaf = 0; leaf < mean.length; leaf++) {
      spread[leaf]! += (window[leaf]! - mean[leaf]!) ** 2 / (windows.length - 1)
      level[leaf]! += Math.abs(window[leaf]!) / windows.length
    }
  return { spread, level }
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
const amountVariance = ({ codes, members }: LeafTable, { now, before, windows }: Windows): Float64Array => {
  const spread = spreadOf(windows.length >= enoughWindows ? windows : [now, before])
  const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)
  const level = total(spread.level)
  const whole = level > 0 ? total(spread.spread) / level : 1
  // Sizes without their sign: what was sold and came back has moved, although nothing is left of it.
  const sizes = meanOf([...windows, now, before].map((window) => window.map(Math.abs)))
  if (!(whole > 0)) return sizes
  const told = codes.map((column, d) => memberSizes(spread, column, members[d]!.length, whole))
  const best = told.reduce((most, one, d) => (one.tells > (told[most]?.tells ?? 0) ? d : most), 0)
  const all = windows.length >= enoughWindows ? windows : []
  const large = regularShare * total(sizes)
  return sizes.map((size, leaf) => {
    const shared = size * (told[best]?.sizes[codes[best]![leaf]!] ?? whole)
    const regular = size > large && all.length > 0 && all.every((window) => window[leaf] !== 0)
    return regular ? (spread.spread[leaf]! + shared) / 2 : shared
  })
}

/**
 * Amounts as numbers of events: each leaf's, the largest drawn in, divided by the size of one event there. They vary
 * as counts do, and dear and cheap goods weigh by what they tell.
 */
export const asEvents = (table: LeafTable, amounts: Windows): Windows => {
  const kept = winsorised(amounts)
  const { now, before, windows } = kept
  const variance = amountVariance(table, kept)
  const level = meanOf([...windows, now, before].map((window) => window.map(Math.abs)))
  const sizes = variance.map((value, leaf) => (level[leaf]! > 0 && value > 0 ? value / level[leaf]! : 1))
  const inEvents = (column: Float64Array): Float64Array => column.map((value, leaf) => value / sizes[leaf]!)
  return { now: inEvents(now), before: inEvents(before), windows: windows.map(inEvents) }
}
