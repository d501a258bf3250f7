import type { Language } from '../messages.ts'
import type { HoldReason, RoundDecision } from './decide.ts'
import type { AnswerSource, OptOut, PublicCode, WaveCounts } from './invitation.ts'
import type { Score } from './score.ts'
import type { Sending } from './sending.ts'
import type { OwnQuestion, Survey, SurveyKind } from './survey.ts'
import type { SurveyMail } from './survey-mail.ts'
import type { SurveyWords } from './survey-words.ts'

/** Answers about surveys, as they stand on both sides of the wire. */

export type ListedSurvey = Survey & Omit<WaveCounts, 'month'>

export type ShownSurvey = {
  readonly survey: ListedSurvey
  readonly words: Readonly<Partial<Record<Language, SurveyWords>>>
  /** The mail as it would arrive. */
  readonly mail: SurveyMail
}

export type PreviewRow = {
  readonly customer_id: string
  readonly name: string | null
  readonly address: string | null
  readonly survey: string
  readonly action: RoundDecision['action']
  readonly reason: HoldReason | null
  readonly why: string | null
  readonly until: string | null
  readonly location_id: string | null
  readonly product_line: string | null
  readonly owner: string | null
}

export type Preview = {
  readonly at: string
  /** False: this is what would happen; nothing leaves. */
  readonly sending: boolean
  readonly counts: readonly {
    readonly survey: string
    readonly name: string
    readonly state: string
    readonly invite: number
    readonly remind: number
    readonly held: readonly { readonly reason: HoldReason; readonly why: string; readonly customers: number }[]
  }[]
  readonly rows: readonly PreviewRow[]
  /** Of the rows asked for, how many there are. */
  readonly total: number
}

export type RoundResult = {
  readonly at: string
  /** Nothing left: sending is off, or it was asked for. */
  readonly dry_run: boolean
  readonly invited: number
  readonly reminded: number
  readonly refused: number
  /** The line broke, or an earlier run was ended in the middle: perhaps sent, never sent again. */
  readonly unsure: number
  readonly held: number
  /** What ended the round early; null: everything that was due is done. */
  readonly stopped: string | null
}

export type Wave = WaveCounts & {
  /** Answered ÷ delivered, with its interval; null where nothing was delivered. */
  readonly response_rate: number | null
  readonly response_interval: readonly [number, number] | null
  /** Of the answers of the month that count, invited or by a code. */
  readonly score: Score | null
  /** Compared with the month before it that has answers. */
  readonly change: { readonly absolute: number; readonly p_value: number | null; readonly within_noise: boolean } | null
  /** Version of the questions answered last; another one than before breaks the line. */
  readonly version: number | null
}

export type SurveyResults = {
  readonly survey: string
  readonly kind: SurveyKind
  readonly score: Score | null
  readonly answers: number
  /** Kept, and not counted: late, or a machine’s. */
  readonly excluded: number
  /** Newest first. */
  readonly waves: readonly Wave[]
  readonly questions: readonly (Pick<OwnQuestion, 'id' | 'kind' | 'words'> & {
    readonly counts: readonly { readonly answer: string; readonly count: number }[]
  })[]
}

export type ShownComment = {
  readonly answer_id: string
  readonly survey: string
  readonly at: string
  readonly score: number | null
  readonly comment: string | null
  readonly answers: Readonly<Record<string, string>>
  readonly language: Language
  readonly source: AnswerSource
  readonly edits: number
  readonly customer_id: string | null
  readonly name: string | null
  readonly location_id: string | null
  readonly product_line: string | null
}

export type ShownSending = Sending & {
  /** What links begin with. */
  readonly reached_at: string
  readonly has_mail_server: boolean
}

export type ShownCode = PublicCode & { readonly url: string }

export type ShownOptOut = Omit<OptOut, 'mailbox'> & { readonly name: string | null }
