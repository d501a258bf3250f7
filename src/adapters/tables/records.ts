import { limits } from './limits.ts'

export type Damage = { readonly line: number; readonly text: string; readonly code: string; readonly params: Params }
type Params = Readonly<Record<string, string | number>>

/** Takes what is read off a text: a row's cells with the line it starts on, or a line that could not be split. */
export type RecordSink = {
  readonly onRecord: (line: number, cells: string[], text: () => string) => void
  readonly onDamage: (damage: Damage) => void
}

export type RecordReader = {
  readonly push: (text: string) => void
  readonly end: () => void
  /** Rows in which a quote mark was not doubled as it should be, and which could be read nevertheless. */
  readonly mendedQuotes: () => number
}

type Row = { readonly cells: string[]; readonly next: number; readonly lines: number }
type Outcome = Row | 'more' | 'broken'

const LF = 10
const CR = 13
const QUOTE = 34
const SPACE = 32

const kept = (text: string): string => text.slice(0, limits.damagedText)

const newlines = (text: string, from: number, to: number): number => {
  let count = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count++
  }
  return count
}

/**
 * Splits delimited text into rows (RFC 4180), with the line of each as an editor shows it. One unclosed or stray
 * quote costs the line it stands on, not the rows after it: a row that cannot be read across lines is read by
 * its first line alone with stray quotes taken as text, and given as damage where that fails too.
 */
export const readRecords = (delimiter: string, sink: RecordSink): RecordReader => {
  const DELIMITER = delimiter.charCodeAt(0)
  let text = ''
  let line = 1
  let mended = 0

  /** Where a closed quoted cell is followed by nothing but spaces, the place after them. */
  const afterSpaces = (at: number): number => {
    if (DELIMITER === SPACE) return at
    let place = at
    while (text.charCodeAt(place) === SPACE) place++
    return place
  }

  const quotedStart = (at: number): number => {
    const place = afterSpaces(at)
    return text.charCodeAt(place) === QUOTE ? place : -1
  }

  const strict = (from: number, final: boolean): Outcome => {
    const cells: string[] = []
    let at = from
    let lines = 0
    for (;;) {
      const opens = quotedStart(at)
      if (opens >= 0) {
        let close = text.indexOf('"', opens + 1)
        let doubled = false
        while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) {
          doubled = true
          close = text.indexOf('"', close + 2)
        }
        if (close < 0) return !final && text.length - from < limits.quotedCharacters ? 'more' : 'broken'
        if (close - opens > limits.quotedCharacters && newlines(text, opens, close) > 0) return 'broken'
        const value = text.slice(opens + 1, close)
        lines += newlines(text, opens + 1, close)
        cells.push(doubled ? value.replaceAll('""', '"') : value)
        at = afterSpaces(close + 1)
        if (at >= text.length && !final) return 'more'
      } else {
        const start = at
        for (; at < text.length; at++) {
          const code = text.charCodeAt(at)
          if (code === DELIMITER || code === LF || code === CR) break
        }
        cells.push(text.slice(start, at))
      }
      if (at >= text.length) return final ? { cells, next: at, lines: lines + 1 } : 'more'
      const code = text.charCodeAt(at)
      if (code === DELIMITER) at++
      else if (code === LF) return { cells, next: at + 1, lines: lines + 1 }
      else if (code === CR) {
        if (at + 1 >= text.length && !final) return 'more'
        return { cells, next: text.charCodeAt(at + 1) === LF ? at + 2 : at + 1, lines: lines + 1 }
      } else return 'broken'
    }
  }

  /** End of the line at `from` and start of the one after; -1 where the line is not all there yet. */
  const lineEnd = (from: number, final: boolean): readonly [number, number] => {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === LF) return [at, at + 1]
      if (code !== CR) continue
      if (at + 1 >= text.length && !final) return [-1, -1]
      return [at, text.charCodeAt(at + 1) === LF ? at + 2 : at + 1]
    }
    return final ? [text.length, text.length] : [-1, -1]
  }

  /** One line read leniently: a quote that neither opens nor closes a cell is text. */
  const lenient = (from: number, to: number): string[] | null => {
    const cells: string[] = []
    let at = from
    for (;;) {
      const opens = quotedStart(at)
      if (opens >= 0 && opens < to) {
        let close = opens
        let after: number
        do {
          close = text.indexOf('"', close + 1)
          if (close < 0 || close >= to) return null
          after = afterSpaces(close + 1)
        } while (after < to && text.charCodeAt(after) !== DELIMITER)
        cells.push(text.slice(opens + 1, close).replaceAll('""', '"'))
        at = after
      } else {
        let end = text.indexOf(delimiter, at)
        if (end < 0 || end > to) end = to
        cells.push(text.slice(at, end))
        at = end
      }
      if (at >= to) return cells
      at++
    }
  }

  const drain = (final: boolean): void => {
    let at = 0
    while (at < text.length) {
      const outcome = strict(at, final)
      if (outcome === 'more') break
      if (outcome !== 'broken') {
        const from = at
        const to = outcome.next
        sink.onRecord(line, outcome.cells, () => kept(text.slice(from, to).replace(/\r?\n$/, '')))
        line += outcome.lines
        at = to
        continue
      }
      const [end, next] = lineEnd(at, final)
      if (end < 0) break
      const cells = lenient(at, end)
      const whole = kept(text.slice(at, end))
      if (cells) {
        mended++
        sink.onRecord(line, cells, () => whole)
      } else sink.onDamage({ line, text: whole, code: 'row.quote_unclosed', params: {} })
      line++
      at = next
    }
    text = text.slice(at)
  }

  return {
    push: (piece) => {
      text = text === '' ? piece : text + piece
      drain(false)
    },
    end: () => drain(true),
    mendedQuotes: () => mended,
  }
}

/** Rows of a text that is whole, or of which only the last row may be cut off. */
export const recordsOf = (
  text: string,
  delimiter: string,
  options: { readonly whole: boolean; readonly most?: number },
): { readonly line: number; readonly cells: string[] }[] => {
  const rows: { line: number; cells: string[] }[] = []
  const reader = readRecords(delimiter, {
    onRecord: (line, cells) => {
      if (rows.length < (options.most ?? Number.POSITIVE_INFINITY)) rows.push({ line, cells })
    },
    onDamage: () => undefined,
  })
  reader.push(text)
  if (options.whole) reader.end()
  return rows
}
