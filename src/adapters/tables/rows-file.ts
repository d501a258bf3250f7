import { quote } from '#core/sql.ts'
import { createOutput } from './bytes.ts'

/** Rows as read, with the line each stands on, in a form the engine reads quickly and exactly. */
export type RowsFile = {
  readonly add: (line: number, cells: readonly (string | null)[]) => void
  readonly flush: () => Promise<void>
  /** Safe to call again: only the first call closes. */
  readonly close: () => Promise<RowsFacts>
}

export type RowsFacts = {
  readonly path: string
  readonly rows: number
  readonly longestRow: number
  readonly lineBreaks: boolean
}

/** A zero character cannot be kept in the engine's text. */
const zero = /\0/g

export const createRowsFile = async (path: string): Promise<RowsFile> => {
  const output = await createOutput(path)
  let rows = 0
  let longestRow = 0
  let lineBreaks = false
  let closed = false
  return {
    add: (line, cells) => {
      let text = String(line)
      for (const cell of cells) {
        if (cell === null || cell === '') text += ','
        else text += `,"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`
      }
      if (text.includes('\0')) text = text.replace(zero, '')
      if (!lineBreaks && (text.includes('\n') || text.includes('\r'))) lineBreaks = true
      if (text.length > longestRow) longestRow = text.length
      rows++
      output.write(`${text}\n`)
    },
    flush: output.flush,
    close: async () => {
      if (!closed) await output.close()
      closed = true
      return { path, rows, longestRow, lineBreaks }
    },
  }
}

/** `c1`, `c2`, … */
export const columnNames = (columns: number): string[] => Array.from({ length: columns }, (_, index) => `c${index + 1}`)

/** Room for a row in the engine's reader; a character is at most three bytes of UTF-8 per unit counted. */
export const rowRoom = (longest: number): string => {
  const room = Math.max(2_097_152, longest * 3 + 1024)
  return `max_line_size = ${room}, buffer_size = ${Math.max(room * 2, 32_000_000)}`
}

/** SQL giving `line, c1 … cn`, composed (NFC), of a rows file whose rows may be shorter than `columns`. */
export const selectRows = (facts: RowsFacts, columns: number): string => {
  const types = columnNames(columns).map((column) => `'${column}': 'VARCHAR'`)
  const options = [
    `auto_detect = false, header = false, new_line = '\\n'`,
    `delim = ',', quote = '"', escape = '"', nullstr = '', null_padding = true`,
    `columns = {'line': 'BIGINT', ${types.join(', ')}}`,
    ...(facts.lineBreaks ? ['parallel = false'] : []),
    ...(facts.longestRow > 500_000 ? [rowRoom(facts.longestRow)] : []),
  ]
  const cells = columnNames(columns).map((column) => `nfc_normalize(${column}) as ${column}`)
  return `select line, ${cells.join(', ')} from read_csv(${quote(facts.path)}, ${options.join(', ')})`
}
