import { chiSquareTail, chiSquareUpper } from '../stats/chi-square.ts'
import { aliasesOf } from './aliases.ts'
import { alsoMovedIn } from './also-moved.ts'
import { besideLevel, furtherLevel, headlineLevel, shareBudget } from './budget.ts'
import { changeOf, contributions, minus, type Totals, totalsOf } from './contribution.ts'
import { buildCuboids, dimensionSets, type Evidence, removeLeaves } from './cuboid.ts'
import { proportionalPart, type Scorer, type Sums, scorerFor, weigh } from './evidence.ts'
import { joinable } from './functions.ts'
import { measureNoise, type Noise, noiseOfHistory, relativeNoise } from './noise.ts'
import { type Prepared, prepare, take } from './prepare.ts'
import { refine } from './refine.ts'
import { bestSegment, leastMean, type Segment, sumsOf, testsIn } from './scan.ts'
import type { Found, Search, SearchResult, SearchSegments } from './segment.ts'
import { selectedInterval } from './selected.ts'
import { whereOf } from './where.ts'

/** Chance of calling a movement of the whole one where nothing happened; added to that of naming a segment. */
const wholeLevel = 0.005
const maxConditionsUnlessSaid = 3
const maxReasonsUnlessSaid = 3
const intervalLevel = 0.9

const noiseOf = (search: Search, prepared: Prepared): Noise => {
  const { observed, expected, scale, widening, original } = prepared
  const input = { observed, expected, scale, windows: search.windows ?? Infinity }
  if (prepared.ratio) return relativeNoise(input, Math.max(1, search.dispersion ?? 1), widening)
  if (search.dispersion !== undefined) return { dispersion: search.dispersion, relative: 0 }
  const { history } = search
  if (history && history.length >= 3)
    return noiseOfHistory(
      history.map((window) => take(window, original)),
      scale,
    )
  return measureNoise(input)
}

type Named = {
  readonly segment: Segment
  /** Of the prepared leaves. */
  readonly at: Int32Array
  readonly sums: Sums
  readonly score: number
  readonly pValue: number
  readonly cut: number
}

/** Whether a whole moved by more than noise. */
const wholeMoved = (sums: Sums, scorer: Scorer): number =>
  chiSquareTail(scorer.absolute(sums.seen, sums.due, sums.spread))

const subtract = (a: Sums, b: Sums): Sums => ({
  seen: a.seen - b.seen,
  due: a.due - b.due,
  spread: a.spread - b.spread,
})

/**
 * Standard error of a segment's effect where the change is real: chance in both windows at the levels seen, not at the
 * level expected, which the tests use.
 */
const errorOf = (search: Search, prepared: Prepared, noise: Noise, at: Int32Array): number => {
  const { observed, expected, scale, widening } = prepared
  const past = 1 / (search.windows ?? Infinity)
  let variance = 0
  for (const leaf of at) {
    const [v, f] = [Math.abs(observed[leaf]!), Math.abs(expected[leaf]!)]
    variance += noise.dispersion * scale[leaf]! * (v + (widening ? widening[leaf]! - 1 : past) * f)
    variance += noise.relative ** 2 * Math.max(v, f) ** 2 * (1 + past)
  }
  return Math.sqrt(variance)
}

const restWithout = (
  search: Search,
  whole: Totals,
  part: Totals,
  sums: Sums,
  scorer: Scorer,
): Found['restWithoutIt'] => {
  const change = changeOf(minus(whole, part), search.observedBase !== undefined)
  return {
    absolute: change?.absolute ?? 0,
    relative: change?.relative ?? null,
    withinNoise: wholeMoved(sums, scorer) > wholeLevel,
  }
}

const nothing = (search: Search): SearchResult => {
  const change = changeOf(totalsOf(search, null), search.observedBase !== undefined)
  return {
    verdict: 'cannot_say',
    change: { absolute: change?.absolute ?? 0, relative: change?.relative ?? null, pValue: null },
    reasons: [],
    alsoMoved: [],
    restWithinNoise: false,
    rest: { effect: change?.absolute ?? 0, rateEffect: null, mixEffect: null },
    tests: 0,
    threshold: Infinity,
    noise: { dispersion: 0, relative: 0 },
  }
}

/**
 * Which segments account for the difference between what was observed and what was expected. Every segment of at most
 * `maxConditions` conditions is scored by one likelihood ratio, against what was expected and against the rest; the
 * one that holds the most evidence is named as narrowly or widely as its leaves warrant and taken out, and so on. All
 * it says is exact arithmetic on disjoint leaves: effects of the reasons and of the rest add up to the change.
 */
export const searchSegments: SearchSegments = (search) => {
  const prepared = prepare(search)
  const { leaves } = prepared
  const whole = totalsOf(search, null)
  const ratio = search.observedBase !== undefined
  const change = changeOf(whole, ratio)
  if (leaves.size === 0 || change === null) return nothing(search)
  const noise = noiseOf(search, prepared)
  const evidence = weigh(prepared, noise)
  const scorer = scorerFor(proportionalPart(prepared, noise), search.windows ?? Infinity, prepared.widening !== null)
  const all = sumsOf(
    evidence,
    Int32Array.from({ length: leaves.size }, (_, i) => i),
  )
  if (scorer.mean(all.seen, all.due) < leastMean) return nothing(search)
  const maxConditions = search.maxConditions ?? maxConditionsUnlessSaid
  const mayJoin = joinable(leaves, search.functionOf ?? {})
  const cuboids = buildCuboids(leaves, dimensionSets(leaves.dimensions.length, maxConditions, mayJoin), evidence)
  const budget = shareBudget(cuboids, scorer.mean(all.seen, all.due))
  const scan = { leaves, cuboids, scorer, budget }
  const tests = testsIn(scan)
  const alsoMoved = alsoMovedIn(scan, search, prepared, all)
  const taken = new Uint8Array(leaves.size)
  const named: Named[] = []
  let left = all
  while (named.length < (search.maxReasons ?? maxReasonsUnlessSaid)) {
    const usual = named.length > 0 ? furtherLevel : wholeMoved(all, scorer) <= wholeLevel ? besideLevel : headlineLevel
    const level = named.length < (search.atLeast ?? 0) ? Infinity : usual
    const best = bestSegment(scan, left, level)
    if (!best) break
    const { score, pValue, cut } = best
    const { segment, at } = refine(best, { prepared, evidence, scorer, taken, maxConditions, mayJoin })
    const sums = sumsOf(evidence, at)
    named.push({ segment, at, sums, score, pValue, cut })
    for (const leaf of at) taken[leaf] = 1
    removeLeaves(cuboids, leaves, at, evidence)
    left = subtract(left, sums)
  }
  return answer(search, prepared, { noise, evidence, scorer, all, named, whole, change, tests, alsoMoved })
}

type Outcome = {
  readonly noise: Noise
  readonly evidence: Evidence
  readonly scorer: Scorer
  readonly all: Sums
  readonly named: readonly Named[]
  readonly whole: Totals
  readonly change: { readonly absolute: number; readonly relative: number | null }
  readonly tests: number
  readonly alsoMoved: SearchResult['alsoMoved']
}

const answer = (search: Search, prepared: Prepared, outcome: Outcome): SearchResult => {
  const { noise, evidence, scorer, all, named, whole, change, tests, alsoMoved } = outcome
  const { leaves, original } = prepared
  const ratio = search.observedBase !== undefined
  const places = named.map(({ at }) => at.map((leaf) => original[leaf]!))
  const parts = places.map((place) => totalsOf(search, place))
  const effects = contributions([...parts, parts.reduce(minus, whole)], ratio)
  const moved = evidence.seen.map((seen, i) => Math.abs(seen - evidence.due[i]!))
  const reasons = named.map(({ segment, at, sums, score, pValue, cut }, i): Found => {
    const { effect, rate, mix } = effects[i]!
    const part = parts[i]!
    const excess = at.reduce((sum, leaf) => sum + prepared.observed[leaf]! - prepared.expected[leaf]!, 0)
    const error = errorOf(search, prepared, noise, at)
    const stretch = error > 0 ? Math.abs(excess) / Math.sqrt(score) / error : 1
    const [near, far] = selectedInterval(Math.abs(excess) / error, Math.sqrt(cut) * stretch, intervalLevel)
    // In units of the answer: for a ratio, events over the present denominator, with the mix as it is.
    const unit = (Math.sign(excess) * error) / (ratio ? whole.observedBase : 1)
    const ends = [near * unit + (mix ?? 0), far * unit + (mix ?? 0)].sort((a, b) => a - b)
    return {
      where: whereOf(leaves, segment),
      leaves: places[i]!,
      observed: part.observed,
      expected: part.expected,
      observedBase: ratio ? part.observedBase : null,
      expectedBase: ratio ? part.expectedBase : null,
      effect,
      rateEffect: rate,
      mixEffect: mix,
      interval: [ends[0]!, ends[1]!],
      score,
      pValue,
      alsoSeenAs: aliasesOf(leaves, segment, at, moved, search.maxConditions ?? maxConditionsUnlessSaid),
      restWithoutIt: restWithout(search, whole, part, subtract(all, sums), scorer),
    }
  })
  const rest = effects.at(-1)!
  const significant = reasons.some(({ pValue }) => pValue <= headlineLevel)
  const pValue = wholeMoved(all, scorer)
  return {
    verdict: significant ? 'localised' : pValue <= wholeLevel ? 'across_the_board' : 'within_noise',
    change: { ...change, pValue },
    reasons,
    alsoMoved,
    restWithinNoise:
      wholeMoved(
        named.reduce((sums, one) => subtract(sums, one.sums), all),
        scorer,
      ) > wholeLevel,
    rest: { effect: rest.effect, rateEffect: rest.rate, mixEffect: rest.mix },
    tests,
    threshold: chiSquareUpper(Math.min(1, headlineLevel / Math.max(1, tests))),
    noise,
  }
}
