import { Fault } from '../fault.ts'
import { isLoopbackName } from '../loopback.ts'

/** When surveys go out, and whether they do. */
export type Sending = {
  /** Off: everything is worked out and shown, nothing leaves. */
  readonly on: boolean
  /** Where those asked reach the pages, `https://khaosat.congty.vn`; null: where everybody else does. */
  readonly url: string | null
  readonly hours: Readonly<Record<string, readonly [from: string, until: string]>>
  /** Most invitations a day; null: as many as are due. */
  readonly daily_cap: number | null
}

export const usualSending: Sending = {
  on: false,
  url: null,
  hours: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [String(day), ['08:30', '18:00'] as const])),
  daily_cap: 200,
}

const time = /^([01]\d|2[0-3]):[0-5]\d$/

/** Nobody is written to by night, whatever was set. */
const [earliest, latest] = ['07:00', '22:00']

const isHours = (value: unknown): value is Sending['hours'] =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(
    ([weekday, hours]) =>
      /^[1-7]$/.test(weekday) &&
      Array.isArray(hours) &&
      hours.length === 2 &&
      hours.every((at) => time.test(String(at)) && at >= earliest && at <= latest) &&
      hours[0] < hours[1],
  )

/** Where pages can be reached over the web: TLS, or this very machine. Without a path. */
export const isPublicUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, origin } = new URL(text)
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && isLoopbackName(hostname)))
}

/** @throws Fault `survey.unfit` */
export const checkSending = (
  given: {
    readonly url?: string | undefined
    readonly hours?: unknown
    readonly daily_cap?: number | null | undefined
  },
  before: Sending,
): Sending => {
  const url = given.url === undefined ? before.url : given.url.trim().replace(/\/+$/, '') || null
  if (url !== null && !isPublicUrl(url)) throw new Fault('survey.unfit', { field: 'url', expected: 'https://…' })
  const hours = given.hours ?? before.hours
  if (!isHours(hours))
    throw new Fault('survey.unfit', {
      field: 'hours',
      expected: `{"1":["08:30","18:00"], …} (${earliest} … ${latest})`,
    })
  const cap = given.daily_cap === undefined ? before.daily_cap : given.daily_cap
  if (cap !== null && (!Number.isInteger(cap) || cap < 1 || cap > 100_000))
    throw new Fault('survey.unfit', { field: 'daily_cap', expected: '1 … 100000' })
  return { on: before.on, url, hours, daily_cap: cap }
}

/** Minutes of a day, `08:30` → 510. */
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/**
 * How many of what is left for today go out in this round, so that a day's invitations trickle: as many as it takes
 * to be done by the end of the hours.
 * @param wall `2026-11-18T11:40:00`
 * @param until end of today's hours, `18:00`
 * @param every minutes from one round to the next
 */
export const shareOf = (left: number, wall: string, until: string, every: number): number => {
  const minutes = minuteOf(until) - minuteOf(wall.slice(11, 16))
  return left <= 0 || minutes <= 0 ? 0 : Math.min(left, Math.max(1, Math.ceil((left * every) / minutes)))
}
