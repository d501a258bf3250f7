import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Directory, draftOf, newFolder, openDirectory, removeFolder, stage } from './directory.ts'

let folder: string
let directory: Directory

beforeEach(async () => {
  folder = newFolder()
  directory = await openDirectory(folder)
})
afterEach(async () => {
  await directory.close()
  removeFolder(folder)
})

const line = (order: string, price: number, more: Record<string, string | number> = {}) => ({
  order_id: order,
  line_no: '1',
  placed_at: '2026-11-01T10:00:00',
  status: 'completed',
  location_id: 'S1',
  quantity: 1,
  unit_price: price,
  ...more,
})

describe('a batch', () => {
  test('lands with its rows counted, its sums exact, and its files as the manifest says', async () => {
    const staged = await stage(directory.warehouse, 'order_line', [line('A', 0.1), line('B', 0.2)])
    expect(await directory.landing.compare([staged])).toEqual({ order_line: { loaded: 2, updated: 0, unchanged: 0 } })
    const manifest = await directory.landing.accept(draftOf('one.csv', 2), [staged])
    expect(manifest.counts).toEqual({ rows_read: 2, loaded: 2, updated: 0, unchanged: 0, rejected: 0, skipped: 0 })
    expect(manifest.parts[0]).toMatchObject({
      entity: 'order_line',
      rows: 2,
      sums: { unit_price: '0.3000', quantity: '2.0000' },
    })
    expect(await directory.warehouse.query('select count(*) as n, sum(unit_price) as total from order_line')).toEqual([
      { n: 2, total: 0.3 },
    ])
    const batch = join(folder, 'batches', manifest.import_id)
    expect(readdirSync(batch).sort()).toEqual(['manifest.json', 'order_line.parquet'])
    expect(JSON.parse(readFileSync(join(batch, 'manifest.json'), 'utf8'))).toEqual(manifest)
    expect(statSync(join(batch, 'order_line.parquet')).mode & 0o777).toBe(0o600)
    expect(await directory.landing.verify()).toEqual([])
  })

  test('restated rows replace, repeated rows are unchanged, and taking it back restores what stood', async () => {
    const first = await directory.landing.accept(draftOf('one.csv'), [
      await stage(directory.warehouse, 'order_line', [line('A', 1), line('B', 2)]),
    ])
    const staged = await stage(directory.warehouse, 'order_line', [line('A', 1), line('B', 5), line('C', 7)])
    const second = await directory.landing.accept(draftOf('two.csv', 3), [staged])
    expect(second.counts).toEqual({ rows_read: 3, loaded: 1, updated: 1, unchanged: 1, rejected: 0, skipped: 0 })
    const prices = () => directory.warehouse.query('select order_id, unit_price, batch from order_line order by 1')
    expect(await prices()).toEqual([
      { order_id: 'A', unit_price: 1, batch: 2 },
      { order_id: 'B', unit_price: 5, batch: 2 },
      { order_id: 'C', unit_price: 7, batch: 2 },
    ])
    await directory.landing.withdraw(first.import_id)
    expect(await prices()).toHaveLength(3)
    await directory.landing.withdraw(second.import_id)
    expect(await prices()).toEqual([])
    await expect(directory.landing.withdraw(second.import_id)).rejects.toMatchObject({ code: 'import.already_undone' })
    await expect(directory.landing.withdraw('imp_none')).rejects.toMatchObject({ code: 'import.unknown' })
  })

  test('the same file with the same mapping is the same batch', async () => {
    const once = await directory.landing.accept(draftOf('one.csv'), [
      await stage(directory.warehouse, 'order_line', [line('A', 1)]),
    ])
    const again = await directory.landing.accept(draftOf('one.csv'), [
      await stage(directory.warehouse, 'order_line', [line('A', 1)]),
    ])
    expect(again).toEqual(once)
    expect(directory.store.batches()).toHaveLength(1)
  })

  test('a row for a whole order gives way to the order’s lines, whichever came first, and comes back with them gone', async () => {
    const whole = await stage(directory.warehouse, 'order_line', [line('A', 100, { line_no: '*' })])
    await directory.landing.accept(draftOf('list.csv'), [whole])
    const lines = await directory.landing.accept(draftOf('detail.csv'), [
      await stage(directory.warehouse, 'order_line', [line('A', 60), line('A', 40, { line_no: '2' })]),
    ])
    const stands = () => directory.warehouse.query('select line_no from order_line order by 1')
    expect(await stands()).toEqual([{ line_no: '1' }, { line_no: '2' }])
    const late = await stage(directory.warehouse, 'order_line', [line('A', 101, { line_no: '*' })])
    expect(await directory.landing.compare([late])).toEqual({ order_line: { loaded: 0, updated: 0, unchanged: 1 } })
    await directory.landing.accept(draftOf('late list.csv'), [late])
    expect(await stands()).toEqual([{ line_no: '1' }, { line_no: '2' }])
    expect(await directory.landing.verify()).toEqual([])
    await directory.landing.withdraw(lines.import_id)
    expect(await directory.warehouse.query('select line_no, unit_price from order_line')).toEqual([
      { line_no: '*', unit_price: 101 },
    ])
  })
})

describe('a dimension', () => {
  test('is merged field by field: newest not empty wins, rows read off others only fill gaps', async () => {
    const product = (rows: Parameters<typeof stage>[2], secondary = false) =>
      stage(directory.warehouse, 'product', rows, { secondary })
    await directory.landing.accept(draftOf('lines.csv'), [
      await product([{ product_id: 'P', name: 'read off an invoice', category: 'Bếp' }], true),
    ])
    await directory.landing.accept(draftOf('list.csv'), [
      await product([{ product_id: 'P', name: 'Nồi', list_price: 10 }]),
    ])
    await directory.landing.accept(draftOf('more lines.csv'), [
      await product([{ product_id: 'P', name: 'other', category: 'Khác', brand: 'Sunhouse' }], true),
    ])
    const prices = await directory.landing.accept(draftOf('prices.csv'), [
      await product([{ product_id: 'P', list_price: 12 }]),
    ])
    const stands = () => directory.warehouse.query('select name, category, brand, list_price from product')
    expect(await stands()).toEqual([{ name: 'Nồi', category: 'Bếp', brand: 'Sunhouse', list_price: 12 }])
    await directory.landing.withdraw(prices.import_id)
    expect(await stands()).toEqual([{ name: 'Nồi', category: 'Bếp', brand: 'Sunhouse', list_price: 10 }])
  })

  test('named before its own file comes is a placeholder, completed when it does', async () => {
    await directory.landing.accept(draftOf('orders.csv'), [
      await stage(directory.warehouse, 'order_line', [line('A', 1, { customer_id: 'KH1', rep: 'R1' })]),
    ])
    const placeholders = () => directory.warehouse.query('select entity, id from placeholder order by 1, 2')
    expect(await placeholders()).toEqual([
      { entity: 'customer', id: 'KH1' },
      { entity: 'location', id: 'S1' },
      { entity: 'rep', id: 'R1' },
    ])
    await directory.landing.accept(draftOf('shops.csv'), [
      await stage(directory.warehouse, 'location', [{ location_id: 'S1', name: 'Cầu Giấy', kind: 'store' }]),
    ])
    expect(await placeholders()).toHaveLength(2)
  })
})

describe('personal fields', () => {
  test('stand in the store only; files and warehouse hold keyed hashes equal for equal phones', async () => {
    const customer = await stage(directory.warehouse, 'customer', [
      { customer_id: 'KH1', name: 'Nguyễn Thị An', phone: '0912 345 678', phone_key: '+84912345678' },
    ])
    const contact = await stage(directory.warehouse, 'contact', [
      { contact_id: 'C1', received_at: '2026-11-01T08:00:00', phone: '+84 912345678', phone_key: '+84912345678' },
    ])
    const manifest = await directory.landing.accept(draftOf('people.csv'), [customer, contact])
    const [hashes] = await directory.warehouse.query(
      'select c.phone_hash as a, t.phone_hash as b, length(c.phone_hash) as n from customer c, contact t',
    )
    expect(hashes!['a']).toBe(hashes!['b'])
    expect(hashes!['n']).toBe(64)
    expect(directory.store.person('customer', 'KH1')).toEqual({ name: 'Nguyễn Thị An', phone: '0912 345 678' })
    const files = [
      ...manifest.parts.map((part) => join(folder, 'batches', manifest.import_id, part.file)),
      join(folder, 'warehouse.duckdb'),
    ]
    for (const file of files) {
      const bytes = readFileSync(file)
      expect(bytes.includes('Nguyễn'), file).toBe(false)
      expect(bytes.includes('912345678'), file).toBe(false)
      expect(bytes.includes('345 678'), file).toBe(false)
    }
    const renamed = await stage(directory.warehouse, 'customer', [{ customer_id: 'KH1', name: 'Nguyễn An' }])
    expect(await directory.landing.compare([renamed])).toEqual({ customer: { loaded: 0, updated: 1, unchanged: 0 } })
    const same = await stage(directory.warehouse, 'customer', [{ customer_id: 'KH1', name: 'Nguyễn Thị An' }])
    expect(await directory.landing.compare([same])).toEqual({ customer: { loaded: 0, updated: 0, unchanged: 1 } })
    await directory.landing.withdraw(manifest.import_id)
    expect(directory.store.person('customer', 'KH1')).toBeNull()
  })
})

test('the files of a data directory are private to their owner', () => {
  for (const file of ['store.sqlite', 'store.sqlite-wal']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
})
