import type { Amount } from './amount.ts'
import type { AvailabilityReading } from './availability.ts'
import type { Candidate, CandidateSource } from './candidate.ts'
import type { Identity } from './identity.ts'

/** What is known of a listing before its page is read. */
export type Listing = {
  readonly url: string
  /** currency confirmed for this listing, ISO 4217; a page in another is held back, never converted */
  readonly currency?: string | null
  readonly identity?: Identity | null
  readonly rule?: ListingRule | null
  /** decimal separator seen at this shop before */
  readonly decimal?: '.' | ',' | null
}

/** Where a person pointed for the price: an element of the page, or a place in its data. */
export type ListingRule = {
  /** `#id`, `.class`, `tag`, `[attribute=value]` and descendants, apart by spaces */
  readonly price?: string | null
  readonly list?: string | null
}

/** How the price came about. */
export type PriceReason =
  | 'own_rule'
  | 'platform'
  | 'sources_agree'
  | 'structured_alone'
  | 'sale_beside_struck'
  | 'visible_alone'

/** Why no price is given. */
export type AbstentionReason =
  | 'page_blocked'
  | 'page_not_found'
  | 'page_gone'
  | 'page_failed'
  | 'page_login'
  | 'page_maintenance'
  | 'page_empty'
  | 'product_mismatch'
  | 'price_absent'
  | 'price_needs_rendering'
  | 'price_on_request'
  | 'price_several'
  | 'price_weak'
  | 'price_separator_unclear'
  | 'price_placeholder'
  | 'products_several'
  | 'currency_changed'
  | 'rule_lost'

/** The price of a product page, and everything it rests on. Amounts are exact decimals as text. */
export type PriceReading = {
  readonly kind: 'price'
  readonly amount: Amount
  readonly list: Amount | null
  /** lowest of several variants or sellers: the price is a “from” */
  readonly from: boolean
  readonly member: Amount | null
  /** whether the shop says the amount is with tax; null when it does not say */
  readonly tax: 'included' | 'excluded' | null
  readonly currency: string | null
  readonly availability: AvailabilityReading
  readonly identity: Identity
  readonly reason: PriceReason
  /** 0–1, grows with the weight of the evidence and its distance to the next amount */
  readonly confidence: number
  readonly sources: readonly CandidateSource[]
  readonly evidence: readonly Candidate[]
  readonly candidates: readonly Candidate[]
}

/** No price, why, and what was seen: the candidates a person can choose from. */
export type Abstention = {
  readonly kind: 'abstention'
  readonly reason: AbstentionReason
  readonly availability: AvailabilityReading
  readonly identity: Identity
  readonly candidates: readonly Candidate[]
}

export type PriceResult = PriceReading | Abstention
