import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { codes, noteOf, useTables } from './opened.ts'

const { one, refused, openPath } = useTables()

const rows = [
  ['Mã đơn', 'Khách hàng', 'Tỉnh'],
  ['DH01', 'Nguyễn Thị Hường', 'Đắk Lắk'],
  ['DH02', 'Trần Quốc Tuấn', 'Thừa Thiên Huế'],
  ['DH03', 'Phạm Văn Đức', 'Bà Rịa – Vũng Tàu'],
  ['DH04', 'Lê Thuỳ Dương', 'Hồ Chí Minh'],
]
const csv = (lines: readonly (readonly string[])[]): string => `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
const text = csv(rows)
const data = rows.slice(1)

/** Vietnamese with tone marks apart, as windows-1258 keeps them. */
const parted = (whole: string): string =>
  whole
    .normalize('NFD')
    .replace(/([aeiouyAEIOUY])([\u0323\u0309\u0300\u0301\u0303]?)([\u0302\u0306\u031b])/g, '$1$3$2')
    .replace(/[aAeEoOuU][\u0302\u0306\u031b]/g, (pair) => pair.normalize('NFC'))

describe('a text file is read in the encoding its own bytes show', () => {
  test('UTF-8 without and with a mark', async () => {
    const plain = await one('utf8.csv', text)
    expect(plain.headers).toEqual(rows[0])
    expect(plain.rows).toEqual(data)
    const marked = await one('mark.csv', `\ufeff${text}`)
    expect(marked.headers).toEqual(rows[0])
    expect(codes(marked)).toContain('encoding.utf8_mark')
  })

  test.each([
    ['utf-16le', true, 'encoding.mark'],
    ['utf-16be', true, 'encoding.mark'],
    ['utf-16le', false, 'encoding.zero_bytes'],
    ['utf-16be', false, 'encoding.zero_bytes'],
  ] as const)('%s, mark %s', async (encoding, mark, code) => {
    const bytes = iconv.encode(text, encoding, { addBOM: mark })
    const table = await one(`${encoding}-${mark}.csv`, bytes)
    expect(table.rows).toEqual(data)
    expect(codes(table)).toContain(code)
  })

  test('windows-1258, whose tone marks stand after the letter', async () => {
    const bytes = iconv.encode(parted(text.replaceAll('–', '-')), 'windows-1258')
    expect(bytes.includes(0x3f)).toBe(false)
    const table = await one('cp1258.csv', bytes)
    expect(table.rows).toEqual(data.map((row) => row.map((cell) => cell.replaceAll('–', '-'))))
    expect(noteOf(table, 'encoding.by_words')).toMatchObject({ encoding: 'windows-1258' })
  })

  test('TCVN 5712', async () => {
    const bytes = iconv.encode(text.replaceAll('–', '-'), 'tcvn')
    expect(bytes.includes(0x3f)).toBe(false)
    const table = await one('tcvn.csv', bytes)
    expect(table.rows[1]).toEqual(['DH02', 'Trần Quốc Tuấn', 'Thừa Thiên Huế'])
    expect(noteOf(table, 'encoding.by_words')).toMatchObject({ encoding: 'TCVN 5712 (ABC)' })
  })

  // Written out by hand from the table of the VNI for Windows fonts.
  const vni =
    'Maõ ñôn,Khaùch haøng,Tænh\r\nDH01,Nguyeãn Thò Höôøng,Ñaék Laék\r\nDH02,Traàn Quoác Tuaán,Thöøa Thieân Hueá\r\n' +
    'DH03,Phaïm Vaên Ñöùc,Baø Ròa - Vuõng Taøu\r\nDH04,Leâ Thuyø Döông,Hoà Chí Minh\r\n'
  const fromVni = [
    ...data.slice(0, 2),
    ['DH03', 'Phạm Văn Đức', 'Bà Rịa - Vũng Tàu'],
    ['DH04', 'Lê Thuỳ Dương', 'Hồ Chí Minh'],
  ]

  test('VNI bytes', async () => {
    const table = await one('vni.csv', iconv.encode(vni, 'windows-1252'))
    expect(table.headers).toEqual(rows[0])
    expect(table.rows).toEqual(fromVni)
    expect(noteOf(table, 'encoding.by_words')).toMatchObject({ encoding: 'VNI' })
  })

  test('VNI letters saved as UTF-8', async () => {
    const table = await one('vni-utf8.csv', vni)
    expect(table.rows).toEqual(fromVni)
    expect(noteOf(table, 'encoding.font')).toMatchObject({ encoding: 'VNI' })
  })

  test('TCVN letters saved as UTF-8', async () => {
    const shown = iconv.decode(iconv.encode(text.replaceAll('–', '-'), 'tcvn'), 'windows-1252')
    const table = await one('tcvn-utf8.csv', shown)
    expect(table.rows[0]).toEqual(['DH01', 'Nguyễn Thị Hường', 'Đắk Lắk'])
    expect(noteOf(table, 'encoding.font')).toMatchObject({ encoding: 'TCVN 5712 (ABC)' })
  })

  test('UTF-8 read as windows-1252 and saved again, once and twice', async () => {
    const again = (whole: string): string =>
      [...Buffer.from(whole)]
        .map((byte) =>
          iconv.decode(Buffer.of(byte), [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte) ? 'latin1' : 'windows-1252'),
        )
        .join('')
    for (const [name, shown] of [
      ['once', again(text)],
      ['twice', again(again(text))],
    ] as const) {
      const table = await one(`${name}.csv`, shown)
      expect(table.headers).toEqual(rows[0])
      expect(table.rows).toEqual(data)
      expect(codes(table)).toContain('encoding.double_utf8')
    }
  })

  test('letters and marks written apart are composed', async () => {
    const table = await one('nfd.csv', text.normalize('NFD'))
    expect(table.headers).toEqual(rows[0])
    expect(table.rows).toEqual(data)
    expect(table.sample).toEqual(data)
  })

  test('Western text that is no Vietnamese is left as it is, and said to be uncertain where it is not UTF-8', async () => {
    const western = 'id,name\n1,Café Zürich\n2,Façade naïve\n3,Größe\n'
    expect((await one('west-utf8.csv', western)).rows[0]).toEqual(['1', 'Café Zürich'])
    const table = await one('west.csv', iconv.encode(western, 'windows-1252'))
    expect(table.rows).toEqual([
      ['1', 'Café Zürich'],
      ['2', 'Façade naïve'],
      ['3', 'Größe'],
    ])
    expect(codes(table)).toContain('encoding.assumed')
  })

  test('a letter outside ASCII that first comes after a megabyte still decides', async () => {
    const filler = Array.from({ length: 60_000 }, (_, index) => `DH${index},plain customer,Kon Tum`).join('\r\n')
    const bytes = Buffer.concat([
      Buffer.from(`id,name,province\r\n${filler}\r\n`),
      iconv.encode(text.replaceAll('–', '-'), 'tcvn'),
    ])
    const table = await one('late.csv', bytes)
    expect(table.rows.at(-1)).toEqual(['DH04', 'Lê Thuỳ Dương', 'Hồ Chí Minh'])
  })

  test('a few broken bytes in UTF-8 stay visible and are counted', async () => {
    const broken = Buffer.concat([
      Buffer.from(text),
      Buffer.from('DH05,'),
      Buffer.of(0xc3, 0x28),
      Buffer.from(',Hà Nội\r\n'),
    ])
    const table = await one('broken.csv', broken)
    expect(table.rows.at(-1)).toEqual(['DH05', '\ufffd(', 'Hà Nội'])
    expect(codes(table)).toContain('encoding.utf8_damaged')
  })

  test('a chosen encoding is used without asking, an unknown one refused', async () => {
    const table = await one('chosen.csv', iconv.encode('id,tên\n1,Hải\n', 'tcvn'), {
      formats: { encoding: 'TCVN-5712' },
    })
    expect(table.rows).toEqual([['1', 'Hải']])
    expect((await refused('x.csv', text, { formats: { encoding: 'ebcdic-of-mars' } })).code).toBe(
      'file.encoding_unknown',
    )
  })
})

const folder = process.env['NHIP_TEST_DATA']

describe.skipIf(!folder)('real files of one table in many encodings (NHIP_TEST_DATA)', () => {
  const path = (name: string): string => join(folder!, 'vietnam/encodings', name)
  const expected = (name: string): string[][] =>
    readFileSync(path(name), 'utf8')
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','))
  test.each([
    ['cp1258.csv', 'expected-legacy-subset.csv'],
    ['tcvn5712-1.csv', 'expected-legacy-subset.csv'],
    ['mojibake-utf8-as-cp1252.csv', 'expected-utf8-nfc.csv'],
    ['utf16le-bom.csv', 'expected-utf8-nfc.csv'],
    ['utf8-bom.csv', 'expected-utf8-nfc.csv'],
    ['utf8-nfd.csv', 'expected-utf8-nfc.csv'],
  ])('%s equals %s', async (name, answer) => {
    const [table] = await openPath(path(name))
    expect(table!.rows).toEqual(expected(answer))
    expect(table!.lines).toEqual(table!.rows.map((_, index) => index + 2))
  })
})
