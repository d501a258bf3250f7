import type { Amount } from './amount.ts'

export type CandidateSource = 'rule' | 'platform' | 'json_ld' | 'microdata' | 'rdfa' | 'meta' | 'state' | 'visible'
export type Availability = 'in' | 'out' | 'unknown'

/** What an amount is said to be where it was found. */
export type CandidateRole = 'price' | 'list' | 'low' | 'high' | 'member' | 'used' | 'other'

/** An amount found on a page, and what speaks for it. `alternatives` are other readings of the same digits. */
export type Candidate = {
  readonly source: CandidateSource
  readonly role: CandidateRole
  readonly amount: Amount
  readonly alternatives: readonly Amount[]
  readonly sure: boolean
  readonly currency: string | null
  readonly possibleCurrencies: readonly string[]
  /** where: a JSON path, an attribute, or the element */
  readonly path: string
  /** the text it was read from, at most 120 characters */
  readonly raw: string
  readonly weight: number
  /** position in the page's nodes; -1 when it has none */
  readonly at: number
  /** what made the weight what it is */
  readonly marks: readonly string[]
}
