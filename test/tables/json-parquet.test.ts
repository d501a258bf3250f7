import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { plainNumber } from '#adapters/tables/number.ts'
import { codes, noteOf, useTables } from './opened.ts'

const { one, openPath, query, workspace, root } = useTables()

describe('JSON', () => {
  test('lines: columns in the order they are met, also those met late', async () => {
    const table = await one('a.jsonl', '{"id":1,"tên":"An"}\n\n{"id":2,"giá":1.5,"tên":null}\r\n{"id":3}\n')
    expect(table.headers).toEqual(['id', 'tên', 'giá'])
    expect(table.rows).toEqual([
      ['1', 'An', null],
      ['2', null, '1.5'],
      ['3', null, null],
    ])
    expect(table.lines).toEqual([1, 3, 4])
    expect(table.header_row).toBe(0)
  })

  test('objects within objects become columns with dots, lists stay JSON', async () => {
    const table = await one(
      'nested.jsonl',
      '{"id":1,"customer":{"name":"An","address":{"city":"Huế"}},"tags":["a","b"]}\n',
    )
    expect(table.headers).toEqual(['id', 'customer.name', 'customer.address.city', 'tags'])
    expect(table.rows).toEqual([['1', 'An', 'Huế', '["a","b"]']])
    expect(noteOf(table, 'json.nested')).toEqual({ columns: ['customer.name', 'customer.address.city', 'tags'] })
  })

  test('numbers keep every digit', async () => {
    const table = await one('digits.jsonl', '{"id":12345678901234567890,"a":9.01e8,"b":0.1,"c":1234567.891234567891}\n')
    expect(table.rows).toEqual([['12345678901234567890', '901000000', '0.1', '1234567.891234567891']])
  })

  test('an array of objects: rows are counted, strings may hold anything', async () => {
    const items = [
      { id: 1, note: 'a],[{"' },
      { id: 2, note: 'b\\"}\n' },
      { id: 3, note: { in: [1, 2] } },
    ]
    for (const text of [JSON.stringify(items), JSON.stringify(items, null, 2), `\ufeff ${JSON.stringify(items)}\n`]) {
      const table = await one('array.json', text)
      expect(table.headers).toEqual(['id', 'note', 'note.in'])
      expect(table.rows).toEqual([
        ['1', 'a],[{"', null],
        ['2', 'b\\"}\n', null],
        ['3', null, '[1,2]'],
      ])
      expect(table.lines).toEqual([1, 2, 3])
      expect(codes(table)).toContain('json.items')
    }
  })

  test('__proto__ is a column and nothing else', async () => {
    const table = await one(
      'proto.jsonl',
      '{"__proto__":{"polluted":"yes"},"constructor":"c","id":12345678901234567890}\n',
    )
    expect(table.headers).toEqual(['__proto__.polluted', 'constructor', 'id'])
    expect(table.rows).toEqual([['yes', 'c', '12345678901234567890']])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('a line that is no object is damage, the others are read', async () => {
    const table = await one('bad.jsonl', '{"id":1}\n{"id":\n[1]\n{"id":4}\n')
    expect(table.lines).toEqual([1, 4])
    expect(table.damaged.map((row) => [row.line, row.code])).toEqual([
      [2, 'row.not_an_object'],
      [3, 'row.not_an_object'],
    ])
  })

  test('gzip of JSON lines', async () => {
    expect((await one('a.jsonl.gz', gzipSync('{"id":1}\n'))).rows).toEqual([['1']])
  })
})

test.each([
  ['1.0E7', '10000000'],
  ['9.01E+8', '901000000'],
  ['1.5e-7', '0.00000015'],
  ['-2.50E1', '-25'],
  ['0e0', '0'],
  ['1e21', '1000000000000000000000'],
  ['123', '123'],
  ['1e999', '1e999'],
])('%s in plain digits is %s', (text, digits) => expect(plainNumber(text)).toBe(digits))

describe('Parquet', () => {
  const write = async (name: string, select: string): Promise<string> => {
    const made = join(workspace, name)
    await query(`copy (${select}) to '${made}' (format parquet)`)
    const path = join(root, name)
    copyFileSync(made, path)
    return path
  }

  test('types become text in ISO form, rows are counted from one', async () => {
    const path = await write(
      'types.parquet',
      `select 1::bigint as id, 'Huế' as "tỉnh", timestamp '2026-11-18 10:05:00' as at, date '2026-11-18' as "on",
        timestamptz '2026-11-18 10:05:00.25+07' as zoned, 901000000::double as phone, 0.1::double as rate, 12.50::decimal(9,2) as price,
        true as ok, {'city': 'Huế', 'no': 5} as address, [1, 2] as tags, null::varchar as nothing
       union all select 2, '', null, null, null, 1.5e-5, 1e300, -3, false, null, null, 'x'`,
    )
    const [table] = await openPath(path)
    expect(table!.headers).toEqual([
      'id',
      'tỉnh',
      'at',
      'on',
      'zoned',
      'phone',
      'rate',
      'price',
      'ok',
      'address.city',
      'address.no',
      'tags',
      'nothing',
    ])
    expect(table!.rows[0]).toEqual([
      '1',
      'Huế',
      '2026-11-18T10:05:00',
      '2026-11-18',
      '2026-11-18T03:05:00.25Z',
      '901000000',
      '0.1',
      '12.5',
      'true',
      'Huế',
      '5',
      '[1,2]',
      null,
    ])
    expect(table!.rows[1]!.slice(0, 9)).toEqual(['2', null, null, null, null, '0.000015', '1e+300', '-3', 'false'])
    expect(table!.lines).toEqual([1, 2])
    expect(table!.sample).toHaveLength(2)
  })

  test('many rows keep their order and number', async () => {
    const path = await write('many.parquet', 'select range as id from range(300000)')
    const [table] = await openPath(path)
    expect(
      await query(`select count(*) as n, max(abs(line - 1 - c1::bigint)) as apart from (${table!.select})`),
    ).toEqual([{ n: 300_000, apart: 0 }])
    expect(table!.sample).toHaveLength(100)
  })
})
