import type { Note } from '#core/table.ts'
import { recordsOf } from './records.ts'

const candidates = [',', ';', '\t', '|'] as const

const names: Readonly<Record<string, string>> = { '\t': 'tab', ' ': 'space' }

/** How a delimiter is written in a sentence. */
export const shownDelimiter = (delimiter: string): string => names[delimiter] ?? delimiter

export type Split = {
  readonly delimiter: string
  /** Where columns stand in places or apart by spaces: writes whole lines again with tabs between the cells. */
  readonly rewrite: ((lines: string) => string) | null
  /** Lines at the top that are not part of the table (`sep=;`). */
  readonly skip: number
  readonly note: Note
}

type Count = { readonly delimiter: string; readonly columns: number; readonly rows: number; readonly of: number }

/** The commonest number of columns among the rows, and in how many of them it is met. */
const counted = (text: string, delimiter: string, whole: boolean): Count => {
  const rows = recordsOf(text, delimiter, { whole, most: 500 })
  const filled = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  const times = new Map<number, number>()
  for (const row of filled) times.set(row.cells.length, (times.get(row.cells.length) ?? 0) + 1)
  let columns = 1
  let most = 0
  for (const [size, count] of times) {
    if (size > 1 && (count > most || (count === most && size > columns))) {
      columns = size
      most = count
    }
  }
  return { delimiter, columns, rows: most, of: filled.length }
}

/** Text of columns that stand apart by runs of spaces, with one tab in place of each run. */
const unaligned = (text: string): string => text.replace(/[^\r\n]+/g, (line) => line.trim().replace(/ +/g, '\t'))

/** A table whose cells stand in fixed places of each line (first and last character, 1-based). */
export const fixedWidth = (places: Readonly<Record<string, readonly [number, number]>>): Split => {
  const spans = Object.values(places)
  const line = (text: string): string =>
    spans
      .map(([first, last]) =>
        text
          .slice(first - 1, last)
          .replaceAll('\t', ' ')
          .trim(),
      )
      .join('\t')
  const rewrite = (lines: string): string => lines.replace(/[^\r\n]+/g, line)
  return {
    delimiter: '\t',
    rewrite,
    skip: 0,
    note: { code: 'delimiter.fixed_width', params: { columns: spans.length } },
  }
}

const alignedCount = (text: string, whole: boolean): Count => ({
  ...counted(unaligned(text), '\t', whole),
  delimiter: ' ',
})

/**
 * The delimiter in which most rows of the text agree on a number of columns; of equals the one giving more.
 * `text` is the beginning of the file, `whole` whether it is all of it.
 */
export const findDelimiter = (text: string, whole: boolean, given?: string): Split => {
  const declared = /^sep=(.)\r?\n/.exec(text)
  const skip = declared ? 1 : 0
  const found = (delimiter: string, code: string, params: Note['params']): Split => ({
    delimiter,
    rewrite: null,
    skip,
    note: { code, params: { delimiter: shownDelimiter(delimiter), ...params } },
  })
  if (given !== undefined && given !== '') {
    const delimiter = given === '\\t' || given === 'tab' ? '\t' : given
    if (delimiter !== ' ') return found(delimiter, 'delimiter.given', {})
    return {
      delimiter: '\t',
      rewrite: unaligned,
      skip,
      note: { code: 'delimiter.given', params: { delimiter: 'space' } },
    }
  }
  if (declared) return found(declared[1]!, 'delimiter.declared', {})
  let best: Count | null = null
  for (const delimiter of candidates) {
    const count = counted(text, delimiter, whole)
    if (count.columns < 2) continue
    const agreement = count.rows / count.of
    const standing = best === null ? 0 : best.rows / best.of
    if (best === null || agreement > standing + 0.05 || (agreement > standing - 0.05 && count.columns > best.columns))
      best = count
  }
  if (best !== null && best.rows >= best.of * 0.3)
    return found(best.delimiter, 'delimiter.found', { columns: best.columns, rows: best.rows, of: best.of })
  const aligned = alignedCount(text, whole)
  if (aligned.columns >= 3 && aligned.of >= 3 && aligned.rows >= aligned.of * 0.95) {
    const params = { delimiter: 'space', columns: aligned.columns, rows: aligned.rows, of: aligned.of }
    return { delimiter: '\t', rewrite: unaligned, skip: 0, note: { code: 'delimiter.found', params } }
  }
  if (best !== null)
    return found(best.delimiter, 'delimiter.found', { columns: best.columns, rows: best.rows, of: best.of })
  return { delimiter: ',', rewrite: null, skip, note: { code: 'delimiter.none', params: {} } }
}
