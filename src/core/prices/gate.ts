import type { Amount } from './amount.ts'
import { approximate } from './amount.ts'
import type { CandidateSource } from './candidate.ts'

/** What a gate compares: the amount, its currency and the kinds of sources it came from. */
export type Gated = {
  readonly amount: Amount
  readonly currency: string | null
  readonly sources: readonly CandidateSource[]
}

export type HoldReason = 'change_large' | 'separator_suspect' | 'currency_changed' | 'template_suspected'

/** `accept`: becomes the listing's price. `hold`: kept apart, read again within the minutes given, or shown to a person. */
export type GateVerdict =
  | { readonly kind: 'accept' }
  | { readonly kind: 'hold'; readonly reason: HoldReason; readonly againInMinutes: readonly [number, number] }

/** Changes within these ratios of new to old are believed at once; powers of ten within `tolerance` are not. */
const gateLimits = { least: 0.5, most: 1.6, tolerance: 0.01, hostShare: 0.3, hostLeast: 5 } as const

const accept: GateVerdict = { kind: 'accept' }
const hold = (reason: HoldReason): GateVerdict => ({ kind: 'hold', reason, againInMinutes: [15, 60] })

const nearPowerOfTen = (ratio: number): boolean =>
  [10, 100, 1000, 0.1, 0.01, 0.001].some((power) => Math.abs(ratio / power - 1) <= gateLimits.tolerance)

/** Whether the text a person sees and the data of the page say the same. */
export const agreeing = (sources: readonly CandidateSource[]): boolean =>
  sources.includes('visible') && sources.some((source) => source !== 'visible' && source !== 'state')

/**
 * Whether a reading may replace the listing's price.
 * @param last the price in force, null for a new listing
 * @param next the reading
 * @param held a reading held before this one, null when there is none: two equal readings in a row are believed
 */
export const judgeChange = (last: Gated | null, next: Gated, held: Gated | null = null): GateVerdict => {
  if (last === null) return accept
  if (last.currency !== null && next.currency !== null && last.currency !== next.currency)
    return hold('currency_changed')
  if (last.amount === next.amount) return accept
  const ratio = approximate(next.amount) / approximate(last.amount)
  if (nearPowerOfTen(ratio))
    return agreeing(next.sources) && held?.amount === next.amount ? accept : hold('separator_suspect')
  const inRange = ratio >= gateLimits.least && ratio <= gateLimits.most
  const sameSource = next.sources.some((source) => last.sources.includes(source))
  if (inRange && sameSource) return accept
  if (held?.amount === next.amount || agreeing(next.sources)) return accept
  return hold('change_large')
}

/** Whether so many listings of one host changed in one run that its pages rather than its prices changed. */
export const templateSuspected = (changed: number, read: number): boolean =>
  read >= gateLimits.hostLeast && changed / read > gateLimits.hostShare
