import { describe, expect, test } from 'vitest'
import type { Explanation } from '#core/explain/explanation.ts'
import { factorsOf } from '#core/explain/factors.ts'
import type { Leaves } from '#core/explain/leaves.ts'
import { scoreBetween } from '../../bench/why-between.ts'
import { leavesOf as cellsOf, placeIn, salesExplained } from '../../bench/why-company.ts'

type Table = Readonly<Record<string, readonly (readonly [now: number, before: number])[]>>

/** Leaves written as members by dimension and columns of pairs. */
const leavesOf = (members: Readonly<Record<string, readonly string[]>>, columns: Table): Leaves => {
  const cells = Array.from({ length: Object.values(columns)[0]!.length }, (_, i) =>
    Object.fromEntries(Object.entries(members).map(([dimension, names]) => [dimension, names[i]!])),
  )
  const pairs = Object.values(columns).map((column) => [0, 1].map((k) => Float64Array.from(column, (pair) => pair[k]!)))
  return cellsOf(cells, ['current', 'previous'], pairs)
}

const ask = (
  explanation: Explanation,
  leaves: Leaves,
  columns: Table,
  groups: [Leaves, Table] | null,
  parts?: number[],
  sides = false,
) => {
  const place = (table: Table) => placeIn(Object.keys(table))
  const partsOf = Int32Array.from(parts ?? Array.from({ length: leaves.table.size }, () => 0))
  const found = factorsOf({
    explanation,
    leaves,
    columnOf: place(columns),
    groups: groups ? { leaves: groups[0], columnOf: place(groups[1]) } : null,
    parts: partsOf,
    partCount: Math.max(...partsOf) + 1,
    worked: null,
    stratum: leaves.table.dimensions[0] ?? null,
    sides,
    now: 0,
    before: 1,
  })
  const totals = found.ids.map((_, i) => found.matrix.reduce((sum, row) => sum + row[i]!, 0))
  return { ...found, effects: Object.fromEntries(found.ids.map((id, i) => [id, totals[i]!])) }
}

describe('sales as footfall × conversion × items × price', () => {
  const members = { location: ['A', 'A'], product: ['cup', 'pot'] }
  type Pair = readonly [number, number]
  const groupOf = (visitors: Pair, orders: Pair, units: Pair): [Leaves, Table] => {
    const table = { visitors: [visitors], orders: [orders], units: [units] }
    return [leavesOf({ location: ['A'] }, table), table]
  }

  type Pairs = readonly (readonly [number, number])[]
  const both: Pairs = [
    [500, 1000],
    [2500, 5000],
  ]
  const cases: readonly {
    readonly name: string
    readonly units: Pairs
    readonly gross: Pairs
    /** Visitors, orders and units of the store. */
    readonly store: Pairs
    readonly effects: Readonly<Record<string, number>>
  }[] = [
    {
      name: 'fewer visitors alone: all of the change is theirs',
      units: [
        [50, 100],
        [50, 100],
      ],
      gross: both,
      store: [
        [500, 1000],
        [50, 100],
        [100, 200],
      ],
      effects: { footfall: -3000, conversion: 0, units_per_order: 0, product_mix: 0, price: 0 },
    },
    {
      name: 'a shift from dear to cheap goods at equal prices is mix, not price',
      units: [
        [150, 100],
        [50, 100],
      ],
      gross: [
        [1500, 1000],
        [2500, 5000],
      ],
      store: [
        [1000, 1000],
        [100, 100],
        [200, 200],
      ],
      effects: { footfall: 0, conversion: 0, units_per_order: 0, product_mix: -2000, price: 0 },
    },
    {
      name: 'a dearer price alone is price',
      units: [
        [100, 100],
        [100, 100],
      ],
      gross: [
        [1000, 1000],
        [5250, 5000],
      ],
      store: [
        [1000, 1000],
        [100, 100],
        [200, 200],
      ],
      effects: { footfall: 0, conversion: 0, units_per_order: 0, product_mix: 0, price: 250 },
    },
    {
      name: 'without a door counter the chain begins with the orders',
      units: [
        [50, 100],
        [50, 100],
      ],
      gross: both,
      store: [
        [0, 0],
        [50, 100],
        [100, 200],
      ],
      effects: { orders: -3000, units_per_order: 0, product_mix: 0, price: 0 },
    },
  ]
  for (const { name, units, gross, store, effects } of cases)
    test(name, () => {
      const [visitors, orders, sold] = store
      const columns = { units, gross }
      const found = ask(salesExplained, leavesOf(members, columns), columns, groupOf(visitors!, orders!, sold!)).effects
      expect(Object.keys(found).sort()).toEqual(Object.keys(effects).sort())
      for (const [id, effect] of Object.entries(effects)) expect(found[id], id).toBeCloseTo(effect, 9)
    })

  test('store A against store B: conversion, goods only one has, and the mix of the goods both have', () => {
    // Both stores have 1,000 visitors and sell two items per order. A turns 12 % of them into orders, B 10 %. Of B's
    // items three in four are cups (10) and one a pot (50), 20 on average; of A's 45 % each, and a lid in ten (20)
    // that B does not have. Prices are equal.
    const columns = {
      units: [
        [108, 150],
        [108, 50],
        [24, 0],
      ],
      gross: [
        [1080, 1500],
        [5400, 2500],
        [480, 0],
      ],
    } as const
    const leaves = leavesOf({ location: ['A', 'A', 'A'], product: ['cup', 'pot', 'lid'] }, columns)
    const { effects } = ask(
      salesExplained,
      leaves,
      columns,
      groupOf([1000, 1000], [120, 100], [240, 200]),
      undefined,
      true,
    )
    // Cups and pots: 2,000 × buying rate × their part of the items × their mean price, from .10 × 1 × 20 to
    // .12 × .9 × 30, shared out over the three: 946.67, −553.33 and 2,086.67. Lids: 2,000 × 20 × from .10 × 0 to
    // .12 × .1, of which 40 go to the buying rate and 440 to the goods.
    expect(effects['conversion']).toBeCloseTo(986.6667, 3)
    expect(effects['assortment']).toBeCloseTo(-113.3333, 3)
    expect(effects['product_mix']).toBeCloseTo(2086.6667, 3)
    expect(effects['footfall']).toBeCloseTo(0, 9)
    expect(effects['price']).toBeCloseTo(0, 9)
    expect(Object.values(effects).reduce((sum, effect) => sum + effect, 0)).toBeCloseTo(6960 - 4000, 9)
  })

  test('over forty pairs of stores, planted shares come back within two points, and effects add up', () => {
    const { mean, within, exact } = scoreBetween(40)
    expect(exact).toBe(1)
    expect(mean).toBeLessThan(1)
    expect(within).toBeGreaterThan(0.95)
  })
})

describe('a matrix of segments and factors', () => {
  test('adds up along its rows and columns on random leaves with empty cells and returns', () => {
    let state = 7
    const chance = (): number => {
      state = (state * 48271) % 2147483647
      return state / 2147483647
    }
    for (let round = 0; round < 200; round++) {
      const size = 12
      const pick = (): number => (chance() < 0.3 ? 0 : Math.floor(chance() * 50))
      const units = Array.from({ length: size }, () => [pick(), pick()] as const)
      const gross = units.map(([a, b]) => [a * 10 * chance(), b * 10 * chance()] as const)
      const columns: Table = { units, gross }
      const location = Array.from({ length: size }, (_, i) => (i % 3 === 0 ? 'A' : 'B'))
      const table: Table = {
        visitors: [
          [pick(), pick()],
          [pick(), pick()],
        ],
        orders: [
          [pick(), pick()],
          [pick(), pick()],
        ],
        units: ['A', 'B'].map((name) => {
          const of = (k: 0 | 1): number => units.reduce((sum, pair, i) => sum + (location[i] === name ? pair[k] : 0), 0)
          return [of(0), of(1)] as const
        }),
      }
      const leaves = leavesOf({ location, product: Array.from({ length: size }, (_, i) => `p${i % 4}`) }, columns)
      const parts = Array.from({ length: size }, () => Math.floor(chance() * 3))
      const found = ask(
        salesExplained,
        leaves,
        columns,
        [leavesOf({ location: ['A', 'B'] }, table), table],
        [...parts.slice(1), 2],
      )
      const all = [...parts.slice(1), 2]
      for (const [part, row] of found.matrix.entries()) {
        const change = gross.reduce((sum, [now, before], i) => sum + (all[i] === part ? now - before : 0), 0)
        expect(row.reduce((sum, effect) => sum + effect, 0)).toBeCloseTo(change, 8)
      }
    }
  })

  test('a ratio: the mix takes what the steps of its rate leave, row by row', () => {
    const funnel: Explanation = {
      value: { won: 1 },
      base: { contacts: 1 },
      chains: [
        {
          sign: 1,
          links: [
            { factor: 'mix', column: { contacts: 1 } },
            { factor: 'coverage', column: { attempted: 1 } },
            { factor: 'win', column: { won: 1 } },
          ],
        },
      ],
    }
    // Poor source doubles, nothing else changes: all mix. Rates .5·.4 = .2 and .5·.1 = .05.
    const columns = {
      contacts: [
        [100, 100],
        [300, 100],
      ],
      attempted: [
        [50, 50],
        [150, 50],
      ],
      won: [
        [20, 20],
        [15, 5],
      ],
    } as const
    const leaves = leavesOf({ source: ['web', 'ads'] }, columns)
    const { effects } = ask(funnel, leaves, columns, null)
    expect(effects['mix']).toBeCloseTo(35 / 400 - 25 / 200, 12)
    expect(effects['coverage']).toBeCloseTo(0, 12)
    expect(effects['win']).toBeCloseTo(0, 12)
  })

  test('a cost per customer: money and customers add up exactly', () => {
    const cost: Explanation = { value: { spend: 1 }, base: { customers: 1 }, quotient: ['spend', 'customers'] }
    const columns = { spend: [[300, 200]], customers: [[10, 20]] } as const
    const { effects } = ask(cost, leavesOf({}, columns), columns, null)
    // By hand: ΔS·½(1/10 + 1/20) = 7.5; (1/10 − 1/20)·½(300 + 200) = 12.5; 30 − 10 = 20.
    expect(effects['spend']).toBeCloseTo(7.5, 12)
    expect(effects['customers']).toBeCloseTo(12.5, 12)
  })
})
