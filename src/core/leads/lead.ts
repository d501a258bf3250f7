import type { Language } from '../messages.ts'
import type { PayloadMapping } from './payload.ts'

/** How another system signs what it sends: as ours do, as Meta does, or as Zalo does. */
export const signings = ['nhip', 'meta', 'zalo'] as const
export type Signing = (typeof signings)[number]

/** A place where people leave how they can be reached: a page of ours, and an address other systems send to. */
export type LeadForm = {
  readonly id: string
  /** What stands above the fields. */
  readonly title: string
  readonly language: Language
  readonly source: string
  readonly campaign: string | null
  readonly location_id: string | null
  /** Offered to choose from; nothing is asked where there is at most one, which is then taken. */
  readonly product_lines: readonly string[]
  /** What people agree to by sending. */
  readonly consent: string
  readonly signing: Signing
  /** How a message of another system is read; null: by the names of our own fields. */
  readonly mapping: PayloadMapping | null
  readonly created_at: string
  readonly closed_at: string | null
}

export const leadStates = ['held', 'accepted', 'repeat', 'refused'] as const
/** `repeat`: the same person had written within a day, and stands once. */
export type LeadState = (typeof leadStates)[number]

export const holdReasons = ['trap', 'fast', 'links', 'markup', 'phone', 'network', 'no_details', 'refused_row'] as const
/** Why a lead waits for somebody to look at it. */
export type HoldReason = (typeof holdReasons)[number]

export type LeadPerson = {
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly note: string | null
}

/** What was said of one lead, before it is judged. */
export type GivenLead = LeadPerson & {
  readonly product_line: string | null
  readonly province: string | null
  readonly campaign: string | null
  /** How the other system calls it; the same again is the same lead. */
  readonly external_id: string | null
}

export type Lead = LeadPerson & {
  readonly id: string
  readonly form: string
  /** Same key of the same form: the same lead, sent again. */
  readonly key: string
  readonly via: 'page' | 'hook'
  /** Wall clock of the organisation. */
  readonly received_at: string
  readonly product_line: string | null
  readonly province: string | null
  readonly campaign: string | null
  /** Keyed hashes of the normalised number and address; they outlive the person's data, which goes once it stands elsewhere. */
  readonly phone_hash: string | null
  readonly email_hash: string | null
  readonly state: LeadState
  readonly reasons: readonly HoldReason[]
  /** What they agreed to. */
  readonly consent: string | null
  readonly import_id: string | null
}

/** A form as it is told: with its addresses, never with what its signatures are made with. */
export type ShownForm = LeadForm & { readonly page: string; readonly embed: string; readonly hook: string }

/** A lead as it is told to whoever looks at it. */
export type ShownLead = Omit<Lead, 'phone_hash' | 'email_hash' | 'key'>

export type LeadCounts = Readonly<Record<LeadState, number>>

export type LeadStore = {
  readonly forms: () => readonly LeadForm[]
  readonly form: (id: string) => LeadForm | null
  readonly putForm: (form: LeadForm) => void
  /** What signatures of a form are made with. */
  readonly secret: (form: string) => string | null
  readonly putSecret: (form: string, secret: string) => void
  readonly lead: (id: string) => Lead | null
  /** Newest first. */
  readonly leads: (state: LeadState | null, most: number) => readonly Lead[]
  readonly counts: () => LeadCounts
  readonly byKey: (form: string, key: string) => Lead | null
  /** Whether somebody of that number or address was taken in since that moment. */
  readonly isKnown: (hashes: Pick<Lead, 'phone_hash' | 'email_hash'>, since: string) => boolean
  readonly put: (lead: Lead) => void
  /** Accepted and not among the contacts yet; oldest first. */
  readonly waiting: (most: number) => readonly Lead[]
}

/** The same lead without what it says of a person: that stands with the contact from now on, or nowhere. */
export const forgotten = (lead: Lead): Lead => ({ ...lead, name: null, phone: null, email: null, note: null })

export const contactIdOf = ({ id }: Pick<Lead, 'id'>): string => `lead-${id}`
