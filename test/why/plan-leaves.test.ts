import { afterAll, describe, expect, test } from 'vitest'
import type { Explanation } from '#core/explain/explanation.ts'
import { type Leaves, missingMember, readLeaves, sumOf } from '#core/explain/leaves.ts'
import { planLeaves } from '#core/explain/plan-leaves.ts'
import { questionOf } from '#core/explain/question.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
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
  const [row] = await warehouse.query(planLeaves(question.query))
  const [table] = question.query.tables
  const leaves = readLeaves(row!, 1, table!.dimensions, table!.columns.length, question.slots)
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

describe('members of a long list', () => {
  test('the largest are kept, the others folded into one that says how many', () => {
    const members = Array.from({ length: 403 }, (_, i) => `m${String(i).padStart(3, '0')}`)
    const leaves = readLeaves(
      { members_1_1: members, leaves_1_0: [0, 0, 1], leaves_1_1: [0, 400, 400], leaves_1_2: [5, 3, 2] } as never,
      1,
      ['product'],
      1,
      ['current', 'previous'],
    )
    expect(leaves.table.members[0]).toHaveLength(401)
    expect(leaves.table.members[0]!.at(-1)).toBe('\u00013')
    expect([...leaves.columns[0]![0]!]).toEqual([5, 3])
    expect([...leaves.columns[0]![1]!]).toEqual([0, 2])
  })

  test('a team follows from its rep, and is told so', () => {
    const leaves = readLeaves(
      {
        members_1_1: ['an', 'binh', 'chi'],
        members_1_2: ['north', 'south'],
        leaves_1_0: [0, 0, 0],
        leaves_1_1: [0, 1, 2],
        leaves_1_2: [0, 0, 1],
        leaves_1_3: [4, 2, 7],
      } as never,
      1,
      ['owner', 'team'],
      1,
      ['current'],
    )
    expect(leaves.functionOf).toEqual({ team: 'owner' })
  })
})
