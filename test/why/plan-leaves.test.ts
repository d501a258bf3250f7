import { afterAll, describe, expect, test } from 'vitest'
import type { DimensionName } from '#core/dimension.ts'
import type { Explanation } from '#core/explain/explanation.ts'
import { type Leaves, missingMember, readLeaves, sumOf } from '#core/explain/leaves.ts'
import { piecesOf } from '#core/explain/pieces.ts'
import { type LeafLayout, planLeaves } from '#core/explain/plan-leaves.ts'
import { questionOf } from '#core/explain/question.ts'
import type { Slot } from '#core/plan.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Row, Warehouse } from '#core/warehouse.ts'
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
): Promise<{ leaves: Leaves; at: (slot: string) => Float64Array }> => {
  const warehouse = await warehouseOf({ contact: rows }, [newContacts], '2026-11-18')
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
  const { statement, tables } = planLeaves(question.query)
  const leaves = readLeaves(await warehouse.query(statement), 1, tables[0]!)!
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

const rowsOf = (leaves: string, sums: readonly (readonly number[])[]): readonly Row[] =>
  [
    { part: 'leaves_1', leaves, sums: null },
    { part: 'sums_1_1', leaves: null, sums },
  ] as never

/** An answer of the engine written out: leaves as members, records as leaf, window and what it held. */
const answer = (
  dimensions: readonly DimensionName[],
  slots: readonly string[],
  leaves: readonly (readonly string[])[],
  records: readonly (readonly [leaf: number, window: number, value: number])[],
): Leaves | null => {
  const room = 4
  const layout: LeafLayout = {
    dimensions,
    columns: [{ value: 1 }],
    slots,
    branches: [{ windows: slots.map((_, i) => [i]), measures: [['value']] }],
    room,
  }
  const text = leaves.map((members, key) => [key, ...members].join('\u001e')).join('\u001e')
  const sums = [records.map(([leaf, window]) => leaf * room + window), records.map(([, , value]) => value)]
  return readLeaves(rowsOf(text, sums), 1, layout)
}

describe('members of a long list', () => {
  test('the largest are kept, the others folded into one that says how many', () => {
    const members = Array.from({ length: 403 }, (_, i) => [`m${String(i).padStart(3, '0')}`])
    const sizes = members.map((_, i) => [i, 0, 500 - i] as const)
    const leaves = answer(['product'], ['current', 'previous'], members, [...sizes, [402, 1, 2]])!
    expect(leaves.table.members[0]).toHaveLength(401)
    expect(leaves.table.members[0]!.slice(0, 2)).toEqual(['m000', 'm001'])
    expect(leaves.table.members[0]!.at(-1)).toBe('\u00013')
    expect(leaves.columns[0]![0]![400]).toBe(100 + 99 + 98)
    expect(leaves.columns[0]![1]![400]).toBe(2)
  })

  test('a team follows from its rep, and is told so', () => {
    const members = [
      ['an', 'north'],
      ['binh', 'north'],
      ['chi', 'south'],
    ]
    const records = [4, 2, 7].map((value, leaf) => [leaf, 0, value] as const)
    expect(answer(['owner', 'team'], ['current'], members, records)!.functionOf).toEqual({ team: 'owner' })
  })

  test('in whatever order the engine returns its rows, the leaves are the same to the last digit', () => {
    const members = Array.from({ length: 60 }, (_, i) => [`a${i % 7}`, `b${i % 9}`])
    const records = members.flatMap((_, i) => [0, 1].map((window) => [i, window, 0.1 * (i + 1 + window)] as const))
    const shuffled = records.map((record, i) => [(i * 37) % records.length, record] as const).sort(([a], [b]) => a - b)
    const names = ['source', 'province'] as const
    expect(
      answer(
        names,
        ['current', 'previous'],
        members,
        shuffled.map(([, record]) => record),
      ),
    ).toEqual(answer(names, ['current', 'previous'], members, records))
  })

  test('two combinations under one key are refused, so that they are asked for again under others', () => {
    const layout: LeafLayout = {
      dimensions: ['source'],
      columns: [{ value: 1 }],
      slots: ['current'],
      branches: [{ windows: [[0]], measures: [['value']] }],
      room: 2,
    }
    const text = ['7', 'facebook', '7', 'zalo'].join('\u001e')
    expect(readLeaves(rowsOf(text, [[14], [5]]), 1, layout)).toBeNull()
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
