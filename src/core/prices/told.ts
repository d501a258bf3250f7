import type { Match } from './match-product.ts'
import type { ListingState, VisitOutcome } from './watched.ts'

/** Ways the list of watched pages can be narrowed. */
export type ListingGroup = 'waits' | 'failing' | 'fresh' | 'paused'

export type Evidence = { readonly source: string; readonly text: string; readonly place: string }

export type ReadUrl = {
  readonly url: string
  readonly domain: string
  readonly outcome: VisitOutcome
  readonly reason: string | null
  readonly sentence: string
  readonly price: number | null
  readonly list_price: number | null
  readonly member_price: number | null
  readonly currency: string | null
  readonly availability: 'in' | 'out' | 'unknown'
  /** the lowest of several variants */
  readonly from: boolean
  readonly tax: 'included' | 'excluded' | null
  /** share off the list price, 0–1; null where no list price above it is shown */
  readonly promotion: number | null
  readonly confidence: number | null
  readonly evidence: readonly Evidence[]
  /** what can be pointed at in place of it, numbered from 1 */
  readonly choices: readonly {
    readonly choice: number
    readonly price: number
    readonly currency: string | null
    readonly role: string
    readonly text: string
    readonly selector: string | null
  }[]
  readonly name: string | null
  readonly brand: string | null
  readonly sku: string | null
  readonly gtin: string | null
  /** products of ours that it looks like */
  readonly matches: readonly Match[]
}

export type ListedPage = {
  readonly listing_id: string
  readonly product_id: string
  readonly product_name: string | null
  readonly competitor: string
  readonly url: string
  readonly state: ListingState
  readonly outcome: VisitOutcome | null
  readonly reason: string | null
  readonly sentence: string | null
  readonly price: number | null
  readonly list_price: number | null
  readonly currency: string | null
  readonly availability: 'in' | 'out' | 'unknown'
  readonly seen_at: string | null
  readonly checked_at: string | null
  readonly next_at: string | null
  readonly since: string | null
  readonly rule: string | null
  readonly waits: boolean
}

export type Changed = { readonly listing_id: string; readonly state: ListingState | 'removed' }

export type ListingsAnswer = {
  readonly total: number
  readonly counts: Readonly<Record<ListingGroup, number>>
  readonly listings: readonly ListedPage[]
}

export type Waiting = {
  readonly listing_id: string
  readonly product_id: string
  readonly product_name: string | null
  readonly competitor: string
  readonly url: string
  readonly kind: 'held' | 'abstained'
  readonly reason: string
  readonly sentence: string
  readonly at: string
  /** price that stands, and the one that would replace it */
  readonly price: number | null
  readonly held_price: number | null
  readonly currency: string | null
  readonly choices: readonly {
    readonly choice: number
    readonly price: number
    readonly text: string
    readonly can_point: boolean
  }[]
}

export type PricePoint = {
  readonly from_on: string
  readonly until_on: string
  readonly price: number
  readonly list_price: number | null
  readonly availability: 'in' | 'out' | 'unknown'
}

export type PriceLine = {
  /** null: ours */
  readonly competitor: string | null
  readonly observed_by: string | null
  readonly points: readonly PricePoint[]
}

export type ProductEvent = {
  readonly competitor: string
  readonly type: string
  readonly after_on: string | null
  readonly by_on: string
  readonly price: number
  readonly reference: number | null
  readonly days: number | null
}

export type ProductHistory = {
  readonly product_id: string
  readonly product_name: string | null
  readonly from_on: string
  readonly to_on: string
  readonly lines: readonly PriceLine[]
  readonly events: readonly ProductEvent[]
}

export type MatrixCell = {
  readonly competitor: string
  readonly price: number
  readonly list_price: number | null
  readonly availability: 'in' | 'out' | 'unknown'
  readonly days_old: number
  /** ours ÷ theirs − 1: above 0 we are dearer */
  readonly gap: number | null
}

export type MatrixRow = {
  readonly product_id: string
  readonly product_name: string | null
  readonly category: string | null
  readonly our_price: number | null
  readonly rank: number | null
  readonly cells: readonly MatrixCell[]
}

export type Promotion = {
  readonly competitor: string
  readonly product_id: string
  readonly product_name: string | null
  readonly from_on: string
  readonly until_on: string
  /** in force today */
  readonly open: boolean
  /** share off, 0–1 */
  readonly depth: number
}

export type AddedMany = {
  readonly added: number
  readonly known: number
  readonly refused: readonly { readonly line: number; readonly code: string; readonly sentence: string }[]
  readonly refused_total: number
}
