import type { AnswerCell, Epoch, Split } from './anonymity.ts'
import { quarterOf, units } from './anonymity-days.ts'
import { daysOf } from './calendar/day.ts'

/** Whether a selection of an epoch's cells is made of whole blocks of one of its splits. */
const released = (splits: readonly Split[], chosen: readonly number[]): boolean =>
  splits.some(({ blocks, sizes }) => {
    const inside = new Map<number, number>()
    for (const i of chosen) inside.set(blocks[i]!, (inside.get(blocks[i]!) ?? 0) + 1)
    return [...inside].every(([block, count]) => count === sizes[block])
  })

/** Share of a unit's days inside the window from which on the whole unit stands for its part. */
const mostlyInside = 0.8

/** Calls on the calendar alone: which answers there are must not decide which sum is shown. */
const isMostlyInside = (at: number, day: string, window: { readonly from: string; readonly to: string }): boolean => {
  const unit = units[at]!
  const days = daysOf(quarterOf(day)).filter((one) => unit(one) === unit(day))
  return days.filter((one) => one >= window.from && one <= window.to).length >= mostlyInside * days.length
}

/**
 * The answers shown for a selection: all that lie in released sums wholly inside the window, the widest first. Where
 * an end of the window cuts off a few days of a sum that cannot be divided, the sum is taken whole.
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
      const parts = unit
        ? [...Map.groupBy(members, (i) => unit(cells[i]!.day)).values()].flatMap((part) => take(part, at + 1))
        : []
      if (within.length === members.length) return parts
      const taken = new Set(parts)
      if (within.every((i) => taken.has(i))) return parts
      return isMostlyInside(at, cells[members[0]!]!.day, window) && released(splits, members) ? members : parts
    }
    const asked = cells.map((_, i) => i).filter((i) => selects(cells[i]!))
    return take(asked, depth).map((i) => cells[i]!)
  })
