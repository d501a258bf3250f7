import type { DayRange } from '../reading.ts'
import { addDays, later } from './day.ts'

/** The same days in as few ranges as hold them, in order. */
export const merged = (ranges: readonly DayRange[]): DayRange[] => {
  const sorted = [...ranges].sort((a, b) => a.from.localeCompare(b.from))
  const out: DayRange[] = []
  for (const range of sorted) {
    const last = out.at(-1)
    if (last && range.from <= addDays(last.to, 1))
      out[out.length - 1] = { from: last.from, to: later(range.to, last.to) }
    else out.push(range)
  }
  return out
}
