import type { Amount } from './amount.ts'
import type { Availability, Candidate, CandidateSource } from './candidate.ts'
import type { HoldReason } from './gate.ts'
import type { PriceInterval } from './history.ts'
import type { Identity } from './identity.ts'
import type { AbstentionReason, ListingRule } from './reading.ts'

/**
 * `active` is read in its turn. `paused` by a person. `gone` after a page was not there three times. `mismatch` while
 * the page shows another product: read on, never written.
 */
export type ListingState = 'active' | 'paused' | 'gone' | 'mismatch'

/** How the last visit to a page ended. */
export type VisitOutcome =
  | 'price'
  | 'not_modified'
  /** read, and no price given */
  | 'abstained'
  /** read, and kept apart until it is sure */
  | 'held'
  /** the shop does not want to be read: 401, 403, 429, 451 or a challenge */
  | 'blocked'
  | 'robots_denied'
  | 'robots_unreachable'
  | 'not_found'
  /** the page leads to another shop */
  | 'moved'
  /** the address may not be asked for */
  | 'refused'
  | 'failed'

/** A reading that waits for a person, or for a second one like it. */
export type Review = {
  readonly kind: 'held' | 'abstained'
  readonly reason: HoldReason | AbstentionReason
  readonly at: number
  /** the reading held, where there is one */
  readonly amount: Amount | null
  readonly list: Amount | null
  readonly currency: string | null
  readonly availability: Availability
  readonly sources: readonly CandidateSource[]
  /** what a person can choose from, strongest first */
  readonly choices: readonly Choosable[]
}

/** An amount seen on the page, and the place that would be read from then on, where one can be pointed at. */
export type Choosable = Pick<Candidate, 'amount' | 'currency' | 'source' | 'role' | 'raw' | 'path'> & {
  readonly selector: string | null
}

/** A piece of a page kept with what is right on it: read again by every later version of the reading. */
export type RuleCase = {
  readonly rule: string
  readonly amount: Amount
  readonly currency: string | null
  readonly html: string
}

/** What of a listing a person says. */
export type ListingDraft = {
  readonly product_id: string
  readonly competitor: string
  readonly url: string
  /** registrable domain: shops under one share one rate */
  readonly domain: string
  readonly currency: string | null
  readonly identity: Identity | null
  readonly rule: ListingRule | null
  readonly check_hours: number | null
}

/** A page of a rival beside a product of ours. Instants in milliseconds. */
export type WatchedListing = ListingDraft & {
  readonly listing_id: string
  readonly state: ListingState
  readonly created_at: number
  readonly due_at: number
  readonly checked_at: number | null
  /** last time its price was seen */
  readonly seen_at: number | null
  readonly outcome: VisitOutcome | null
  /** word of what went wrong; a reason of the reading, of the gate or of the line */
  readonly detail: string | null
  /** visits in a row that ended without reaching a product page */
  readonly misses: number
  /** checks in a row without a change */
  readonly unchanged: number
  readonly etag: string | null
  readonly last_modified: string | null
  /** last time the whole page was read */
  readonly full_at: number | null
  readonly open: (PriceInterval & { readonly sources: readonly CandidateSource[] }) | null
  /** day an observation of it was last handed on, ISO date */
  readonly told_on: string | null
  readonly review: Review | null
  readonly rule_case: RuleCase | null
}

/** What is known of the way to a shop. */
export type ShopState = {
  readonly domain: string
  /** nothing is asked before */
  readonly next_at: number
  /** seconds between two requests its robots.txt asks for */
  readonly delay_seconds: number
  readonly failures: number
  readonly day: string
  readonly requests_today: number
}

export type RobotsCopy = {
  readonly origin: string
  readonly fetched_at: number
  /** HTTP status after redirects; null where there was no answer */
  readonly status: number | null
  readonly text: string | null
}

export type VisitNote = {
  readonly listing_id: string
  readonly at: number
  readonly outcome: VisitOutcome
  readonly detail: string | null
  readonly status: number | null
  readonly bytes: number
  readonly requests: number
}

/** A price to be handed on as one row of `price_observation`. */
export type Sighting = {
  readonly competitor: string
  readonly product_id: string
  /** wall clock of the organisation */
  readonly seen_at: string
  readonly price: Amount
  readonly list_price: Amount | null
  readonly currency: string
  readonly availability: Availability
  readonly url: string
}

export type ListingChange = Partial<Omit<WatchedListing, 'listing_id' | 'created_at' | 'open'>>

/** What one visit left behind, written at once or not at all. */
export type VisitResult = {
  readonly change: ListingChange
  readonly shop: Partial<Omit<ShopState, 'domain'>>
  readonly note: VisitNote
  /** history of the listing from its open interval on */
  readonly intervals: readonly (PriceInterval & { readonly sources: readonly CandidateSource[] })[]
  readonly sighting: Sighting | null
}

/** Where watched pages are kept. Every write is on disk when its call returns. */
export type WatchStore = {
  readonly listings: (ids?: readonly string[]) => readonly WatchedListing[]
  readonly listing: (id: string) => WatchedListing | null
  /** The listing of that product at that address, where there is one. */
  readonly listingAt: (productId: string, url: string) => WatchedListing | null
  readonly add: (drafts: readonly (ListingDraft & { readonly listing_id: string })[], at: number) => void
  readonly change: (id: string, change: ListingChange) => void
  /** Takes a listing away with its history here; what was handed on stands. */
  readonly remove: (id: string) => void
  /** One listing that is due for each shop that may be asked, the longest waiting first. */
  readonly due: (now: number, most: number) => readonly { readonly listing_id: string; readonly domain: string }[]
  readonly shop: (domain: string) => ShopState
  readonly putShop: (shop: ShopState) => void
  readonly robots: (origin: string) => RobotsCopy | null
  readonly putRobots: (copy: RobotsCopy) => void
  readonly finish: (id: string, result: VisitResult) => void
  readonly history: (id: string) => readonly PriceInterval[]
  readonly visits: (id: string, most: number) => readonly VisitNote[]
  /** Of a shop's listings: how many were read since, and of how many the price changed. */
  readonly changesAt: (domain: string, since: number) => { readonly read: number; readonly changed: number }
  /** Sightings not handed on yet, oldest first. */
  readonly waiting: (most: number) => readonly { readonly sequence: number; readonly sighting: Sighting }[]
  readonly handedOn: (upTo: number) => void
  /** Drops notes of visits from before. */
  readonly forgetBefore: (at: number) => void
}
