import type { LeafTable } from '#core/explain/leaf-table.ts'
import { elementOf, fullTable, normalFrom, type Planted, seeded } from './why-generators.ts'

/** What a case of the semi-synthetic kind is drawn from. */
export type DenseFamily = {
  /** Conditions of each cause, and number of causes. */
  readonly conditions: number
  readonly causes: number
  /** Standard deviation of a factor put on every observed leaf, besides the forecast's own 1 %. */
  readonly noise: number
}

const sizes = [6, 40, 10, 9] as const
const emptyShare = 0.36
const forecastNoise = 0.01
const unmoved = 0.05

/**
 * Traffic over four dimensions with a good forecast, after the description of family B0 of Z. Li et al., “Squeeze”
 * (ISSRE 2019): heavy-tailed values, a third of the combinations unused, causes all of one depth, and within a cause
 * leaves that fall about equally far, a few not at all.
 */
export const denseCase = ({ conditions, causes, noise }: DenseFamily, seed: number): Planted => {
  const random = seeded(seed)
  const full = fullTable(sizes)
  const used = Int32Array.from({ length: full.size }, (_, i) => i).filter(() => random() > emptyShare)
  const leaves: LeafTable = {
    ...full,
    codes: full.codes.map((codes) => Int32Array.from(used, (i) => codes[i]!)),
    size: used.length,
  }
  const levels = sizes.map((size) => Array.from({ length: size }, () => Math.exp(1.2 * normalFrom(random))))
  const expected = Float64Array.from({ length: leaves.size }, (_, i) =>
    levels.reduce((level, members, d) => level * members[leaves.codes[d]![i]!]!, 100 * Math.exp(normalFrom(random))),
  )
  const observed = expected.map((value) => value * (1 + forecastNoise * normalFrom(random)))
  const elements: (readonly (readonly [number, number])[])[] = []
  const meet = (a: (typeof elements)[number], b: (typeof elements)[number]): boolean =>
    a.every(([d, m]) => b.every(([e, n]) => d !== e || m === n))
  while (elements.length < causes) {
    const leaf = Math.floor(random() * leaves.size)
    const dimensions = sizes
      .map((_, d) => d)
      .sort(() => random() - 0.5)
      .slice(0, conditions)
      .sort((a, b) => a - b)
    const element = dimensions.map((d) => [d, leaves.codes[d]![leaf]!] as const)
    const held = leaves.codes[0]!.reduce(
      (n, _, i) => (element.every(([d, m]) => leaves.codes[d]![i] === m) ? n + 1 : n),
      0,
    )
    if (held >= 4 && !elements.some((other) => meet(other, element))) elements.push(element)
  }
  for (const element of elements) {
    const severity = 0.2 + 0.8 * random()
    for (let i = 0; i < leaves.size; i++) {
      if (!element.every(([d, m]) => leaves.codes[d]![i] === m) || random() < unmoved) continue
      observed[i] = Math.max(0, expected[i]! * (1 - severity - 0.05 * normalFrom(random)))
    }
  }
  if (noise > 0)
    for (let i = 0; i < observed.length; i++) observed[i] = Math.max(0, observed[i]! * (1 + noise * normalFrom(random)))
  return {
    search: { leaves, observed, expected, maxConditions: sizes.length, maxReasons: 10 },
    truth: elements.map((element) =>
      elementOf(Object.fromEntries(element.map(([d, m]) => [leaves.dimensions[d]!, leaves.members[d]![m]!]))),
    ),
  }
}
