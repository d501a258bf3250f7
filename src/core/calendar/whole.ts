import type { DayRange } from '../reading.ts'
import { daysIn } from './day.ts'

/**
 * Whether the last window of a series is shorter than the ones before it, as a period is that has not ended: fewer
 * days than the shortest before it. A month of 28 days after one of 31 is whole.
 */
export const isCutShort = (windows: readonly DayRange[]): boolean => {
  const last = windows.at(-1)
  const before = windows.slice(0, -1).map(daysIn)
  if (!last || before.length === 0) return false
  const shortest = Math.min(...before)
  return daysIn(last) < (shortest >= 28 && shortest <= 31 ? 28 : shortest)
}
