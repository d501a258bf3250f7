import { crc32, deflateRawSync } from 'node:zlib'

export type Part = {
  readonly name: string
  readonly data: string | Uint8Array
  readonly claim?: number
  readonly flags?: number
}

const header = (part: Part, packed: Buffer, raw: Buffer, central: boolean, offset: number): Buffer => {
  const name = Buffer.from(part.name)
  const fixed = Buffer.alloc(central ? 46 : 30)
  fixed.writeUInt32LE(central ? 0x02014b50 : 0x04034b50, 0)
  const at = central ? 6 : 4
  if (central) fixed.writeUInt16LE(20, 4)
  fixed.writeUInt16LE(20, at)
  fixed.writeUInt16LE(part.flags ?? 0, at + 2)
  fixed.writeUInt16LE(8, at + 4)
  fixed.writeUInt32LE(crc32(raw), at + 10)
  fixed.writeUInt32LE(packed.length, at + 14)
  fixed.writeUInt32LE(part.claim ?? raw.length, at + 18)
  fixed.writeUInt16LE(name.length, at + 22)
  if (central) fixed.writeUInt32LE(offset, 42)
  return Buffer.concat([fixed, name])
}

/** A zip made by hand, so that it can also claim what is not so. */
export const makeZip = (parts: readonly Part[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const raw = Buffer.from(part.data as string)
    const packed = deflateRawSync(raw)
    const local = Buffer.concat([header(part, packed, raw, false, 0), packed])
    directory.push(header(part, packed, raw, true, offset))
    bodies.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, central, end])
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships'
const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export type SheetXml = {
  readonly name: string
  readonly state?: string
  /** Content of `sheetData`. */
  readonly rows: string
  /** What stands after `sheetData`. */
  readonly after?: string
}

export type BookOptions = {
  readonly date1904?: boolean
  readonly strings?: readonly string[]
  /** Format codes of the styles 1, 2, …; style 0 is General. */
  readonly formats?: readonly string[]
  readonly extra?: readonly Part[]
  readonly replace?: Readonly<Record<string, string>>
}

/** Parts of a workbook with the given sheets. */
export const workbookParts = (sheets: readonly SheetXml[], options: BookOptions = {}): Part[] => {
  const formats = options.formats ?? []
  const parts: Part[] = [
    {
      name: '[Content_Types].xml',
      data: `${declared}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    {
      name: '_rels/.rels',
      data: `${declared}<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${declared}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${options.date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map(
          (sheet, index) =>
            `<sheet name="${sheet.name}" sheetId="${index + 1}"${sheet.state ? ` state="${sheet.state}"` : ''} r:id="rId${index + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${declared}<Relationships xmlns="${packaged}">${sheets
        .map(
          (_, index) =>
            `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
        )
        .join(
          '',
        )}<Relationship Id="rIdS" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `${declared}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats
        .map(
          (code, index) =>
            `<numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"/>`,
        )
        .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
        .map((_, index) => `<xf numFmtId="${164 + index}"/>`)
        .join('')}</cellXfs></styleSheet>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      data: `${declared}<sst xmlns="${main}">${(options.strings ?? []).map((text) => `<si>${text}</si>`).join('')}</sst>`,
    },
    ...sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: `${declared}<worksheet xmlns="${main}"><sheetData>${sheet.rows}</sheetData>${sheet.after ?? ''}</worksheet>`,
    })),
    ...(options.extra ?? []),
  ]
  return parts.map((part) => ({ ...part, data: options.replace?.[part.name] ?? part.data }))
}

export const makeWorkbook = (sheets: readonly SheetXml[], options: BookOptions = {}): Buffer =>
  makeZip(workbookParts(sheets, options))

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A row of inline texts; the empty string makes no cell. */
export const textRow = (row: number, cells: readonly string[]): string =>
  `<row r="${row}">${cells
    .map((text, index) =>
      text === ''
        ? ''
        : `<c r="${String.fromCharCode(65 + index)}${row}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
    )
    .join('')}</row>`
