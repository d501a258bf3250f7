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
export const winsorised = ({ now, before, windows }: Windows): Windows => {
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

/**
 * Variance of each leaf of a sum of amounts, as of a compound Poisson sum: in proportion to its mean over all windows,
 * the proportion being what all leaves show together.
 */
export const amountVariance = ({ now, before, windows }: Windows): Float64Array => {
  const all = windows.length >= enoughWindows ? windows : [now, before]
  const mean = meanOf(all)
  let [spread, level] = [0, 0]
  for (let leaf = 0; leaf < mean.length; leaf++)
    for (const window of all) {
      spread += (window[leaf]! - mean[leaf]!) ** 2 / (all.length - 1)
      level += Math.abs(window[leaf]!) / all.length
    }
  const ratio = level > 0 ? spread / level : 1
  // Sizes without their sign: what was sold and came back has moved, although nothing is left of it.
  return meanOf([...windows, now, before].map((window) => window.map(Math.abs))).map((size) => ratio * size)
}
