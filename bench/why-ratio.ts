import { elementOf, type Planted, seeded } from './why-generators.ts'
import { sparseCase } from './why-sparse.ts'

/** A week of shares, such as orders of visits, over the same dimensions as the counts, each rep of one region. */
export type RatioWorld = {
  /** Cases a week. */
  readonly weekly: number
  readonly windows: number
  /** Rate of a leaf whose members are all average. */
  readonly rate: number
  /** Members' rates lie within e to the power of ± this of the average. */
  readonly unlike: number
  /** The same for what some pairs of members add: no product of members' rates. */
  readonly pairs: number
}

export type RatioPlant = {
  readonly causes: readonly number[]
  /** A cause multiplies its rates by 1 ± effect. */
  readonly effect: number
}

/** Dimensions whose pairs have rates of their own: region × source, source × campaign, product × rep. */
const paired = [
  [0, 1],
  [1, 4],
  [3, 2],
] as const
const highest = 0.99

const successes = (random: () => number, cases: number, rate: number): number => {
  let count = 0
  for (let i = 0; i < cases; i++) if (random() < rate) count++
  return count
}

/** One week of shares against `windows` others: cases come as those of the sparse counts, each a success by its rate. */
export const ratioCase = (world: RatioWorld, plant: RatioPlant, seed: number): Planted => {
  const { weekly, windows, rate, unlike, pairs } = world
  const drawn = sparseCase({ weekly, dispersion: 1, windows }, { causes: plant.causes, effect: 0 }, seed)
  const { leaves, observed: observedBase, expected: expectedBase } = drawn.search
  const random = seeded(seed + 77)
  const spread = (width: number): number => Math.exp(width * (2 * random() - 1))
  const ofMember = leaves.members.map((members) => members.map(() => spread(unlike)))
  const ofPair = paired.map(([a, b]) => leaves.members[a]!.map(() => leaves.members[b]!.map(() => spread(pairs))))
  const factors = drawn.truth.map(() => (random() < 0.5 ? 1 - plant.effect : 1 + plant.effect))
  const memberAt = (d: number, leaf: number): number => leaves.codes[d]![leaf]!
  const elementAt = (truth: string, leaf: number): boolean => {
    const names = Object.fromEntries(
      leaves.dimensions
        .map((name, d) => [name, leaves.members[d]![memberAt(d, leaf)]!] as const)
        .filter(([name]) => truth.split('&').some((condition) => condition.startsWith(`${name}=`))),
    )
    return elementOf(names) === truth
  }
  const observed = new Float64Array(leaves.size)
  const expected = new Float64Array(leaves.size)
  for (let leaf = 0; leaf < leaves.size; leaf++) {
    let usual = rate
    for (const [d, rates] of ofMember.entries()) usual *= rates[memberAt(d, leaf)]!
    for (const [i, [a, b]] of paired.entries()) usual *= ofPair[i]![memberAt(a, leaf)]![memberAt(b, leaf)]!
    usual = Math.min(highest, usual)
    const at = drawn.truth.findIndex((truth) => elementAt(truth, leaf))
    const now = at === -1 ? usual : Math.min(highest, usual * factors[at]!)
    observed[leaf] = successes(random, observedBase[leaf]!, now)
    expected[leaf] = successes(random, Math.round(expectedBase[leaf]! * windows), usual) / windows
  }
  return { search: { leaves, observed, expected, observedBase, expectedBase, windows }, truth: drawn.truth }
}
