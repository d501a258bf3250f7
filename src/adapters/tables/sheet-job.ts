import { join } from 'node:path'
import { Fault } from '#core/fault.ts'
import { exact, fold } from '#core/fold.ts'
import type { Note, OpenedTable } from '#core/table.ts'
import { type Body, readBody } from './body.ts'
import { findHeader, type Header, type HeadRow } from './header.ts'
import { limits } from './limits.ts'
import { createRowsFile, type RowsFacts } from './rows-file.ts'
import { type CellFacts, readCells, readStrings } from './sheet-cells.ts'
import { readWorkbook, type SheetPart, type Workbook } from './workbook.ts'
import { openParts, type Parts } from './zip-gate.ts'

export type SheetJob = {
  readonly file: string
  readonly path: string
  /** Folder the rows files are put in. */
  readonly folder: string
  readonly sheet: string | null
  readonly header_row: number | null
}

/** One sheet as read: everything of an opened table but its SQL. */
export type SheetRead = {
  readonly sheet: string
  readonly header: Header
  readonly sample: readonly (readonly string[])[]
  readonly notes: readonly Note[]
  readonly damaged: OpenedTable['damaged']
  readonly rows: RowsFacts
  /** A column has numbers of three decimals only, which would pass for thousands. */
  readonly ambiguous: boolean
}

const headRows = 200
const headCharacters = 4_000_000

const chosen = (workbook: Workbook, sheet: string | null): readonly SheetPart[] => {
  const withCells = workbook.sheets.filter((one) => one.cells)
  if (sheet === null) return withCells.filter((one) => !one.hidden)
  const found =
    withCells.find((one) => one.name === sheet) ??
    withCells.find((one) => exact(one.name) === exact(sheet)) ??
    withCells.find((one) => fold(one.name) === fold(sheet))
  if (!found) throw new Fault('sheet.unknown', { sheet, sheets: workbook.sheets.map((one) => one.name) })
  return [found]
}

const lastRowOf = (area: string): number => Number(/(\d+)$/.exec(area)?.[1] ?? 0)

const cellNotes = (facts: CellFacts, header: Header, workbook: Workbook): Note[] => {
  const notes: Note[] = []
  const merged = facts.merged.filter((area) => lastRowOf(area) > header.row).length
  if (merged > 0) notes.push({ code: 'sheet.merged', params: { count: merged } })
  if (facts.firstError)
    notes.push({ code: 'sheet.formula_errors', params: { count: facts.errors, ...facts.firstError } })
  if (facts.firstUnanswered)
    notes.push({ code: 'sheet.formula_empty', params: { count: facts.unanswered, cell: facts.firstUnanswered } })
  if (workbook.epoch1904) notes.push({ code: 'sheet.date_1904', params: {} })
  return notes
}

/** Numbers per column that are not whole, and how many of them cannot pass for thousands. */
const createFractions = () => {
  const seen = new Map<number, { all: number; clear: number }>()
  return {
    take: (cells: readonly string[], columns: readonly number[]): void => {
      for (const column of columns) {
        const entry = seen.get(column) ?? { all: 0, clear: 0 }
        entry.all++
        if (!/^-?[1-9]\d{0,2}\.\d{3}$/.test(cells[column - 1]!)) entry.clear++
        seen.set(column, entry)
      }
    },
    ambiguous: (): boolean => [...seen.values()].some((entry) => entry.all > 0 && entry.clear === 0),
  }
}

const readSheet = async (
  job: SheetJob,
  parts: Parts,
  workbook: Workbook,
  strings: readonly string[],
  sheet: SheetPart,
  place: number,
  only: boolean,
): Promise<SheetRead | null> => {
  const rows = await createRowsFile(join(job.folder, `sheet-${place}.csv`))
  const fractions = createFractions()
  const sample: string[][] = []
  let held: HeadRow[] = []
  let characters = 0
  let header: Header | null = null
  let body: Body | null = null

  const begin = (): void => {
    const given = job.header_row !== null && (only || held.some((row) => row.line === job.header_row))
    header = findHeader(held, given ? job.header_row! : undefined)
    if (given && header.row !== job.header_row) throw new Fault('file.header_row_missing', { row: job.header_row! })
    const columns = header.headers.length
    body = readBody(columns, (line, cells) => {
      if (sample.length < limits.sampleRows)
        sample.push(Array.from({ length: columns }, (_, index) => (cells[index] ?? '').normalize('NFC')))
      rows.add(line, cells)
    })
    for (const row of held) if (row.line > header.row) take(row.line, row.cells)
    held = []
  }

  const take = (line: number, cells: readonly string[]): void =>
    body!.take({ line, cells, text: () => cells.join('\t').slice(0, limits.damagedText) })

  try {
    const facts = await readCells(
      parts,
      sheet.part,
      job.file,
      workbook,
      strings,
      (line, cells, numbers) => {
        if (numbers.length > 0) fractions.take(cells, numbers)
        if (body) return take(line, cells)
        held.push({ line, cells })
        for (const cell of cells) characters += cell.length
        if (held.length >= headRows || characters > headCharacters) begin()
      },
      rows.flush,
    )
    if (!body && held.some((row) => row.cells.some((cell) => cell.trim() !== ''))) begin()
    if (!body) return null
    const found = header as unknown as Header
    const { notes, damaged } = (body as Body).end()
    return {
      sheet: sheet.name,
      header: found,
      sample,
      notes: [...found.notes, ...cellNotes(facts, found, workbook), ...notes],
      damaged,
      rows: await rows.close(),
      ambiguous: fractions.ambiguous(),
    }
  } finally {
    await rows.close()
  }
}

const bookNotes = (workbook: Workbook, job: SheetJob, blank: readonly string[]): Note[] => {
  if (job.sheet !== null) return []
  const named = (sheets: readonly { name: string }[]): string[] => sheets.map((sheet) => sheet.name)
  const hidden = named(workbook.sheets.filter((sheet) => sheet.cells && sheet.hidden))
  const charts = named(workbook.sheets.filter((sheet) => !sheet.cells))
  const notes: Note[] = []
  if (hidden.length > 0) notes.push({ code: 'sheet.hidden', params: { sheets: hidden } })
  if (charts.length > 0) notes.push({ code: 'sheet.not_cells', params: { sheets: charts } })
  if (blank.length > 0) notes.push({ code: 'sheet.blank', params: { sheets: blank } })
  return notes
}

/** Reads the asked sheet, or every visible one with data, into rows files. */
export const readSheets = async (job: SheetJob): Promise<readonly SheetRead[]> => {
  const parts = await openParts(job.file, job.path)
  try {
    const workbook = await readWorkbook(parts)
    const sheets = chosen(workbook, job.sheet)
    const strings = await readStrings(parts, workbook, job.file)
    const read: SheetRead[] = []
    const blank: string[] = []
    for (const [place, sheet] of sheets.entries()) {
      const one = await readSheet(job, parts, workbook, strings, sheet, place + 1, sheets.length === 1)
      if (one) read.push(one)
      else blank.push(sheet.name)
    }
    if (read.length === 0) throw new Fault('sheet.none_filled', { sheets: workbook.sheets.map((sheet) => sheet.name) })
    const notes = bookNotes(workbook, job, blank)
    return read.map((one) => ({ ...one, notes: [...notes, ...one.notes] }))
  } finally {
    parts.close()
  }
}
