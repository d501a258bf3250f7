import { join } from 'node:path'
import readExcelFile from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { writeXlsx } from '#adapters/spreadsheet-write.ts'
import { fromSerial, shownBy } from '#adapters/tables/serial-date.ts'
import { codes, noteOf, useTables } from './opened.ts'
import { makeWorkbook, textRow } from './zip-fixture.ts'

const { one, openPath, put, root } = useTables()

const cell = (address: string, value: string, style = 0, type = ''): string =>
  `<c r="${address}"${style ? ` s="${style}"` : ''}${type ? ` t="${type}"` : ''}><v>${value}</v></c>`
const head = (...names: string[]): string => textRow(1, names)

describe('dates of spreadsheets', () => {
  // Serial numbers worked out with Python: (date - date(1899, 12, 30)).days
  test.each([
    [45992, 'day', false, '2025-12-01'],
    [45992.75, 'instant', false, '2025-12-01T18:00:00'],
    [45992.416666666664, 'instant', false, '2025-12-01T10:00:00'],
    [45992, 'instant', false, '2025-12-01T00:00:00'],
    [61, 'day', false, '1900-03-01'],
    [60, 'day', false, '1900-02-29'],
    [59, 'day', false, '1900-02-28'],
    [1, 'day', false, '1900-01-01'],
    [44530, 'day', true, '2025-12-01'],
    [0, 'day', true, '1904-01-01'],
    [0.5, 'time', false, '12:00:00'],
    [1.5, 'elapsed', false, '36:00:00'],
    [45992.99999999, 'instant', false, '2025-12-01T23:59:59.999'],
    [-1, 'day', false, null],
    [1e9, 'day', false, null],
  ] as const)('%d as %s, 1904 %s, is %s', (serial, shown, epoch1904, iso) => {
    expect(fromSerial(serial, shown, epoch1904)).toBe(iso)
  })

  test.each([
    ['dd/mm/yyyy', 'day'],
    ['yyyy\\-mm\\-dd hh:mm:ss', 'instant'],
    ['[$-42A]dd mmmm yyyy', 'day'],
    ['h:mm AM/PM', 'time'],
    ['[h]:mm', 'elapsed'],
    ['mm:ss.0', 'time'],
    ['#,##0 "đ"', 'number'],
    ['#,##0\\ [$₫-42A]', 'number'],
    ['_-* #,##0.00_-;\\-* #,##0.00_-', 'number'],
    ['0.00E+00', 'number'],
    ['General', 'number'],
    ['0 "days"', 'number'],
    ['[Red]0', 'number'],
  ])('the format %s shows a %s', (code, shown) => expect(shownBy(164, code)).toBe(shown))

  test('formats known by number only', () => {
    expect([0, 1, 4, 14, 20, 22, 46, 49].map((id) => shownBy(id, undefined))).toEqual([
      'number',
      'number',
      'number',
      'day',
      'time',
      'instant',
      'elapsed',
      'number',
    ])
  })

  test('are the same in every time zone, and follow the 1904 system where the book says so', async () => {
    const rows = `${head('ngày', 'lúc')}<row r="2">${cell('A2', '45992', 1)}${cell('B2', '45992.5', 2)}</row>`
    const formats = ['dd/mm/yyyy', 'dd/mm/yyyy hh:mm']
    const usual = await one('dates.xlsx', makeWorkbook([{ name: 'x', rows }], { formats }))
    expect(usual.rows).toEqual([['2025-12-01', '2025-12-01T12:00:00']])
    const mac = await one('dates-1904.xlsx', makeWorkbook([{ name: 'x', rows }], { formats, date1904: true }))
    expect(mac.rows).toEqual([['2029-12-02', '2029-12-02T12:00:00']])
    expect(codes(mac)).toContain('sheet.date_1904')
  })
})

describe('cells', () => {
  test('numbers are plain digits, with all the digits they have', async () => {
    const values = ['1.0E7', '9.01E8', '12345678901234567890', '0.1', '1204.55', '1E-7', '-3.5', '0012']
    const rows =
      head('số', 'khác') +
      values
        .map(
          (value, index) => `<row r="${index + 2}">${cell(`A${index + 2}`, value)}${cell(`B${index + 2}`, '1')}</row>`,
        )
        .join('')
    const table = await one('numbers.xlsx', makeWorkbook([{ name: 'x', rows }]))
    expect(table.rows.map((row) => row[0])).toEqual([
      '10000000',
      '901000000',
      '12345678901234567890',
      '0.1',
      '1204.55',
      '0.0000001',
      '-3.5',
      '0012',
    ])
  })

  test('a number of three decimals cannot pass for thousands', async () => {
    const rows = (value: string): string => `${head('kg', 'x')}<row r="2">${cell('A2', value)}${cell('B2', '1')}</row>`
    expect((await one('kg.xlsx', makeWorkbook([{ name: 'x', rows: rows('1.234') }]))).formats).toEqual({ decimal: '.' })
    expect((await one('kg2.xlsx', makeWorkbook([{ name: 'x', rows: rows('1.25') }]))).formats).toBeUndefined()
  })

  test('texts: shared, rich, phonetic, escaped, inline, made by a formula', async () => {
    const strings = [
      '<t>Mã</t>',
      '<r><t>Nguyễn </t></r><r><rPr><b/></rPr><t>An</t></r><rPh sb="0" eb="1"><t>ngu</t></rPh>',
      '<t>a_x000D_b &amp; &lt;c&gt; &#272;</t>',
      `<t>${'Tê\u0301n'.normalize('NFD')}</t>`,
    ]
    const rows =
      `<row r="1">${cell('A1', '0', 0, 's')}${cell('B1', '3', 0, 's')}</row>` +
      `<row r="2">${cell('A2', '1', 0, 's')}${cell('B2', '2', 0, 's')}</row>` +
      `<row r="3"><c r="A3" t="str"><f>A1&amp;"x"</f><v>Mãx</v></c><c r="B3" t="inlineStr"><is><t>=1+1</t></is></c></row>`
    const table = await one('texts.xlsx', makeWorkbook([{ name: 'x', rows }], { strings }))
    expect(table.headers).toEqual(['Mã', 'Tến'])
    expect(table.rows).toEqual([
      ['Nguyễn An', 'a\rb & <c> Đ'],
      ['Mãx', '=1+1'],
    ])
  })

  test('formula errors stay visible and are counted; formulas without a result too', async () => {
    const rows =
      head('mã', 'giá') +
      `<row r="2">${textRow(2, ['A']).slice(11, -6)}<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>` +
      `<row r="3">${textRow(3, ['B']).slice(11, -6)}<c r="B3" t="e"><v>#N/A</v></c></row>` +
      `<row r="4">${textRow(4, ['C']).slice(11, -6)}<c r="B4"><f>A1</f></c></row>`
    const table = await one('errors.xlsx', makeWorkbook([{ name: 'x', rows }]))
    expect(table.rows).toEqual([
      ['A', '#DIV/0!'],
      ['B', '#N/A'],
      ['C', null],
    ])
    expect(noteOf(table, 'sheet.formula_errors')).toEqual({ count: 2, cell: 'B2', error: '#DIV/0!' })
    expect(noteOf(table, 'sheet.formula_empty')).toEqual({ count: 1, cell: 'B4' })
  })

  test('truth values, ISO dates, cells and rows without addresses', async () => {
    const rows = `<row>${['a', 'b', 'c'].map((name) => `<c t="str"><v>${name}</v></c>`).join('')}</row><row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="d"><v>2026-11-18T10:00:00</v></c></row>`
    const table = await one('bare.xlsx', makeWorkbook([{ name: 'x', rows }]))
    expect(table.rows).toEqual([['true', 'false', '2026-11-18T10:00:00']])
    expect(table.lines).toEqual([2])
  })

  test('a cell at the far corner is damage, not a disaster', async () => {
    const rows = `${head('a', 'b') + textRow(2, ['1', '2'])}<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>`
    const table = await one('corner.xlsx', makeWorkbook([{ name: 'x', rows }]))
    expect(table.rows).toEqual([['1', '2']])
    expect(table.damaged).toMatchObject([
      { line: 1_048_576, code: 'row.too_many_cells', params: { cells: 16_384, expected: 2 } },
    ])
  })

  test('an empty styled cell at the far corner is nothing', async () => {
    const rows = `${head('a', 'b') + textRow(2, ['1', '2'])}<row r="1048576"><c r="XFD1048576" s="0"/></row>`
    expect((await one('styled.xlsx', makeWorkbook([{ name: 'x', rows }]))).damaged).toEqual([])
  })
})

describe('sheets', () => {
  test('rows keep the numbers the spreadsheet shows, with titles, gaps and padding', async () => {
    const rows =
      textRow(1, ['Báo cáo bán hàng']) +
      textRow(2, ['Từ ngày', '01/11/2026']) +
      textRow(5, ['mã', 'tên', 'giá']) +
      textRow(6, ['A', 'Nồi', '5']) +
      textRow(9, ['B', 'Chảo', '7']) +
      textRow(10, [' ', '']) +
      textRow(11, ['Người lập: An'])
    const table = await one('titles.xlsx', makeWorkbook([{ name: 'Đơn', rows }]))
    expect(table.header_row).toBe(5)
    expect(table.lines).toEqual([6, 9])
    expect(table.sheet).toBe('Đơn')
    expect(codes(table)).toEqual(
      expect.arrayContaining(['header.later_row', 'rows.blank_skipped', 'rows.footer_skipped']),
    )
  })

  test('merged header cells name their other columns by letters, merged data is said', async () => {
    const rows = textRow(1, ['mã', 'khách', '']) + textRow(2, ['1', 'An', '0901']) + textRow(3, ['', 'Bình', '0902'])
    const table = await one(
      'merged.xlsx',
      makeWorkbook([
        {
          name: 'x',
          rows,
          after: '<mergeCells count="2"><mergeCell ref="B1:C1"/><mergeCell ref="A2:A3"/></mergeCells>',
        },
      ]),
    )
    expect(table.headers).toEqual(['mã', 'khách', 'C'])
    expect(noteOf(table, 'sheet.merged')).toEqual({ count: 1 })
  })

  test('every visible sheet with data is a table; hidden and blank ones are named', async () => {
    const book = makeWorkbook([
      { name: 'Tháng 10', rows: head('a', 'b') + textRow(2, ['1', '2']) },
      { name: 'Ẩn', state: 'veryHidden', rows: head('a', 'b') },
      { name: 'Trống', rows: '' },
      { name: 'Tháng 11', rows: head('c') + textRow(2, ['3']) },
    ])
    const tables = await openPath(put('many.xlsx', book))
    expect(tables.map((table) => [table.sheet, table.headers, table.rows])).toEqual([
      ['Tháng 10', ['a', 'b'], [['1', '2']]],
      ['Tháng 11', ['c'], [['3']]],
    ])
    expect(noteOf(tables[0]!, 'sheet.hidden')).toEqual({ sheets: ['Ẩn'] })
    expect(noteOf(tables[0]!, 'sheet.blank')).toEqual({ sheets: ['Trống'] })
    const [hidden] = await openPath(put('many.xlsx', book), { sheet: 'ẩn' })
    expect(hidden!.headers).toEqual(['a', 'b'])
  })

  test('prefixed tags and parts under other names are read', async () => {
    const xml =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>mã</x:v></x:c><x:c r="B1" t="str"><x:v>b</x:v></x:c></x:row><x:row r="2"><x:c r="A2" t="str"><x:v>&#x110;</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const table = await one(
      'prefixed.xlsx',
      makeWorkbook([{ name: 'x', rows: '' }], { replace: { 'xl/worksheets/sheet1.xml': xml } }),
    )
    expect(table.rows).toEqual([['Đ', null]])
  })
})

describe('writing', () => {
  test('what is written is read again: texts as texts, numbers as numbers, formulas never', async () => {
    const path = join(root, 'written.xlsx')
    const rows = [
      ['0901234567', '=HYPERLINK("http://x","y")', 12.345, true],
      ['+84', 'a\nb & <c>\u0001', 901000000, false],
      [null, '@SUM(A1)', -0.5, null],
    ] as const
    await writeXlsx(path, [
      { name: 'Đơn/hàng', headers: ['mã', 'tên', 'giá', 'có'], rows },
      { name: 'Đơn/hàng', headers: ['x'], rows: [['y']] },
    ])
    const [table, second] = await openPath(path)
    expect(table!.sheet).toBe('Đơn hàng')
    expect(second!.sheet).toBe('Đơn hàng (2)')
    expect(table!.rows).toEqual([
      ['0901234567', '=HYPERLINK("http://x","y")', '12.345', 'true'],
      ['+84', 'a\nb & <c>', '901000000', 'false'],
      [null, '@SUM(A1)', '-0.5', null],
    ])
    expect(codes(table!)).not.toContain('sheet.formula_empty')
  })

  test('another library reads the same cells', async () => {
    const path = join(root, 'yardstick.xlsx')
    const rows = Array.from({ length: 300 }, (_, index) => [`Tên ${index}`, index * 1.5, index % 2 === 0])
    await writeXlsx(path, [{ name: 'x', headers: ['tên', 'số', 'chẵn'], rows }])
    const [table] = await openPath(path)
    const [sheet] = await readExcelFile(path)
    expect(table!.rows).toEqual(sheet!.data.slice(1).map((row) => row.map((value) => String(value))))
  })

  test('more rows than a sheet can hold are refused', async () => {
    const rows = { length: 1_048_576 } as unknown as []
    await expect(writeXlsx(join(root, 'x.xlsx'), [{ name: 'x', headers: [], rows }])).rejects.toMatchObject({
      code: 'sheet.too_many_rows',
    })
  })
})

const folder = process.env['NHIP_TEST_DATA']

describe.skipIf(!folder)('real spreadsheets (NHIP_TEST_DATA)', () => {
  const path = (name: string): string => join(folder!, 'suites/spreadsheets', name)

  test('numbers stored in the compact form', async () => {
    const [table] = await openPath(path('RkNumber.xlsx'))
    const [sheet] = await readExcelFile(path('RkNumber.xlsx'))
    expect(table!.rows).toEqual(sheet!.data.slice(1).map((row) => row.map((value) => String(value))))
  })

  test('hidden and very hidden sheets', async () => {
    const tables = await openPath(path('sheet_visibility.xlsx'))
    expect(tables.map((table) => table.sheet)).toEqual(['Visible'])
    expect(noteOf(tables[0]!, 'sheet.hidden')).toEqual({ sheets: ['Hidden', 'VeryHidden'] })
  })

  test('OpenDocument is refused with what to do', async () => {
    await expect(openPath(path('defined_names_unicode.ods'))).rejects.toMatchObject({ code: 'sheet.other_format' })
  })
})
