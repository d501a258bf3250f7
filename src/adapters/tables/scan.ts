/** Why the engine's own reader would not see the rows as an editor shows them. */
export type Uneven = 'quotes' | 'lines in cells' | 'line ends' | 'blank rows' | 'too many cells' | 'zero bytes'

/** What a pass over the bytes of a UTF-8 table found out about its shape. */
export type Shape = {
  /** Rows after the header, and how many of them up to the last one that cannot be padding or a footer. */
  readonly rows: number
  readonly solidRows: number
  /** Where in the file the rows after those begin, and the line they begin on. */
  readonly tailStart: number
  readonly tailLine: number
  readonly mostCells: number
  readonly longestRow: number
  readonly longestCell: number
  readonly longestCellLine: number
  readonly carriageReturns: boolean
  /** The first thing found that the engine's reader would see differently. */
  readonly uneven: Uneven | null
}

export type ShapeScan = { readonly push: (bytes: Buffer) => void; readonly end: () => Shape }

const LF = 10
const CR = 13
const QUOTE = 34

const START = 0
const PLAIN = 1
const QUOTED = 2
const CLOSED = 3

/**
 * Follows quotes, delimiters and line ends through the bytes of a table, in constant memory. `skipLines` lines at
 * the top (titles and the header, which hold no line breaks in cells) are not looked at; cells after `columns`
 * must be empty.
 */
export const scanShape = (delimiter: string, columns: number, skipLines: number): ShapeScan => {
  const DELIMITER = delimiter.charCodeAt(0)
  let offset = 0
  let toSkip = skipLines
  let line = 1 + skipLines
  let rowStart = 0
  let rows = 0
  let cell = 0
  let filled = 0
  let length = 0
  let previous = LF
  let state = START
  let blankBefore = false
  let crlf = 0
  let lf = 0
  let uneven: Uneven | null = null
  let solidRows = 0
  let tailStart = 0
  let tailLine = line
  let mostCells = 0
  let longestRow = 0
  let longestCell = 0
  let longestCellLine = 0

  const note = (what: Uneven): void => {
    uneven ??= what
  }

  const endCell = (): void => {
    if (length > 0) {
      filled++
      if (cell >= columns) note('too many cells')
      if (length > longestCell) {
        longestCell = length
        longestCellLine = line
      }
    }
    cell++
    length = 0
    state = START
  }

  const endRow = (after: number): void => {
    endCell()
    if (filled === 0) blankBefore = true
    else if (blankBefore) note('blank rows')
    rows++
    line++
    if (cell > mostCells) mostCells = cell
    if (after - rowStart > longestRow) longestRow = after - rowStart
    if (filled >= 2 || (filled === 1 && columns < 3)) {
      solidRows = rows
      tailStart = after
      tailLine = line
    }
    rowStart = after
    cell = 0
    filled = 0
  }

  const lineEnded = (): void => {
    if (previous === CR) crlf++
    else lf++
  }

  const skipped = (bytes: Buffer): number => {
    let at = 0
    for (; toSkip > 0 && at < bytes.length; at++) {
      const byte = bytes[at]!
      if (byte === LF) {
        lineEnded()
        toSkip--
        rowStart = offset + at + 1
        tailStart = rowStart
      } else if (previous === CR) note('line ends')
      previous = byte
    }
    return at
  }

  const outside = (byte: number, at: number): void => {
    if (byte === LF) {
      lineEnded()
      endRow(offset + at + 1)
      return
    }
    if (previous === CR) note('line ends')
    if (byte === DELIMITER) endCell()
    else if (byte === QUOTE) {
      if (state === START) state = QUOTED
      else if (state === CLOSED && previous === QUOTE) {
        state = QUOTED
        length++
      } else note('quotes')
    } else if (byte !== CR) {
      if (byte === 0) note('zero bytes')
      if (state === CLOSED) note('quotes')
      else state = PLAIN
      length++
    }
  }

  const push = (bytes: Buffer): void => {
    const size = bytes.length
    for (let at = toSkip > 0 ? skipped(bytes) : 0; at < size; at++) {
      let byte = bytes[at]!
      if (state === PLAIN && previous !== CR) {
        const from = at
        while (byte > QUOTE && byte !== DELIMITER && ++at < size) byte = bytes[at]!
        length += at - from
        if (at > from) previous = bytes[at - 1]!
        if (at >= size) break
      } else if (state === QUOTED) {
        const from = at
        while (byte > QUOTE && ++at < size) byte = bytes[at]!
        length += at - from
        if (at >= size) break
        if (byte === QUOTE) state = CLOSED
        else {
          length++
          if (byte === LF || byte === CR) note('lines in cells')
          else if (byte === 0) note('zero bytes')
        }
        previous = byte
        continue
      }
      outside(byte, at)
      previous = byte
    }
    offset += size
  }

  const end = (): Shape => {
    if (state === QUOTED) note('quotes')
    if (previous === CR || toSkip > 0) note('line ends')
    if (toSkip === 0 && (cell > 0 || length > 0 || state !== START)) endRow(offset)
    if (crlf > 0 && lf > 0) note('line ends')
    const tail = { solidRows, tailStart, tailLine }
    const longest = { longestRow, longestCell, longestCellLine }
    return { rows, ...tail, mostCells, ...longest, carriageReturns: crlf > 0, uneven }
  }
  return { push, end }
}
