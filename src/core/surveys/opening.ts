import { addDays, weekdayOf } from '../calendar/day.ts'

/** When people may be written to, on their own wall clock. */
export type SendingHours = {
  /** Weekday (1 Monday) → from and until, `08:30`, `18:00`; a weekday left out has none. */
  readonly hours: Readonly<Record<string, readonly [from: string, until: string]>>
  readonly holidays: ReadonlySet<string>
}

/** Further than any run of holidays: what finds no open day within it has none. */
const mostDays = 400

/** Hours of a day; null on a holiday or a weekday without any. */
const hoursOf = (day: string, { hours, holidays }: SendingHours): readonly [string, string] | null => {
  const own = hours[String(weekdayOf(day))]
  return own && own[0] < own[1] && !holidays.has(day) ? own : null
}

/** Whether a moment, `2026-11-18T11:40:00`, lies in the hours: from the first minute, until before the last. */
export const isOpen = (wall: string, sending: SendingHours): boolean => {
  const own = hoursOf(wall.slice(0, 10), sending)
  const time = wall.slice(11, 16)
  return own !== null && time >= own[0] && time < own[1]
}

/** The first moment from this one on that lies in the hours; null where none comes. */
export const nextOpen = (wall: string, sending: SendingHours): string | null => {
  if (isOpen(wall, sending)) return wall
  const first = wall.slice(0, 10)
  for (let after = 0; after <= mostDays; after++) {
    const day = addDays(first, after)
    const own = hoursOf(day, sending)
    if (own && (after > 0 || wall.slice(11, 16) < own[0])) return `${day}T${own[0]}:00`
  }
  return null
}
