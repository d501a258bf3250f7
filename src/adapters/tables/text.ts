import { isAscii } from 'node:buffer'
import iconv from 'iconv-lite'
import { Fault } from '#core/fault.ts'
import { quote } from '#core/sql.ts'
import type { Note, OpenedTable, OpenOptions } from '#core/table.ts'
import { readBody } from './body.ts'
import { readHead, readPieces } from './bytes.ts'
import { decimalNote } from './decimal.ts'
import { decodeHead, type Facts, surveyFile, writeUtf8Copy } from './decode.ts'
import { findDelimiter, fixedWidth, type Split } from './delimiter.ts'
import { findEncoding, isUtf8Start, type Reading } from './encoding.ts'
import { findHeader, type Header } from './header.ts'
import { limits } from './limits.ts'
import { type Damage, readRecords, recordsOf } from './records.ts'
import { columnNames, createRowsFile, rowRoom, selectRows } from './rows-file.ts'
import { type Shape, scanShape } from './scan.ts'
import { reachable, type Workplace } from './workplace.ts'

const headBytes = 1024 * 1024
const tailBytes = 1024 * 1024

/** What the beginning of a text file says of the whole: how it is split and which row names its columns. */
type Layout = { readonly split: Split; readonly header: Header; readonly sample: string[][] }

/** A file is read in pieces of this size, several at a time; the engine's own size leaves cores idle on middling files. */
const pieceBytes = 8_000_000

const layoutOf = (text: string, whole: boolean, options: OpenOptions): Layout => {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  const places = options.formats?.fixed_width
  const split = places
    ? fixedWidth(places)
    : findDelimiter(body.slice(0, 256 * 1024), whole && body.length <= 256 * 1024, options.formats?.delimiter)
  const rows = recordsOf(split.rewrite ? split.rewrite(body) : body, split.delimiter, { whole, most: 400 })
  const below = rows.filter((row) => row.line > split.skip)
  const wide = below.find((row) => row.cells.length > limits.columns * 10)
  if (wide) throw new Fault('file.too_many_columns', { columns: wide.cells.length, limit: limits.columns })
  if (!below.some((row) => row.cells.some((cell) => cell.trim() !== ''))) throw new Fault('file.empty')
  const header = places ? { row: 0, headers: Object.keys(places), notes: [] } : findHeader(below, options.header_row)
  if (!places && options.header_row !== undefined && options.header_row !== header.row)
    throw new Fault('file.header_row_missing', { row: options.header_row })
  const columns = header.headers.length
  const sample: string[][] = []
  const { take, end } = readBody(columns, (_line, cells) => {
    sample.push(Array.from({ length: columns }, (_, index) => cells[index] ?? ''))
  })
  for (const row of rows)
    if (row.line > header.row && row.line > split.skip) take({ ...row, text: () => row.cells.join(split.delimiter) })
  end()
  return { split, header, sample: sample.slice(0, limits.sampleRows) }
}

/** Lines up to and with the header; null where one of them goes over several lines. */
const linesAbove = (layout: Layout, text: string): number | null => {
  const above = Math.max(layout.header.row, layout.split.skip)
  if (above === 0) return 0
  const rows = recordsOf(text, layout.split.delimiter, { whole: false, most: 400 })
  const seen = rows.filter((row) => row.line <= above)
  return seen.length === above ? above : null
}

/** The engine's own reader on the file as it is; only where it sees the rows exactly as an editor shows them. */
const directSelect = async (
  path: string,
  layout: Layout,
  shape: Shape,
  above: number,
  normalise: boolean,
): Promise<{ select: string; inOrder: NonNullable<OpenedTable['inOrder']>; notes: readonly Note[] } | null> => {
  const columns = layout.header.headers.length
  let rows = shape.rows
  let notes: readonly Note[] = []
  if (shape.solidRows < shape.rows) {
    const head = await readHead(path, tailBytes + 1, shape.tailStart)
    if (head.length > tailBytes) return null
    let kept = 0
    const body = readBody(columns, () => kept++)
    for (const row of recordsOf(head.toString('utf8'), layout.split.delimiter, { whole: true }))
      body.take({ line: row.line + shape.tailLine - 1, cells: row.cells, text: () => '' })
    const ended = body.end()
    notes = ended.notes
    rows = shape.solidRows + kept
  }
  const names = columnNames(Math.max(columns, shape.mostCells))
  const read = [
    'auto_detect = false, header = false',
    `skip = ${above}`,
    `delim = ${quote(layout.split.delimiter)}, quote = '"', escape = '"', nullstr = '', null_padding = true`,
    `new_line = '${shape.carriageReturns ? '\\r\\n' : '\\n'}'`,
    `columns = {${names.map((column) => `'${column}': 'VARCHAR'`).join(', ')}}`,
    shape.longestRow > 1_500_000 ? rowRoom(shape.longestRow / 3) : `buffer_size = ${pieceBytes}`,
  ].join(', ')
  const source = `read_csv(${quote(path)}, ${read})`
  const limited = rows < shape.rows ? `(select * from ${source} limit ${rows})` : source
  const chosen = names.slice(0, columns).map((column) => (normalise ? `nfc_normalize(${column}) as ${column}` : column))
  return {
    select: `select ${above} + row_number() over () as line, ${chosen.join(', ')} from ${limited}`,
    inOrder: { select: `select ${chosen.join(', ')} from ${limited}`, firstLine: above + 1 },
    notes,
  }
}

/** Reads the text row by row into a rows file: any shape of file, the exact line of each row, damage kept. */
const carefulSelect = async (
  path: string,
  layout: Layout,
  place: Workplace,
): Promise<{ select: string; notes: readonly Note[]; damaged: OpenedTable['damaged'] }> => {
  const columns = layout.header.headers.length
  const above = Math.max(layout.header.row, layout.split.skip)
  const rows = await createRowsFile(place.next('rows.csv'))
  const body = readBody(columns, (line, cells) => {
    for (const cell of cells)
      if (cell.length > limits.cellBytes)
        throw new Fault('file.cell_too_large', { line, limit_mb: limits.cellBytes >> 20 })
    rows.add(line, cells)
  })
  const reader = readRecords(layout.split.delimiter, {
    onRecord: (line, cells, text) => {
      if (line > above) body.take({ line, cells, text })
    },
    onDamage: (damage: Damage) => {
      if (damage.line > above) body.damage(damage)
    },
  })
  const decoder = iconv.getDecoder('utf8')
  try {
    for await (const piece of readPieces(path)) {
      reader.push(decoder.write(Buffer.from(piece)))
      await rows.flush()
    }
    reader.push(decoder.end() ?? '')
    reader.end()
  } finally {
    await rows.close()
  }
  const { notes, damaged } = body.end()
  const mended = reader.mendedQuotes()
  const quotes: readonly Note[] = mended > 0 ? [{ code: 'rows.quotes_mended', params: { rows: mended } }] : []
  return { select: selectRows(await rows.close(), columns), notes: [...notes, ...quotes], damaged }
}

const refuseOversized = (shape: Shape): void => {
  if (shape.longestCell > limits.cellBytes)
    throw new Fault('file.cell_too_large', { line: shape.longestCellLine, limit_mb: limits.cellBytes >> 20 })
  if (shape.longestRow > limits.rowBytes) throw new Fault('file.row_too_large', { limit_mb: limits.rowBytes >> 20 })
}

/** A head with the whole first row in it, as far as a row may reach. */
const headOf = async (path: string, size: number): Promise<Buffer> => {
  const head = await readHead(path, headBytes)
  if (size <= headBytes || head.indexOf(10) >= 0 || head.indexOf(13) >= 0) return head
  const more = await readHead(path, limits.rowBytes)
  if (more.indexOf(10) >= 0 || more.indexOf(13) >= 0 || size <= limits.rowBytes) return more
  throw new Fault('file.row_too_large', { limit_mb: limits.rowBytes >> 20 })
}

/**
 * Opens a delimited text. `file` is the name shown, `path` the bytes (unpacked where the file was packed).
 * The file is read once where it is clean UTF-8, and written again as UTF-8 where it is not.
 */
export const openText = async (
  file: string,
  path: string,
  size: number,
  options: OpenOptions,
  place: Workplace,
): Promise<{ table: OpenedTable; facts: Facts }> => {
  const given = options.formats?.encoding
  const report = (done: number): void => options.onProgress?.(done, size)
  const head = await headOf(path, size)
  const start = isUtf8Start(head)
  const beginning = head.subarray(0, headBytes)
  const seemed = findEncoding({ head, evidence: beginning, ascii: isAscii(head), utf8: start, given })
  const text = decodeHead(head, seemed)
  const whole = head.length >= size
  let layout = layoutOf(text, whole, options)
  let above = linesAbove(layout, text)
  const direct = seemed.encoding === 'utf8' && !seemed.mend && !layout.split.rewrite
  const scan = direct && above !== null ? scanShape(layout.split.delimiter, layout.header.headers.length, above) : null
  const facts = await surveyFile(path, scan, report)
  const reading: Reading = findEncoding({ head, ...facts, given })
  let shape = scan?.end() ?? null
  let source = path
  if (reading.encoding !== 'utf8' || reading.mend || !facts.utf8 || layout.split.rewrite) {
    source = place.next('decoded.csv')
    const rewrite = layout.split.rewrite
    const mend = (text: string): string => {
      const mended = reading.mend ? reading.mend(text) : text
      return rewrite ? rewrite(mended) : mended
    }
    await writeUtf8Copy(path, source, { ...reading, mend: reading.mend || rewrite ? mend : null }, report)
    const decoded = (await readHead(source, headBytes * 2)).toString('utf8')
    if (!rewrite) layout = layoutOf(decoded, whole, options)
    above = linesAbove(layout, decoded)
    const again = above === null ? null : scanShape(layout.split.delimiter, layout.header.headers.length, above)
    if (again) for await (const piece of readPieces(source)) again.push(piece)
    shape = again?.end() ?? null
  }
  const notes: Note[] = [...reading.notes, layout.split.note, ...layout.header.notes]
  const decimal = decimalNote(layout.header.headers, layout.sample)
  if (decimal) notes.push(decimal)
  const table = {
    file,
    headers: layout.header.headers,
    sample: layout.sample,
    header_row: layout.header.row,
    preamble: layout.header.above ?? [],
  }
  if (shape) refuseOversized(shape)
  if (shape && !shape.uneven && above !== null) {
    const reach = source === path ? await reachable(path, place, 'csv') : source
    const normalise = source === path && !facts.composed
    const found = await directSelect(reach, layout, shape, above, normalise)
    if (found)
      return {
        table: {
          ...table,
          select: found.select,
          inOrder: found.inOrder,
          notes: [...notes, ...found.notes],
          damaged: [],
        },
        facts,
      }
  }
  const { select, notes: more, damaged } = await carefulSelect(source, layout, place)
  return { table: { ...table, select, notes: [...notes, ...more], damaged }, facts }
}
