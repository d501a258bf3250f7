import { Fault } from '#core/fault.ts'
import type { Note } from '#core/table.ts'
import { limits } from './limits.ts'

export type HeadRow = { readonly line: number; readonly cells: readonly string[] }

export type Header = {
  /** 1-based row of the file; 0 where there is none. */
  readonly row: number
  readonly headers: readonly string[]
  readonly notes: readonly Note[]
  /** Cells of the rows above it that are not blank. */
  readonly above?: readonly (readonly string[])[]
}

/** Name of a spreadsheet column: 1 → A, 27 → AA. */
export const letters = (column: number): string => {
  let rest = column
  let name = ''
  while (rest > 0) {
    const digit = (rest - 1) % 26
    name = String.fromCharCode(65 + digit) + name
    rest = (rest - 1 - digit) / 26
  }
  return name
}

const isFilled = (cell: string): boolean => cell.trim() !== ''
const filledOf = (cells: readonly string[]): number => cells.filter(isFilled).length

/** Numbers, money, dates and times: what stands in data and hardly ever in a header. */
const isValue = (cell: string): boolean =>
  /^[\s"'$€£₫đ+\-(]*\d[\d\s.,/:\-TZ%)]*(đ|₫|vnd|usd|am|pm|sa|ch)?$/i.test(cell.trim()) &&
  !/^(19|20)\d\d$/.test(cell.trim())

const isNaming = (cells: readonly string[]): boolean => !cells.some((cell) => isFilled(cell) && isValue(cell))

/** Header texts as written, composed (NFC), with line breaks and runs of spaces made one space. */
const cleaned = (cell: string): string =>
  cell
    .normalize('NFC')
    .replace(/[\s\u00a0\ufeff]+/g, ' ')
    .trim()

const named = (cells: readonly string[], columns: number): { headers: string[]; unnamed: string[] } => {
  const headers = Array.from({ length: columns }, (_, index) => cleaned(cells[index] ?? ''))
  const taken = new Set(headers)
  const unnamed: string[] = []
  for (const [index, header] of headers.entries()) {
    if (header !== '') continue
    const letter = letters(index + 1)
    const name = taken.has(letter) ? `${letter} (${index + 1})` : letter
    headers[index] = name
    unnamed.push(name)
  }
  return { headers, unnamed }
}

/** Columns of the table: those with a header, and those after them in which most of the rows have something. */
const widthOf = (header: readonly string[], rows: readonly HeadRow[]): number => {
  const last = (cells: readonly string[]): number => cells.findLastIndex(isFilled) + 1
  const width = last(header)
  const wider = rows.map((row) => last(row.cells)).filter((size) => size > width)
  if (wider.length === 0 || wider.length * 2 <= rows.length) return width
  return wider.sort((a, b) => a - b)[Math.floor(wider.length / 2)]!
}

/** The commonest of some counts; of equals the larger. */
const commonest = (counts: readonly number[]): number => {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  const ranked = [...times].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)
  return ranked[0]?.[0] ?? 0
}

/**
 * The first row with the most filled cells, unless that is a row gone wrong: one further down, or one with
 * hardly more cells than the first row that has as many as most rows.
 */
const fullRow = (filled: readonly number[]): number => {
  const most = Math.max(...filled)
  const best = filled.indexOf(most)
  const usual = commonest(filled.filter((count) => count >= 2))
  const first = filled.findIndex((count) => count >= Math.max(1, usual))
  return best - first > 3 || most < filled[first]! * 1.5 ? first : best
}

/** Index of the row that names the columns, or -1 where every row looks like data. */
const headerIndex = (rows: readonly HeadRow[]): number => {
  const filled = rows.map((row) => filledOf(row.cells))
  const first = fullRow(filled)
  const most = filled[first]!
  const above = filled.findLastIndex(
    (count, index) => index < first && count >= 2 && count * 2 >= most && isNaming(rows[index]!.cells),
  )
  if (isNaming(rows[first]!.cells)) {
    // A full row of words under a row of words is data only where no column below it holds values.
    const below = rows.slice(first + 1)
    const values = below.some((row) =>
      row.cells.some((cell, index) => isValue(cell) && isFilled(rows[first]!.cells[index] ?? '')),
    )
    return above === first - 1 && above >= 0 && !values ? above : first
  }
  if (above >= 0) return above
  const cells = rows[first]!.cells.filter(isFilled)
  const like = cells.filter(isValue).length
  return most > 1 && like * 2 >= cells.length ? -1 : first
}

const reason = (rows: readonly HeadRow[], index: number): Note => {
  const row = rows[index]!
  const params = { row: row.line, columns: filledOf(row.cells) }
  const earlier = rows.slice(0, index).some((other) => other.cells.some(isFilled))
  return { code: earlier || row.line > 1 ? 'header.later_row' : 'header.first_row', params }
}

/**
 * Finds the row that names the columns: the first with the most filled cells, unless that row holds values and
 * one above it names the columns. `given` is the row the caller insists on, 0 for none. Throws Fault
 * `file.too_many_columns`.
 */
export const findHeader = (sample: readonly HeadRow[], given?: number): Header => {
  const rows = sample.filter((row) => row.cells.some(isFilled))
  const searched = rows.slice(0, limits.headerSearch)
  const index = given === undefined ? headerIndex(searched) : rows.findIndex((row) => row.line === given)
  const data = rows.slice(index + 1, index + 1 + limits.sampleRows)
  const cells = index < 0 ? [] : rows[index]!.cells
  const columns = widthOf(cells, data)
  if (columns > limits.columns) throw new Fault('file.too_many_columns', { columns, limit: limits.columns })
  const { headers, unnamed } = named(cells, columns)
  const notes: Note[] = []
  if (given !== undefined) notes.push({ code: 'header.given', params: { row: given } })
  else notes.push(index < 0 ? { code: 'header.none', params: { columns: headers } } : reason(searched, index))
  if (index >= 0 && unnamed.length > 0) notes.push({ code: 'header.unnamed', params: { columns: unnamed } })
  const seen = new Set<string>()
  const twice = new Set(headers.filter((header) => seen.size === seen.add(header).size))
  if (twice.size > 0) notes.push({ code: 'header.repeated', params: { columns: [...twice] } })
  const above = rows.slice(0, Math.max(0, index)).map((row) => row.cells.map((cell) => cell.normalize('NFC').trim()))
  return { row: index < 0 ? 0 : rows[index]!.line, headers, notes, above }
}
