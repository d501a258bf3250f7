import { describe, expect, test } from 'vitest'
import { searchSegments } from '#core/explain/search.ts'
import type { Search, SearchResult } from '#core/explain/segment.ts'
import { elementOf, familyS, normalFrom, riskLocCase, seeded } from '../../bench/why-generators.ts'
import { sparseCase } from '../../bench/why-sparse.ts'

const world = { weekly: 3000, dispersion: 1.3, windows: 8 }
const sparse = (seed: number): Search => sparseCase(world, { causes: [1, 2], effect: 0.8 }, seed).search
const small = { ...familyS, sizes: [6, 7, 5, 4] }
const cases: readonly Search[] = [
  ...[1, 2, 3].map(sparse),
  ...[4, 5, 6].map((seed) => riskLocCase(small, seed).search),
  ratioCase(7),
  ratioCase(8),
]

/** Shares of 3 × 4 × 5 groups, of which one member of the first dimension fell by half. */
function ratioCase(seed: number): Search {
  const random = seeded(seed)
  const sizes = [3, 4, 5]
  const size = 60
  const codes = sizes.map((members, d) =>
    Int32Array.from({ length: size }, (_, i) => Math.floor(i / [20, 5, 1][d]!) % members),
  )
  const observedBase = Float64Array.from({ length: size }, () => 200 + Math.floor(400 * random()))
  const expectedBase = observedBase.map((base) => Math.round(base * (0.8 + 0.4 * random())))
  const rate = (i: number): number => 0.1 + 0.02 * codes[1]![i]!
  const expected = expectedBase.map((base, i) => Math.round(base * rate(i)))
  const observed = observedBase.map((base, i) => {
    const mean = base * rate(i) * (codes[0]![i] === 1 ? 0.5 : 1)
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalFrom(random)))
  })
  const members = sizes.map((count, d) => Array.from({ length: count }, (_, m) => `${'abc'[d]}${m}`))
  return {
    leaves: { dimensions: ['a', 'b', 'c'], members, codes, size },
    observed,
    expected,
    observedBase,
    expectedBase,
  }
}

const named = ({ reasons }: SearchResult): string[] => reasons.map(({ where }) => elementOf(where))

const shuffled = (search: Search, seed: number): Search => {
  const random = seeded(seed)
  const { leaves } = search
  const order = Array.from({ length: leaves.size }, (_, i) => [random(), i] as const)
    .sort(([a], [b]) => a - b)
    .map(([, i]) => i)
  const relabel = leaves.members.map((names) => [...names.keys()].sort(() => random() - 0.5))
  const column = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i]!)
  return {
    ...search,
    leaves: {
      ...leaves,
      members: leaves.members.map((names, d) => {
        const moved: string[] = []
        for (const [m, name] of names.entries()) moved[relabel[d]![m]!] = name
        return moved
      }),
      codes: leaves.codes.map((codes, d) => Int32Array.from(order, (i) => relabel[d]![codes[i]!]!)),
    },
    observed: column(search.observed),
    expected: column(search.expected),
    ...(search.observedBase ? { observedBase: column(search.observedBase) } : {}),
    ...(search.expectedBase ? { expectedBase: column(search.expectedBase) } : {}),
  }
}

/** One member of a dimension made into two, each with half of every leaf. */
const halved = (search: Search, d: number, m: number): Search => {
  const { leaves } = search
  const from = Int32Array.from({ length: leaves.size }, (_, i) => i)
  const extra = from.filter((i) => leaves.codes[d]![i] === m)
  const all = Int32Array.of(...from, ...extra)
  const share = (i: number): number => (leaves.codes[d]![i] === m ? 0.5 : 1)
  const column = (values: Float64Array): Float64Array => Float64Array.from(all, (i) => values[i]! * share(i))
  return {
    ...search,
    leaves: {
      ...leaves,
      size: all.length,
      members: leaves.members.map((names, e) => (e === d ? [...names, `${names[m]}'`] : names)),
      codes: leaves.codes.map((codes, e) =>
        Int32Array.from(all, (i, k) => (e === d && k >= leaves.size ? leaves.members[d]!.length : codes[i]!)),
      ),
    },
    observed: column(search.observed),
    expected: column(search.expected),
  }
}

const scaled = (search: Search, by: number): Search => ({
  ...search,
  observed: search.observed.map((value) => value * by),
  expected: search.expected.map((value) => value * by),
})

describe('the search of segments', () => {
  test('the planted half is named', () => {
    expect(named(searchSegments(ratioCase(7)))).toEqual(['a=a1'])
  })

  test('reasons and rest add up to the change, for sums and for ratios', () => {
    for (const search of cases) {
      const { reasons, rest, change } = searchSegments(search)
      const sum = reasons.reduce((total, { effect }) => total + effect, rest.effect)
      expect(Math.abs(sum - change.absolute)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(change.absolute)))
      for (const { effect, rateEffect, mixEffect } of reasons)
        if (rateEffect !== null) expect(rateEffect + mixEffect!).toBeCloseTo(effect, 12)
    }
  })

  test('reasons have no leaf in common, and each leaf is inside its conditions', () => {
    for (const search of cases) {
      const { reasons } = searchSegments(search)
      const all = reasons.flatMap(({ leaves }) => [...leaves])
      expect(new Set(all).size).toBe(all.length)
      for (const { where, leaves } of reasons)
        for (const [dimension, member] of Object.entries(where)) {
          const d = search.leaves.dimensions.indexOf(dimension)
          for (const leaf of leaves) expect(search.leaves.members[d]![search.leaves.codes[d]![leaf]!]).toBe(member)
        }
    }
  })

  test('other order of rows and of members: the same answer', () => {
    for (const [i, search] of cases.entries()) {
      const [plain, other] = [searchSegments(search), searchSegments(shuffled(search, 100 + i))]
      expect(named(other)).toEqual(named(plain))
      expect(other.verdict).toBe(plain.verdict)
      for (const [k, reason] of plain.reasons.entries()) {
        expect(other.reasons[k]!.effect / reason.effect).toBeCloseTo(1, 9)
        expect(other.reasons[k]!.score / reason.score).toBeCloseTo(1, 6)
      }
    }
  })

  test('a member split in two alike halves changes no conclusion', () => {
    for (const search of cases.filter((one) => !one.observedBase)) {
      const plain = searchSegments(search)
      const at = search.leaves.dimensions.flatMap((name, d) =>
        search.leaves.members[d]!.flatMap((member, m) =>
          plain.reasons.some(({ where }) => where[name] === member) ? [] : [[d, m] as const],
        ),
      )[0]!
      const other = searchSegments(halved(search, ...at))
      expect(other.verdict).toBe(plain.verdict)
      const strong = plain.reasons.filter(({ score }) => score > 35).map(({ where }) => elementOf(where))
      expect(named(other)).toEqual(expect.arrayContaining(strong))
    }
  })

  test('all values times 7: the same segments, effects times 7', () => {
    for (const search of cases.filter((one) => !one.observedBase)) {
      const [plain, other] = [searchSegments(search), searchSegments(scaled(search, 7))]
      expect(other.verdict).toBe(plain.verdict)
      expect(named(other)).toEqual(named(plain))
      for (const [k, reason] of plain.reasons.entries())
        expect(other.reasons[k]!.effect / reason.effect).toBeCloseTo(7, 9)
    }
  })

  test('a dimension that has nothing to do with it is named no more often than the declared rate', () => {
    let strange = 0
    for (let seed = 0; seed < 150; seed++) {
      const search = sparseCase(world, { causes: [1], effect: 0.8 }, 500 + seed).search
      const random = seeded(seed)
      const { leaves } = search
      const lot: Search = {
        ...search,
        leaves: {
          dimensions: [...leaves.dimensions, 'lot'],
          members: [...leaves.members, Array.from({ length: 15 }, (_, m) => `lot${m}`)],
          codes: [...leaves.codes, Int32Array.from({ length: leaves.size }, () => Math.floor(15 * random()))],
          size: leaves.size,
        },
      }
      if (searchSegments(lot).reasons.some(({ where }) => 'lot' in where)) strange++
    }
    // Nominal 5 %; 14 of 150 is its 98 % point.
    expect(strange).toBeLessThanOrEqual(13)
  })

  test('a member by another name is told, a dimension that follows from another is not joined with it', () => {
    const { leaves, ...rest } = ratioCase(7)
    const twin: Search = {
      ...rest,
      leaves: {
        ...leaves,
        dimensions: [...leaves.dimensions, 'twin'],
        members: [...leaves.members, ['t0', 't1', 't2']],
        codes: [...leaves.codes, leaves.codes[0]!],
      },
    }
    const [first] = searchSegments(twin).reasons
    expect(elementOf(first!.where)).toBe('a=a1')
    expect(first!.alsoSeenAs).toEqual([{ twin: 't1' }])
  })

  test('nothing to look at is no verdict', () => {
    const empty = new Float64Array(0)
    const leaves = { dimensions: ['a'], members: [[]], codes: [new Int32Array(0)], size: 0 }
    expect(searchSegments({ leaves, observed: empty, expected: empty }).verdict).toBe('cannot_say')
  })
})
