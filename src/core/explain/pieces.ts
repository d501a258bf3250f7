import { addDays, later } from '../calendar/day.ts'
import type { Model } from '../metric.ts'
import type { Slot } from '../plan.ts'
import { day } from '../sql.ts'

/**
 * Time cut where a window begins or ends, so that rows are added up once however many windows they lie in.
 * `windows[piece]` are the places, among the names of the windows, of those the piece belongs to.
 */
export type Pieces = { readonly sql: string; readonly windows: readonly (readonly number[])[] }

/** Names of the windows, in order; a window in several ranges stands once. */
export const namesOf = (slots: readonly Slot[]): readonly string[] => [...new Set(slots.map(({ slot }) => slot))]

const numbered = (parts: readonly { readonly when: string; readonly windows: readonly number[] }[]): Pieces => {
  const windows = new Map<string, readonly number[]>()
  const numbers = new Map<string, number>()
  const cases = parts.map((part) => {
    const key = part.windows.join()
    if (!numbers.has(key)) numbers.set(key, numbers.size)
    windows.set(key, part.windows)
    return `when ${part.when} then ${numbers.get(key)}`
  })
  return { sql: `case ${cases.join(' ')} end`, windows: [...windows.values()] }
}

const ofDays = (column: string, slots: readonly Slot[], placeOf: (slot: Slot) => number): Pieces => {
  const cuts = [...new Set(slots.flatMap(({ from, to }) => [from, addDays(to, 1)]))].sort()
  return numbered(
    cuts.slice(1).flatMap((next, i) => {
      const [from, to] = [cuts[i]!, addDays(next, -1)]
      const windows = [...new Set(slots.filter((slot) => slot.from <= from && to <= slot.to).map(placeOf))]
      return windows.length > 0 ? [{ when: `${column} between ${day(from)} and ${day(to)}`, windows }] : []
    }),
  )
}

/**
 * The piece a row of a model lies in, as an expression over its day column. Rows on days of no window give null.
 * A balance lies in every window that ends on its day or later, a level in those that end on it.
 */
export const piecesOf = (time: Model['time'], column: string, slots: readonly Slot[]): Pieces => {
  const names = namesOf(slots)
  const placeOf = ({ slot }: Slot): number => names.indexOf(slot)
  if (time === 'flow') return ofDays(column, slots, placeOf)
  const ends = [...new Set(slots.map(({ to }) => to))].sort()
  const includes = (slot: Slot, end: string): boolean =>
    time === 'balance' ? later(slot.to, end) === slot.to : slot.to === end
  return numbered(
    ends.map((end) => ({
      when: `${column} ${time === 'balance' ? '<=' : '='} ${day(end)}`,
      windows: [...new Set(slots.filter((slot) => includes(slot, end)).map(placeOf))],
    })),
  )
}

const sameDays = (a: readonly Slot[], b: readonly Slot[]): boolean =>
  a.length === b.length &&
  a.every((one, i) => one.from === b[i]!.from && one.to === b[i]!.to && one.asOf === b[i]!.asOf)

/** Places of the windows that are the same days seen from the same day, together. */
export const equalWindows = (slots: readonly Slot[]): readonly (readonly number[])[] => {
  const ranges = namesOf(slots).map((name) => slots.filter(({ slot }) => slot === name))
  return ranges.flatMap((own, i) => {
    const equal = ranges.flatMap((other, k) => (sameDays(own, other) ? [k] : []))
    return equal[0] === i ? [equal] : []
  })
}
