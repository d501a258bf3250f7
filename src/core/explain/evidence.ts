import type { Evidence } from './cuboid.ts'
import type { Noise } from './noise.ts'
import type { Prepared } from './prepare.ts'
import { againstExpected, againstRest } from './statistic.ts'

export type Sums = { readonly seen: number; readonly due: number; readonly spread: number }

/**
 * Turns leaves into effective counts: divided by dispersion × scale + relative² × size, a leaf's variance equals its
 * size, so that counts, money, shares and forecasts with proportional errors add up and are tested alike. The larger
 * of both sides stands for the size, so that one leaf that grew from nearly nothing weighs no more than one that
 * nearly vanished. The variance of a share that nothing happened to is that of both sides pooled instead: over leaves of
 * less than one event each the larger sides add up to far more than the events.
 */
export const weigh = (prepared: Prepared, noise: Noise, windows: number): Evidence => {
  const { observed, expected, scale, widening, ratio, rarer } = prepared
  const past = 1 / windows
  const size = observed.length
  const seen = new Float64Array(size)
  const due = new Float64Array(size)
  const spread = new Float64Array(size)
  const square = noise.relative * noise.relative
  for (let i = 0; i < size; i++) {
    const larger = Math.max(Math.abs(observed[i]!), Math.abs(expected[i]!))
    const counted = noise.dispersion * (widening ? widening[i]! : 1)
    // A share's own 1 − rate is known too badly of a leaf to weigh it by.
    const weight = rarer / ((ratio ? 1 : scale[i]!) * counted + square * larger)
    const counts = ratio ? (past * Math.abs(observed[i]!) + Math.abs(expected[i]!)) / (1 + past) : larger
    seen[i] = observed[i]! * weight
    due[i] = expected[i]! * weight
    spread[i] = (counted * scale[i]! * counts + square * larger * larger) * weight * weight
  }
  return { seen, due, spread }
}

/**
 * How far the noise is of the proportional kind, 0 … 1: there deviations are weighed as such, and as counts where the
 * dispersion rules; the two agree to second order. A share is bounded above and changes by additions, not by factors,
 * and an amount may be below zero: both are weighed by their deviation.
 */
export const proportionalPart = (prepared: Prepared, noise: Noise): number => {
  if (prepared.ratio || prepared.signed) return 1
  let [counting, proportional] = [0, 0]
  const square = noise.relative * noise.relative
  for (let i = 0; i < prepared.observed.length; i++) {
    const larger = Math.max(prepared.observed[i]!, prepared.expected[i]!)
    const counted = noise.dispersion * prepared.scale[i]!
    const weight = larger / (counted + square * larger) ** 2
    counting += counted * weight
    proportional += square * larger * weight
  }
  return counting + proportional > 0 ? proportional / (counting + proportional) : 0
}

/** Statistics of a group of leaves from its sums. */
export type Scorer = {
  /** Against what was expected. */
  readonly absolute: (seen: number, due: number, spread: number) => number
  /** Against what the rest of the whole did. */
  readonly relative: (seen: number, due: number, spread: number, all: Sums) => number
  /** Effective events that could have been seen in a group: what makes it testable, whatever was seen. */
  readonly mean: (seen: number, due: number) => number
}

const negligible = 1e-3

export const scorerFor = (proportional: number, windows: number, widened: boolean): Scorer => {
  const widening = widened ? 1 : 1 + 1 / windows
  const counting = 1 - proportional
  return {
    absolute: (seen, due, spread) => {
      const squared = spread > 0 ? (seen - due) ** 2 / (spread * widening) : 0
      if (counting < negligible) return squared
      const likelihood = againstExpected(seen, due, windows)
      return proportional < negligible ? likelihood : counting * likelihood + proportional * squared
    },
    relative: (seen, due, spread, all) => {
      const [outDue, outSpread] = [all.due - due, all.spread - spread]
      if (!(outDue > 1e-9 * all.due) || !(spread > 0)) return 0
      const ratio = Math.max(0, all.seen - seen) / outDue
      const variance = spread + (due * due * Math.max(0, outSpread)) / (outDue * outDue)
      const squared = (seen - ratio * due) ** 2 / (variance * widening)
      if (counting < negligible) return squared
      const likelihood = againstRest(seen, due, all.seen, all.due, windows)
      return proportional < negligible ? likelihood : counting * likelihood + proportional * squared
    },
    mean: (seen, due) => Math.max(Number.isFinite(windows) ? (seen + windows * due) / (1 + windows) : due, seen / 3),
  }
}
