import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entities } from '#core/entities.ts'
import type { Input } from '#core/operation.ts'
import type { Row } from '#core/warehouse.ts'
import type { FileResult, ImportResult } from '#operations/imports/import-files.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { operations } from '../../src/main/operations.ts'

let folder: string
let company: Company

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nhip-import-'))
  company = await openCompany(join(folder, 'data'), { fixedNow: '2026-11-18T05:00:00Z', memory: '600MB' })
}, 60_000)
afterAll(async () => {
  await company.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = (name: string, input: Input): Promise<unknown> =>
  operations
    .find((operation) => operation.name === name)!
    .run(input, company.depsFor('en'), { progress: () => undefined, emit: () => undefined })

const query = (sql: string): Promise<readonly Row[]> => company.depsFor('en').query(sql)

const file = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\r\n')}\r\n`)
  return path
}

const importOne = async (path: string, more: Input = {}): Promise<FileResult> => {
  const { files } = (await run('imports.create', { files: [path], ...more })) as ImportResult
  const [result] = files
  if (!result || 'failed' in result) throw new Error(JSON.stringify(result))
  expect(result.rows_read).toBe(result.loaded + result.updated + result.unchanged + result.rejected + result.skipped)
  for (const counts of Object.values(result.by_entity))
    expect(counts.rows_read).toBe(counts.loaded + counts.updated + counts.unchanged + counts.rejected + counts.skipped)
  return result
}

const header = 'order_id,line_no,placed_at,location_id,quantity,unit_price'

describe('an import from file to tables', { timeout: 120_000 }, () => {
  test('a file, the same again, a restated row, and back', async () => {
    const first = file('a.csv', [header, 'A,1,2026-11-01,S1,2,100', 'A,2,2026-11-01,S1,1,50'])
    const one = await importOne(first)
    expect(one).toMatchObject({ source: 'order_line', rows_read: 2, loaded: 2, rejected: 0, rejects_file: null })
    const again = await importOne(first)
    expect(again).toMatchObject({ import_id: one.import_id, loaded: 0, updated: 0, unchanged: 2, repeated: true })
    expect(again.notes.map((note) => note.code)).toEqual(['import.repeated'])
    const two = await importOne(
      file('b.csv', [header, 'A,2,2026-11-01,S1,4,50', 'B,1,2026-11-02,S1,1,70', 'A,1,2026-11-01,S1,2,100']),
    )
    expect(two).toMatchObject({ loaded: 1, updated: 1, unchanged: 1 })
    const total = 'select cast(sum(quantity * unit_price) as double) as total, count(*) as n from order_line'
    expect(await query(total)).toEqual([{ total: 470, n: 3 }])
    expect(await run('imports.undo', { id: two.import_id! })).toMatchObject({
      import_id: two.import_id,
      withdrawn_at: expect.any(String),
    })
    expect(await query(total)).toEqual([{ total: 250, n: 2 }])
    await expect(run('imports.undo', { id: two.import_id! })).rejects.toMatchObject({ code: 'import.already_undone' })
    await expect(run('imports.undo', { id: 'imp_nothing' })).rejects.toMatchObject({ code: 'import.unknown' })
    const { imports } = (await run('imports.list', {})) as { imports: readonly { import_id: string; loaded: number }[] }
    expect(imports.map((entry) => [entry.import_id, entry.loaded])).toEqual([
      [two.import_id, 1],
      [one.import_id, 2],
    ])
  })

  test('a dry run says the same and changes nothing', async () => {
    const path = file('dry.csv', [header, 'DRY,1,2026-11-01,S1,2,100', 'DRY,2,2026-13-01,S1,1,50'])
    const before = await query('select count(*) as n from order_line')
    const dry = await importOne(path, { dry_run: true })
    expect(dry).toMatchObject({
      dry_run: true,
      import_id: null,
      rejects_file: null,
      rows_read: 2,
      loaded: 1,
      rejected: 1,
    })
    expect(dry.rejects[0]).toMatchObject({ line: 3, column: 'placed_at', code: 'date.impossible' })
    expect(await query('select count(*) as n from order_line')).toEqual(before)
  })

  test('refused rows come back as a file that is mended and imported, each row in its own place', async () => {
    const map = join(folder, 'map.json')
    writeFileSync(
      map,
      JSON.stringify({
        entity: 'order_line',
        columns: { order_id: 'Invoice', placed_at: 'Date', quantity: 'Qty', unit_price: 'Price', product_name: 'Item' },
        constants: { location_id: 'S9' },
        derive: { line_no: { row_number_in: 'Invoice' } },
      }),
    )
    const path = file('shop.csv', [
      'Invoice,Item,Date,Qty,Price',
      'R1,=HYPERLINK("x"),2026-11-01,1,10',
      'R1,+84 đồ,2026-11-01,two,20',
      'R1,c,2026-11-01,3,30',
    ])
    const one = await importOne(path, { map })
    expect(one).toMatchObject({ source: 'mapping', rows_read: 3, loaded: 2, rejected: 1 })
    const text = readFileSync(one.rejects_file!, 'utf8')
    const [head, row] = text.replace('\ufeff', '').split('\r\n')
    expect(head).toBe('Invoice,Item,Date,Qty,Price,line,column,value,code,sentence,numbers')
    expect(row).toContain("R1,'+84 đồ,2026-11-01,two,20,3,Qty,two,number.unreadable,")
    expect(row).toContain('m0w1=2')
    const mended = join(folder, 'mended.csv')
    writeFileSync(mended, text.replace('2026-11-01,two,20', '2026-11-01,2,20'))
    const two = await importOne(mended)
    expect(two).toMatchObject({ rows_read: 1, loaded: 1, rejected: 0 })
    expect(
      await query(
        "select line_no, product_name, cast(quantity as double) as quantity from order_line where order_id = 'R1' order by line_no",
      ),
    ).toEqual([
      { line_no: '1', product_name: '=HYPERLINK("x")', quantity: 1 },
      { line_no: '2', product_name: '+84 đồ', quantity: 2 },
      { line_no: '3', product_name: 'c', quantity: 3 },
    ])
  })

  test('a file refused among several does not stop the others', async () => {
    const good = file('good.csv', ['location_id,on,visitors', 'S1,2026-11-01,10'])
    const bad = file('bad.csv', ['Tên gì đó,Cột lạ', '1,2'])
    const result = (await run('imports.create', { files: [bad, good] })) as ImportResult
    expect(result.failed).toBe(true)
    expect(result.files[0]).toMatchObject({
      file: 'bad.csv',
      failed: true,
      source: null,
      import_id: null,
      rows_read: 0,
      rejected: 0,
      by_entity: {},
      error: { code: expect.stringMatching(/^file.unrecognised/) },
    })
    expect(result.files[1]).toMatchObject({ file: 'good.csv', loaded: 1 })
    await expect(run('imports.create', { files: [bad] })).rejects.toMatchObject({
      code: expect.stringMatching(/^file.unrecognised/),
    })
    await expect(run('imports.create', { files: [bad], as: 'footfall' })).rejects.toMatchObject({
      code: 'mapping.several',
    })
    await expect(run('imports.create', { files: [bad], as: 'shopee-orders' })).rejects.toMatchObject({
      code: 'source.not_this_file',
    })
    await expect(run('imports.create', { files: [bad], as: 'shoppee' })).rejects.toMatchObject({
      code: 'source.unknown',
      params: { nearest: expect.arrayContaining(['shopee-orders']) },
    })
  })

  test('two imports at once take turns and both are whole', async () => {
    const rows = (name: string) => Array.from({ length: 50 }, (_, i) => `${name}${i},2026-11-18,${i}`)
    const paths = ['X', 'Y'].map((name) => file(`${name}.csv`, ['location_id,on,visitors', ...rows(name)]))
    const results = await Promise.all(paths.map((path) => importOne(path)))
    expect(results.map((result) => result.loaded)).toEqual([50, 50])
    expect(
      await query(
        'select count(*) as n, cast(sum(visitors) as double) as total from footfall where "on" = date \'2026-11-18\'',
      ),
    ).toEqual([{ n: 100, total: 2450 }])
  })

  test('nothing temporary is left behind, whatever happened', async () => {
    const left = await company
      .depsFor('en')
      .run(
        "select table_name from information_schema.tables where table_name like 'import_%' or table_name like 'landing_%'",
      )
    expect(left).toEqual([])
  })

  test('every template is recognised and imports cleanly as it is, as text and as a spreadsheet', async () => {
    const templates = entities.flatMap(({ name }) =>
      (['order_line', 'target'].includes(name) ? ['csv', 'xlsx'] : ['csv']).map((format) => ({ name, format })),
    )
    const files: string[] = []
    for (const { name, format } of templates) {
      const to = join(folder, `template-${name}.${format}`)
      await run('templates.write', { entity: name, format, to })
      files.push(to)
    }
    const { files: results } = (await run('imports.create', { files })) as ImportResult
    expect(results.map(({ source, rows_read, rejects }) => [source, rows_read, rejects])).toEqual(
      templates.map(({ name }) => [name, 1, []]),
    )
    expect((await query('select count(*) as n from activity'))[0]!['n']).toBe(1)
  })

  test('an aggregator’s rows yield to the marketplace’s own, whichever comes first, and no order counts twice', async () => {
    const own = [
      'Mã đơn hàng,Ngày đặt hàng,Trạng Thái Đơn Hàng,Giá gốc,Số lượng,Tên sản phẩm',
      '26A,2026-11-03 10:00,Hoàn thành,100000,2,Nồi',
      '26B,2026-11-04 10:00,Hoàn thành,50000,1,Chảo',
    ]
    const gathered = [
      'Id,Mã đơn hàng,Mã đơn hàng sàn,Ngày đặt hàng,Kênh bán hàng,Trạng thái hủy,Mã sản phẩm,Tên sản phẩm,Số lượng sản phẩm,Giá sản phẩm',
      '1,#1001,26A,03/11/2026 10:00,shopee,no,SP1,Nồi,1,100000',
      '1,#1001,26A,03/11/2026 10:00,shopee,no,SP1,Nồi,1,100000',
      '2,#1002,,05/11/2026 10:00,web,no,SP2,Chảo,1,70000',
      '3,#1003,26C,15/11/2026 10:00,shopee,no,SP2,Chảo,1,60000',
    ]
    const sales =
      "select order_id, cast(sum(quantity * unit_price) as double) as amount from order_line where order_id like '26%' or order_id like '#100%' group by 1 order by 1"
    const expected = [
      { order_id: '#1002', amount: 70000 },
      { order_id: '26A', amount: 200000 },
      { order_id: '26B', amount: 50000 },
      { order_id: '26C', amount: 60000 },
    ]
    const shopee = await importOne(file('shopee.csv', own))
    expect(shopee.source).toBe('shopee-orders')
    const haravan = await importOne(file('haravan.csv', gathered))
    expect(haravan).toMatchObject({ source: 'haravan-orders', rows_read: 4, loaded: 2, skipped: 2 })
    expect(haravan.notes.find((note) => note.code === 'orders.also_elsewhere')?.params).toMatchObject({
      orders: 1,
      examples: ['26A'],
    })
    expect(await query(sales)).toEqual(expected)
    await run('imports.undo', { id: haravan.import_id! })
    await run('imports.undo', { id: shopee.import_id! })
    expect(await query(sales)).toEqual([])
    await importOne(file('haravan2.csv', gathered))
    const later = await importOne(file('shopee2.csv', own))
    expect(later.notes.find((note) => note.code === 'orders.overruled')?.params).toMatchObject({ orders: 1, lines: 1 })
    expect(await query(sales)).toEqual(expected)
  })

  test('rates that come later let the rows through that waited for them', async () => {
    const path = file('usd.csv', [
      'spend_id,from_on,category,amount,currency',
      'U1,2026-11-03,tools,10.5,EUR',
      'U2,2026-11-03,tools,100000,VND',
    ])
    const before = await importOne(path)
    expect(before).toMatchObject({ loaded: 1, rejected: 1 })
    expect(await importOne(path)).toMatchObject({ import_id: before.import_id, repeated: true })
    await importOne(file('rates.csv', ['currency,on,rate', 'EUR,2026-11-02,25000']))
    const after = await importOne(path)
    expect(after).toMatchObject({ loaded: 1, unchanged: 1, rejected: 0 })
    expect(await query("select cast(amount as double) as amount from spend where spend_id = 'U1'")).toEqual([
      { amount: 262500 },
    ])
  })

  test('what is recognised is listed with the headers it is known by and what it feeds', async () => {
    const { sources } = (await run('sources.list', {})) as {
      sources: readonly { slug: string; entities: readonly string[]; recognised_by: readonly unknown[] }[]
    }
    expect(sources.find((source) => source.slug === 'kiotviet-invoice-lines')?.entities).toContain('order_line')
    expect(sources.filter((source) => source.entities.length === 0 || source.recognised_by.length === 0)).toEqual([])
  })
})
