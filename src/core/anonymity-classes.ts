import type { AnswerCell, Epoch } from './anonymity.ts'

/** Answers from which on it may be known how they spread. */
export const distributionFloor = 8

/** Whether how many answers fell in each class may be known: nobody stands alone, or with few, in a class. */
export const mayKnowClasses = (answers: number, classes: readonly number[], floor: number): boolean =>
  answers >= distributionFloor &&
  classes.filter((size) => size > 0).length > 1 &&
  classes.every((size) => size === 0 || size >= floor)

/** Block of each cell by the members of the first dimension, where one of the epoch's splits goes by those alone. */
const byFirst = <C extends AnswerCell>({ cells, splits }: Epoch<C>): Int32Array | null => {
  const split = splits[1]
  if (!split) return null
  const blocks = new Map<string | null, number>()
  for (const [i, { members }] of cells.entries()) {
    const known = blocks.get(members[0] ?? null)
    if (known !== undefined && known !== split.blocks[i]) return null
    blocks.set(members[0] ?? null, split.blocks[i]!)
  }
  return split.blocks
}

/**
 * Which selections may tell more than their sum: those made of whole parts of one division of each epoch, by the first
 * dimension where all parts allow it, else none but the epoch itself. With one division there is nothing to subtract:
 * what two selections differ in is again made of such parts.
 * @param allows whether of these answers more may be told
 */
export const telling = <C extends AnswerCell>(
  epochs: readonly Epoch<C>[],
  allows: (cells: readonly C[]) => boolean,
): ((taken: readonly C[]) => boolean) => {
  const parts = new Map<C, { readonly size: number; readonly isTold: boolean }>()
  for (const epoch of epochs) {
    const { cells } = epoch
    const isTold = allows(cells)
    const blocks = isTold ? byFirst(epoch) : null
    const divided = blocks ? [...Map.groupBy(cells, (_, i) => blocks[i]!).values()] : []
    const told = divided.length > 0 && divided.every(allows) ? divided : [cells]
    for (const part of told) {
      const kept = { size: part.length, isTold }
      for (const cell of part) parts.set(cell, kept)
    }
  }
  return (taken) => {
    const found = new Map<object, number>()
    for (const cell of taken) {
      const part = parts.get(cell)
      if (!part?.isTold) return false
      found.set(part, (found.get(part) ?? 0) + 1)
    }
    return [...found].every(([part, cells]) => (part as { readonly size: number }).size === cells)
  }
}
