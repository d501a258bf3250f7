import { alsoMovedIn } from './also-moved.ts'
import { besideLevel, furtherLevel, headlineLevel, shareBudget } from './budget.ts'
import { conclude, type Named, nothingToSay } from './conclude.ts'
import { changeOf, totalsOf } from './contribution.ts'
import { buildCuboids, dimensionSets, removeLeaves } from './cuboid.ts'
import { proportionalPart, type Sums, scorerFor, weigh } from './evidence.ts'
import { joinable } from './functions.ts'
import { measureNoise, type Noise, noiseOfHistory, relativeNoise } from './noise.ts'
import { type Prepared, prepare, take } from './prepare.ts'
import { refine } from './refine.ts'
import { bestSegment, leastMean, sumsOf, testsIn } from './scan.ts'
import type { Search, SearchSegments } from './segment.ts'
import { wholePValue, wholeSearchLevel } from './whole.ts'

const maxConditionsUnlessSaid = 3
const maxReasonsUnlessSaid = 3
/** Windows from which on their own variation is the measure of noise. */
const enoughHistory = 3

const noiseOf = (search: Search, prepared: Prepared): Noise => {
  const { observed, expected, scale, widening, original } = prepared
  const { dispersion, history = [], windows = Infinity } = search
  const input = { observed, expected, scale, windows }
  if (prepared.ratio) return relativeNoise(input, Math.max(1, dispersion ?? 1), widening)
  if (dispersion !== undefined) return { dispersion, relative: 0 }
  if (history.length < enoughHistory) return measureNoise(input)
  return noiseOfHistory(
    history.map((window) => take(window, original)),
    scale,
  )
}

const subtract = (a: Sums, b: Sums): Sums => ({
  seen: a.seen - b.seen,
  due: a.due - b.due,
  spread: a.spread - b.spread,
})

/**
 * Which segments account for the difference between what was observed and what was expected. Every segment of at most
 * `maxConditions` conditions is scored by one likelihood ratio, against what was expected and against the rest; the
 * one that holds the most evidence is named as narrowly or widely as its leaves warrant and taken out, and so on. All
 * it says is exact arithmetic on disjoint leaves: effects of the reasons and of the rest add up to the change.
 */
export const searchSegments: SearchSegments = (search) => {
  const prepared = prepare(search)
  const { leaves } = prepared
  const change = changeOf(totalsOf(search, null), search.observedBase !== undefined)
  if (leaves.size === 0 || change === null) return nothingToSay(search)
  const windows = search.windows ?? Infinity
  const noise = noiseOf(search, prepared)
  const evidence = weigh(prepared, noise)
  const scorer = scorerFor(proportionalPart(prepared, noise), windows, prepared.widening !== null)
  const all = sumsOf(evidence, null)
  if (scorer.mean(all.seen, all.due) < leastMean) return nothingToSay(search)
  const maxConditions = search.maxConditions ?? maxConditionsUnlessSaid
  const mayJoin = joinable(leaves, search.functionOf ?? {})
  const cuboids = buildCuboids(leaves, dimensionSets(leaves.dimensions.length, maxConditions, mayJoin), evidence)
  const scan = { leaves, cuboids, scorer, budget: shareBudget(cuboids, scorer.mean(all.seen, all.due)) }
  const tests = testsIn(scan)
  const alsoMoved = alsoMovedIn(scan, search, prepared, all)
  const whole = wholePValue(prepared, noise, windows, [])
  const taken = new Uint8Array(leaves.size)
  const named: Named[] = []
  let left = all
  while (named.length < (search.maxReasons ?? maxReasonsUnlessSaid)) {
    const usual = named.length > 0 ? furtherLevel : whole <= wholeSearchLevel ? besideLevel : headlineLevel
    const best = bestSegment(scan, left, named.length < (search.atLeast ?? 0) ? Infinity : usual)
    if (!best) break
    const { score, pValue, cut } = best
    const { segment, at } = refine(best, { prepared, evidence, scorer, taken, maxConditions, mayJoin })
    named.push({ segment, at, score, pValue, cut })
    for (const leaf of at) taken[leaf] = 1
    removeLeaves(cuboids, leaves, at, evidence)
    left = subtract(left, sumsOf(evidence, at))
  }
  return conclude(search, {
    prepared,
    noise,
    evidence,
    named,
    alsoMoved,
    tests,
    wholePValue: whole,
    maxConditions,
  })
}
