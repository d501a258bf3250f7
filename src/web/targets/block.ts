/** A block of cells as spreadsheets put it on the clipboard: tabs between cells, lines between rows, quotes where needed. */

/** Text → rows of cells; the line end after the last row adds none. */
export const parseBlock = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const put = (): void => {
    rows.at(-1)!.push(cell.trim())
    cell = ''
  }
  const source = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(/\n$/, '')
  for (let i = 0; i < source.length; i++) {
    const sign = source[i]!
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (source[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === '\t') put()
    else if (sign === '\n') {
      put()
      rows.push([])
    } else cell += sign
  }
  put()
  return rows
}

export const blockText = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join('\t')).join('\n')

export type Place = { readonly row: number; readonly column: number }
export type Area = { readonly from: Place; readonly to: Place }

/** The rectangle two corners span. */
export const areaOf = (a: Place, b: Place): Area => ({
  from: { row: Math.min(a.row, b.row), column: Math.min(a.column, b.column) },
  to: { row: Math.max(a.row, b.row), column: Math.max(a.column, b.column) },
})

export const isIn = ({ from, to }: Area, row: number, column: number): boolean =>
  from.row <= row && row <= to.row && from.column <= column && column <= to.column

/** Places of an area, row by row. */
export const placesOf = ({ from, to }: Area): readonly Place[] =>
  Array.from({ length: to.row - from.row + 1 }, (_, r) =>
    Array.from({ length: to.column - from.column + 1 }, (_, c) => ({ row: from.row + r, column: from.column + c })),
  ).flat()

/**
 * Where the cells of a block land: from the area's first corner on; a single cell fills the whole area. Empty cells
 * change nothing. `outside` counts what has no room.
 */
export const landing = (
  block: readonly (readonly string[])[],
  area: Area,
  size: { readonly rows: number; readonly columns: number },
): { readonly cells: readonly (Place & { readonly text: string })[]; readonly outside: number } => {
  const only = block.length === 1 && block[0]!.length === 1 ? block[0]![0]! : null
  const all =
    only !== null
      ? placesOf(area).map((place) => ({ ...place, text: only }))
      : block.flatMap((row, r) =>
          row.map((text, c) => ({ row: area.from.row + r, column: area.from.column + c, text })),
        )
  const given = all.filter(({ text }) => text !== '')
  const cells = given.filter(({ row, column }) => row < size.rows && column < size.columns)
  return { cells, outside: given.length - cells.length }
}
