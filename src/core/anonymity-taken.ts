import type { AnswerCell, Epoch, Split } from './anonymity.ts'
import { quarterOf, units } from './anonymity-days.ts'
import { daysOf } from './calendar/day.ts'
import type { DayRange } from './reading.ts'

/** Whether a selection of an epoch's cells is made of whole blocks of one of its splits. */
const released = (splits: readonly Split[], chosen: readonly number[]): boolean =>
  splits.some(({ blocks, sizes }) => {
    const inside = new Int32Array(sizes.length)
    for (const i of chosen) inside[blocks[i]!]!++
    return inside.every((count, block) => count === 0 || count === sizes[block])
  })

/** Share of a unit's days inside the window from which on the whole unit stands for its part. */
const mostlyInside = 0.8

const daysOfUnit = new Map<string, readonly string[]>()

/** Calls on the calendar alone: which answers there are must not decide which sum is shown. */
const isMostlyInside = (at: number, day: string, window: DayRange): boolean => {
  const unit = units[at]!
  const key = `${at} ${unit(day)}`
  const days = daysOfUnit.get(key) ?? daysOf(quarterOf(day)).filter((one) => unit(one) === unit(day))
  daysOfUnit.set(key, days)
  return days.filter((one) => one >= window.from && one <= window.to).length >= mostlyInside * days.length
}

/** The selected cells of a unit of time, and of the units inside it; whether they are a released sum is found out once. */
type Part = {
  readonly members: readonly number[]
  readonly first: string
  readonly last: string
  readonly isReleased: () => boolean
  readonly parts: () => readonly Part[]
}

const once = <T>(work: () => T): (() => T) => {
  let known: { readonly value: T } | undefined
  return () => {
    known ??= { value: work() }
    return known.value
  }
}

const partOf = ({ cells, splits }: Epoch<AnswerCell>, members: readonly number[], at: number): Part => {
  const unit = units[at + 1]
  let [first, last] = [cells[members[0]!]!.day, cells[members[0]!]!.day]
  for (const i of members) {
    const { day } = cells[i]!
    if (day < first) first = day
    if (day > last) last = day
  }
  return {
    members,
    first,
    last,
    isReleased: once(() => released(splits, members)),
    parts: once(() =>
      unit
        ? [...Map.groupBy(members, (i) => unit(cells[i]!.day)).values()].map((part) =>
            partOf({ cells, depth: at + 1, splits }, part, at + 1),
          )
        : [],
    ),
  }
}

/**
 * The answers shown for a selection, window by window: all that lie in released sums wholly inside the window, the
 * widest first. Where an end of the window cuts off a few days of a sum that cannot be divided, the sum is taken whole.
 * @param selects which cells are asked for, whatever their day
 */
export const releasedWithin = <C extends AnswerCell>(
  epochs: readonly Epoch<C>[],
  selects: (cell: C) => boolean,
): ((window: DayRange) => readonly C[]) => {
  const selected = epochs.flatMap((epoch) => {
    const asked = epoch.cells.map((_, i) => i).filter((i) => selects(epoch.cells[i]!))
    return asked.length > 0 ? [{ epoch, whole: partOf(epoch, asked, epoch.depth) }] : []
  })
  return (window) =>
    selected.flatMap(({ epoch: { cells, depth }, whole }) => {
      const take = (part: Part, at: number): readonly number[] => {
        if (part.last < window.from || part.first > window.to) return []
        const isWithin = part.first >= window.from && part.last <= window.to
        if (isWithin && part.isReleased()) return part.members
        const parts = part.parts().flatMap((each) => take(each, at + 1))
        if (isWithin) return parts
        const taken = new Set(parts)
        const isInside = (i: number): boolean => cells[i]!.day >= window.from && cells[i]!.day <= window.to
        if (part.members.every((i) => taken.has(i) || !isInside(i))) return parts
        return isMostlyInside(at, cells[part.members[0]!]!.day, window) && part.isReleased() ? part.members : parts
      }
      return take(whole, depth).map((i) => cells[i]!)
    })
}
