import { type Amount, approximate, compared } from './amount.ts'
import { type PriceInterval, regularPrice } from './history.ts'

export type PriceEventType =
  | 'promotion_started'
  | 'promotion_ended'
  | 'permanent_price_cut'
  | 'price_raised'
  | 'price_lowered'
  | 'out_of_stock'
  | 'back_in_stock'
  | 'alternating'

/**
 * Something that happened to a listing between two checks: after `after` (null: before the first) and not later than
 * `by`. `amount` is the price then, `reference` what it is compared with, `days` how long what ended had lasted.
 */
export type PriceEvent = {
  readonly type: PriceEventType
  readonly after: number | null
  readonly by: number
  readonly amount: Amount
  readonly reference: Amount | null
  readonly days: number | null
}

/** Starting values; shares of the regular price, checks, days, hours. */
const eventLimits = {
  leastDrop: 0.03,
  confirmations: 2,
  longestPromotionDays: 60,
  flips: 3,
  flipHours: 72,
} as const

const day = 86_400_000

/** Drop that counts as a promotion: 3 %, or twice the median size of the listing's usual changes where that is more. */
const promotionDrop = (history: readonly PriceInterval[]): number => {
  const changes = history
    .slice(1)
    .map((each, index) => Math.abs(approximate(each.amount) / approximate(history[index]!.amount) - 1))
    .filter((change) => change > 0 && change < eventLimits.leastDrop)
    .toSorted((a, b) => a - b)
  const middle = changes[Math.floor(changes.length / 2)] ?? 0
  return Math.max(eventLimits.leastDrop, 2 * middle)
}

/** Intervals that flip between the same two amounts at least three times within three days: a test of the shop's, not changes. */
const flipping = (history: readonly PriceInterval[]): ReadonlySet<PriceInterval> => {
  const found = new Set<PriceInterval>()
  for (let at = 0; at + eventLimits.flips < history.length; at++) {
    const run = history.slice(at, at + eventLimits.flips + 1)
    const [first, second] = run as [PriceInterval, PriceInterval]
    const alternate =
      first.amount !== second.amount &&
      run.every((each, index) => each.amount === (index % 2 === 0 ? first : second).amount)
    if (alternate && run.at(-1)!.firstSeenAt - second.firstSeenAt <= eventLimits.flipHours * 3_600_000)
      for (const each of run.slice(1)) found.add(each)
  }
  return found
}

type Promotion = { readonly start: PriceInterval; readonly reference: Amount; readonly explicit: boolean }

/** Whether what holds of an interval holds for two checks, so that a single one starts and ends nothing. */
const confirmed = (
  history: readonly PriceInterval[],
  index: number,
  holds: (interval: PriceInterval) => boolean,
): boolean => {
  let checks = 0
  for (let at = index; at < history.length && holds(history[at]!); at++) {
    checks += history[at]!.confirmations
    if (checks >= eventLimits.confirmations) return true
  }
  return false
}

/**
 * Everything that happened in a history. A promotion starts with a list price above the price, or with a price at least
 * 3 % under the regular one, seen in two checks; it ends when the price is back within half of that. One longer than
 * 60 days was a permanent cut. Stock-outs need two checks, and “unknown” ends nothing. Pure: replaying gives the same.
 */
export const eventsOf = (history: readonly PriceInterval[], now: number): readonly PriceEvent[] => {
  const events: PriceEvent[] = []
  const flips = flipping(history)
  const drop = promotionDrop(history)
  const aside = new Set<PriceInterval>()
  let promotion: Promotion | null = null
  let cut: { amount: Amount; at: number } | null = null
  let out: PriceInterval | null = null
  let told = false
  // The amount last seen twice: a single check neither lowers nor raises a price.
  let settled: Amount | null = null
  const say = (type: PriceEventType, at: PriceInterval, reference: Amount | null, days: number | null = null): void => {
    events.push({ type, after: at.previousCheckAt, by: at.firstSeenAt, amount: at.amount, reference, days })
  }
  const closeIfLong = (until: number): void => {
    if (promotion === null || until - promotion.start.firstSeenAt <= eventLimits.longestPromotionDays * day) return
    const at = promotion.start.firstSeenAt + eventLimits.longestPromotionDays * day
    events.push({
      type: 'permanent_price_cut',
      after: promotion.start.previousCheckAt,
      by: at,
      amount: promotion.start.amount,
      reference: promotion.reference,
      days: eventLimits.longestPromotionDays,
    })
    cut = { amount: promotion.start.amount, at }
    promotion = null
  }
  history.forEach((interval, index) => {
    const before = history[index - 1]
    if (flips.has(interval)) {
      if (!told) say('alternating', interval, before?.amount ?? null)
      told = true
      return
    }
    told = false
    closeIfLong(interval.firstSeenAt)
    const reference: Amount | null =
      promotion?.reference ??
      (cut !== null && interval.firstSeenAt - cut.at < 90 * day
        ? cut.amount
        : regularPrice(history, interval.firstSeenAt, aside))
    const under =
      (part: number) =>
      (each: PriceInterval): boolean =>
        reference !== null && approximate(each.amount) <= (1 - part) * approximate(reference)
    const marked = interval.list !== null && compared(interval.list, interval.amount) > 0
    const lasting = confirmed(history, index, (each) => each.amount === interval.amount)
    if (promotion === null) {
      const starts = marked || (under(drop)(interval) && confirmed(history, index, under(drop)))
      if (starts) {
        const base: Amount =
          reference !== null && compared(reference, interval.amount) > 0
            ? reference
            : (interval.list ?? interval.amount)
        promotion = { start: interval, reference: base, explicit: marked }
        aside.add(interval)
        if (before !== undefined) say('promotion_started', interval, base)
      } else if (settled !== null && settled !== interval.amount && lasting)
        say(compared(interval.amount, settled) > 0 ? 'price_raised' : 'price_lowered', interval, settled)
    } else {
      const { start, reference: base, explicit }: Promotion = promotion
      const back = (each: PriceInterval): boolean =>
        approximate(each.amount) > (1 - drop / 2) * approximate(base) - 1e-9
      if (back(interval) && ((explicit && !marked) || confirmed(history, index, back))) {
        say('promotion_ended', interval, start.amount, Math.round((interval.firstSeenAt - start.firstSeenAt) / day))
        promotion = null
      } else aside.add(interval)
    }
    if (lasting) settled = interval.amount
    if (
      out === null &&
      interval.availability === 'out' &&
      confirmed(history, index, (each) => each.availability === 'out')
    ) {
      out = interval
      if (before !== undefined) say('out_of_stock', interval, null)
    } else if (out !== null && interval.availability === 'in') {
      say('back_in_stock', interval, null, Math.round((interval.firstSeenAt - out.firstSeenAt) / day))
      out = null
    }
  })
  closeIfLong(Math.min(now, history.at(-1)?.lastSeenAt ?? now))
  return events
}

/** Events of the listings told once a day: per listing and type the last one, none told within the day before. */
export const dailySummary = (
  events: readonly (PriceEvent & { readonly listing: string })[],
  from: number,
  to: number,
): readonly (PriceEvent & { readonly listing: string; readonly times: number })[] => {
  const byKey = new Map<string, PriceEvent & { listing: string; times: number }>()
  for (const event of events) {
    if (event.by <= from || event.by > to) continue
    const key = `${event.listing} ${event.type}`
    byKey.set(key, { ...event, times: (byKey.get(key)?.times ?? 0) + 1 })
  }
  return [...byKey.values()].sort((a, b) => a.by - b.by || (a.listing < b.listing ? -1 : 1))
}
