import { median } from '../stats/select.ts'
import { studentTwoSided, studentWithin } from '../stats/student.ts'

/** Totals of one window: the measure and, of a ratio, its denominator. */
export type WindowTotal = { readonly value: number; readonly base: number | null }

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

/** Windows farther than this many robust deviations from the middle are odd ones; at most two are passed over. */
const farOut = 5

const withoutOutliers = (values: readonly number[]): { kept: number[]; outliers: number[] } => {
  const all = values.map((_, i) => i)
  if (values.length < 6) return { kept: all, outliers: [] }
  const middle = medianOf(values)
  const spread = 1.4826 * medianOf(values.map((value) => Math.abs(value - middle)))
  const far = all.filter((i) => spread > 0 && Math.abs(values[i]! - middle) > farOut * spread)
  return far.length > 2 ? { kept: all, outliers: [] } : { kept: all.filter((i) => !far.includes(i)), outliers: far }
}

/**
 * What a window should have been by windows like it, and whether what was seen is out of the ordinary. The mean of
 * the windows, robust to an odd one; where they rise or fall steadily, the Theil–Sen line. Judged by Student's t on
 * the windows' own spread, never less than chance alone gives (`chance` is that variance).
 * @param history nearest window first
 * @param chance variance of one window of this size by chance alone, e.g. its count
 * @returns null with fewer than three windows
 */
export const expectationOf = (
  history: readonly number[],
  observed: number,
  chance: (expected: number) => number,
): Expectation | null => {
  if (history.length < 3) return null
  const { kept, outliers } = withoutOutliers(history)
  const values = kept.map((i) => history[i]!)
  const times = kept.map((i) => -(i + 1))
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const trend = hasTrend(values)
  const slope = trend ? theilSen(times, values) : 0
  const level = trend ? medianOf(values.map((value, i) => value - slope * times[i]!)) : mean
  const meanTime = times.reduce((sum, time) => sum + time, 0) / n
  const timeSpread = times.reduce((sum, time) => sum + (time - meanTime) ** 2, 0)
  const freedom = Math.max(1, n - (trend ? 2 : 1))
  const residual = values.reduce((sum, value, i) => sum + (value - level - slope * times[i]!) ** 2, 0) / freedom
  const around = 1 + 1 / n + (trend ? meanTime ** 2 / timeSpread : 0)
  const floor = chance(level)
  const spread = Math.sqrt(Math.max(residual, floor) * around)
  const reach = studentWithin(0.95, freedom) * spread
  const t = spread > 0 ? (observed - level) / spread : 0
  return {
    value: level,
    interval: [level - reach, level + reach],
    pValue: spread > 0 ? studentTwoSided(t, freedom) : observed === level ? 1 : 0,
    spread,
    freedom,
    trend,
    outliers,
  }
}
