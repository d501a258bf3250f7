import { meanOf, sampleVariance } from '../stats/moments.ts'
import { median } from '../stats/select.ts'
import { studentTwoSided, studentWithin } from '../stats/student.ts'

export type Expectation = {
  readonly value: number
  readonly interval: readonly [number, number]
  /** Two-sided: how often so odd a window comes up where nothing happened. */
  readonly pValue: number
  /** Standard deviation of what was observed around what was expected. */
  readonly spread: number
  readonly freedom: number
  readonly trend: boolean
  /** Windows that stood far out and were passed over. */
  readonly outliers: readonly number[]
}

const medianOf = (values: readonly number[]): number => median(Float64Array.from(values))

/** Slope of Theil (1950) and Sen (1968): the median of the slopes of all pairs. */
export const theilSen = (times: readonly number[], values: readonly number[]): number => {
  const slopes: number[] = []
  for (let i = 0; i < times.length; i++)
    for (let j = i + 1; j < times.length; j++)
      if (times[j] !== times[i]) slopes.push((values[j]! - values[i]!) / (times[j]! - times[i]!))
  return medianOf(slopes)
}

/** Whether values rise or fall steadily: |S| of Mann (1945) and Kendall beyond its two-sided 5 % point. */
export const hasTrend = (values: readonly number[]): boolean => {
  const n = values.length
  let s = 0
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) s += Math.sign(values[j]! - values[i]!)
  return n >= 5 && (Math.abs(s) - 1) / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18) > 1.96
}

/** Windows from which on one far out is passed over, and from which on a nearer one is drawn in too. */
const [enoughToPass, enoughToDraw] = [6, 8]
/** Robust deviations from the middle: farther windows are passed over, at most two, the others drawn in to so many. */
const [farOut, drawnIn] = [8, 2]
/**
 * Student's t for windows drawn in, by simulation of normal ones: degrees of freedom lost, and what the spread is taken
 * times. With fewer than eight windows the loss is more than an odd one costs.
 */
const [freedomLost, drawnFactor] = [2.75, 1.13]

type Middle = {
  readonly mean: number
  readonly variance: number
  readonly freedom: number
  readonly outliers: readonly number[]
}

/** Mean and variance of some windows, an odd one passed over or drawn in; `lost` degrees of freedom are spent already. */
const middleOf = (values: readonly number[], lost: number): Middle => {
  const middle = medianOf(values)
  const reach = 1.4826 * medianOf(values.map((value) => Math.abs(value - middle)))
  const far = values.flatMap((value, i) => (Math.abs(value - middle) > farOut * reach ? [i] : []))
  const outliers = values.length >= enoughToPass && reach > 0 && far.length <= 2 ? far : []
  const drawn = values.length >= enoughToDraw && reach > 0
  const taken = values
    .filter((_, i) => !outliers.includes(i))
    .map((value) => (drawn ? Math.max(middle - drawnIn * reach, Math.min(middle + drawnIn * reach, value)) : value))
  const mean = meanOf(taken)
  const freedom = Math.max(1, taken.length - 1 - lost)
  const variance = taken.reduce((sum, value) => sum + (value - mean) ** 2, 0) / freedom
  return drawn
    ? { mean, variance: variance * drawnFactor ** 2, freedom: values.length - 1 - lost - freedomLost, outliers }
    : { mean, variance, freedom: Math.max(1, freedom - (values.length >= enoughToPass ? 1 : 0)), outliers }
}

/** Variance of some windows, robust to an odd one; null with fewer than three. */
export const robustVariance = (values: readonly number[]): number | null =>
  values.length < fewestWindows ? null : middleOf(values, 0).variance

const fewestWindows = 3

export type Expecting = {
  /** Sizes of the windows beside that observed, where they differ: a ratio of few cases strays farther. */
  readonly sizes?: readonly number[]
  /** Variance of the level itself, relative to its square, beside that of the windows: of a season. */
  readonly season?: number
  /** Relative standard deviation of ordinary windows, for a season of which few years are known. */
  readonly ordinary?: { readonly relative: number; readonly windows: number }
}

/**
 * Windows put on the spread of one of the size observed: between windows the ratio itself varies (DerSimonian and
 * Laird 1986), within them chance does the more the smaller they are.
 */
const evened = (
  history: readonly number[],
  sizes: readonly number[],
  chance: (expected: number) => number,
): number[] => {
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const level = history.reduce((sum, value, i) => sum + value * sizes[i]!, 0) / all
  const one = chance(level)
  if (!(one > 0) || !(all > 0)) return [...history]
  const weights = sizes.map((size) => size / one)
  const total = all / one
  const spread = history.reduce((sum, value, i) => sum + weights[i]! * (value - level) ** 2, 0)
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0)
  const between = Math.max(0, (spread - (history.length - 1)) / (total - squares / total || Infinity))
  return history.map((value, i) => {
    const own = one / Math.max(sizes[i]!, 1e-9) + between
    return level + (value - level) * Math.sqrt((one + between) / own)
  })
}

/**
 * What a window should have been by windows like it, and whether what was seen is out of the ordinary. The mean of
 * the windows, robust to an odd one; where they rise or fall steadily, the Theil–Sen line. Judged by Student's t on
 * the windows' own spread, never less than chance alone gives (`chance` is that variance).
 * @param history nearest window first
 * @param chance variance of one window of this size by chance alone, e.g. its count
 * @returns null with fewer than three windows, or two where the noise of ordinary ones is known
 */
export const expectationOf = (
  history: readonly number[],
  observed: number,
  chance: (expected: number) => number,
  { sizes, season = 0, ordinary }: Expecting = {},
): Expectation | null => {
  if (ordinary) return ofSeason(history, observed, chance, ordinary)
  if (history.length < fewestWindows) return null
  const values = sizes ? evened(history, sizes, chance) : history
  const n = values.length
  const times = values.map((_, i) => -(i + 1))
  const trend = hasTrend(values)
  const slope = trend ? theilSen(times, values) : 0
  const {
    mean,
    variance,
    freedom: own,
    outliers,
  } = middleOf(
    values.map((value, i) => value - slope * times[i]!),
    trend ? 1 : 0,
  )
  // What chance alone gives is known, not measured on a few windows.
  const freedom = variance > chance(mean) ? own : Math.max(1, n - 1 - (trend ? 1 : 0))
  const meanTime = times.reduce((sum, time) => sum + time, 0) / n
  const timeSpread = times.reduce((sum, time) => sum + (time - meanTime) ** 2, 0)
  const around = 1 + 1 / (n - outliers.length) + (trend ? meanTime ** 2 / timeSpread : 0)
  const spread = Math.sqrt(Math.max(variance, chance(mean)) * around + season * mean ** 2)
  return judged(observed, mean, spread, freedom, { trend, outliers })
}

/** By the same season of a few years, as far apart as ordinary windows are or the years themselves, whichever is more. */
const ofSeason = (
  history: readonly number[],
  observed: number,
  chance: (expected: number) => number,
  { relative, windows }: NonNullable<Expecting['ordinary']>,
): Expectation | null => {
  const n = history.length
  if (n < 2 || windows < fewestWindows) return null
  const mean = meanOf(history)
  const spread = Math.sqrt(Math.max((relative * mean) ** 2, sampleVariance(history), chance(mean)) * (1 + 1 / n))
  return judged(observed, mean, spread, windows - 1, { trend: false, outliers: [] })
}

const judged = (
  observed: number,
  value: number,
  spread: number,
  freedom: number,
  more: Pick<Expectation, 'trend' | 'outliers'>,
): Expectation => {
  const reach = studentWithin(0.95, freedom) * spread
  const pValue = spread > 0 ? studentTwoSided((observed - value) / spread, freedom) : observed === value ? 1 : 0
  return { value, interval: [value - reach, value + reach], pValue, spread, freedom, ...more }
}
