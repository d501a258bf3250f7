import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import writeExcelFile, { type CellObject } from 'write-excel-file/node'
import { Fault } from '#core/fault.ts'
import type { Cell } from '#core/warehouse.ts'
import { fileFault } from './tables/bytes.ts'

export type SheetToWrite = {
  readonly name: string
  readonly headers: readonly string[]
  /** Cells in header order. */
  readonly rows: readonly (readonly Cell[])[]
}

/** Limits of the format itself. */
const longestText = 32_767
const longestName = 31
const mostRows = 1_048_576

/** Without what XML 1.0 has no place for. */
const writable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cc}/gu, (mark) => ('\t\n\r'.includes(mark) ? mark : ''))
    .replace(/[\ufffe\uffff]/g, '')

/** Text is written as text whatever it begins with, so that nothing in it can run as a formula. */
const cellOf = (cell: Cell): CellObject | null => {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return null
  if (typeof cell === 'number') return { type: Number, value: cell }
  if (typeof cell === 'boolean') return { type: Boolean, value: cell }
  const text = writable(cell)
  return { type: String, value: text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text }
}

/** A name the format allows, different from those before it. */
const nameOf = (name: string, taken: Set<string>): string => {
  const allowed =
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet'
  for (let copy = 1; ; copy++) {
    const ending = copy === 1 ? '' : ` (${copy})`
    const tried = allowed.slice(0, longestName - ending.length) + ending
    if (taken.has(tried.toLowerCase())) continue
    taken.add(tried.toLowerCase())
    return tried
  }
}

/**
 * Writes an XLSX file: one sheet per entry, the headers in bold and kept in sight, texts as texts, numbers as
 * numbers, empty for null. Throws Fault `sheet.too_many_rows`, `disk.full` or `file.not_allowed`; a file that
 * could not be written whole is removed.
 */
export const writeXlsx = async (path: string, sheets: readonly SheetToWrite[]): Promise<void> => {
  const taken = new Set<string>()
  const data = sheets.map((sheet) => {
    if (sheet.rows.length >= mostRows)
      throw new Fault('sheet.too_many_rows', { rows: sheet.rows.length, limit: mostRows - 1 })
    const header = sheet.headers.map((text) => ({ ...cellOf(text), fontWeight: 'bold' }) as CellObject)
    const width = (text: string): number => Math.min(60, Math.max(8, text.length + 2))
    return {
      data: [header, ...sheet.rows.map((row) => row.map(cellOf))],
      sheet: nameOf(sheet.name, taken),
      columns: sheet.headers.map((text) => ({ width: width(text) })),
      stickyRowsCount: 1,
    }
  })
  try {
    await writeExcelFile(data).toFile(path)
  } catch (error) {
    await rm(path, { force: true })
    throw fileFault(error, basename(path))
  }
}
