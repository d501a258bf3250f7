import { describe, expect, test } from 'vitest'
import { noteOf, useTables } from './opened.ts'

const { one } = useTables()

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

  test('a row gone wrong further down, with more cells than any other, does not pass for the header', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `DH${index},Nồi,Huế`)
    lines[8] = 'DH8,Nồi,cơm,Huế'
    lines[0] = 'DH0,Nồi,to,Huế'
    const table = await one('gone-wrong.csv', `mã,tên,tỉnh\n${lines.join('\n')}\n`)
    expect(table.header_row).toBe(1)
    expect(table.rows).toHaveLength(28)
    expect(table.damaged.map((row) => row.line)).toEqual([2, 10])
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
