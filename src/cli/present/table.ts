/** One column of a table in the terminal. */
export type Column = { readonly head: string; readonly align?: 'right' }

/** Places a text takes in a terminal: letters with their marks count once. */
export const width = (text: string): number => [...text.normalize('NFC').replace(/\p{M}/gu, '')].length

const padded = (text: string, to: number, right: boolean): string => {
  const gap = ' '.repeat(Math.max(0, to - width(text)))
  return right ? gap + text : text + gap
}

/** Rows under one header line, columns as wide as their widest cell, two spaces between. */
export const textTable = (columns: readonly Column[], rows: readonly (readonly string[])[]): string => {
  const widths = columns.map((column, i) => Math.max(width(column.head), ...rows.map((row) => width(row[i] ?? ''))))
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => padded(cells[i] ?? '', widths[i]!, column.align === 'right'))
      .join('  ')
      .trimEnd()
  const head = columns.some((column) => column.head !== '') ? [line(columns.map((column) => column.head))] : []
  return [...head, ...rows.map(line)].map((text) => `${text}\n`).join('')
}
