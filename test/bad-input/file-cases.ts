import { gzipSync } from 'node:zlib'
import { makeWorkbook, makeZip, textRow, workbookParts } from '../tables/zip-fixture.ts'

export const sheet = [{ name: 'Đơn', rows: textRow(1, ['mã', 'tên']) + textRow(2, ['1', 'An']) }]
const ole = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(600),
  ])
export const random = (size: number): Buffer =>
  Buffer.from(Array.from({ length: size }, (_, index) => (index * 7919 + (index >> 3) * 31) % 256))

/** What is wrong, the file's name, its content, and the code it is refused with. */
export const fileCases: readonly (readonly [string, string, () => string | Uint8Array, string])[] = [
  ['an empty file', 'a.csv', () => '', 'file.empty'],
  ['a file of blank lines', 'b.csv', () => '\n\n  \r\n', 'file.empty'],
  ['a file of a mark only', 'c.csv', () => '\ufeff', 'file.empty'],
  ['binary rubbish', 'd.csv', () => random(5000), 'file.not_a_table'],
  ['a picture', 'e.csv', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file.not_a_table'],
  ['a PDF', 'f.csv', () => '%PDF-1.7\n1 0 obj\n', 'file.not_a_table'],
  [
    'a page of the web named .xls',
    'g.xls',
    () => '<html><table><tr><td>1</td></tr></table></html>',
    'sheet.other_format',
  ],
  ['XML named .xls', 'h.xls', () => '<?xml version="1.0"?><Workbook></Workbook>', 'sheet.other_format'],
  [
    'a million columns',
    'i.csv',
    () => `${Array.from({ length: 1_000_000 }, (_, i) => `c${i}`).join(',')}\n1,2\n`,
    'file.too_many_columns',
  ],
  [
    'a cell of more than ten megabytes',
    'j.csv',
    () => `id,name\n1,An\n2,${'x'.repeat(10 * 1024 * 1024 + 1)}\n`,
    'file.cell_too_large',
  ],
  ['one endless line', 'k.csv', () => 'x'.repeat(17 * 1024 * 1024), 'file.row_too_large'],
  [
    'thousands of rows that cannot be split',
    'l.csv',
    () => `a,b\n${'1,2\n'.repeat(500)}${'1,2,3\n'.repeat(10_002)}`,
    'file.too_many_damaged_rows',
  ],
  ['gzip cut off', 'm.csv.gz', () => gzipSync(`id,name\n${'1,An\n'.repeat(1000)}`).subarray(0, 40), 'file.truncated'],
  [
    'gzip with a wrong checksum',
    'n.csv.gz',
    () => {
      const bytes = gzipSync('id,name\n1,An\n')
      bytes[bytes.length - 6]! ^= 0xff
      return bytes
    },
    'file.damaged_archive',
  ],
  ['gzip of nothing', 'o.csv.gz', () => gzipSync(''), 'file.empty'],
  ['gzip of a spreadsheet', 'p.xlsx.gz', () => gzipSync(makeWorkbook(sheet)), 'file.not_a_table'],
  ['an old .xls file', 'q.xls', () => ole('Workbook'), 'sheet.legacy'],
  ['a spreadsheet with a password', 'r.xlsx', () => ole('EncryptedPackage'), 'sheet.encrypted'],
  ['another old Office file', 's.doc', () => ole('WordDocument'), 'file.not_a_table'],
  ['a zip of something else', 't.xlsx', () => makeZip([{ name: 'readme.txt', data: 'x' }]), 'file.not_a_table'],
  [
    'OpenDocument',
    'u.ods',
    () =>
      makeZip([
        { name: 'mimetype', data: 'x' },
        { name: 'content.xml', data: '<x/>' },
      ]),
    'sheet.other_format',
  ],
  ['a binary workbook', 'v.xlsb', () => makeZip([{ name: 'xl/workbook.bin', data: 'x' }]), 'sheet.other_format'],
  ['a spreadsheet cut off', 'w.xlsx', () => makeWorkbook(sheet).subarray(0, 900), 'sheet.damaged'],
  [
    'a spreadsheet with macros',
    'x.xlsm',
    () => makeWorkbook(sheet, { extra: [{ name: 'xl/vbaProject.bin', data: 'x' }] }),
    'sheet.macros',
  ],
  [
    'a spreadsheet that takes from other files',
    'y.xlsx',
    () => makeWorkbook(sheet, { extra: [{ name: 'xl/externalLinks/externalLink1.xml', data: '<x/>' }] }),
    'sheet.external_links',
  ],
  [
    'encrypted entries of a zip',
    'z.xlsx',
    () => makeZip(workbookParts(sheet).map((part) => ({ ...part, flags: 1 }))),
    'sheet.encrypted',
  ],
  [
    'a document type in a sheet',
    'aa.xlsx',
    () =>
      makeWorkbook(sheet, {
        replace: {
          'xl/worksheets/sheet1.xml':
            '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>',
        },
      }),
    'sheet.dtd',
  ],
  [
    'a sheet that unpacks to more than a hundred times its size',
    'ab.xlsx',
    () => makeWorkbook([{ name: 'x', rows: ' '.repeat(40_000_000) }]),
    'sheet.packed_too_tightly',
  ],
  [
    'an entry that claims to be smaller than it is',
    'ac.xlsx',
    () =>
      makeZip(
        workbookParts([{ name: 'x', rows: ' '.repeat(40_000_000) }]).map((part) =>
          part.name.includes('sheet1') ? { ...part, claim: 1000 } : part,
        ),
      ),
    'sheet.damaged',
  ],
  [
    'more entries than a spreadsheet has',
    'ad.xlsx',
    () => makeWorkbook(sheet, { extra: Array.from({ length: 200 }, (_, i) => ({ name: `xl/media/${i}`, data: 'x' })) }),
    'sheet.too_many_entries',
  ],
  [
    'a sheet whose XML is broken off',
    'ae.xlsx',
    () =>
      makeWorkbook(sheet, {
        replace: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1"><v>1' },
      }),
    'sheet.damaged',
  ],
  [
    'a cell that points at no text',
    'af.xlsx',
    () => makeWorkbook([{ name: 'x', rows: '<row r="1"><c r="A1" t="s"><v>99</v></c></row>' }]),
    'sheet.damaged',
  ],
  ['a workbook of empty sheets', 'ag.xlsx', () => makeWorkbook([{ name: 'x', rows: '' }]), 'sheet.none_filled'],
  [
    'a workbook of hidden sheets',
    'ah.xlsx',
    () => makeWorkbook([{ ...sheet[0]!, state: 'hidden' }]),
    'sheet.none_filled',
  ],
  [
    'a sheet of three thousand columns',
    'ai.xlsx',
    () =>
      makeWorkbook([
        {
          name: 'x',
          rows: `<row r="1">${Array.from({ length: 3000 }, (_, i) => `<c t="str"><v>c${i}</v></c>`).join('')}</row>`,
        },
      ]),
    'file.too_many_columns',
  ],
  [
    'a JSON object that is no table',
    'aj.json',
    () => '{\n  "name": "x",\n  "items": [1, 2]\n}\n',
    'file.json_malformed',
  ],
  ['JSON lines that are no objects', 'ak.jsonl', () => '{"a":1\n{"b":\n', 'file.json_malformed'],
  ['a JSON array cut off', 'al.json', () => '[{"a":1},{"a":2}', 'file.truncated'],
  [
    'a JSON item of more than sixteen megabytes',
    'am.json',
    () => `[{"a":"${'x'.repeat(17 * 1024 * 1024)}"}]`,
    'file.json_item_too_large',
  ],
  ['an empty JSON array', 'an.json', () => '[]', 'file.empty'],
  ['Parquet cut off', 'ao.parquet', () => Buffer.concat([Buffer.from('PAR1'), random(200)]), 'file.truncated'],
  [
    'Parquet with rubbish inside',
    'ap.parquet',
    () => Buffer.concat([Buffer.from('PAR1'), random(200), Buffer.from('PAR1')]),
    'file.parquet_unreadable',
  ],
]
