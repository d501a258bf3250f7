import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { conformedColumns, type EntityName, entity } from '#core/entity.ts'
import { tables as contactTables } from '#kpis/new-contacts/tables.ts'
import {
  contentsOf,
  type Directory,
  draftOf,
  newFolder,
  openDirectory,
  removeFolder,
  type StagedRow,
  stage,
} from './directory.ts'

/** One file's rows of one entity. */
type Import = { readonly entity: EntityName; readonly secondary: boolean; readonly rows: readonly StagedRow[] }
/** What is done, and whether somebody reads afterwards: several changes may come before a reading. */
type Step = ({ readonly import: readonly Import[] } | { readonly undo: number }) & { readonly read: boolean }
type Standing = { readonly sequence: number; readonly parts: readonly Import[] }

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq: 2 })
const days = ['2026-10-31', '2026-11-01', '2026-11-02'] as const

const orderLine = fc.record({
  order_id: fc.constantFrom('A', 'B', 'C'),
  line_no: fc.constantFrom('1', '2', '*'),
  placed_at: fc.constantFrom(...days.map((day) => `${day}T10:00:00`)),
  status: fc.constantFrom('completed', 'cancelled'),
  location_id: fc.constantFrom('S1', 'S2'),
  customer_id: maybe(fc.constantFrom('K1', 'K2', 'K9')),
  product_id: maybe(fc.constantFrom('P1', 'P9')),
  quantity: fc.integer({ min: -1, max: 3 }),
  unit_price: maybe(fc.integer({ min: 1, max: 3 })),
  order_discount: maybe(fc.constant(1)),
})
const contact = fc.record({
  contact_id: fc.constantFrom('C1', 'C2', 'C3'),
  received_at: fc.constantFrom(...days.map((day) => `${day}T08:00:00`)),
  name: maybe(fc.constantFrom('An', 'Bình')),
  phone_key: maybe(fc.constantFrom('+841', '+842')),
  customer_id: maybe(fc.constantFrom('K1', 'K2')),
  province: maybe(fc.constantFrom('01', '79')),
  province_old: maybe(fc.constantFrom('01', '74')),
})
const customer = fc.record({
  customer_id: fc.constantFrom('K1', 'K2', 'K3'),
  name: maybe(fc.constantFrom('An', 'Bình')),
  phone_key: maybe(fc.constantFrom('+841', '+842')),
  segment: maybe(fc.constantFrom('lẻ', 'sỉ')),
  province: maybe(fc.constantFrom('01', '79')),
  province_old: maybe(fc.constantFrom('01', '74')),
})
const product = fc.record({
  product_id: fc.constantFrom('P1', 'P2'),
  name: fc.constantFrom('Nồi', 'Chảo'),
  category: maybe(fc.constantFrom('Bếp', 'Nhà')),
  list_price: maybe(fc.integer({ min: 1, max: 3 })),
})
const target = fc.record({
  metric: fc.constant('net_sales'),
  period: fc.constantFrom('2026-11', '2026-Q4'),
  scope: maybe(fc.constant('location=S1')),
  target: fc.integer({ min: 1, max: 3 }),
})

const keyOf = (name: EntityName, row: StagedRow): string =>
  entity(name)
    .key.map((key) => row[key] ?? '')
    .join('|')

const rowsOf = <T extends StagedRow>(name: EntityName, row: fc.Arbitrary<T>): fc.Arbitrary<Import> =>
  fc
    .record({
      secondary: fc.boolean(),
      rows: fc.uniqueArray(row, { minLength: 1, maxLength: 4, selector: (each) => keyOf(name, each) }),
    })
    .map(({ secondary, rows }) => ({
      entity: name,
      secondary,
      // What is written is what is matched by: the written phone is its normal form here.
      rows: rows.map((each, i) => ({
        line: i + 2,
        ...each,
        ...('phone_key' in each ? { phone: each['phone_key'] as string | null } : {}),
      })),
    }))

const file: fc.Arbitrary<Step> = fc.record({
  read: fc.boolean(),
  import: fc.array(
    fc.oneof(
      rowsOf('order_line', orderLine),
      rowsOf('contact', contact),
      rowsOf('customer', customer),
      rowsOf('product', product),
      rowsOf('target', target),
    ),
    { minLength: 1, maxLength: 3 },
  ),
})
const undo: fc.Arbitrary<Step> = fc.record({ read: fc.boolean(), undo: fc.nat(9) })
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: file }, { weight: 2, arbitrary: undo }), {
  minLength: 3,
  maxLength: 9,
})

/**
 * What must stand, by the rule alone: rows of a list's own are newest first, rows read off others oldest first
 * behind them; a fact is the first version, a dimension the first that is not empty, field by field.
 */
const expected = (name: EntityName, batches: readonly Standing[], key: string): StagedRow[] => {
  const of = entity(name)
  const versions = batches.flatMap(({ sequence, parts }) =>
    parts.flatMap((part, place) =>
      part.entity === name
        ? part.rows.map((row) => ({ row, batch: sequence, own: !part.secondary, order: sequence * 1000 + place }))
        : [],
    ),
  )
  versions.sort((a, b) => (a.own !== b.own ? (a.own ? -1 : 1) : a.own ? b.order - a.order : a.order - b.order))
  const keys = [...new Set(versions.map(({ row }) => keyOf(name, row)))]
  const hash = (value: StagedRow[string] | undefined): string | null =>
    value == null ? null : createHash('sha256').update(`${key}${value}`).digest('hex')
  const stands = keys.map((each): StagedRow => {
    const mine = versions.filter(({ row }) => keyOf(name, row) === each)
    const first = mine[0]!
    const filled = (fields: readonly string[]): StagedRow =>
      of.shape === 'fact' ? first.row : (mine.find(({ row }) => fields.some((field) => row[field] != null))?.row ?? {})
    return Object.fromEntries(
      conformedColumns(of).map((column) => {
        if (column.name === 'batch') return ['batch', first.batch]
        if (column.name === 'line') return ['line', first.row['line']!]
        if (column.name === 'phone_hash') return ['phone_hash', hash(filled(['phone'])['phone_key'])]
        if (column.name.startsWith('province'))
          return [column.name, filled(['province', 'province_old'])[column.name] ?? null]
        return [column.name, filled([column.name])[column.name] ?? null]
      }),
    )
  })
  if (name !== 'order_line') return stands
  const detailed = new Set(stands.filter((row) => row['line_no'] !== '*').map((row) => row['order_id']))
  return stands.filter((row) => row['line_no'] !== '*' || !detailed.has(row['order_id']!))
}

const imported = ['order_line', 'contact', 'customer', 'product', 'target'] as const
const built = [...imported, 'placeholder', ...new Set(contactTables.map((table) => table.name))]

let directory: Directory
let folder: string
beforeAll(async () => {
  folder = newFolder()
  directory = await openDirectory(folder, { tables: contactTables })
})
afterAll(async () => {
  await directory.close()
  removeFolder(folder)
})

const sorted = (name: EntityName, rows: readonly StagedRow[]): StagedRow[] =>
  [...rows].sort((a, b) => (keyOf(name, a) < keyOf(name, b) ? -1 : 1))

const namesOf = (batches: readonly Standing[], id: string): string | null => {
  const said = batches.flatMap(({ sequence, parts }) =>
    parts.flatMap((part, place) =>
      part.entity === 'customer'
        ? part.rows
            .filter((row) => row['customer_id'] === id && row['name'] !== null)
            .map((row) => ({ name: String(row['name']), rank: (part.secondary ? -1 : 1) * (sequence * 1000 + place) }))
        : [],
    ),
  )
  return said.sort((a, b) => b.rank - a.rank)[0]?.name ?? null
}

test('after any sequence of imports and undos everything is as if only the remaining batches had ever been', async () => {
  const runs = Number(process.env['NHIP_UNDO_RUNS'] ?? 8)
  let [file, run] = [0, 0]
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const { warehouse, store, unread } = directory
      let standing: Standing[] = []
      for (const step of sequence) {
        const landing = step.read ? directory.landing : unread
        if ('undo' in step) {
          const taken = standing[step.undo % Math.max(1, standing.length)]
          if (!taken) continue
          const batch = store.batches().find((each) => each.sequence === taken.sequence)!
          await landing.withdraw(batch.import_id)
          standing = standing.filter((each) => each !== taken)
        } else {
          const staged = []
          for (const part of step.import)
            staged.push(await stage(warehouse, part.entity, part.rows, { secondary: part.secondary }))
          const rows = step.import.reduce((sum, part) => sum + part.rows.length, 0)
          const manifest = await landing.accept(draftOf(`file ${++file}`, rows), staged)
          const { loaded, updated, unchanged } = manifest.counts
          expect(loaded + updated + unchanged).toBe(rows)
          standing.push({ sequence: manifest.sequence, parts: step.import })
          await landing.discard(staged)
        }
      }
      await unread.refresh()
      for (const name of imported) {
        const columns = conformedColumns(entity(name)).map((column) => `"${column.name}"`)
        const rows = await warehouse.query(`select ${columns.join(', ')} from ${name}`)
        expect(sorted(name, rows)).toEqual(sorted(name, expected(name, standing, store.hashingKey())))
      }
      for (const id of ['K1', 'K2', 'K3'])
        expect(store.person('customer', id)?.name ?? null).toBe(namesOf(standing, id))
      // Making everything anew takes longer than all the rest.
      if (run++ % 3 === 0) {
        const before = await contentsOf(warehouse, built)
        await unread.rebuild()
        expect(await contentsOf(warehouse, built)).toEqual(before)
      }
      for (const each of standing)
        await unread.withdraw(store.batches().find((batch) => batch.sequence === each.sequence)!.import_id)
      await unread.refresh()
      for (const name of imported) expect(await warehouse.query(`select * from ${name}`)).toEqual([])
    }),
    { numRuns: runs },
  )
}, 600_000)
