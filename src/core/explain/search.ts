import { alsoMovedIn } from './also-moved.ts'
import { besideLevel, furtherLevel, headlineLevel, shareBudget } from './budget.ts'
import { conclude, type Named, nothingToSay, type Outcome } from './conclude.ts'
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

/**
 * Whether the noise is read from the leaves alone. That of shares is known but for its proportional part, and reading
 * that again names less well (RS in `npm run bench why`).
 */
const readsLeaves = ({ dispersion, history = [] }: Search, { ratio }: Prepared): boolean =>
  !ratio && dispersion === undefined && history.length < enoughHistory

/** Noise as the windows before or, without them, the leaves themselves tell it: those `at` that are asked about. */
const noiseOf = (search: Search, prepared: Prepared, at: Int32Array): Noise => {
  const { scale, widening, original } = prepared
  const { dispersion, history = [], windows = Infinity } = search
  const [observed, expected] = [take(prepared.observed, at), take(prepared.expected, at)]
  const input = { observed, expected, scale: take(scale, at), windows }
  if (prepared.ratio) return relativeNoise(input, Math.max(1, dispersion ?? 1), widening && take(widening, at))
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

type Peeled = Omit<Outcome, 'prepared'> & { readonly taken: Uint8Array }

/** Names the segment that holds most evidence, takes it out, and so on; null where too little happened to test. */
const peel = (search: Search, prepared: Prepared, noise: Noise): Peeled | null => {
  const { leaves } = prepared
  const windows = search.windows ?? Infinity
  const evidence = weigh(prepared, noise, windows)
  const scorer = scorerFor(proportionalPart(prepared, noise), windows, prepared.widening !== null)
  const all = sumsOf(evidence, null)
  if (scorer.mean(all.seen, all.due) < leastMean) return null
  const maxConditions = search.maxConditions ?? maxConditionsUnlessSaid
  const mayJoin = joinable(leaves, search.functionOf ?? {})
  const cuboids = buildCuboids(leaves, dimensionSets(leaves.dimensions.length, maxConditions, mayJoin), evidence)
  const scan = { leaves, cuboids, scorer, budget: shareBudget(cuboids, scorer.mean(all.seen, all.due)) }
  const tests = testsIn(scan)
  const alsoMoved = search.reasonsOnly ? [] : alsoMovedIn(scan, search, prepared, all)
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
    const sums = sumsOf(evidence, at)
    named.push({ segment, at, sums, score, pValue, cut })
    for (const leaf of at) taken[leaf] = 1
    removeLeaves(cuboids, leaves, at, evidence)
    left = subtract(left, sums)
  }
  return { noise, evidence, scorer, named, alsoMoved, tests, wholePValue: whole, maxConditions, taken }
}

const untaken = (taken: Uint8Array): Int32Array => {
  const left = new Int32Array(taken.length)
  let count = 0
  for (let leaf = 0; leaf < taken.length; leaf++) if (taken[leaf] === 0) left[count++] = leaf
  return left.slice(0, count)
}

/** Share of the proportional noise below which that of the leaves no reason holds is worth a second look. */
const calmer = 0.95

/**
 * Which segments account for the difference between what was observed and what was expected. Every segment of at most
 * `maxConditions` conditions is scored by one likelihood ratio, against what was expected and against the rest; the
 * one that holds the most evidence is named as narrowly or widely as its leaves warrant and taken out, and so on. All
 * it says is exact arithmetic on disjoint leaves: effects of the reasons and of the rest add up to the change.
 *
 * Where the noise is read from the leaves themselves, those that moved make it look larger than it is. Once reasons
 * are named it is read again from the others, and everything is judged by that.
 */
export const searchSegments: SearchSegments = (search) => {
  const prepared = prepare(search)
  const change = changeOf(totalsOf(search, null), search.observedBase !== undefined)
  if (prepared.leaves.size === 0 || change === null) return nothingToSay(search)
  const first = peel(search, prepared, noiseOf(search, prepared, untaken(new Uint8Array(prepared.leaves.size))))
  if (!first) return nothingToSay(search)
  const again = first.named.length > 0 && readsLeaves(search, prepared)
  const noise = again ? noiseOf(search, prepared, untaken(first.taken)) : first.noise
  const second = noise.relative < calmer * first.noise.relative ? peel(search, prepared, noise) : null
  return conclude(search, { ...(second ?? first), prepared })
}
