import iconv from 'iconv-lite'
import { Fault } from '#core/fault.ts'
import type { Note, OpenedTable, OpenOptions } from '#core/table.ts'
import { readHead, readPieces } from './bytes.ts'
import { decodeHead, type Facts, surveyFile } from './decode.ts'
import { findEncoding } from './encoding.ts'
import { readArray, readLines } from './json-items.ts'
import { limits } from './limits.ts'
import { plainNumber } from './number.ts'
import type { Damage } from './records.ts'
import { createRowsFile, selectRows } from './rows-file.ts'
import type { Workplace } from './workplace.ts'

/** Longer numbers, and those with an exponent, are not kept whole by a JavaScript number. */
const delicate = /[\d.]{16}|\d[eE][-+]?\d/

type Source = { readonly source?: string }

/** Parses with every number kept as it is written where a JavaScript number would not keep it. */
const parse = (text: string): unknown => {
  if (!delicate.test(text)) return JSON.parse(text)
  const exact = (_key: string, value: unknown, context?: Source): unknown =>
    typeof value === 'number' && context?.source !== undefined ? plainNumber(context.source) : value
  return JSON.parse(text, exact as Parameters<typeof JSON.parse>[1])
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return plainNumber(String(value))
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Columns in the order they are first met; objects within objects become `outer.inner`, lists stay as JSON text. */
const createColumns = () => {
  const places = new Map<string, number>()
  const nested = new Set<string>()
  const placeOf = (header: string): number => {
    const known = places.get(header)
    if (known !== undefined) return known
    if (places.size >= limits.columns)
      throw new Fault('file.too_many_columns', { columns: places.size + 1, limit: limits.columns })
    places.set(header, places.size)
    return places.size - 1
  }
  const fillIn = (cells: string[], value: Record<string, unknown>, prefix: string, depth: number): void => {
    for (const [key, inner] of Object.entries(value)) {
      const header = `${prefix}${key.normalize('NFC').replace(/\s+/g, ' ').trim()}`
      if (isObject(inner) && depth < 20) {
        fillIn(cells, inner, `${header}.`, depth + 1)
        continue
      }
      const place = placeOf(header)
      if (prefix !== '' || Array.isArray(inner)) nested.add(header)
      while (cells.length <= place) cells.push('')
      cells[place] = textOf(inner)
    }
  }
  return {
    cellsOf: (value: Record<string, unknown>): string[] => {
      const cells: string[] = []
      fillIn(cells, value, '', 0)
      return cells
    },
    headers: (): string[] => [...places.keys()],
    nested: (): string[] => [...nested].slice(0, 20),
  }
}

/** Opens JSON lines, or a file that is one array of objects. Names are data only: `__proto__` is a column. */
export const openJson = async (
  file: string,
  path: string,
  size: number,
  options: OpenOptions,
  place: Workplace,
): Promise<{ table: OpenedTable; facts: Facts }> => {
  const facts = await surveyFile(path, null)
  const head = await readHead(path, 64 * 1024)
  const reading = findEncoding({ head, ...facts, given: options.formats?.encoding })
  const isArray = decodeHead(head, reading).trimStart().startsWith('[')
  const columns = createColumns()
  const rows = await createRowsFile(place.next('rows.csv'))
  const damaged: Damage[] = []
  const sample: string[][] = []
  let items = 0
  let good = 0

  const onItem = (text: string, line: number): void => {
    items++
    const at = isArray ? items : line
    let value: unknown
    try {
      value = parse(text)
    } catch {
      value = undefined
    }
    if (isObject(value)) {
      good++
      const cells = columns.cellsOf(value)
      if (sample.length < limits.sampleRows) sample.push(cells)
      rows.add(at, cells)
      return
    }
    if (damaged.length >= limits.damagedRows || (good === 0 && damaged.length >= 20))
      throw new Fault('file.json_malformed', { line: damaged[0]!.line, text: damaged[0]!.text.slice(0, 60) })
    const shown = text.trim().slice(0, limits.damagedText)
    damaged.push({ line: at, text: shown, code: 'row.not_an_object', params: {} })
  }

  const reader = isArray ? readArray(onItem) : readLines(onItem)
  const decoder = iconv.getDecoder(reading.encoding)
  let done = 0
  try {
    for await (const piece of readPieces(path)) {
      const text = decoder.write(Buffer.from(piece))
      reader.push(reading.mend ? reading.mend(text) : text)
      await rows.flush()
      done += piece.length
      options.onProgress?.(done, size)
    }
    reader.push(decoder.end() ?? '')
    reader.end()
  } finally {
    await rows.close()
  }
  if (good === 0 && damaged.length > 0)
    throw new Fault('file.json_malformed', { line: damaged[0]!.line, text: damaged[0]!.text.slice(0, 60) })
  const headers = columns.headers()
  if (headers.length === 0) throw new Fault('file.empty')
  const notes: Note[] = [...reading.notes]
  if (isArray) notes.push({ code: 'json.items', params: {} })
  if (columns.nested().length > 0) notes.push({ code: 'json.nested', params: { columns: columns.nested() } })
  const wide = sample.map((cells) => headers.map((_, index) => (cells[index] ?? '').normalize('NFC')))
  const select = selectRows(await rows.close(), headers.length)
  return { table: { file, headers, sample: wide, header_row: 0, select, notes, damaged }, facts }
}
