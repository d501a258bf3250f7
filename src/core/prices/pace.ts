import type { ShopState, WatchedListing } from './watched.ts'

/** How gently other people's servers are asked. Seconds, hours, requests. */
export type Pace = {
  /** between two requests to one shop, or what its robots.txt asks for where that is more */
  readonly leastSeconds: number
  readonly checkHours: number
  readonly dailyRequests: number
}

export const usualPace: Pace = { leastSeconds: 10, checkHours: 24, dailyRequests: 500 }

const second = 1_000
const minute = 60_000
const hour = 3_600_000

/** Waiting doubles from a minute up to a day; from five failures in a row on a shop is left for an hour at least. */
const backOff = { first: minute, most: 24 * hour, circuit: 5, rest: hour } as const
/** Longest wait a server may ask for. */
const longestAsked = 24 * hour
/** A price that has not changed for five checks is looked at less often, down to half as often. */
const calm = { checks: 5, factor: 1.5, most: 2 } as const
const blockedMost = 7 * 24 * hour

/** Milliseconds a `Retry-After` asks for, from seconds or a date; null where it says neither. */
export const retryAfter = (header: string | undefined, now: number): number | null => {
  if (header === undefined) return null
  const text = header.trim()
  const wait = /^\d{1,9}$/.test(text)
    ? Number(text) * second
    : /[a-z]{3}/i.test(text)
      ? Date.parse(text) - now
      : Number.NaN
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longestAsked)
}

/** Milliseconds between two requests to a shop. `chance` is 0–1. */
const gapOf = (shop: ShopState, pace: Pace, chance: number): number =>
  Math.max(shop.delay_seconds, pace.leastSeconds) * second * (1 + 0.5 * chance)

export type ShopAnswer = {
  readonly requests: number
  /** it answered, and did not ask to be left alone */
  readonly well: boolean
  readonly retryAfter: number | null
}

/** A shop after requests to it: when it may be asked again. */
export const shopAfter = (
  shop: ShopState,
  answer: ShopAnswer,
  { now, today, pace, chance }: { now: number; today: string; pace: Pace; chance: number },
): ShopState => {
  const gap = gapOf(shop, pace, chance) * Math.max(1, answer.requests)
  const failures = answer.well ? 0 : shop.failures + 1
  const doubled = Math.min(backOff.first * 2 ** Math.min(failures - 1, 20), backOff.most)
  const wait = answer.well
    ? gap
    : Math.max(gap, answer.retryAfter ?? doubled * (0.5 + 0.5 * chance), failures >= backOff.circuit ? backOff.rest : 0)
  const requests = (shop.day === today ? shop.requests_today : 0) + answer.requests
  // Whatever is left of a day that used up its requests is waited out; which hour it is does not matter.
  const full = requests >= pace.dailyRequests ? 24 * hour : 0
  return {
    ...shop,
    failures,
    next_at: now + Math.round(Math.max(wait, full)),
    day: today,
    requests_today: full > 0 ? 0 : requests,
  }
}

/** Milliseconds to the next reading of a listing whose page was reached. */
export const checkInterval = (
  listing: Pick<WatchedListing, 'check_hours' | 'unchanged'>,
  pace: Pace,
  chance: number,
): number => {
  const base = (listing.check_hours ?? pace.checkHours) * hour
  const slower = Math.min(calm.factor ** Math.floor(listing.unchanged / calm.checks), calm.most)
  return Math.round(base * slower * (0.95 + 0.1 * chance))
}

/** Milliseconds to the next attempt at a page that was not reached for the `misses`-th time. */
export const missInterval = (
  listing: Pick<WatchedListing, 'check_hours'>,
  misses: number,
  quick: boolean,
  pace: Pace,
  chance: number,
): number => {
  const base = (listing.check_hours ?? pace.checkHours) * hour
  // Twice soon after what the line did; what the shop itself refuses is not asked for again soon.
  if (quick && misses <= 2) return Math.round(minute * (5 + 10 * chance))
  return Math.round(Math.min(base * 2 ** Math.max(0, misses - 1), Math.max(blockedMost, base)) * (0.95 + 0.1 * chance))
}

/** Milliseconds until a reading that was held is read again. */
export const holdInterval = ([least, most]: readonly [number, number], chance: number): number =>
  Math.round(minute * (least + (most - least) * chance))

const tracking = /^(?:utm_\w+|gclid|gbraid|wbraid|fbclid|msclkid|ttclid|yclid|zarsrc|mc_[ce]id|_ga|_gl|spm|igshid)$/i

/** An address as it is kept: without the part after `#` and without marks of where somebody clicked. Null where it is none. */
export const keptUrl = (text: string): string | null => {
  const trimmed = text.trim()
  if (!URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  url.hash = ''
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name)
  return url.href
}
