import type { Question, RoundKind } from './questions.ts'
import type { Released } from './released.ts'

/** Parts of the organisation results are told for; nothing else of an employee goes with an answer. */
export const dimensions = ['team', 'location', 'tenure_band'] as const
export type PulseDimension = (typeof dimensions)[number]

/** Somebody who may be asked. Stands in the store alone; no batch, no table of the warehouse knows of it. */
export type Employee = {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly team: string | null
  readonly location: string | null
  readonly tenure_band: string | null
  readonly language: 'vi' | 'en'
  /** Last day at work, from which nobody is asked any more. */
  readonly leaving_on: string | null
}

/** Team, location and tenure band an answer is counted in; null: together with the other small ones. */
export type PulseCell = readonly [string | null, string | null, string | null]

/** What was settled before a round opened and cannot be changed any more. */
export type PulsePlan = {
  /** Fewest answers of any number told. */
  readonly floor: number
  /** People asked. */
  readonly asked: number
  /** Units people are told they are counted in, by dimension. */
  readonly units: Readonly<Record<PulseDimension, readonly string[]>>
}

export type RoundState = 'open' | 'closed' | 'released'

export type Round = {
  readonly id: string
  /** From 1 on, in the order they were opened. */
  readonly number: number
  readonly kind: RoundKind
  readonly questions: readonly Question[]
  readonly comment: boolean
  readonly opened_on: string
  /** Last day it can be answered. */
  readonly closes_on: string
  readonly state: RoundState
  readonly plan: PulsePlan
  /** Links were handed out as a list. */
  readonly links_given: boolean
  /** Its links go out by mail. */
  readonly by_mail: boolean
  readonly released: Released | null
}

export type Invitation = {
  readonly person: string
  readonly cell: PulseCell
  readonly language: 'vi' | 'en'
  /** SHA-256 of the link’s secret. */
  readonly sha256: string
}

/** Whose link was opened, as far as the page must know: never who it is. */
export type OpenedLink = { readonly round: Round; readonly cell: PulseCell; readonly language: 'vi' | 'en' }

export type Ballot = { readonly cell: PulseCell; readonly answers: Readonly<Partial<Record<Question, number>>> }

/**
 * All that a round has gathered: which links were used, what was answered, what was written, each by itself and each
 * in an order that says nothing.
 */
export type Gathered = {
  readonly spent: readonly string[]
  readonly ballots: readonly Ballot[]
  readonly comments: readonly string[]
}

/** The two mails of a round, each to everybody: who has answered plays no part in it. */
export type MailTurn = 'first' | 'reminder'

/** The list of people and the rounds in the operational store. No answer ever stands here. */
export type PulseStore = {
  readonly people: () => readonly Employee[]
  readonly replacePeople: (people: readonly Employee[]) => void
  /** Newest first. */
  readonly rounds: () => readonly Round[]
  readonly round: (id: string) => Round | null
  readonly open: (round: Round, invitations: readonly Invitation[]) => void
  readonly put: (round: Round) => void
  /** Closes a round: its links are forgotten; which people it asked in which unit stays. */
  readonly close: (round: Round) => void
  readonly asked: (round: string) => readonly { readonly person: string; readonly cell: PulseCell }[]
  readonly link: (sha256: string) => OpenedLink | null
  /** People of a round who have been written to, or may have been: a mail is never handed over twice. */
  readonly mailed: (round: string, turn: MailTurn) => ReadonlySet<string>
  /** Notes a mail before a server hears of it; false where it was noted before. */
  readonly claimMail: (round: string, turn: MailTurn, person: string) => boolean
  /** For one that has certainly not been handed over. */
  readonly dropMail: (round: string, turn: MailTurn, person: string) => void
}

/** Where an open round gathers its answers: a file of its own, beside the store and in no backup. */
export type PulseBoxes = {
  /** Makes the secret of a round. */
  readonly prepare: (round: string) => void
  /** Whether the round’s secret is still here; a directory brought back from a backup has none. */
  readonly stands: (round: string) => boolean
  /** Secret of somebody’s link, the same each time; 128 bits. @throws where the round has no secret */
  readonly token: (round: string, person: string) => string
  readonly read: (round: string) => Gathered
  /** Puts everything gathered in the place of what stood there, at once or not at all. */
  readonly write: (round: string, gathered: Gathered) => void
  /** Takes away the file and the secret it was written under. */
  readonly forget: (round: string) => void
}

/** A round as whoever keeps the people’s side sees it. While it is open nothing tells how many have answered. */
export type ListedRound = Omit<Round, 'released'> & {
  readonly released_on: string | null
  readonly participation: number | null
}

export type HandedLink = { readonly name: string; readonly team: string | null; readonly link: string }
