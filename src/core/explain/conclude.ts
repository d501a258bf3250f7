import { chiSquareUpper } from '../stats/chi-square.ts'
import { aliasesOf } from './aliases.ts'
import { headlineLevel } from './budget.ts'
import { changeOf, contributions, minus, type Totals, totalsOf } from './contribution.ts'
import type { Evidence } from './cuboid.ts'
import type { Scorer, Sums } from './evidence.ts'
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
  readonly sums: Sums
}

export type Outcome = {
  readonly prepared: Prepared
  readonly noise: Noise
  readonly evidence: Evidence
  readonly scorer: Scorer
  readonly named: readonly Named[]
  readonly alsoMoved: SearchResult['alsoMoved']
  readonly tests: number
  readonly wholePValue: number
  readonly maxConditions: number
}

/**
 * Standard error of a segment's effect by the effect supposed: chance in both windows, the present one at the level
 * that the effect would make, not at the level expected, which the tests use.
 */
const errorOf = (windows: number, { prepared, noise }: Outcome, at: Int32Array): ((effect: number) => number) => {
  const { observed, expected, scale, widening } = prepared
  const past = 1 / windows
  let [present, before, proportional, excess, events, counted] = [0, 0, 0, 0, 0, 0]
  for (const leaf of at) {
    const [v, f] = [Math.abs(observed[leaf]!), Math.abs(expected[leaf]!)]
    const unit = noise.dispersion * scale[leaf]!
    present += unit * v
    before += unit * (widening ? widening[leaf]! - 1 : past) * f
    proportional += noise.relative ** 2 * Math.max(v, f) ** 2 * (1 + past)
    excess += observed[leaf]! - expected[leaf]!
    events += v + f
    counted += unit * (v + f)
  }
  const each = events > 0 ? counted / events : 0
  return (effect) => Math.sqrt(Math.max(0, present + each * (effect - excess)) + before + proportional)
}

/**
 * Share of a named segment's change that its statistic needed to be named at all. The strongest segment passed the
 * cut; where it was then named more widely or narrowly, the name passed it by as much.
 */
const neededShare = ({ score, cut, sums }: Named, { absolute }: Scorer): number => {
  const { seen, due, spread } = sums
  const needed = score > 0 ? (cut / score) * absolute(seen, due, spread) : 0
  let [low, high] = [0, 1]
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (absolute(due + middle * (seen - due), due, spread) < needed) low = middle
    else high = middle
  }
  return high
}

/** 90 % interval of observed − expected of a named segment, drawn in for having been chosen. */
const intervalOf = (windows: number, outcome: Outcome, named: Named): readonly [number, number] => {
  const { observed, expected } = outcome.prepared
  const excess = named.at.reduce((sum, leaf) => sum + observed[leaf]! - expected[leaf]!, 0)
  const error = errorOf(windows, outcome, named.at)
  if (!(error(excess) > 0)) return [excess, excess]
  const [size, sign] = [Math.abs(excess), Math.sign(excess)]
  const cut = size * neededShare(named, outcome.scorer)
  const [near, far] = selectedInterval(size, cut, intervalLevel, (mean) => error(sign * mean))
  return sign > 0 ? [near, far] : [-far, -near]
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
      // Worked out when asked for: it is one more pass over all leaves.
      get restWithoutIt() {
        return without(part, one.at)
      },
    }
  })
  const rest = effects.at(-1)!
  const localised = reasons.some(({ pValue }) => pValue <= headlineLevel)
  const across = outcome.wholePValue <= wholeSearchLevel
  const taken = named.map(({ at }) => at)
  return {
    verdict: localised ? 'localised' : across ? 'across_the_board' : 'within_noise',
    change: { ...(changeOf(whole, ratio) ?? { absolute: 0, relative: null }), pValue: outcome.wholePValue },
    reasons,
    alsoMoved,
    rest: { effect: rest.effect, rateEffect: rest.rate, mixEffect: rest.mix },
    get restWithinNoise() {
      return wholePValue(prepared, noise, windows, taken) > wholeSearchLevel
    },
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
