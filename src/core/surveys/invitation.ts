import type { Language } from '../messages.ts'
import type { Sending } from './sending.ts'
import type { Survey, SurveyDefinition, SurveyKind, SurveyState } from './survey.ts'

/**
 * What became of an invitation. `sending` stands before a server hears of it, so that a kill at any moment cannot make
 * it go out twice; found later it is `unsure`. Only `failed` has certainly not been handed over.
 */
export const invitationStates = ['sending', 'sent', 'unsure', 'failed', 'bounced'] as const
export type InvitationState = (typeof invitationStates)[number]

/** Moments are wall clocks of the organisation. */
export type Invitation = {
  readonly id: string
  readonly survey: string
  readonly version: number
  readonly customer_id: string
  /** Keyed hash of the mailbox it went to; the address itself stands with the customer alone. */
  readonly mailbox: string
  readonly domain: string
  readonly language: Language
  readonly state: InvitationState
  readonly at: string
  readonly reminder: InvitationState | null
  readonly reminded_at: string | null
  readonly answered_at: string | null
  /** What a server said, where it did not take it. */
  readonly detail: string | null
  /** What the customer belonged to when asked; a later move changes no answer. */
  readonly location_id: string | null
  readonly product_line: string | null
  readonly owner: string | null
}

/** What a link or an address of a mail is for. */
export type TokenPurpose = 'answer' | 'unsubscribe' | 'message'

export type AnswerSource = 'mail' | 'code'

/** One answer as it stands, of one invitation or left at a public code. */
export type SurveyResponse = {
  readonly id: string
  readonly survey: string
  readonly kind: SurveyKind
  readonly version: number
  readonly invitation: string | null
  readonly code: string | null
  readonly score: number | null
  readonly comment: string | null
  /** Question → what was chosen or written. */
  readonly answers: Readonly<Record<string, string>>
  readonly language: Language
  readonly source: AnswerSource
  readonly customer_id: string | null
  readonly location_id: string | null
  readonly product_line: string | null
  readonly owner: string | null
  readonly first_at: string
  readonly changed_at: string
  readonly edits: number
  /** It came after the link had closed: kept, never counted. */
  readonly late: boolean
  /** It looks like a machine's: kept, not counted until a person sends it again. */
  readonly suspect: boolean
  /** `edits` of what last became a row of a batch; null: nothing yet. */
  readonly landed: number | null
}

export type OptOut = {
  readonly id: string
  readonly at: string
  readonly how: 'link' | 'one_click' | 'complaint' | 'owner'
  readonly customer_id: string | null
  readonly mailbox: string | null
  /** Enough to know the address again by. */
  readonly shown: string | null
}

/** What is known of a mailbox that does not take mail. */
export type MailboxState = {
  readonly mailbox: string
  /** For good, since; null: it may be tried. */
  readonly stopped_at: string | null
  readonly status: string | null
  /** Days on which it was full or not ready. */
  readonly soft: readonly string[]
  readonly put_off_until: string | null
}

export type PublicCode = {
  readonly code: string
  readonly survey: string
  readonly location_id: string | null
  readonly created_at: string
  readonly closed_at: string | null
}

/** Counts of a survey by month of the invitation. */
export type WaveCounts = {
  readonly month: string
  readonly invited: number
  readonly delivered: number
  readonly bounced: number
  readonly unsure: number
  readonly reminded: number
  readonly answered: number
}

/** Surveys in the operational store. Every write is durable when the call returns. */
export type SurveyStore = {
  readonly together: <T>(work: () => T) => T
  readonly sending: () => Sending
  readonly putSending: (sending: Sending) => void
  readonly surveys: () => readonly Survey[]
  readonly survey: (id: string) => Survey | null
  /** What was asked under a number. */
  readonly versionOf: (id: string, version: number) => SurveyDefinition | null
  readonly putSurvey: (survey: Survey) => void
  readonly setState: (id: string, state: SurveyState, at: string) => void
  readonly addInvitation: (invitation: Invitation) => void
  readonly changeInvitation: (id: string, change: Partial<Invitation>) => void
  readonly dropInvitation: (id: string) => void
  readonly invitation: (id: string) => Invitation | null
  readonly invitationTo: (survey: string, customer: string, at: string) => Invitation | null
  /** All of them, or those of a survey, newest first. */
  readonly invitations: (survey: string | null) => readonly Invitation[]
  readonly invitedSince: (wall: string) => number
  /** Those a kill left in the middle become unsure. Gives how many. */
  readonly settleInterrupted: () => number
  readonly addToken: (sha256: string, invitation: string, purpose: TokenPurpose) => void
  readonly invitationBy: (sha256: string, purpose: TokenPurpose) => Invitation | null
  readonly response: (id: string) => SurveyResponse | null
  readonly responseTo: (invitation: string) => SurveyResponse | null
  /** Keeps what stood before as history. */
  readonly putResponse: (response: SurveyResponse) => void
  readonly history: (response: string) => readonly { readonly at: string; readonly score: number | null }[]
  readonly responses: (survey: string) => readonly SurveyResponse[]
  /** Those with a change no batch holds yet, of surveys with a score. */
  readonly unlanded: (most: number) => readonly SurveyResponse[]
  readonly markLanded: (responses: readonly Pick<SurveyResponse, 'id' | 'edits'>[]) => void
  readonly waves: (survey: string) => readonly WaveCounts[]
  readonly optOuts: () => readonly OptOut[]
  readonly addOptOut: (optOut: OptOut) => void
  readonly dropOptOut: (id: string) => void
  readonly isOptedOut: (customer: string | null, mailbox: string | null) => boolean
  readonly mailboxes: () => readonly MailboxState[]
  readonly mailbox: (mailbox: string) => MailboxState | null
  readonly putMailbox: (state: MailboxState) => void
  /** Domain → until when nothing is sent there. */
  readonly pausedDomains: () => ReadonlyMap<string, string>
  readonly pauseDomain: (domain: string, until: string) => void
  readonly codes: () => readonly PublicCode[]
  readonly code: (code: string) => PublicCode | null
  readonly putCode: (code: PublicCode) => void
}
