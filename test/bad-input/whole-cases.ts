import { makeWorkbook, textRow } from '../tables/zip-fixture.ts'

export type WholeCase = {
  readonly what: string
  readonly file: string
  readonly content: string | Uint8Array
  readonly as?: string
  readonly map?: unknown
  readonly code: string
  /** What became of the rows, where the file was not refused whole. */
  readonly rows?: {
    readonly loaded: number
    readonly rejected?: number
    readonly skipped?: number
    readonly updated?: number
    readonly unchanged?: number
  }
}

export const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`
export const orders = 'order_id,line_no,placed_at,location_id,quantity,unit_price'
const mapped = { entity: 'request', columns: { request_id: 'id', opened_at: 'date' } }
export const visits = { entity: 'footfall', columns: { location_id: 'shop', on: 'day', visitors: 'n' } }
const priced = { entity: 'product', columns: { product_id: 'id', name: 'name', list_price: 'price' } }
export const cell = (at: string, value: string, type = ''): string => `<c r="${at}"${type}><v>${value}</v></c>`
export const text = (at: string, value: string): string => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`

/** Files refused whole when the product looks at what stands in them, or at how it was told to read them. */
export const refusedCases: readonly WholeCase[] = [
  { what: 'only a header', file: 'header.csv', content: lines('location_id,on,visitors'), code: 'file.no_rows' },
  {
    what: 'headers nothing is known by',
    file: 'strange.csv',
    content: lines('Cột lạ,Gì đó', '1,2'),
    code: 'file.unrecognised',
  },
  {
    what: 'headers that are nearly those of a known kind of file',
    file: 'nearly.csv',
    content: lines('Ngày đặt hàng,Mã đơn hàng,Tên sản phẩm', '2026-11-01,A,Nồi'),
    code: 'file.unrecognised_near',
  },
  {
    what: 'a column of an entity left out',
    file: 'left-out.csv',
    content: lines('order_id,line_no,placed_at,location_id,price', 'A,1,2026-11-01,S1,5'),
    as: 'order_line',
    code: 'mapping.several',
  },
  {
    what: 'a delimiter other than the mapping says',
    file: 'semicolons.csv',
    content: lines('shop,day,n', 'S1,2026-11-01,5'),
    map: { ...visits, formats: { delimiter: ';' } },
    code: 'mapping.several',
  },
  {
    what: 'a mapping that names a missing column',
    file: 'missing-column.csv',
    content: lines('shop,day,count', 'S1,2026-11-01,5'),
    map: visits,
    code: 'mapping.column_missing',
  },
  {
    what: 'a mapping that is no JSON',
    file: 'no-json.csv',
    content: lines('shop,day,n', 'S1,2026-11-01,5'),
    map: '{"entity": footfall',
    code: 'mapping.not_json',
  },
  {
    what: 'a mapping that names a missing sheet',
    file: 'no-sheet.xlsx',
    content: makeWorkbook([
      { name: 'Tháng 11', rows: textRow(1, ['shop', 'day', 'n']) + textRow(2, ['S1', '2026-11-01', '5']) },
    ]),
    map: { ...visits, sheet: 'Tháng 12' },
    code: 'sheet.unknown',
  },
  {
    what: 'a header row beyond the file’s end',
    file: 'short.csv',
    content: lines('shop,day,n', 'S1,2026-11-01,5'),
    map: { ...visits, header_row: 40 },
    code: 'file.header_row_missing',
  },
  {
    what: 'an encoding nobody knows',
    file: 'encoding.csv',
    content: lines('shop,day,n', 'S1,2026-11-01,5'),
    map: { ...visits, formats: { encoding: 'klingon' } },
    code: 'file.encoding_unknown',
  },
  {
    what: 'a kind of file that does not exist',
    file: 'kind.csv',
    content: lines('location_id,on,visitors', 'S1,2026-11-01,5'),
    as: 'shoppee-orders',
    code: 'source.unknown',
  },
  {
    what: 'a file that is not of the kind it is said to be',
    file: 'other-kind.csv',
    content: lines('location_id,on,visitors', 'S1,2026-11-01,5'),
    as: 'shopee-orders',
    code: 'source.not_this_file',
  },
  {
    what: 'dates that fit both orders of day and month',
    file: 'open-dates.csv',
    content: lines('id,date', 'A,03/04/2026', 'B,05/06/2026'),
    map: mapped,
    code: 'date.order_ambiguous',
  },
  {
    what: 'both orders of day and month in one column',
    file: 'mixed-dates.csv',
    content: lines('id,date', 'A,13/04/2026', 'B,04/15/2026'),
    map: mapped,
    code: 'date.mixed_formats',
  },
  {
    what: 'numbers whose mark may be decimals or thousands',
    file: 'open-marks.csv',
    content: lines('id;name;area', 'A;Cầu Giấy;1.250', 'B;Quận 1;2.500'),
    map: {
      entity: 'location',
      columns: { location_id: 'id', name: 'name', area_m2: 'area' },
      constants: { kind: 'store' },
    },
    code: 'number.ambiguous_mark',
  },
  {
    what: 'decimal points and decimal commas in one column',
    file: 'mixed-marks.csv',
    content: lines('id,name,price', 'A,Nồi,12.50', 'B,Chảo,"2,5"'),
    map: priced,
    code: 'number.mixed_marks',
  },
]

/** Rows refused by what stands beside them or by how they are written; the good ones are loaded. */
export const rowsRefusedCases: readonly WholeCase[] = [
  {
    what: 'an unclosed quote',
    file: 'quote.csv',
    content: lines(
      'location_id,on,visitors',
      'Q1,2026-11-01,5',
      '"Q2,2026-11-01,6',
      'Q3,2026-11-01,7',
      '"Q4",2026-11-01,8',
    ),
    code: 'row.quote_unclosed',
    rows: { loaded: 3, rejected: 1 },
  },
  {
    what: 'a row with too many cells',
    file: 'cells.csv',
    content: lines('location_id,on,visitors', 'W1,2026-11-01,5', 'W2,2026-11-01,6,7', 'W3,2026-11-01,7'),
    code: 'row.too_many_cells',
    rows: { loaded: 2, rejected: 1 },
  },
  {
    what: 'a line of JSON that is no object',
    file: 'lines.jsonl',
    content: lines(
      '{"location_id":"J1","on":"2026-11-01","visitors":5}',
      '["J2"]',
      '{"location_id":"J3","on":"2026-11-01","visitors":7}',
    ),
    code: 'row.not_an_object',
    rows: { loaded: 2, rejected: 1 },
  },
  {
    what: 'one key twice with different values',
    file: 'conflict.csv',
    content: lines(orders, 'K,1,2026-11-01,S1,2,100', 'K,1,2026-11-01,S1,3,100'),
    code: 'key.conflict',
    rows: { loaded: 1, rejected: 1 },
  },
  {
    what: 'two currencies, one without a rate',
    file: 'currencies.csv',
    content: lines(`${orders},currency`, 'C1,1,2026-11-01,S1,2,100000,VND', 'C2,1,2026-11-01,S1,2,100,USD'),
    code: 'currency.no_rate',
    rows: { loaded: 1, rejected: 1 },
  },
  {
    what: 'goods brought back with plus and with minus signs',
    file: 'returns.csv',
    content: lines('return_id,line_no,returned_at,quantity,amount', 'R1,1,2026-11-01,1,100', 'R2,1,2026-11-01,-1,-100'),
    code: 'return.negative',
    rows: { loaded: 1, rejected: 1 },
  },
  {
    what: 'formula errors in a spreadsheet',
    file: 'errors.xlsx',
    content: makeWorkbook([
      {
        name: 'x',
        rows: `${textRow(1, ['location_id', 'on', 'visitors'])}<row r="2">${text('A2', 'E1')}${text('B2', '2026-11-01')}${cell('C2', '5')}</row><row r="3">${text('A3', 'E2')}${text('B3', '2026-11-01')}${cell('C3', '#DIV/0!', ' t="e"')}</row>`,
      },
    ]),
    code: 'cell.formula_error',
    rows: { loaded: 1, rejected: 1 },
  },
  {
    what: 'not one row that can be read',
    file: 'all-bad.csv',
    content: lines('location_id,on,visitors', 'S1,2026-02-30,10', 'S1,2026-11-17,many'),
    code: 'import.all_refused',
    rows: { loaded: 0, rejected: 2 },
  },
]
