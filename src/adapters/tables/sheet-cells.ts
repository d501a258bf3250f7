import { Fault } from '#core/fault.ts'
import { letters } from './header.ts'
import { limits } from './limits.ts'
import { plainNumber } from './number.ts'
import { fromSerial, type Shown } from './serial-date.ts'
import { readPart, type Workbook } from './workbook.ts'
import { attribute, readXml } from './xml.ts'
import type { Parts } from './zip-gate.ts'

/** Text of a string item: rich text put together, phonetic readings left out, `_x000D_` undone. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

export const readStrings = async (parts: Parts, workbook: Workbook, file: string): Promise<string[]> => {
  const strings: string[] = []
  if (workbook.stringsPart === null || !parts.has(workbook.stringsPart)) return strings
  let text = ''
  let inText = false
  let phonetic = false
  let held = 0
  await readPart(parts, workbook.stringsPart, {
    onOpen: (tag) => {
      if (tag === 'si') text = ''
      else if (tag === 't') inText = true
      else if (tag === 'rPh') phonetic = true
    },
    onClose: (tag) => {
      if (tag === 't') inText = false
      else if (tag === 'rPh') phonetic = false
      else if (tag === 'si') {
        held += text.length
        if (held > limits.sharedStringCharacters)
          throw new Fault('sheet.too_much_memory', { file, limit_mb: limits.sheetMemoryMb })
        strings.push(unescaped(text))
      }
    },
    onText: (piece) => {
      if (inText && !phonetic) text += piece
    },
  })
  return strings
}

/** Numbers are doubles in a spreadsheet: as many digits as tell them apart; longer whole numbers as written. */
export const numberText = (raw: string): string => {
  if (/^-?\d+$/.test(raw)) return raw
  const value = Number(raw)
  return raw === '' || !Number.isFinite(value) ? raw : plainNumber(String(value))
}

/** Column of a cell's address: `C12` → 3; 0 where there is none. */
const columnOf = (address: string | undefined): number => {
  let column = 0
  for (let at = 0; address !== undefined && at < address.length; at++) {
    const code = address.charCodeAt(at) & 0xdf
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column
}

export type CellFacts = {
  errors: number
  firstError: { cell: string; error: string } | null
  unanswered: number
  firstUnanswered: string | null
  merged: string[]
}

/** A row's number, its cells, and the columns (1-based) of its numbers that are not whole. */
export type OnRow = (line: number, cells: string[], fractions: readonly number[]) => void

/**
 * Reads the rows of one sheet in order, each with its own number; cells without a value are empty text.
 * Dates come as ISO text, numbers in plain digits, formula errors as they stand (`#REF!`).
 */
export const readCells = async (
  parts: Parts,
  part: string,
  file: string,
  workbook: Workbook,
  strings: readonly string[],
  onRow: OnRow,
  between: () => Promise<void>,
): Promise<CellFacts> => {
  const facts: CellFacts = { errors: 0, firstError: null, unanswered: 0, firstUnanswered: null, merged: [] }
  let line = 0
  let column = 0
  let cells: string[] = []
  let fractions: number[] = []
  let kind = 'n'
  let shown: Shown = 'number'
  let value: string | null = null
  let inValue = false
  let phonetic = false
  let formula = false

  const textOf = (raw: string): string => {
    if (kind === 's') {
      const text = strings[Number(raw)]
      if (text === undefined) throw new Fault('sheet.damaged', { file, detail: `${letters(column)}${line}` })
      return text
    }
    if (kind === 'b') return raw === '1' ? 'true' : 'false'
    if (kind === 'n') {
      const text = fromSerial(Number(raw), shown, workbook.epoch1904) ?? numberText(raw.trim())
      if (shown === 'number' && text.includes('.')) fractions.push(column)
      return text
    }
    return unescaped(raw)
  }

  const endCell = (): void => {
    if (value === null || value === '') {
      if (!formula || value === '') return
      facts.unanswered++
      facts.firstUnanswered ??= `${letters(column)}${line}`
      return
    }
    const text = textOf(value)
    if (kind === 'e') {
      facts.errors++
      facts.firstError ??= { cell: `${letters(column)}${line}`, error: text }
    }
    if (column > 16_384) throw new Fault('sheet.damaged', { file, detail: `${letters(column)}${line}` })
    while (cells.length < column - 1) cells.push('')
    cells[column - 1] = text
  }

  const onOpen = (tag: string, attributes: string): void => {
    if (tag === 'c') {
      column = columnOf(attribute(attributes, 'r')) || column + 1
      kind = attribute(attributes, 't') ?? 'n'
      shown = kind === 'n' ? (workbook.styles[Number(attribute(attributes, 's') ?? 0)] ?? 'number') : 'number'
      value = null
      formula = false
    } else if (tag === 'v' || tag === 't') {
      inValue = !phonetic
      if (inValue) value ??= ''
    } else if (tag === 'f') formula = true
    else if (tag === 'rPh') phonetic = true
    else if (tag === 'row') {
      line = Number(attribute(attributes, 'r') ?? line + 1)
      column = 0
      cells = []
      fractions = []
    } else if (tag === 'mergeCell' && facts.merged.length < 100_000)
      facts.merged.push(attribute(attributes, 'ref') ?? '')
  }

  const onClose = (tag: string): void => {
    if (tag === 'v' || tag === 't') inValue = false
    else if (tag === 'c') endCell()
    else if (tag === 'rPh') phonetic = false
    else if (tag === 'row' && cells.length > 0) onRow(line, cells, fractions)
  }

  const xml = readXml({
    onOpen,
    onClose,
    onText: (piece) => {
      if (inValue) value += piece
    },
  })
  await parts.stream(part, async (text) => {
    xml.push(text)
    await between()
  })
  xml.end()
  return facts
}
