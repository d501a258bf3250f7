import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { codes, noteOf, type Read, useTables } from './opened.ts'

const { one, openPath, put, root, workspace } = useTables()

/** Whether the engine reads the file itself, not a copy made row by row. */
const isDirect = (select: string): boolean => select.includes('row_number()')

describe('rows', () => {
  test('a row is known by its line, also after cells of many lines', async () => {
    const table = await one('lines.csv', 'id,note\n1,"a\nb\nc"\n2,x\n3,"d\r\ne"\n4,y\n')
    expect(table.lines).toEqual([2, 5, 6, 8])
    expect(table.rows[0]).toEqual(['1', 'a\nb\nc'])
    expect(table.rows[2]).toEqual(['3', 'd\r\ne'])
  })

  test.each([['\r\n'], ['\n'], ['\r']])('line ends %j', async (end) => {
    const table = await one('ends.csv', ['id,name', '1,An', '2,Bình', ''].join(end))
    expect(table.rows).toEqual([
      ['1', 'An'],
      ['2', 'Bình'],
    ])
    expect(table.lines).toEqual([2, 3])
  })

  test('line ends of two kinds in one file', async () => {
    const table = await one('mixed.csv', 'id,name\r\n1,An\n2,Bình\r\n3,Chi\n')
    expect(table.rows).toEqual([
      ['1', 'An'],
      ['2', 'Bình'],
      ['3', 'Chi'],
    ])
  })

  test('blank padding at the end is left out and counted; lines in the middle keep their numbers', async () => {
    const table = await one('padding.csv', 'id,name,qty\n1,An,2\n\n,,\n2,Bình,3\n,,\n,,\n\n')
    expect(table.lines).toEqual([2, 5])
    expect(noteOf(table, 'rows.blank_skipped')).toEqual({ rows: 5, row: 3 })
    const clean = await one('padding-end.csv', 'id,name,qty\n1,An,2\n2,Bình,3\n,,\n,,\n')
    expect(clean.lines).toEqual([2, 3])
    expect(isDirect(clean.select)).toBe(true)
    expect(noteOf(clean, 'rows.blank_skipped')).toEqual({ rows: 2, row: 4 })
  })

  test('a closing line of one cell is left out and shown; a total with figures stays', async () => {
    const table = await one('footer.csv', 'id,name,qty\n1,An,2\nTổng cộng,,2\nNgày xuất: 20/11/2026\n')
    expect(table.rows).toEqual([
      ['1', 'An', '2'],
      ['Tổng cộng', null, '2'],
    ])
    expect(noteOf(table, 'rows.footer_skipped')).toEqual({ row: 4, text: 'Ngày xuất: 20/11/2026' })
  })

  test('a last row of one cell that is no closing line stays', async () => {
    const table = await one('short-last.csv', 'id,name,qty\n1,An,2\n2,,\n')
    expect(table.rows).toEqual([
      ['1', 'An', '2'],
      ['2', null, null],
    ])
  })

  test('short rows are filled up, empty and quoted empty cells are empty', async () => {
    const table = await one('short.csv', 'a,b,c\n1\n2,\n3,"",x\n')
    expect(table.rows).toEqual([
      ['1', null, null],
      ['2', null, null],
      ['3', null, 'x'],
    ])
  })

  test('a row with too many cells is damage with its line and text, the others are read', async () => {
    const table = await one('ragged.csv', 'id,name,qty\n1,An,2\n2,Bình,extra,3\n3,Chi,4\n4,Dung,5,,\n')
    expect(table.lines).toEqual([2, 4, 5])
    expect(table.damaged).toEqual([
      { line: 3, text: '2,Bình,extra,3', code: 'row.too_many_cells', params: { cells: 4, expected: 3 } },
    ])
  })

  test('an unclosed quote costs its own line only', async () => {
    const rest = Array.from({ length: 500 }, (_, index) => `${index + 3},"Tên ${index}",5`).join('\n')
    const table = await one('unclosed.csv', `id,name,qty\n1,An,2\n2,"Bình,3\n${rest}\n`)
    expect(table.damaged).toEqual([{ line: 3, text: '2,"Bình,3', code: 'row.quote_unclosed', params: {} }])
    expect(table.rows).toHaveLength(501)
    expect(table.lines[1]).toBe(4)
    expect(table.rows.at(-1)).toEqual(['502', 'Tên 499', '5'])
  })

  test('an unclosed quote on the very last line', async () => {
    const table = await one('unclosed-last.csv', 'id,name\n1,An\n2,"Bình\n')
    expect(table.rows).toEqual([['1', 'An']])
    expect(table.damaged.map((row) => row.line)).toEqual([3])
  })

  test('quotes that were not doubled are read as text', async () => {
    const table = await one('stray.csv', 'id,name,qty\n1,TV 43" Sony,2\n2,"TV 55" LG",3\n3, "a, b" ,4\n')
    expect(table.rows).toEqual([
      ['1', 'TV 43" Sony', '2'],
      ['2', 'TV 55" LG', '3'],
      ['3', 'a, b', '4'],
    ])
    expect(noteOf(table, 'rows.quotes_mended')).toEqual({ rows: 1 })
  })

  test('zero characters are taken out', async () => {
    const table = await one('zero.csv', `id,name,note\n1,A\0n,${'x'.repeat(400)}\n2,B,${'y'.repeat(400)}\n`)
    expect(table.rows[0]![1]).toBe('An')
  })

  test('names like __proto__ are names', async () => {
    const table = await one('proto.csv', '__proto__,constructor,toString\n1,2,3\n')
    expect(table.headers).toEqual(['__proto__', 'constructor', 'toString'])
    expect(table.rows).toEqual([['1', '2', '3']])
    expect(({} as Record<string, unknown>)['1']).toBeUndefined()
  })

  test('a single column', async () => {
    const table = await one('single.csv', 'tên\nAn\nBình\n\n')
    expect(table.headers).toEqual(['tên'])
    expect(table.rows).toEqual([['An'], ['Bình']])
    expect(codes(table)).toContain('delimiter.none')
  })

  test('gzip is unpacked', async () => {
    const table = await one('packed.csv.gz', gzipSync('id,name\n1,An\n'))
    expect(table.rows).toEqual([['1', 'An']])
    expect(noteOf(table, 'file.unpacked')).toEqual({ bytes: 13 })
  })

  test('a symbolic link is followed', async () => {
    const path = join(root, 'link.csv')
    symlinkSync(put('linked.csv', 'id,name\n1,An\n'), path)
    const [table] = await openPath(path)
    expect(isDirect(table!.select)).toBe(true)
    expect(table!.rows).toEqual([['1', 'An']])
  })

  test('a cell of three megabytes is read whole, directly and row by row', async () => {
    const large = 'ệ'.repeat(1_000_000)
    const direct = await one('large.csv', `id,note\n1,${large}\n2,x\n`)
    expect(isDirect(direct.select)).toBe(true)
    expect(direct.rows).toEqual([
      ['1', large],
      ['2', 'x'],
    ])
    const careful = await one('large-careful.csv', `id,note\n1,${large}\n2,"a\nb"\n`)
    expect(careful.rows[0]).toEqual(['1', large])
  })

  test('a file on another disk than the workspace is opened', async ({ skip }) => {
    const there = '/dev/shm'
    skip(!existsSync(there) || statSync(there).dev === statSync(workspace).dev, 'no second disk here')
    const path = join(there, `nhip-${process.pid}.csv`)
    writeFileSync(path, 'id,name\n1,An\n')
    try {
      const [table] = await openPath(path)
      expect(table!.rows).toEqual([['1', 'An']])
    } finally {
      rmSync(path)
    }
  })

  test('what the engine reads itself equals what is read row by row', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, index) => `${index},"Nồi, số ${index}",${index % 7 ? index * 1.5 : ''}`,
    )
    const content = `mã,tên,giá\n${rows.join('\n')}\n`
    const direct = await one('direct.csv', content)
    const careful = await one('careful.csv', `${content}9999,"hai\ndòng",1\n`)
    expect(isDirect(direct.select)).toBe(true)
    expect(isDirect(careful.select)).toBe(false)
    expect(careful.rows.slice(0, 3000)).toEqual(direct.rows)
    expect(careful.lines.slice(0, 3000)).toEqual(direct.lines)
    expect(direct.sample).toHaveLength(100)
  })
})

const folder = process.env['NHIP_TEST_DATA']

describe.skipIf(!folder)('csv-spectrum (NHIP_TEST_DATA)', () => {
  const suite = join(folder ?? '', 'suites/csv-spectrum')
  const names = folder ? readdirSync(join(suite, 'csvs')) : []
  test('has its twelve files', () => expect(names).toHaveLength(12))
  const answer = (name: string): unknown =>
    JSON.parse(readFileSync(join(suite, 'json', name.replace('.csv', '.json')), 'utf8'))
  const objects = (table: Read): Record<string, string>[] =>
    table.rows.map((row) => Object.fromEntries(table.headers.map((header, index) => [header, row[index] ?? ''])))

  test.each(names.filter((name) => !/^(location_coordinates|newlines_crlf)/.test(name)))('%s', async (name) => {
    const [table] = await openPath(join(suite, 'csvs', name))
    expect(objects(table!)).toEqual(answer(name))
    expect(table!.damaged).toEqual([])
  })

  test('location_coordinates.csv, whose answer is one object with another phone number in it', async () => {
    const [table] = await openPath(join(suite, 'csvs/location_coordinates.csv'))
    const expected = answer('location_coordinates.csv') as Record<string, string>
    expect(objects(table!)).toEqual([{ ...expected, 'Contact Phone Number': '2095257564' }])
  })

  test('newlines_crlf.csv, with the carriage returns it lost on its way here put back', async () => {
    const text = readFileSync(join(suite, 'csvs/newlines_crlf.csv'), 'utf8')
    expect(text).not.toContain('\r')
    expect(objects(await one('newlines_crlf.csv', text.replaceAll('\n', '\r\n')))).toEqual(answer('newlines_crlf.csv'))
  })
})
