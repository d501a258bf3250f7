import { saveFile } from '../charts/save-image.ts'

export type SheetCell = string | number | boolean | null | undefined

/** The most rows a sheet is made of here; more belong in a CSV. */
export const mostSheetRows = 100_000

const longestText = 32_767

/** Without what XML 1.0 has no place for. */
const writable = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, (mark) => ('\t\n\r'.includes(mark) ? mark : ''))
    .replace(/[\ufffe\uffff]|\p{Cs}/gu, '')
    .slice(0, longestText)

/** Keeps a table as a spreadsheet: a head in bold that stays in sight, texts as texts, numbers as numbers. */
export const saveSheet = async (
  name: string,
  head: readonly string[],
  rows: readonly (readonly SheetCell[])[],
): Promise<void> => {
  const { default: writeXlsxFile } = await import('write-excel-file/browser')
  const cell = (value: SheetCell) =>
    value === null || value === undefined
      ? null
      : typeof value === 'number'
        ? { value, type: Number }
        : typeof value === 'boolean'
          ? { value, type: Boolean }
          : { value: writable(value), type: String }
  const widths = head.map((title, i) => ({
    width: Math.min(48, Math.max(8, title.length, ...rows.slice(0, 200).map((row) => String(row[i] ?? '').length)) + 2),
  }))
  const sheet = await writeXlsxFile(
    [head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })), ...rows.map((row) => row.map(cell))],
    { columns: widths, stickyRowsCount: 1, sheet: 'Nhịp' },
  ).toBlob()
  saveFile(sheet, `${name}.xlsx`)
}
