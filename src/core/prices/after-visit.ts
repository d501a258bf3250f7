import { acceptCheck, type Parts } from './accept-check.ts'
import { agreeing, judgeChange, templateSuspected } from './gate.ts'
import { checkInterval, holdInterval, missInterval, shopAfter } from './pace.ts'
import type { AbstentionReason } from './reading.ts'
import type { PageResult, VisitContext, Visited } from './visited.ts'
import type { Review, ShopState, VisitResult, WatchedListing } from './watched.ts'

/** Abstentions that say the page was no product page, as a visit tells them. */
const notRead: Partial<Record<AbstentionReason, 'blocked' | 'not_found' | 'failed'>> = {
  page_blocked: 'blocked',
  page_login: 'blocked',
  page_not_found: 'not_found',
  page_gone: 'not_found',
  page_failed: 'failed',
  page_maintenance: 'failed',
}

/** What is the page's own doing and says nothing against the shop. */
const ofThePage = ['content_type', 'body_too_large', 'bomb', 'encoding_unknown', 'page_too_heavy']

/** Whether the shop answered, and did not ask to be left alone. */
const answeredWell = (visited: Visited): boolean => {
  const { status } = visited
  if (status !== null && (status >= 500 || status === 429)) return false
  if (visited.kind !== 'not_read' || ofThePage.includes(visited.detail ?? '')) return true
  return visited.outcome !== 'failed' && visited.outcome !== 'robots_unreachable'
}

const goneAfter = 3

const readPage = (listing: WatchedListing, { result, choices }: PageResult, context: VisitContext): Parts => {
  const { now, pace, chance } = context
  const later = now + checkInterval({ ...listing, unchanged: 0 }, pace, chance)
  const review = (rest: Pick<Review, 'kind' | 'reason'> & Partial<Review>): Review => ({
    at: now,
    amount: null,
    list: null,
    currency: null,
    availability: result.availability.value,
    sources: [],
    choices,
    ...rest,
  })
  if (result.kind === 'abstention') {
    const { reason } = result
    const outcome = notRead[reason]
    if (outcome !== undefined) return missed(listing, outcome, reason, context)
    const { open } = listing
    // Out of stock many pages stop showing a price: the last one stands, out of stock.
    if ((reason === 'price_absent' || reason === 'price_on_request') && result.availability.value === 'out' && open)
      return {
        ...acceptCheck(
          listing,
          {
            at: now,
            amount: open.amount,
            list: open.list,
            currency: open.currency,
            availability: 'out',
            sources: open.sources,
          },
          context,
        ),
        outcome: 'price',
        detail: null,
      }
    return {
      intervals: [],
      sighting: null,
      change: {
        misses: 0,
        due_at: later,
        review: review({ kind: 'abstained', reason }),
        ...(reason === 'product_mismatch' ? { state: 'mismatch' } : {}),
      },
      outcome: 'abstained',
      detail: reason,
    }
  }
  const { open, review: before } = listing
  const next = { amount: result.amount, currency: result.currency ?? listing.currency, sources: result.sources }
  const held =
    before?.kind === 'held' && before.amount !== null
      ? { amount: before.amount, currency: before.currency, sources: before.sources }
      : null
  const last = open ? { amount: open.amount, currency: open.currency ?? listing.currency, sources: open.sources } : null
  const again = held?.amount === next.amount
  const judged = judgeChange(last, next, held)
  const suspect =
    judged.kind === 'accept' &&
    last !== null &&
    last.amount !== next.amount &&
    !again &&
    !agreeing(next.sources) &&
    templateSuspected(context.changes.changed + 1, context.changes.read)
  if (judged.kind === 'hold' || suspect) {
    const { reason, againInMinutes } =
      judged.kind === 'hold' ? judged : { reason: 'template_suspected' as const, againInMinutes: [15, 60] as const }
    return {
      intervals: [],
      sighting: null,
      change: {
        misses: 0,
        // Seen twice and still not believed, it waits for a person, not for a third time.
        due_at: again ? later : now + holdInterval(againInMinutes, chance),
        review: review({ kind: 'held', reason, ...next, list: result.list }),
      },
      outcome: 'held',
      detail: reason,
    }
  }
  const accepted = acceptCheck(
    listing,
    { at: now, ...next, list: result.list, availability: result.availability.value },
    context,
  )
  return {
    ...accepted,
    change: {
      ...accepted.change,
      ...(listing.currency === null && result.currency !== null ? { currency: result.currency } : {}),
      ...(listing.identity === null ? { identity: result.identity } : {}),
    },
    outcome: 'price',
    detail: null,
  }
}

/** A page that was not reached, or was none of a product: nothing is known of the price, and nothing is said of it. */
const missed = (
  listing: WatchedListing,
  outcome: Extract<Visited, { kind: 'not_read' }>['outcome'],
  detail: string | null,
  { now, pace, chance }: VisitContext,
): Parts => {
  const misses = listing.misses + 1
  const quick = outcome === 'failed' || outcome === 'robots_unreachable'
  const gone = outcome === 'not_found' && misses >= goneAfter
  return {
    intervals: [],
    sighting: null,
    change: {
      misses,
      due_at: now + missInterval(listing, misses, quick, pace, chance),
      ...(gone ? { state: 'gone' } : {}),
    },
    outcome,
    detail,
  }
}

/** Everything one visit leaves behind. Pure: the same visit gives the same. */
export const afterVisit = (
  listing: WatchedListing,
  shop: ShopState,
  visited: Visited,
  context: VisitContext,
): VisitResult => {
  const { now, today, pace, chance } = context
  const { open } = listing
  const parts: Parts =
    visited.kind === 'not_read'
      ? missed(listing, visited.outcome, visited.detail, context)
      : visited.kind === 'read'
        ? readPage(listing, visited.page, context)
        : open
          ? {
              ...acceptCheck(listing, { ...open, at: now }, context),
              outcome: 'not_modified',
              detail: null,
            }
          : missed(listing, 'failed', 'not_modified', context)
  const whole =
    visited.kind === 'read' && parts.outcome === 'price'
      ? { etag: visited.etag, last_modified: visited.lastModified, full_at: now }
      : visited.kind === 'not_modified'
        ? {}
        : { etag: null, last_modified: null }
  return {
    change: { ...parts.change, ...whole, checked_at: now, outcome: parts.outcome, detail: parts.detail },
    // Where nothing was asked nothing is learnt of the shop.
    shop:
      visited.requests === 0
        ? {}
        : shopAfter(
            shop,
            { requests: visited.requests, well: answeredWell(visited), retryAfter: visited.retryAfter },
            { now, today, pace, chance },
          ),
    note: {
      listing_id: listing.listing_id,
      at: now,
      outcome: parts.outcome,
      detail: parts.detail,
      status: visited.status,
      bytes: visited.bytes,
      requests: visited.requests,
    },
    intervals: parts.intervals,
    sighting: parts.sighting,
  }
}
