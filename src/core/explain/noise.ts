import { median, ranked } from '../stats/select.ts'

/** Noise of a leaf: variance = dispersion × scale × mean + relative² × mean². */
export type Noise = { readonly dispersion: number; readonly relative: number }

export type NoiseInput = {
  readonly observed: Float64Array
  readonly expected: Float64Array
  readonly scale: Float64Array
  /** Windows averaged in `expected`; Infinity for a forecast. */
  readonly windows: number
}

const normalConsistent = 1.482602218505602
const binsAtMost = 24
const leavesPerBin = 40
/** A leaf's squared deviation counts at most so many times its variance. */
const mostTimes = 16

/** Variance ÷ mean found at one level of the mean, for `weight` leaves. */
type Point = { readonly mean: number; readonly ratio: number; readonly weight: number }

/**
 * Least squares of ratio = dispersion + relative² × mean with relative errors, neither below 0.
 * Each point's error is in proportion to itself, as that of a variance is.
 */
const fitLine = (points: readonly Point[]): Noise => {
  let [s, sx, sxx, sy, sxy] = [0, 0, 0, 0, 0]
  for (const { mean, ratio, weight } of points) {
    const w = weight / (ratio * ratio + 1e-300)
    s += w
    sx += w * mean
    sxx += w * mean * mean
    sy += w * ratio
    sxy += w * mean * ratio
  }
  const determinant = s * sxx - sx * sx
  const slope = determinant > 1e-12 * s * sxx ? (s * sxy - sx * sy) / determinant : -1
  const intercept = determinant > 0 ? (sy - slope * sx) / s : -1
  if (slope <= 0) return { dispersion: s > 0 ? sy / s : 0, relative: 0 }
  if (intercept <= 0) return { dispersion: 0, relative: Math.sqrt(sxx > 0 ? sxy / sxx : 0) }
  return { dispersion: intercept, relative: Math.sqrt(slope) }
}

/** Median of observed ÷ expected over leaves that have both: what happened to most of them. 1 where there are few. */
export const typicalRatio = (observed: Float64Array, expected: Float64Array): number => {
  const ratios = new Float64Array(observed.length)
  let count = 0
  for (let i = 0; i < observed.length; i++)
    if (observed[i]! > 0 && expected[i]! > 0) ratios[count++] = observed[i]! / expected[i]!
  return count < 30 ? 1 : median(ratios.subarray(0, count))
}

/** Leaves in bins of like mean: bin of each leaf, and the leaves of each bin. */
const binned = (means: Float64Array): readonly Int32Array[] => {
  const bins = Math.max(1, Math.min(binsAtMost, Math.floor(means.length / leavesPerBin)))
  const ranks = Array.from({ length: bins - 1 }, (_, b) => Math.floor(((b + 1) * means.length) / bins))
  const edges = [...new Set(ranked(means.slice(), ranks))]
  const binOf = new Uint8Array(means.length)
  const counts = new Int32Array(edges.length + 1)
  for (let i = 0; i < means.length; i++) {
    let [low, high] = [0, edges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (means[i]! >= edges[middle]!) low = middle + 1
      else high = middle
    }
    binOf[i] = low
    counts[low]!++
  }
  const leaves = [...counts].map((count) => new Int32Array(count))
  const filled = new Int32Array(leaves.length)
  for (let i = 0; i < means.length; i++) leaves[binOf[i]!]![filled[binOf[i]!]!++] = i
  return leaves.filter((bin) => bin.length > 0)
}

/** Whether the median deviation of a bin tells its scale: not where most leaves hold nothing or differ by single events. */
const hasScale = (bin: Int32Array, observed: Float64Array, expected: Float64Array, counts: boolean): boolean => {
  let [oneSided, close] = [0, 0]
  for (const leaf of bin) {
    if (observed[leaf]! <= 0 !== expected[leaf]! <= 0) oneSided++
    if (Math.abs(observed[leaf]! - expected[leaf]!) < 3) close++
  }
  return oneSided <= 0.25 * bin.length && !(counts && close > 0.5 * bin.length)
}

/** Pooled second moments with each leaf's share bounded; the bound follows the estimate until both agree. */
const momentPoint = (
  leaves: readonly number[],
  { observed, expected, scale }: NoiseInput,
  pooled: Float64Array,
  share: number,
): Point | null => {
  let [seen, due, scaled, meanSquares] = [0, 0, 0, 0]
  for (const leaf of leaves) {
    seen += observed[leaf]!
    due += expected[leaf]!
  }
  const centre = due > 0 ? seen / due : 1
  for (const leaf of leaves) {
    const mean = centre * pooled[leaf]!
    scaled += mean * scale[leaf]!
    meanSquares += mean * mean
  }
  if (!(scaled > 0)) return null
  const unit = median(Float64Array.from(leaves, (leaf) => observed[leaf]!).filter((value) => value > 0))
  let ratio = Infinity
  for (let pass = 0; pass < 30; pass++) {
    let squares = 0
    for (const leaf of leaves) {
      const square = (observed[leaf]! - centre * expected[leaf]!) ** 2 / (1 + share)
      squares += Math.min(square, mostTimes * ratio * scale[leaf]! * (centre * pooled[leaf]! + unit))
    }
    const next = squares / scaled
    const settled = next > 0.999 * ratio
    ratio = next
    if (settled) break
  }
  return { mean: meanSquares / scaled, ratio, weight: leaves.length }
}

/**
 * Reads the noise from the leaves themselves, robust against a part of them having moved. Leaves are taken in bins of
 * like pooled mean. In a bin of well-filled leaves the scale is 1.4826 × the median deviation; leaves that mostly hold
 * nothing or one event have no useful median and are pooled by second moments, where a moved segment adds little
 * (given the sum of a leaf over all windows, E(observed − expected)² = dispersion × (1 + 1 ÷ windows) × mean).
 */
export const measureNoise = (input: NoiseInput): Noise => {
  const { observed, expected, scale, windows } = input
  const share = 1 / windows
  const pooled = Number.isFinite(windows)
    ? expected.map((value, i) => (share * observed[i]! + value) / (1 + share))
    : expected
  const centre = typicalRatio(observed, expected)
  const counts = observed.every(Number.isInteger)
  const points: Point[] = []
  const sparse: number[] = []
  for (const bin of binned(pooled)) {
    if (!hasScale(bin, observed, expected, counts)) {
      for (const leaf of bin) sparse.push(leaf)
      continue
    }
    const deviations = new Float64Array(bin.length)
    let [mean, scaled] = [0, 0]
    for (let i = 0; i < bin.length; i++) {
      const leaf = bin[i]!
      const due = centre * expected[leaf]!
      deviations[i] = Math.abs(observed[leaf]! - due) / Math.max(observed[leaf]!, due, 1e-300)
      mean += due / bin.length
      scaled += scale[leaf]! / bin.length
    }
    const relative = normalConsistent * median(deviations)
    points.push({ mean: mean / scaled, ratio: (relative ** 2 * mean) / (1 + share) / scaled, weight: bin.length })
  }
  const point = sparse.length > 0 ? momentPoint(sparse, input, pooled, share) : null
  return fitLine(point ? [...points, point] : points)
}

/** Noise between comparable windows, leaf by leaf: what happened in the window asked about plays no part. */
export const noiseOfHistory = (history: readonly Float64Array[], scale: Float64Array): Noise => {
  const count = history.length
  const means = new Float64Array(scale.length)
  const variances = new Float64Array(scale.length)
  for (const window of history) for (let i = 0; i < means.length; i++) means[i]! += window[i]! / count
  for (const window of history)
    for (let i = 0; i < means.length; i++) variances[i]! += (window[i]! - means[i]!) ** 2 / (count - 1)
  const points: Point[] = []
  for (const bin of binned(means)) {
    let [squares, mean, meanSquares] = [0, 0, 0]
    for (const leaf of bin) {
      squares += variances[leaf]!
      mean += means[leaf]! * scale[leaf]!
      meanSquares += means[leaf]! ** 2
    }
    if (mean > 0 && squares > 0) points.push({ mean: meanSquares / mean, ratio: squares / mean, weight: bin.length })
  }
  return fitLine(points)
}

/** Leaves from which on their median deviation is trusted. */
const fewLeaves = 20
const unknownRelative = 0.2
/** More than this is not noise of rates but rates that moved, where most leaves did. */
const mostRelative = 0.3

/**
 * The proportional part of the noise where the dispersion is known, as that of shares is: such that half of the leaves
 * with at least one expected event deviate by less than 0.6745 standard deviations.
 */
export const relativeNoise = (
  { observed, expected, scale, windows }: NoiseInput,
  dispersion: number,
  widening: Float64Array | null,
): Noise => {
  const filled: number[] = []
  for (let i = 0; i < observed.length; i++) if (expected[i]! >= 1) filled.push(i)
  if (filled.length < fewLeaves) return { dispersion, relative: unknownRelative }
  const excess = (relative: number): number => {
    const deviations = filled.map((i) => {
      const mean = Math.max(observed[i]!, expected[i]!)
      const variance = dispersion * scale[i]! * mean * (widening?.[i] ?? 1 + 1 / windows) + (relative * mean) ** 2
      return Math.abs(observed[i]! - expected[i]!) / Math.sqrt(variance)
    })
    return median(Float64Array.from(deviations)) - 1 / normalConsistent
  }
  if (excess(0) <= 0) return { dispersion, relative: 0 }
  let [low, high] = [0, mostRelative]
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2
    if (excess(middle) > 0) low = middle
    else high = middle
  }
  return { dispersion, relative: high }
}
