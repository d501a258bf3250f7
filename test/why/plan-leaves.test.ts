import { afterAll, describe, expect, test } from 'vitest'
import type { DimensionName } from '#core/dimension.ts'
import type { Explanation } from '#core/explain/explanation.ts'
import { type Leaves, missingMember, readLeaves } from '#core/explain/leaves.ts'
import { piecesOf } from '#core/explain/pieces.ts'
import { type LeafLayout, planLeaves } from '#core/explain/plan-leaves.ts'
import { questionOf } from '#core/explain/question.ts'
import { sumOf } from '#core/explain/sums.ts'
import type { Slot } from '#core/plan.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Columns, Warehouse } from '#core/warehouse.ts'
import { newContacts } from '#kpis/new-contacts/kpi.ts'
import { warehouseOf } from '../fixture-warehouse.ts'

const open: Warehouse[] = []
afterAll(async () => {
  for (const warehouse of open) await warehouse.close()
})

const contact = (id: number, day: string, source: string | null, province: string) => ({
  contact_id: `c${id}`,
  received_at: `${day} 09:00:00`,
  source,
  province,
  phone_hash: `p${id}`,
})

const rows = [
  contact(1, '2026-11-09', 'facebook', '01'),
  contact(2, '2026-11-09', 'facebook', '79'),
  contact(3, '2026-11-10', null, '79'),
  contact(4, '2026-11-16', 'facebook', '79'),
  contact(5, '2026-11-17', 'google', '79'),
  contact(6, '2026-11-02', 'google', '01'),
  contact(7, '2026-11-18', 'google', '01'),
]

const ask = async (
  without: ReadonlySet<number> = new Set(),
  contacts = rows,
): Promise<{ leaves: Leaves; at: (slot: string) => Float64Array }> => {
  const warehouse = await warehouseOf({ contact: contacts }, [newContacts], '2026-11-18')
  open.push(warehouse)
  const metric = newContacts.metrics.find((one) => one.id === 'contacts_new')!
  const question = questionOf({
    metric,
    explanation: newContacts.explain['contacts_new'] as Explanation,
    request: {
      period: { from: '2026-11-16', to: '2026-11-18' },
      comparison: { from: '2026-11-09', to: '2026-11-11', kind: 'previous' },
      by: [],
      where: [],
      series: [],
      options: {},
      today: '2026-11-18',
    },
    settings: defaultSettings,
    windows: [{ from: '2026-11-02', to: '2026-11-04' }],
    without,
    flow: true,
    between: null,
  })
  const { statement, tables, twice } = planLeaves(question.query)
  const leaves = readLeaves(await warehouse.columns(statement), tables[0]!)
  const known = twice!.known(await warehouse.query(twice!.members))
  const again = readLeaves(await warehouse.columns(twice!.sums(known)!), tables[0]!, known.names)
  // Read in two steps they are the same leaves, to their order.
  expect(again.table).toEqual(leaves.table)
  expect(again.columns).toEqual(leaves.columns)
  return { leaves, at: (slot) => leaves.columns[0]![leaves.slots.indexOf(slot)]! }
}

describe('the leaves of a question', () => {
  test('each window adds up to its number, each combination stands once', async () => {
    const { leaves, at } = await ask()
    expect([sumOf(at('current')), sumOf(at('previous')), sumOf(at('h1'))]).toEqual([3, 3, 1])
    const keys = Array.from({ length: leaves.table.size }, (_, leaf) =>
      leaves.table.codes.map((codes) => codes[leaf]).join(),
    )
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('a missing member is a member, and a dimension with one member is none', async () => {
    const { leaves } = await ask()
    expect([...leaves.table.dimensions].sort()).toEqual(['province', 'source'])
    const source = leaves.table.dimensions.indexOf('source')
    expect([...leaves.table.members[source]!].sort()).toEqual([missingMember, 'facebook', 'google'])
  })

  test('a day left out is out of both windows compared and of those before, not of the number itself', async () => {
    const { leaves, at } = await ask(new Set([2]))
    expect(leaves.slots).toEqual(['current', 'previous', 'now', 'before', 'h1'])
    expect([sumOf(at('current')), sumOf(at('now')), sumOf(at('before'))]).toEqual([3, 2, 3])
  })
})

/** An answer of the engine written out: members by place, records as places, window and value. */
const answer = (
  dimensions: readonly DimensionName[],
  slots: readonly string[],
  members: readonly (readonly string[])[],
  records: readonly (readonly [places: readonly number[], window: number, value: number])[],
): Leaves => {
  const sums = dimensions.length
  const layout: LeafLayout = {
    dimensions,
    columns: [{ value: 1 }],
    slots,
    branches: [{ windows: slots.map((_, i) => [i]), measures: [['value']] }],
    parts: { members: dimensions.map((_, d) => d), sums: [sums] },
  }
  const rows = [
    ...members.flatMap((names, part) =>
      names.map((name, piece) => ({ part, piece, places: dimensions.map(() => 0), value: 0, name })),
    ),
    ...records.map(([places, piece, value]) => ({ part: sums, piece, places, value, name: null })),
  ]
  const numbers = (of: (row: (typeof rows)[number]) => number): Float64Array => Float64Array.from(rows.map(of))
  const columns: Columns = {
    part: numbers((row) => row.part),
    piece: numbers((row) => row.piece),
    m1: numbers((row) => row.value),
    name: rows.map((row) => row.name),
    ...Object.fromEntries(dimensions.map((_, d) => [`c${d + 1}`, numbers((row) => row.places[d]!)])),
  }
  return readLeaves(columns, layout)
}

describe('members of a long list', () => {
  test('the largest are kept, the others folded into one that says how many', async () => {
    const sizes = Array.from({ length: 403 }, (_, i) => ({
      source: `s${String(i).padStart(3, '0')}`,
      count: 1 + (i < 400 ? 1 : 0),
    }))
    const many = sizes.flatMap(({ source, count }, i) =>
      Array.from({ length: count }, (_, k) => contact(1000 * i + k, '2026-11-16', source, '79')),
    )
    const { leaves, at } = await ask(new Set(), [...many, contact(999_999, '2026-11-09', 's402', '79')])
    const members = leaves.table.members[0]!
    expect(members).toHaveLength(401)
    // s402 has two as well: by name it comes after the 400 others
    expect([members[0], members[399], members[400]]).toEqual(['s000', 's399', '\u00013'])
    expect([sumOf(at('current')), at('current')[400], at('previous')[400]]).toEqual([803, 3, 1])
  })

  test('a team follows from its rep, and is told so', () => {
    const members = [
      ['an', 'binh', 'chi'],
      ['north', 'south'],
    ]
    const records = [
      [[0, 0], 0, 4],
      [[1, 0], 0, 2],
      [[2, 1], 0, 7],
    ] as const
    expect(answer(['owner', 'team'], ['current'], members, records).functionOf).toEqual({ team: 'owner' })
  })

  test('in whatever order the engine returns its rows, the leaves are the same to the last digit', () => {
    const members = [Array.from({ length: 600 }, (_, i) => `a${i}`), Array.from({ length: 9 }, (_, i) => `b${i}`)]
    const records = Array.from({ length: 600 }, (_, i) => [[i, i % 9], i % 2, 0.1 * (i + 1)] as const)
    const shuffled = records.map((_, i) => records[(i * 37) % records.length]!)
    const names = ['source', 'province'] as const
    const slots = ['current', 'previous']
    const { cells: _, ...leaves } = answer(names, slots, members, records)
    expect(answer(names, slots, members, shuffled)).toMatchObject(leaves)
  })

  test('seven dimensions are put together again, each member in its place', () => {
    const names = ['source', 'province', 'owner', 'team', 'campaign', 'location', 'product_line'] as const
    const members = names.map((name) => [`${name} a`, `${name} b`, `${name} c`])
    const leaves = answer(names, ['current'], members, [
      [[0, 1, 2, 0, 1, 2, 0], 0, 5],
      [[2, 1, 0, 2, 1, 0, 2], 0, 7],
    ])
    const namesAt = (leaf: number) => leaves.table.codes.map((codes, d) => leaves.table.members[d]![codes[leaf]!])
    expect([0, 1].map(namesAt)).toEqual([
      [0, 1, 2, 0, 1, 2, 0].map((place, d) => members[d]![place]),
      [2, 1, 0, 2, 1, 0, 2].map((place, d) => members[d]![place]),
    ])
  })
})

describe('time in pieces', () => {
  const slot = (name: string, from: string, to: string): Slot => ({ slot: name, from, to, asOf: to })
  const slots = [
    slot('current', '2026-11-08', '2026-11-14'),
    slot('previous', '2026-11-01', '2026-11-07'),
    slot('now', '2026-11-08', '2026-11-12'),
    slot('h1', '2026-11-01', '2026-11-07'),
  ]

  test('a day belongs to every window it lies in, and to one piece', () => {
    const { sql, windows } = piecesOf('flow', 'day', slots)
    expect(sql).toBe(
      "case when day between date '2026-11-01' and date '2026-11-07' then 0 when day between date '2026-11-08' and date '2026-11-12' then 1 when day between date '2026-11-13' and date '2026-11-14' then 2 end",
    )
    expect(windows).toEqual([[1, 3], [0, 2], [0]])
  })

  test('changes of a balance count in every window that ends later, a level on its own day only', () => {
    expect(piecesOf('balance', 'day', slots).windows).toEqual([[0, 1, 2, 3], [0, 2], [0]])
    expect(piecesOf('level', 'day', slots).windows).toEqual([[1, 3], [2], [0]])
  })
})
