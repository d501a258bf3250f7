import type { LeafTable } from '#core/explain/leaf-table.ts'
import { elementOf, type Planted, seeded } from './why-generators.ts'

/** A week of a shop: counts over region × source × rep × product × campaign, each rep of one region. */
export type SparseWorld = {
  readonly weekly: number
  /** Variance ÷ mean of a leaf's count. */
  readonly dispersion: number
  readonly windows: number
}

export type Plant = {
  /** Conditions of each cause; empty for a week in which nothing happened. */
  readonly causes: readonly number[]
  /** Observed becomes expected × (1 ± effect). */
  readonly effect: number
  /** Multiplies everything. */
  readonly everywhere?: number
}

const names = ['region', 'source', 'rep', 'product', 'campaign'] as const
const sizes = [8, 6, 20, 8, 12] as const

/** Shares of members, uneven as real ones are: exponentials over their sum (Dirichlet with all parameters 1). */
const shares = (random: () => number, count: number): number[] => {
  const raw = Array.from({ length: count }, () => 0.25 - Math.log(1 - random()))
  const sum = raw.reduce((a, b) => a + b, 0)
  return raw.map((value) => value / sum)
}

const cumulative = (values: readonly number[]): number[] => {
  let sum = 0
  return values.map((value) => (sum += value))
}

const pick = (random: () => number, steps: readonly number[]): number => {
  const at = random()
  const found = steps.findIndex((step) => at < step)
  return found === -1 ? steps.length - 1 : found
}

/** Poisson with mean `mean`: normal approximation with continuity above 200, product of uniforms below (Knuth). */
const poisson = (random: () => number, mean: number): number => {
  let left = mean
  let count = 0
  for (;;) {
    const step = Math.min(left, 500)
    let product = random()
    const limit = Math.exp(-step)
    while (product > limit) {
      count++
      product *= random()
    }
    left -= step
    if (left <= 0) return count
  }
}

/** Cluster size of a negative binomial seen as a compound Poisson: logarithmic, with variance ÷ mean `dispersion`. */
const clusterSize = (random: () => number, dispersion: number): number => {
  if (dispersion <= 1) return 1
  const p = 1 - 1 / dispersion
  let [size, chance, at] = [1, -p / Math.log(1 - p), random()]
  while (at > chance && size < 1000) {
    at -= chance
    chance *= (p * size) / (size + 1)
    size++
  }
  return size
}

type Segment = readonly (readonly [dimension: number, member: number])[]

/**
 * One week against the mean of `windows` others. A cause's members are those of an event drawn at random, so large
 * segments are met as often as they have events; it holds at least 2 % of all where 200 draws find one that does.
 */
export const sparseCase = (world: SparseWorld, plant: Plant, seed: number): Planted => {
  const random = seeded(seed)
  const steps = sizes.map((size) => cumulative(shares(random, size)))
  const regionOf = Array.from({ length: sizes[2] }, (_, rep) => rep % sizes[0])
  const event = (): number[] => {
    const [, source, rep, product, campaign] = steps.map((step) => pick(random, step))
    return [regionOf[rep!]!, source!, rep!, product!, campaign!]
  }
  const trial = Array.from({ length: 2000 }, event)
  const holds = (segment: Segment, codes: readonly number[]): boolean => segment.every(([d, m]) => codes[d] === m)
  const shareOf = (segment: Segment): number => trial.filter((codes) => holds(segment, codes)).length / trial.length
  const segments: Segment[] = []
  for (const conditions of plant.causes) {
    let best: { readonly segment: Segment; readonly share: number } | null = null
    for (let draw = 0; draw < 200 && (best?.share ?? 0) < 0.02; draw++) {
      const from = [0, 1, 2, 3, 4]
      const dimensions = Array.from(
        { length: conditions },
        () => from.splice(Math.floor(random() * from.length), 1)[0]!,
      )
      if (dimensions.includes(0) && dimensions.includes(2)) continue
      const codes = event()
      const segment = dimensions.map((d) => [d, codes[d]!] as const)
      const clash = segments.some((other) => trial.some((one) => holds(other, one) && holds(segment, one)))
      const share = shareOf(segment)
      if (!clash && share > (best?.share ?? 0)) best = { segment, share }
    }
    if (best) segments.push(best.segment)
  }
  const factors = segments.map(() => 1 + (random() < 0.5 ? -plant.effect : plant.effect))
  const counts = new Map<string, { codes: number[]; now: number; before: number }>()
  const mean = (value: number): number => (world.dispersion <= 1 ? 1 : (value - 1) / Math.log(value))
  const week = (factorOf: (codes: readonly number[]) => number, add: 'now' | 'before'): void => {
    const most = Math.max(1, plant.everywhere ?? 1, ...factors.map((factor) => factor * (plant.everywhere ?? 1)))
    const clusters = poisson(random, (world.weekly * most) / mean(world.dispersion))
    for (let i = 0; i < clusters; i++) {
      const codes = event()
      if (random() * most > factorOf(codes)) continue
      const key = codes.join()
      const leaf = counts.get(key) ?? { codes, now: 0, before: 0 }
      leaf[add] += clusterSize(random, world.dispersion)
      counts.set(key, leaf)
    }
  }
  for (let h = 0; h < world.windows; h++) week(() => 1, 'before')
  week((codes) => {
    const at = segments.findIndex((segment) => holds(segment, codes))
    return (plant.everywhere ?? 1) * (at === -1 ? 1 : factors[at]!)
  }, 'now')
  const chance = (segment: Segment): number => {
    const at = (d: number): number | undefined => segment.find(([dimension]) => dimension === d)?.[1]
    const part = (d: number, m: number): number => steps[d]![m]! - (steps[d]![m - 1] ?? 0)
    const region = at(0)
    const byRegion =
      region === undefined ? 1 : regionOf.reduce((sum, one, rep) => (one === region ? sum + part(2, rep) : sum), 0)
    return [1, 2, 3, 4].reduce((product, d) => (at(d) === undefined ? product : product * part(d, at(d)!)), byRegion)
  }
  const used = [...counts.values()]
  const members = sizes.map((size, d) => Array.from({ length: size }, (_, m) => `${names[d]}${m + 1}`))
  const leaves: LeafTable = {
    dimensions: names,
    members,
    codes: sizes.map((_, d) => Int32Array.from(used, ({ codes }) => codes[d]!)),
    size: used.length,
  }
  return {
    search: {
      leaves,
      observed: Float64Array.from(used, ({ now }) => now),
      expected: Float64Array.from(used, ({ before }) => before / world.windows),
      windows: world.windows,
    },
    added: segments.map((segment, i) => world.weekly * chance(segment) * (factors[i]! - 1)),
    truth: segments.map((segment) =>
      elementOf(Object.fromEntries(segment.map(([d, m]) => [names[d]!, members[d]![m]!]))),
    ),
  }
}
