import { meanOf, sampleVariance } from '../stats/moments.ts'

/** One year: the same window, and those that came before it. */
export type Year = { readonly value: number; readonly windows: readonly number[] }

export type Season = {
  /** What the window is times its last ones, by the years before. */
  readonly factor: number
  /** Variance of the factor, relative to its square. */
  readonly variance: number
}

/** Standard errors from nothing beyond which the years are taken to agree on a season. */
const clear = 2

/**
 * By how much a window stands above or below its last ones at this time of the year: the mean of the logarithms of
 * what it did in each year before. None where fewer than two years are known, where they disagree, or where they are
 * no farther from nothing than their own windows stray.
 */
export const seasonOf = (years: readonly Year[]): Season | null => {
  const known = years.filter(({ value, windows }) => value > 0 && windows.length > 1 && meanOf(windows) > 0)
  if (known.length < 2) return null
  const logs = known.map(({ value, windows }) => Math.log(value / meanOf(windows)))
  if (!logs.every((log) => log > 0) && !logs.every((log) => log < 0)) return null
  const squares = known.flatMap(({ windows }) => windows.map((window) => (window / meanOf(windows) - 1) ** 2))
  const freedom = squares.length - known.length
  const own = squares.reduce((sum, square) => sum + square, 0) / freedom
  const mean = meanOf(logs)
  const each = meanOf(known.map(({ windows }) => 1 + 1 / windows.length))
  const variance = Math.max(own * each, sampleVariance(logs)) / known.length
  return Math.abs(mean) > clear * Math.sqrt(variance) ? { factor: Math.exp(mean), variance } : null
}

/** Relative standard deviation of ordinary windows. */
export const strayingOf = (windows: readonly number[]): { readonly relative: number; readonly windows: number } => {
  const mean = meanOf(windows)
  return { relative: mean === 0 ? 0 : Math.sqrt(sampleVariance(windows)) / Math.abs(mean), windows: windows.length }
}
