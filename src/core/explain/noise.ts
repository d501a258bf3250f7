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
/** Standard errors by which a slope must differ from 0. */
const slopeErrors = 3
/** Share of a bin's leaves with something on one side only from which on it is nearly empty. */
const emptyShare = 0.25
/** Typical deviation, as a share of the larger side, up to which the median tells a scale. */
const readable = 0.4

/** Dispersion, as a share of the proportional variance of a middling leaf, that makes no difference. */
const negligible = 0.1
/** Leaves from which on a median of theirs is trusted. */
const fewLeaves = 20

/** Variance ÷ mean found at one level of the mean, for `weight` leaves. */
type Point = { readonly mean: number; readonly ratio: number; readonly weight: number }

/**
 * Least squares of ratio = dispersion + relative² × mean with relative errors, neither below 0: each point's error is
 * in proportion to itself, as that of a variance is. A slope that could be chance is none.
 */
const fitLine = (points: readonly Point[]): Noise => {
  let [s, sx, sxx, sy, sxy, leaves, sum] = [0, 0, 0, 0, 0, 0, 0]
  for (const { mean, ratio, weight } of points) {
    const w = weight / (2 * ratio * ratio + 1e-300)
    s += w
    sx += w * mean
    sxx += w * mean * mean
    sy += w * ratio
    sxy += w * mean * ratio
    leaves += weight
    sum += weight * ratio
  }
  const determinant = s * sxx - sx * sx
  const flat = { dispersion: leaves > 0 ? sum / leaves : 0, relative: 0 }
  if (!(determinant > 1e-12 * s * sxx)) return flat
  const slope = (s * sxy - sx * sy) / determinant
  const error = Math.sqrt(s / determinant)
  if (slope <= slopeErrors * error) return flat
  const intercept = (sy - slope * sx) / s
  if (intercept <= 0) return { dispersion: 0, relative: Math.sqrt(sxy / sxx) }
  return { dispersion: intercept, relative: Math.sqrt(slope) }
}

/** Median of observed ÷ expected over leaves of which something is expected: what happened to most. 1 where few are. */
export const typicalRatio = (
  observed: Float64Array,
  expected: Float64Array,
  groups: readonly (Int32Array | readonly number[])[],
): number => {
  const ratios = new Float64Array(groups.reduce((sum, group) => sum + group.length, 0))
  let count = 0
  for (const group of groups)
    for (const leaf of group) if (expected[leaf]! > 0) ratios[count++] = observed[leaf]! / expected[leaf]!
  return count < fewLeaves ? 1 : median(ratios.subarray(0, count))
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

/** Whether most leaves of a bin hold nothing or a single event on one side. */
const nearlyEmpty = (bin: Int32Array, observed: Float64Array, expected: Float64Array): boolean => {
  let oneSided = 0
  for (const leaf of bin) if (observed[leaf]! <= 0 !== expected[leaf]! <= 0) oneSided++
  return oneSided > emptyShare * bin.length
}

/** Pooled second moments with each leaf's share bounded; the bound follows the estimate until both agree. */
const momentPoint = (
  leaves: readonly number[] | Int32Array,
  { observed, expected, scale }: NoiseInput,
  pooled: Float64Array,
  share: number,
): readonly Point[] => {
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
  if (!(scaled > 0)) return []
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
  return [{ mean: meanSquares / scaled, ratio, weight: leaves.length }]
}

/** Points of well-filled bins by their median deviation, as a share of a leaf's size, which `size` tells. */
const medianPoints = (
  bins: readonly Int32Array[],
  input: NoiseInput,
  pooled: Float64Array,
  size: (observed: number, due: number) => number,
): readonly Point[] => {
  const { observed, expected, scale, windows } = input
  const share = 1 / windows
  const centre = typicalRatio(observed, expected, bins)
  return bins.flatMap((bin): readonly Point[] => {
    const deviations = new Float64Array(bin.length)
    let [mean, scaled] = [0, 0]
    for (let i = 0; i < bin.length; i++) {
      const leaf = bin[i]!
      const due = centre * expected[leaf]!
      deviations[i] = Math.abs(observed[leaf]! - due) / Math.max(size(observed[leaf]!, due), 1e-300)
      mean += due / bin.length
      scaled += scale[leaf]! / bin.length
    }
    const typical = median(deviations)
    if (typical > readable) return momentPoint(bin, input, pooled, share)
    const relative = normalConsistent * typical
    return [{ mean: mean / scaled, ratio: (relative ** 2 * mean) / (1 + share) / scaled, weight: bin.length }]
  })
}

/**
 * Reads the noise from the leaves themselves, robust against a part of them having moved. Leaves are taken in bins of
 * like pooled mean. In a bin of well-filled leaves the scale is 1.4826 × the median deviation; where deviations are as
 * large as the leaves, and for leaves that mostly hold nothing or one event, which are pooled, the median is no use and
 * second moments are taken, to which a moved segment adds little (given the sum of a leaf over all windows,
 * E(observed − expected)² = dispersion × (1 + 1 ÷ windows) × mean).
 */
export const measureNoise = (input: NoiseInput): Noise => {
  const { observed, expected, windows } = input
  const share = 1 / windows
  const pooled = Number.isFinite(windows)
    ? expected.map((value, i) => (share * observed[i]! + value) / (1 + share))
    : expected
  const filled: Int32Array[] = []
  const sparse: number[] = []
  for (const bin of binned(pooled)) {
    if (!nearlyEmpty(bin, observed, expected)) filled.push(bin)
    else for (const leaf of bin) sparse.push(leaf)
  }
  const empty = sparse.length > 0 ? momentPoint(sparse, input, pooled, share) : []
  const noise = fitLine([...medianPoints(filled, input, pooled, (a, b) => (a + b) / 2), ...empty])
  // Errors that are proportional from small leaves on are weighed against the larger side, so they are measured so.
  const proportional = noise.dispersion < negligible * noise.relative ** 2 * median(pooled.slice())
  return proportional ? fitLine([...medianPoints(filled, input, pooled, Math.max), ...empty]) : noise
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

const unknownRelative = 0.2
/** More than this is not noise of rates but rates that moved, where most leaves did. */
const mostRelative = 0.25

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
