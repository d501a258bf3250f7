import { describe, expect, test } from 'vitest'
import type { Explanation, Sum } from '#core/explain/explanation.ts'
import { factorsOf } from '#core/explain/factors.ts'
import type { Leaves } from '#core/explain/leaves.ts'

type Table = Readonly<Record<string, readonly (readonly [now: number, before: number])[]>>

/** Leaves written as members by dimension and columns of pairs. */
const leavesOf = (members: Readonly<Record<string, readonly string[]>>, columns: Table): Leaves => {
  const dimensions = Object.keys(members)
  const names = dimensions.map((dimension) => [...new Set(members[dimension])])
  return {
    table: {
      dimensions,
      members: names,
      codes: dimensions.map((dimension, d) => Int32Array.from(members[dimension]!, (name) => names[d]!.indexOf(name))),
      size: Object.values(columns)[0]!.length,
    },
    slots: ['current', 'previous'],
    columns: Object.values(columns).map((pairs) => [0, 1].map((k) => Float64Array.from(pairs, (pair) => pair[k]!))),
    functionOf: {},
  }
}

const ask = (
  explanation: Explanation,
  leaves: Leaves,
  columns: Table,
  groups: [Leaves, Table] | null,
  parts?: number[],
) => {
  const place =
    (table: Table) =>
    (sum: Sum): number =>
      Object.keys(table).indexOf(Object.keys(sum)[0]!)
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
    now: 0,
    before: 1,
  })
  const totals = found.ids.map((_, i) => found.matrix.reduce((sum, row) => sum + row[i]!, 0))
  return { ...found, effects: Object.fromEntries(found.ids.map((id, i) => [id, totals[i]!])) }
}

const shop: Explanation = {
  value: { gross: 1 },
  group: 'location',
  cells: 'product',
  chains: [
    {
      sign: 1,
      links: [
        { factor: 'footfall', column: { visitors: 1 }, group: true },
        { factor: 'conversion', column: { orders: 1 }, group: true, alone: 'orders' },
        { factor: 'units_per_order', column: { units: 1 }, group: true, alone: 'units' },
        { factor: 'product_mix', column: { units: 1 }, alone: 'units' },
        { factor: 'price', column: { gross: 1 }, alone: 'sales' },
      ],
    },
  ],
}

describe('sales as footfall × conversion × items × price', () => {
  const members = { location: ['A', 'A'], product: ['cup', 'pot'] }
  const groupOf = (visitors: [number, number], orders: [number, number], units: [number, number]): [Leaves, Table] => {
    const table = { visitors: [visitors], orders: [orders], units: [units] }
    return [leavesOf({ location: ['A'] }, table), table]
  }

  test('fewer visitors alone: all of the change is theirs', () => {
    const columns = {
      units: [
        [50, 100],
        [50, 100],
      ],
      gross: [
        [500, 1000],
        [2500, 5000],
      ],
    } as const
    const { effects } = ask(shop, leavesOf(members, columns), columns, groupOf([500, 1000], [50, 100], [100, 200]))
    expect(effects['footfall']).toBeCloseTo(-3000, 9)
    for (const id of ['conversion', 'units_per_order', 'product_mix', 'price']) expect(effects[id]).toBeCloseTo(0, 9)
  })

  test('a shift from dear to cheap goods at equal prices is mix, not price', () => {
    const columns = {
      units: [
        [150, 100],
        [50, 100],
      ],
      gross: [
        [1500, 1000],
        [2500, 5000],
      ],
    } as const
    const { effects } = ask(shop, leavesOf(members, columns), columns, groupOf([1000, 1000], [100, 100], [200, 200]))
    expect(effects['product_mix']).toBeCloseTo(-2000, 9)
    expect(effects['price']).toBeCloseTo(0, 9)
  })

  test('a dearer price alone is price', () => {
    const columns = {
      units: [
        [100, 100],
        [100, 100],
      ],
      gross: [
        [1000, 1000],
        [5250, 5000],
      ],
    } as const
    const { effects } = ask(shop, leavesOf(members, columns), columns, groupOf([1000, 1000], [100, 100], [200, 200]))
    expect(effects['price']).toBeCloseTo(250, 9)
    expect(effects['product_mix']).toBeCloseTo(0, 9)
  })

  test('without a door counter the chain begins with the orders', () => {
    const columns = {
      units: [
        [50, 100],
        [50, 100],
      ],
      gross: [
        [500, 1000],
        [2500, 5000],
      ],
    } as const
    const { effects } = ask(shop, leavesOf(members, columns), columns, groupOf([0, 0], [50, 100], [100, 200]))
    expect(effects['orders']).toBeCloseTo(-3000, 9)
    expect(effects['footfall']).toBeUndefined()
  })

  test('store A against store B: planted conversion, mix and assortment come back within two points of share', () => {
    // Both stores have 1,000 visitors and sell two items per order. A turns 12 % of them into orders, B 10 %. Of B's
    // items three in four are cups (10) and one a pot (50), 20 on average; of A's 45 % each, and a lid in ten (20)
    // that B does not have, 29 on average. Prices are equal.
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
    const table = { visitors: [[1000, 1000]], orders: [[120, 100]], units: [[240, 200]] } as Table
    const found = ask(shop, leavesOf({ location: ['s', 's', 's'], product: ['cup', 'pot', 'lid'] }, columns), columns, [
      leavesOf({ location: ['s'] }, table),
      table,
    ])
    // Conversion: 1000·.02·2·½(29 + 20) = 980. Mix: 1000·½(.12 + .10)·2·(29 − 20) = 1980.
    expect(found.effects['conversion']).toBeCloseTo(980, 6)
    expect(found.effects['product_mix']).toBeCloseTo(1980, 6)
    expect(found.effects['footfall']).toBeCloseTo(0, 9)
    expect(found.effects['price']).toBeCloseTo(0, 9)
    expect(Object.values(found.effects).reduce((sum, effect) => sum + effect, 0)).toBeCloseTo(6960 - 4000, 9)
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
        shop,
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
