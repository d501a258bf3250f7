import { type AnswerCell, type Epoch, type Split, units } from './anonymity.ts'

/** Whether a selection of an epoch's cells is made of whole blocks of one of its splits. */
const released = (splits: readonly Split[], chosen: readonly number[]): boolean =>
  splits.some(({ blocks, sizes }) => {
    const inside = new Map<number, number>()
    for (const i of chosen) inside.set(blocks[i]!, (inside.get(blocks[i]!) ?? 0) + 1)
    return [...inside].every(([block, count]) => count === sizes[block])
  })

/**
 * The answers shown for a selection: all that lie in released sums wholly inside the window, the widest first.
 * @param selects which cells are asked for, whatever their day
 */
export const takeReleased = <C extends AnswerCell>(
  epochs: readonly Epoch<C>[],
  selects: (cell: C) => boolean,
  window: { readonly from: string; readonly to: string },
): readonly C[] =>
  epochs.flatMap(({ cells, depth, splits }) => {
    const take = (members: readonly number[], at: number): readonly number[] => {
      const within = members.filter((i) => cells[i]!.day >= window.from && cells[i]!.day <= window.to)
      if (within.length === 0) return []
      if (within.length === members.length && released(splits, members)) return members
      const unit = units[at + 1]
      if (!unit) return []
      return [...Map.groupBy(members, (i) => unit(cells[i]!.day)).values()].flatMap((part) => take(part, at + 1))
    }
    const asked = cells.map((_, i) => i).filter((i) => selects(cells[i]!))
    return take(asked, depth).map((i) => cells[i]!)
  })
