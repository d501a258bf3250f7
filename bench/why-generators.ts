import type { LeafTable } from '#core/explain/leaf-table.ts'
import type { Search } from '#core/explain/segment.ts'

/** A case of which the answer is known: elements such as `a=a1&b=b2`, conditions in order of their names. */
export type Planted = {
  readonly search: Search
  readonly truth: readonly string[]
  /** What each cause truly added on average, where the noise around it is drawn apart. */
  readonly added?: readonly number[]
}

/** Numbers in [0, 1) from a seed (mulberry32, T. Ettinger). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Standard normal by G. Box and M. Muller (1958). */
export const normalFrom = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

const between = (random: () => number, low: number, high: number): number => low + (high - low) * random()
const whole = (random: () => number, low: number, high: number): number => low + Math.floor(random() * (high - low + 1))

const choose = <T>(random: () => number, from: readonly T[], count: number): T[] => {
  const left = [...from]
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)[0]!)
}

const letters = 'abcdefghij'

/** Every combination of `sizes` members, the last dimension fastest. */
export const fullTable = (sizes: readonly number[]): LeafTable => {
  const size = sizes.reduce((a, b) => a * b, 1)
  let block = size
  const codes = sizes.map((members) => {
    block /= members
    return Int32Array.from({ length: size }, (_, leaf) => Math.floor(leaf / block) % members)
  })
  const name = (d: number, m: number): string => `${letters[d]}${m + 1}`
  return {
    dimensions: sizes.map((_, d) => letters[d]!),
    members: sizes.map((members, d) => Array.from({ length: members }, (_, m) => name(d, m))),
    codes,
    size,
  }
}

export const elementOf = (where: Readonly<Record<string, string>>): string =>
  Object.entries(where)
    .map(([dimension, member]) => `${dimension}=${member}`)
    .sort()
    .join('&')

type Element = readonly (readonly [dimension: number, member: number])[]

const named = (leaves: LeafTable, element: Element): string =>
  elementOf(Object.fromEntries(element.map(([d, m]) => [leaves.dimensions[d]!, leaves.members[d]![m]!])))

const inside = (leaves: LeafTable, element: Element, leaf: number): boolean =>
  element.every(([d, m]) => leaves.codes[d]![leaf] === m)

/** What the families S and L of M. Kalander, “RiskLoc” (arXiv 2205.10004, §5) differ in. */
export type Family = {
  readonly sizes: readonly number[]
  readonly noise: readonly [number, number]
  readonly severity: readonly [number, number]
  readonly deviation: readonly [number, number]
  readonly anomalies: readonly [number, number]
  readonly elements: readonly [number, number]
  readonly deepest: boolean
}

export const familyS: Family = {
  sizes: [10, 12, 10, 8, 5],
  noise: [0, 0.25],
  severity: [0.2, 1],
  deviation: [0, 0.1],
  anomalies: [1, 3],
  elements: [1, 3],
  deepest: false,
}

export const familyL: Family = {
  sizes: [10, 24, 10, 15],
  noise: [0, 0.1],
  severity: [0.5, 1],
  deviation: [0, 0],
  anomalies: [1, 5],
  elements: [1, 1],
  deepest: true,
}

type Anomaly = { readonly dimensions: readonly number[]; readonly elements: readonly Element[] }

const drawAnomaly = (
  random: () => number,
  family: Family,
  leaves: LeafTable,
  values: Float64Array,
  earlier: readonly Anomaly[],
): Anomaly | null => {
  const all = family.sizes.map((_, d) => d)
  const level = family.deepest ? all.length : whole(random, 1, all.length)
  const count = whole(random, ...family.elements)
  // Where earlier anomalies hold every member of some dimension there is no place for one more.
  for (let draw = 0; draw < 500; draw++) {
    const dimensions = choose(random, all, level).sort((a, b) => a - b)
    const lowest = level === all.length
    if (!lowest && earlier.some((one) => one.dimensions.join() === dimensions.join())) continue
    const free = dimensions.map((d) => {
      const used = new Set(earlier.flatMap((one) => one.elements.flat().flatMap(([e, m]) => (e === d ? [m] : []))))
      return leaves.members[d]!.map((_, m) => m).filter((m) => !used.has(m))
    })
    if (free.some((members) => members.length === 0)) continue
    const elements = Array.from({ length: count }, () =>
      dimensions.map((d, i) => [d, free[i]![Math.floor(random() * free[i]!.length)]!] as const),
    )
    if (new Set(elements.map((element) => named(leaves, element))).size < count) continue
    const empty = (element: Element): boolean =>
      values.every((value, leaf) => value === 0 || !inside(leaves, element, leaf))
    if (lowest && elements.some(empty)) continue
    return { dimensions, elements }
  }
  return null
}

/** One case of the family: Weibull values, proportional errors of the forecast on either side, planted drops. */
export const riskLocCase = (family: Family, seed: number): Planted => {
  const random = seeded(seed)
  const leaves = fullTable(family.sizes)
  const noise = between(random, ...family.noise)
  const zeros = between(random, 0, 0.25)
  const alpha = between(random, 0.5, 1)
  const observed = new Float64Array(leaves.size)
  const expected = new Float64Array(leaves.size)
  for (let leaf = 0; leaf < leaves.size; leaf++) {
    const value = random() > zeros ? 100 * (-Math.log(1 - random())) ** (1 / alpha) : 0
    const other = value * (1 + noise * normalFrom(random))
    const swap = random() < 0.5
    observed[leaf] = swap ? other : value
    expected[leaf] = Math.max(0, swap ? value : other)
  }
  const anomalies: Anomaly[] = []
  for (let left = whole(random, ...family.anomalies); left > 0; left--)
    anomalies.push(...[drawAnomaly(random, family, leaves, observed, anomalies)].filter((one) => one !== null))
  const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)
  const [from, to] = total(observed) > total(expected) ? [observed, expected] : [expected, observed]
  for (const { elements } of anomalies) {
    const severity = between(random, ...family.severity) + noise
    const deviation = between(random, ...family.deviation)
    for (let leaf = 0; leaf < leaves.size; leaf++)
      if (elements.some((element) => inside(leaves, element, leaf)))
        to[leaf] = Math.max(0, from[leaf]! * (1 - severity - deviation * normalFrom(random)))
  }
  const truth = anomalies.flatMap(({ elements }) => elements.map((element) => named(leaves, element)))
  return { search: { leaves, observed, expected, maxConditions: family.sizes.length, maxReasons: 10 }, truth }
}
