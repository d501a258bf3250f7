import { searchSegments } from '#core/explain/search.ts'
import type { Search, SearchResult } from '#core/explain/segment.ts'
import { median, say } from './figures.ts'
import { denseCase } from './why-dense.ts'
import { elementOf, familyL, familyS, type Planted, riskLocCase, seeded } from './why-generators.ts'
import { givenCases, givenFolder, histories } from './why-given.ts'
import { type RatioWorld, ratioCase } from './why-ratio.ts'
import { percent, score } from './why-score.ts'
import { type Plant, type SparseWorld, sparseCase } from './why-sparse.ts'

const many = function* (count: number, make: (i: number) => Planted): Generator<Planted> {
  for (let i = 0; i < count; i++) yield make(i)
}

const dense = (count: number, noise: number): Generator<Planted> =>
  many(count, (i) => denseCase({ conditions: 1 + (i % 3), causes: 1 + (Math.floor(i / 3) % 3), noise }, 7_000 + i))

const verdicts = (count: number, world: SparseWorld, plant: Plant): Record<SearchResult['verdict'], number> => {
  const told = { within_noise: 0, across_the_board: 0, localised: 0, cannot_say: 0 }
  for (let i = 0; i < count; i++) told[searchSegments(sparseCase(world, plant, 40_000 + i).search).verdict]++
  return told
}

const coverageWorlds: readonly SparseWorld[] = [
  { weekly: 5000, dispersion: 1.3, windows: 8 },
  { weekly: 2000, dispersion: 1.3, windows: 8 },
  { weekly: 20_000, dispersion: 1, windows: 8 },
  { weekly: 5000, dispersion: 2, windows: 8 },
  { weekly: 5000, dispersion: 1.3, windows: 4 },
]

/** Of segments named rightly, how often the interval holds what was truly added; in all of several worlds, by turns. */
const coverage = (count: number): string => {
  let [held, all] = [0, 0]
  for (let i = 0; i < count; i++) {
    const world = coverageWorlds[i % coverageWorlds.length]!
    const planted = sparseCase(
      world,
      { causes: [1 + (Math.floor(i / 25) % 2)], effect: 0.25 + 0.15 * (Math.floor(i / 5) % 5) },
      90_000 + i,
    )
    const found = searchSegments(planted.search).reasons.find(({ where }) => planted.truth.includes(elementOf(where)))
    const truly = planted.added?.[0]
    if (!found || truly === undefined) continue
    all++
    if (found.interval[0] <= truly && truly <= found.interval[1]) held++
  }
  return `${percent(held, all)} of ${all}`
}

const shares = (cases: (count: number) => number): void => {
  say('Shares of sparse leaves, members unlike by up to 35 %:')
  const world = { weekly: 5000, windows: 8, rate: 0.2, unlike: 0.3, pairs: 0 }
  const worlds: readonly (readonly [string, RatioWorld])[] = [
    ['members alone, 8 weeks', world],
    ['pairs of members too, 8 weeks', { ...world, pairs: 0.5 }],
    ['pairs of members too, one place against another', { ...world, pairs: 0.3, windows: 1 }],
    ['95 %, 8 weeks', { ...world, rate: 0.95, unlike: 0.03 }],
  ]
  for (const [name, one] of worlds) {
    let told = 0
    for (let i = 0; i < cases(400); i++)
      if (searchSegments(ratioCase(one, { causes: [], effect: 0 }, 30_000 + i).search).verdict !== 'within_noise')
        told++
    say(`  nothing happened, ${name}: false alarms ${percent(told, cases(400))}`)
  }
  for (const [weekly, causes, windows] of [
    [5000, [1], 8],
    [20_000, [2], 8],
    [20_000, [1], 1],
  ] as const) {
    const one = { ...world, weekly, windows, pairs: 0.3 }
    const result = score(many(cases(200), (i) => ratioCase(one, { causes, effect: 0.4 }, 35_000 + i)))
    say(`  ${weekly} against ${windows} × ${weekly}, rate ±40 %, conditions ${causes.join(' and ')}: ${result.line}`)
  }
}

const large = (): Search => {
  const random = seeded(5)
  const sizes = [10, 30, 100, 40, 60]
  const size = 400_000
  const codes = sizes.map((members) => Int32Array.from({ length: size }, () => Math.floor(random() * members)))
  const expected = Float64Array.from({ length: size }, () => -20 * Math.log(1 - random()))
  const observed = expected.map(
    (value, i) => value * (0.9 + 0.2 * random()) * (codes[0]![i] === 3 && codes[2]![i] === 7 ? 0.6 : 1),
  )
  const members = sizes.map((count, d) => Array.from({ length: count }, (_, m) => `${d}-${m}`))
  return { leaves: { dimensions: ['a', 'b', 'c', 'd', 'e'], members, codes, size }, observed, expected }
}

const times = (search: Search, runs: number): string => {
  const taken: number[] = []
  for (let i = 0; i <= runs; i++) {
    const start = performance.now()
    searchSegments(search)
    if (i > 0) taken.push(performance.now() - start)
  }
  return `${median(taken).toFixed(0)} ms`
}

const given = (folder: string): void => {
  say('Public cases, development part (best published or reference figure on the whole set):')
  say(`  B0             ${score(givenCases(folder, 'b0')).line} (.961–.964)`)
  say(`  B0 + 15 %      ${score(givenCases(folder, 'b0', { noise: 0.15 })).line} (.813)`)
  say(`  S              ${score(givenCases(folder, 's')).line} (.594)`)
  say(`  L              ${score(givenCases(folder, 'l')).line} (.711)`)
  for (const history of Object.keys(histories))
    say(`  RS, ${history}: ${score(givenCases(folder, 'rs', { history })).line} (.641)`)
}

/**
 * Accuracy, honesty and speed of the search of segments, on cases with known causes.
 * @param scale share of the cases of a full run
 */
export const benchWhy = async (scale = 1): Promise<void> => {
  const cases = (count: number): number => Math.max(5, Math.round(scale * count))
  const folder = givenFolder()
  if (folder) given(folder)
  else say('Set NHIP_TEST_DATA for the public cases.')
  say('Drawn afresh:')
  say(`  B0-like        ${score(dense(cases(180), 0)).line}`)
  say(`  B0-like + 15 % ${score(dense(cases(180), 0.15)).line}`)
  say(`  S              ${score(many(cases(100), (i) => riskLocCase(familyS, 121_000 + i))).line}`)
  say(`  L              ${score(many(cases(100), (i) => riskLocCase(familyL, 122_000 + i))).line}`)
  say('Sparse counts, 8 comparable weeks:')
  for (const [weekly, dispersion] of [
    [2000, 1],
    [2000, 1.5],
    [10_000, 1.5],
    [500, 1.2],
  ] as const) {
    const world = { weekly, dispersion, windows: 8 }
    const told = verdicts(cases(1000), world, { causes: [], effect: 0 })
    const all = cases(1000)
    say(
      `  nothing happened, ${weekly} a week, dispersion ${dispersion}: false alarms ${percent(told.localised + told.across_the_board, all)} (localised ${percent(told.localised, all)})`,
    )
  }
  for (const everywhere of [0.75, 1.25]) {
    const told = verdicts(
      cases(200),
      { weekly: 2000, dispersion: 1.3, windows: 8 },
      { causes: [], effect: 0, everywhere },
    )
    say(
      `  everything × ${everywhere}: across the board ${percent(told.across_the_board, cases(200))}, localised ${percent(told.localised, cases(200))}`,
    )
  }
  for (const [weekly, effect] of [
    [2000, 0.5],
    [10_000, 0.3],
    [2000, 0.8],
  ] as const)
    for (const causes of [[1], [2], [3], [1, 1]]) {
      const world = { weekly, dispersion: 1.3, windows: 8 }
      const result = score(many(cases(300), (i) => sparseCase(world, { causes, effect }, 60_000 + i)))
      say(`  ${weekly} a week, ±${100 * effect} %, conditions ${causes.join(' and ')}: ${result.line}`)
    }
  say(`  90 % interval of a contribution holds the truth in ${coverage(cases(2000))}`)
  shares(cases)
  say('Speed, one core:')
  say(`  48,000 leaves, 5 dimensions, any number of conditions: ${times(riskLocCase(familyS, 1).search, 5)} (50)`)
  say(`  400,000 leaves, 10 × 30 × 100 × 40 × 60, up to 3 conditions: ${times(large(), 5)} (600)`)
}
