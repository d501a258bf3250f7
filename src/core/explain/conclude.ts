import { chiSquareUpper } from '../stats/chi-square.ts'
import { aliasesOf } from './aliases.ts'
import { headlineLevel } from './budget.ts'
import { changeOf, contributions, minus, type Totals, totalsOf } from './contribution.ts'
import type { Evidence } from './cuboid.ts'
import type { Noise } from './noise.ts'
import type { Prepared } from './prepare.ts'
import type { Candidate, Segment } from './scan.ts'
import type { Found, Search, SearchResult } from './segment.ts'
import { selectedInterval } from './selected.ts'
import { whereOf } from './where.ts'
import { wholePValue, wholeSearchLevel } from './whole.ts'

const intervalLevel = 0.9

/** A segment that was named, with its leaves among the prepared ones. */
export type Named = Pick<Candidate, 'score' | 'pValue' | 'cut'> & {
  readonly segment: Segment
  readonly at: Int32Array
}

export type Outcome = {
  readonly prepared: Prepared
  readonly noise: Noise
  readonly evidence: Evidence
  readonly named: readonly Named[]
  readonly alsoMoved: SearchResult['alsoMoved']
  readonly tests: number
  readonly wholePValue: number
  readonly maxConditions: number
}

/**
 * Standard error of a segment's effect where the change is real: chance in both windows at the levels seen, not at the
 * level expected, which the tests use.
 */
const errorOf = (windows: number, { prepared, noise }: Outcome, at: Int32Array): number => {
  const { observed, expected, scale, widening } = prepared
  const past = 1 / windows
  let variance = 0
  for (const leaf of at) {
    const [v, f] = [Math.abs(observed[leaf]!), Math.abs(expected[leaf]!)]
    variance += noise.dispersion * scale[leaf]! * (v + (widening ? widening[leaf]! - 1 : past) * f)
    variance += noise.relative ** 2 * Math.max(v, f) ** 2 * (1 + past)
  }
  return Math.sqrt(variance)
}

/** 90 % interval of observed − expected of a named segment, drawn in for having been chosen. */
const intervalOf = (windows: number, outcome: Outcome, { at, score, cut }: Named): readonly [number, number] => {
  const { observed, expected } = outcome.prepared
  const excess = at.reduce((sum, leaf) => sum + observed[leaf]! - expected[leaf]!, 0)
  const error = errorOf(windows, outcome, at)
  if (!(error > 0)) return [excess, excess]
  const z = Math.abs(excess) / error
  // The cut is in the units of the test, whose error is that of no change.
  const stretch = score > 0 ? z / Math.sqrt(score) : 1
  const [near, far] = selectedInterval(z, Math.sqrt(cut) * stretch, intervalLevel)
  return excess > 0 ? [near * error, far * error] : [-far * error, -near * error]
}

/** Puts together what is said of a finished search. */
export const conclude = (search: Search, outcome: Outcome): SearchResult => {
  const { prepared, noise, evidence, named, alsoMoved, tests, maxConditions } = outcome
  const { leaves, original } = prepared
  const ratio = search.observedBase !== undefined
  const windows = search.windows ?? Infinity
  const whole = totalsOf(search, null)
  const places = named.map(({ at }) => at.map((leaf) => original[leaf]!))
  const parts = places.map((place) => totalsOf(search, place))
  const effects = contributions([...parts, parts.reduce(minus, whole)], ratio)
  const without = (part: Totals, at: Int32Array): Found['restWithoutIt'] => {
    const change = changeOf(minus(whole, part), ratio)
    const withinNoise = wholePValue(prepared, noise, windows, [at]) > wholeSearchLevel
    return { absolute: change?.absolute ?? 0, relative: change?.relative ?? null, withinNoise }
  }
  const reasons = named.map((one, i): Found => {
    const { effect, rate, mix } = effects[i]!
    const part = parts[i]!
    // Of a ratio: events over the present denominator, and the mix as it is.
    const unit = ratio ? 1 / whole.observedBase : 1
    const [low, high] = intervalOf(windows, outcome, one)
    return {
      where: whereOf(leaves, one.segment),
      leaves: places[i]!,
      observed: part.observed,
      expected: part.expected,
      observedBase: ratio ? part.observedBase : null,
      expectedBase: ratio ? part.expectedBase : null,
      effect,
      rateEffect: rate,
      mixEffect: mix,
      interval: [low * unit + (mix ?? 0), high * unit + (mix ?? 0)],
      score: one.score,
      pValue: one.pValue,
      alsoSeenAs: aliasesOf(leaves, one.segment, one.at, evidence.spread, maxConditions),
      restWithoutIt: without(part, one.at),
    }
  })
  const rest = effects.at(-1)!
  const localised = reasons.some(({ pValue }) => pValue <= headlineLevel)
  const across = outcome.wholePValue <= wholeSearchLevel
  const left = wholePValue(
    prepared,
    noise,
    windows,
    named.map(({ at }) => at),
  )
  return {
    verdict: localised ? 'localised' : across ? 'across_the_board' : 'within_noise',
    change: { ...(changeOf(whole, ratio) ?? { absolute: 0, relative: null }), pValue: outcome.wholePValue },
    reasons,
    alsoMoved,
    rest: { effect: rest.effect, rateEffect: rest.rate, mixEffect: rest.mix },
    restWithinNoise: left > wholeSearchLevel,
    tests,
    threshold: chiSquareUpper(Math.min(1, headlineLevel / Math.max(1, tests))),
    noise,
  }
}

/** What is said where there is nothing to search: no leaf, no denominator, or next to no events. */
export const nothingToSay = (search: Search): SearchResult => {
  const change = changeOf(totalsOf(search, null), search.observedBase !== undefined)
  return {
    verdict: 'cannot_say',
    change: { absolute: change?.absolute ?? 0, relative: change?.relative ?? null, pValue: null },
    reasons: [],
    alsoMoved: [],
    rest: { effect: change?.absolute ?? 0, rateEffect: null, mixEffect: null },
    restWithinNoise: false,
    tests: 0,
    threshold: Infinity,
    noise: { dispersion: 0, relative: 0 },
  }
}
