import type { Pace } from './pace.ts'
import type { AbstentionReason, PriceReading } from './reading.ts'
import type { Choosable, VisitOutcome } from './watched.ts'

/** A result of reading, with places to point at beside the amounts. */
export type PageResult = {
  readonly result:
    | (Pick<PriceReading, 'amount' | 'list' | 'currency' | 'availability' | 'identity' | 'sources'> & {
        readonly kind: 'price'
      })
    | {
        readonly kind: 'abstention'
        readonly reason: AbstentionReason
        readonly availability: PriceReading['availability']
      }
  readonly choices: readonly Choosable[]
}

/** What a visit to a page came to. */
export type Visited = {
  readonly status: number | null
  readonly bytes: number
  readonly requests: number
  readonly retryAfter: number | null
} & (
  | {
      readonly kind: 'read'
      readonly page: PageResult
      readonly etag: string | null
      readonly lastModified: string | null
    }
  | { readonly kind: 'not_modified' }
  | {
      readonly kind: 'not_read'
      readonly outcome: Extract<
        VisitOutcome,
        'blocked' | 'robots_denied' | 'robots_unreachable' | 'not_found' | 'moved' | 'refused' | 'failed'
      >
      readonly detail: string | null
    }
)

export type VisitContext = {
  readonly now: number
  /** day and wall clock of the organisation */
  readonly today: string
  readonly wall: string
  readonly currency: string
  readonly pace: Pace
  /** 0–1 */
  readonly chance: number
  /** what the shop's other listings did in the last day */
  readonly changes: { readonly read: number; readonly changed: number }
}
