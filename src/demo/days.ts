import { dayOfNumber } from '#core/calendar/day.ts'

/** Days as whole numbers since 1970-01-01, moments as seconds since then, both by the wall clock of the shop. */

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
const days = new Map<number, string>()

/** `2026-11-18 09:05:00` */
export const textOf = (second: number): string => {
  const whole = Math.floor(second)
  const day = Math.floor(whole / 86_400)
  let date = days.get(day)
  if (date === undefined) {
    date = dayOfNumber(day)
    days.set(day, date)
  }
  const rest = whole - day * 86_400
  return `${date} ${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}:${two(rest % 60)}`
}

export type Span = {
  readonly first: number
  readonly last: number
  /** Nothing later has happened yet. */
  readonly now: number
  /** Lunar New Year's Days in and near the span. */
  readonly tet: readonly number[]
}

const storeWeek = [0, 0.84, 0.85, 0.9, 0.93, 1.05, 1.27, 1.2]
const onlineWeek = [0, 1.08, 1.04, 1.02, 1, 0.98, 0.9, 0.98]
const contactWeek = [0, 1.16, 1.1, 1.08, 1.04, 1.02, 0.85, 0.75]

/** Days from the nearest Lunar New Year's Day: negative before it. */
export const fromTet = (span: Span, day: number): number =>
  span.tet.map((tet) => day - tet).reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a), 9999)

/** Buying swells in the four weeks before Tết, stops around it, and is slow for two weeks after. */
const tetFactor = (distance: number, online: boolean): number => {
  if (distance >= -28 && distance < -3) return 1 + (online ? 0.5 : 0.75) * ((distance + 28) / 25)
  if (distance >= -3 && distance < 0) return online ? 0.35 : 0.9
  if (distance >= 0 && distance < 4) return online ? 0.2 : 0.03
  if (distance >= 4 && distance < 18) return 0.72
  return 1
}

/** How busy a day is against an ordinary one: weekday, pay days, double days online, Tết, yearly growth. */
export const busyness = (span: Span, day: number, kind: 'store' | 'online' | 'contact'): number => {
  const iso = dayOfNumber(day)
  const [month, date] = [Number(iso.slice(5, 7)), Number(iso.slice(8, 10))]
  const week = (kind === 'store' ? storeWeek : kind === 'online' ? onlineWeek : contactWeek)[weekdayOf(day)]!
  const payDay = date <= 5 || (date >= 15 && date <= 17) ? 1.09 : 0.98
  const doubleDay = kind === 'online' && month >= 6 && month === date ? 1.9 : 1
  const growth = 1 + (0.08 * (day - span.first)) / 365
  return week * payDay * doubleDay * growth * tetFactor(fromTet(span, day), kind !== 'store')
}
