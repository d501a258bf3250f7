import type { Chosen, KeptCell } from './anonymity.ts'

/**
 * What a table keeps of a choice, one text per cell: the floor it was made for, the cells of its quarter, the
 * answers of the cell; then, where the cell is shown at all, its epoch, that epoch's depth and the cell's block in
 * each split. A choice is taken from there only where all of it fits the answers in hand.
 */
export const keptTexts = (cells: readonly KeptCell[], floor: number, chosen: readonly Chosen[]): readonly string[] => {
  const places = new Map<number, readonly number[]>()
  for (const [epoch, { indexes, depth, splits }] of chosen.entries())
    for (const [at, i] of indexes.entries()) places.set(i, [epoch, depth, ...splits.map((split) => split.blocks[at]!)])
  return cells.map(({ count }, i) => [floor, cells.length, count, ...(places.get(i) ?? [])].join(' '))
}

type Growing = { readonly indexes: number[]; readonly depth: number; readonly columns: number[][] }

const grown = (epochs: readonly Growing[]): readonly Chosen[] =>
  epochs.map(({ indexes, depth, columns }) => ({
    indexes,
    depth,
    splits: columns.map((column) => {
      const sizes = Array.from({ length: Math.max(...column) + 1 }, () => 0)
      for (const block of column) sizes[block]!++
      return { blocks: Int32Array.from(column), sizes }
    }),
  }))

/** The choice kept for a quarter's cells; null where none is, or one of other answers or another floor. */
export const keptChoice = (cells: readonly KeptCell[], floor: number): readonly Chosen[] | null => {
  const epochs: Growing[] = []
  for (const [i, { count, kept }] of cells.entries()) {
    if (!kept) return null
    const [itsFloor, itsCells, itsCount, epoch, depth, ...blocks] = kept.split(' ').map(Number)
    if (itsFloor !== floor || itsCells !== cells.length || itsCount !== count) return null
    if (epoch === undefined) continue
    epochs[epoch] ??= { indexes: [], depth: depth!, columns: blocks.map(() => []) }
    const own = epochs[epoch]
    if (own.depth !== depth || own.columns.length !== blocks.length) return null
    own.indexes.push(i)
    for (const [split, block] of blocks.entries()) own.columns[split]!.push(block)
  }
  return Object.keys(epochs).length === epochs.length ? grown(epochs) : null
}
