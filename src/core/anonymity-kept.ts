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

/** Numbers of the text read last; one place for all, as there are thousands of texts. */
const numbers: number[] = []

/** Reads the numbers of a text into `numbers`; returns how many they are. */
const read = (text: string): number => {
  let [length, value] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code !== 32) value = value * 10 + code - 48
    else {
      numbers[length++] = value
      value = 0
    }
  }
  numbers[length++] = value
  return length
}

/** The choice kept for a quarter's cells; null where none is, or one of other answers or another floor. */
export const keptChoice = (cells: readonly KeptCell[], floor: number): readonly Chosen[] | null => {
  const epochs: Growing[] = []
  for (const [i, { count, kept }] of cells.entries()) {
    if (!kept) return null
    const length = read(kept)
    if (numbers[0] !== floor || numbers[1] !== cells.length || numbers[2] !== count) return null
    if (length === 3) continue
    const [epoch, depth] = [numbers[3]!, numbers[4]!]
    epochs[epoch] ??= { indexes: [], depth, columns: Array.from({ length: length - 5 }, () => []) }
    const own = epochs[epoch]
    if (own.depth !== depth || own.columns.length !== length - 5) return null
    own.indexes.push(i)
    for (let split = 0; split < own.columns.length; split++) own.columns[split]!.push(numbers[split + 5]!)
  }
  return Object.keys(epochs).length === epochs.length ? grown(epochs) : null
}
