import { type Amount, approximate, compared } from './amount.ts'
import type { Availability } from './candidate.ts'

/** One check of a listing. `amount` null: nothing could be read (blocked, failed, given up); that is no price. */
export type PriceCheck = {
  readonly at: number
  readonly amount: Amount | null
  readonly list: Amount | null
  readonly currency: string | null
  readonly availability: Availability
}

/**
 * A price that stood unchanged over some checks. The change to it lies in (`previousCheckAt`, `firstSeenAt`];
 * `previousCheckAt` is null for the first. It stood at least until `lastSeenAt`; `closedAt` is the first check that saw
 * another, null while it is in force. Instants in milliseconds.
 */
export type PriceInterval = {
  readonly amount: Amount
  readonly list: Amount | null
  readonly currency: string | null
  readonly availability: Availability
  readonly previousCheckAt: number | null
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  readonly confirmations: number
  readonly closedAt: number | null
}

const day = 86_400_000

const sameState = (open: PriceInterval, check: PriceCheck): boolean =>
  open.amount === check.amount &&
  open.list === check.list &&
  (open.currency === check.currency || check.currency === null) &&
  (open.availability === check.availability || check.availability === 'unknown')

/**
 * History after one more check: the open interval confirmed, or closed and a new one begun. A check without a price
 * changes nothing, nor does one not later than the last: replaying checks gives the same history.
 */
export const withCheck = (history: readonly PriceInterval[], check: PriceCheck): readonly PriceInterval[] => {
  const open = history.at(-1)
  if (check.amount === null || (open !== undefined && check.at <= open.lastSeenAt)) return history
  if (open !== undefined && sameState(open, check))
    return [...history.slice(0, -1), { ...open, lastSeenAt: check.at, confirmations: open.confirmations + 1 }]
  const next: PriceInterval = {
    amount: check.amount,
    list: check.list,
    currency: check.currency ?? open?.currency ?? null,
    availability:
      check.availability === 'unknown' && open?.amount === check.amount ? open.availability : check.availability,
    previousCheckAt: open?.lastSeenAt ?? null,
    firstSeenAt: check.at,
    lastSeenAt: check.at,
    confirmations: 1,
    closedAt: null,
  }
  return open === undefined ? [next] : [...history.slice(0, -1), { ...open, closedAt: check.at }, next]
}

export const historyOf = (checks: readonly PriceCheck[]): readonly PriceInterval[] =>
  checks.reduce(withCheck, [] as readonly PriceInterval[])

/** Milliseconds an interval covers within a window; the open one is known until it was last seen, no longer. */
const covered = (interval: PriceInterval, from: number, to: number): number =>
  Math.max(0, Math.min(interval.closedAt ?? interval.lastSeenAt, to) - Math.max(interval.firstSeenAt, from))

/** Days of history a regular price needs, and days it looks back. */
const referenceDays = { least: 14, back: 90 } as const

/**
 * Regular price before an instant: the amount that stood longest in the 90 days before, intervals in `aside`
 * (promotions) left out. With less than 14 days of history, the list price the page last named; else null.
 */
export const regularPrice = (
  history: readonly PriceInterval[],
  at: number,
  aside: ReadonlySet<PriceInterval> = new Set(),
): Amount | null => {
  const from = at - referenceDays.back * day
  const stood = new Map<Amount, number>()
  for (const interval of history) {
    if (aside.has(interval) || interval.firstSeenAt >= at) continue
    const time = covered(interval, from, at)
    if (time > 0) stood.set(interval.amount, (stood.get(interval.amount) ?? 0) + time)
  }
  const total = [...stood.values()].reduce((sum, time) => sum + time, 0)
  if (total < referenceDays.least * day)
    return history.findLast((each) => each.firstSeenAt <= at && each.list !== null)?.list ?? null
  return [...stood].sort((a, b) => b[1] - a[1] || compared(a[0], b[0]))[0]?.[0] ?? null
}

/** Lowest price in the 30 days before an instant: what a discount is measured against where the law says so. */
export const lowestBefore = (history: readonly PriceInterval[], at: number, days = 30): Amount | null =>
  history
    .filter((each) => each.firstSeenAt < at && covered(each, at - days * day, at) > 0)
    .map((each) => each.amount)
    .sort(compared)[0] ?? null

/** Time-weighted mean price over a window; null when nothing is known of it. */
export const meanPrice = (history: readonly PriceInterval[], from: number, to: number): number | null => {
  let sum = 0
  let time = 0
  for (const interval of history) {
    const own = covered(interval, from, to)
    sum += approximate(interval.amount) * own
    time += own
  }
  return time === 0 ? null : sum / time
}

/** Time-weighted median price over a window: what stands for a listing that flips between two prices. */
export const medianPrice = (history: readonly PriceInterval[], from: number, to: number): Amount | null => {
  const parts = history.map((each) => [each.amount, covered(each, from, to)] as const).filter(([, time]) => time > 0)
  const half = parts.reduce((sum, [, time]) => sum + time, 0) / 2
  let sum = 0
  for (const [amount, time] of parts.toSorted((a, b) => compared(a[0], b[0]))) {
    sum += time
    if (sum >= half) return amount
  }
  return null
}

/** Whether what is known of a listing is too old: not seen for three times its interval. */
export const isStale = (history: readonly PriceInterval[], now: number, intervalMs: number): boolean => {
  const last = history.at(-1)
  return last === undefined || now - last.lastSeenAt > 3 * intervalMs
}
