import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { codes, noteOf, type Read, useTables } from './opened.ts'

const { one, openPath, put, root, workspace } = useTables()

/** Whether the engine reads the file itself, not a copy made row by row. */
const isDirect = (select: string): boolean => select.includes('row_number()')

describe('delimiters', () => {
  test.each([
    [',', ','],
    [';', ';'],
    ['\t', 'tab'],
    ['|', '|'],
  ])('%j is found by how many rows agree', async (delimiter, shown) => {
    const rows = [
      ['id', 'tên', 'giá'],
      ['1', 'Nồi', '1.200'],
      ['2', 'Chảo', '900'],
      ['3', 'Dao', '50'],
    ]
    const table = await one('d.csv', rows.map((row) => row.join(delimiter)).join('\n'))
    expect(table.headers).toEqual(rows[0])
    expect(table.rows).toEqual(rows.slice(1))
    expect(noteOf(table, 'delimiter.found')).toEqual({ delimiter: shown, columns: 3, rows: 4, of: 4 })
    expect(isDirect(table.select)).toBe(true)
  })

  test('a decimal comma does not pass for a delimiter, and is said', async () => {
    const table = await one('comma.csv', 'id;price;weight\n1;18,50;2,5\n2;7,25;1,75\n3;9,00;3,1\n')
    expect(table.rows[0]).toEqual(['1', '18,50', '2,5'])
    expect(noteOf(table, 'decimal.found')).toEqual({ decimal: ',', column: 'price', example: '18,50' })
  })

  test('a first line `sep=` decides', async () => {
    const table = await one('sep.csv', 'sep=;\na;b\n1,5;2\n3;4\n')
    expect(table.headers).toEqual(['a', 'b'])
    expect(table.lines).toEqual([3, 4])
    expect(table.rows).toEqual([
      ['1,5', '2'],
      ['3', '4'],
    ])
  })

  test('a chosen delimiter is used', async () => {
    const table = await one('given.csv', 'a:b,c\n1:2,3\n', { formats: { delimiter: ':' } })
    expect(table.rows).toEqual([['1', '2,3']])
  })

  test('columns set apart by spaces, without a header, are called by letters', async () => {
    const table = await one(
      'aligned.txt',
      ' 00004 0001  2   29.33\r\n 00021 0002 11  119.70\r\n 00050 0003  1    6.79\r\n',
    )
    expect(table.headers).toEqual(['A', 'B', 'C', 'D'])
    expect(table.header_row).toBe(0)
    expect(table.rows[1]).toEqual(['00021', '0002', '11', '119.70'])
    expect(table.lines).toEqual([1, 2, 3])
  })

  test('columns in given places of each line', async () => {
    const places = { code: [1, 4], name: [5, 12], qty: [13, 15] } as const
    const table = await one('fixed.txt', 'A001Nồi cơm  12\nB002Chảo      3\n', { formats: { fixed_width: places } })
    expect(table.headers).toEqual(['code', 'name', 'qty'])
    expect(table.rows).toEqual([
      ['A001', 'Nồi cơm', '12'],
      ['B002', 'Chảo', '3'],
    ])
    expect(table.lines).toEqual([1, 2])
  })
})

describe('the header row', () => {
  test('title and date lines above it are not data', async () => {
    const table = await one(
      'google.csv',
      'Campaign report\n"1 November 2026 - 30 November 2026"\nCampaign,Day,Cost,Clicks\nBrand,2026-11-01,12.50,3\nShop,2026-11-02,7.25,1\nTotal: Campaigns,,19.75,4\n',
    )
    expect(table.header_row).toBe(3)
    expect(table.headers).toEqual(['Campaign', 'Day', 'Cost', 'Clicks'])
    expect(table.lines).toEqual([4, 5, 6])
    expect(table.rows[2]![0]).toBe('Total: Campaigns')
    expect(noteOf(table, 'header.later_row')).toEqual({ row: 3, columns: 4 })
  })

  test('blank lines above it count as lines', async () => {
    const table = await one('blank-top.csv', '\n\nBáo cáo\n\nmã,tên,giá\nA,B,1\nC,D,2\n')
    expect(table.header_row).toBe(5)
    expect(table.lines).toEqual([6, 7])
    expect(table.rows).toEqual([
      ['A', 'B', '1'],
      ['C', 'D', '2'],
    ])
  })

  test('a header with an empty name is still the header', async () => {
    const table = await one('index.csv', ',name,qty\n0,An,3\n1,Bình,4\n')
    expect(table.header_row).toBe(1)
    expect(table.headers).toEqual(['A', 'name', 'qty'])
    expect(noteOf(table, 'header.unnamed')).toEqual({ columns: ['A'] })
  })

  test('names of columns that repeat are kept and said', async () => {
    const table = await one('twice.csv', 'id,note,note\n1,a,b\n')
    expect(table.headers).toEqual(['id', 'note', 'note'])
    expect(noteOf(table, 'header.repeated')).toEqual({ columns: ['note'] })
  })

  test('empty columns at the right of the header are left off', async () => {
    const table = await one('wide.csv', 'id,name,,,\n1,An,,,\n2,Bình,,,\n')
    expect(table.headers).toEqual(['id', 'name'])
    expect(table.damaged).toEqual([])
    expect(table.rows).toEqual([
      ['1', 'An'],
      ['2', 'Bình'],
    ])
  })

  test('a column without a name that has values in most rows is kept', async () => {
    const table = await one('merged.csv', 'id,name,\n1,An,x\n2,Bình,y\n3,Chi,\n')
    expect(table.headers).toEqual(['id', 'name', 'C'])
    expect(table.rows[0]).toEqual(['1', 'An', 'x'])
  })

  test('a chosen row is used', async () => {
    const table = await one('chosen.csv', 'a,b,c\nx,y,z\n1,2,3\n', { header_row: 2 })
    expect(table.headers).toEqual(['x', 'y', 'z'])
    expect(table.lines).toEqual([3])
  })

  test('a line break inside a header becomes a space', async () => {
    const table = await one('broken-header.csv', 'id,"Tổng\ntiền"\n1,5\n2,6\n')
    expect(table.headers).toEqual(['id', 'Tổng tiền'])
    expect(table.lines).toEqual([3, 4])
  })

  test('only a header opens, with no rows', async () => {
    for (const ending of ['', '\n', '\r\n']) {
      const table = await one('header.csv', `id,name,qty${ending}`)
      expect(table.headers).toEqual(['id', 'name', 'qty'])
      expect(table.rows).toEqual([])
      expect(table.sample).toEqual([])
    }
  })
})

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
