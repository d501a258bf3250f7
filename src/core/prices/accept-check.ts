import { type PriceCheck, withCheck } from './history.ts'
import { checkInterval } from './pace.ts'
import type { PriceReading } from './reading.ts'
import type { VisitContext } from './visited.ts'
import type { ListingChange, Sighting, VisitOutcome, VisitResult, WatchedListing } from './watched.ts'

/** What one visit means for a listing. */
export type Parts = Pick<VisitResult, 'intervals' | 'sighting'> & {
  readonly change: ListingChange
  readonly outcome: VisitOutcome
  readonly detail: string | null
}

/** The price as one row of what is handed on; nothing where its currency cannot be compared. */
const sightingOf = (listing: WatchedListing, check: PriceCheck, context: VisitContext): Sighting | null => {
  const currency = check.currency ?? listing.currency ?? context.currency
  if (check.amount === null || currency !== context.currency) return null
  return {
    competitor: listing.competitor,
    product_id: listing.product_id,
    seen_at: context.wall,
    price: check.amount,
    list_price: check.list,
    currency,
    availability: check.availability,
    url: listing.url,
  }
}

/** What follows from a price that is believed: history grown by one check, and told on where it changed or once a day. */
export const acceptCheck = (
  listing: WatchedListing,
  check: PriceCheck & { readonly sources: readonly PriceReading['sources'][number][] },
  context: VisitContext,
): Omit<Parts, 'outcome' | 'detail'> => {
  const { open } = listing
  const history = withCheck(open ? [open] : [], check)
  const last = history.at(-1)
  const changed = last !== undefined && last.firstSeenAt === check.at
  const told = changed || listing.told_on !== context.today
  const sighting = told
    ? sightingOf(listing, { ...check, availability: last?.availability ?? check.availability }, context)
    : null
  const unchanged = changed ? 0 : listing.unchanged + 1
  return {
    intervals: history.map((each) => ({ ...each, sources: each === last ? check.sources : (open?.sources ?? []) })),
    sighting,
    change: {
      seen_at: check.at,
      misses: 0,
      unchanged,
      review: null,
      due_at: check.at + checkInterval({ ...listing, unchanged }, context.pace, context.chance),
      ...(sighting ? { told_on: context.today } : {}),
      ...(listing.state === 'mismatch' ? { state: 'active' } : {}),
    },
  }
}
