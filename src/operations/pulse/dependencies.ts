import type { Manifest } from '#core/batch.ts'
import type { Mailer, MailSettings, MailStore } from '#core/mail.ts'
import type { Language } from '#core/messages.ts'
import type { PulseBoxes, PulseStore } from '#core/pulse/round.ts'
import type { Settings } from '#core/settings.ts'
import type { SurveyStore } from '#core/surveys/invitation.ts'
import type { Warehouse } from '#core/warehouse.ts'
import type { ImportRows } from '../targets/dependencies.ts'

/** What the answer page needs: it never learns who opened it. */
export type AnswerDeps = {
  readonly pulse: PulseStore
  readonly boxes: PulseBoxes
  readonly digestOf: (text: string) => string
  /** A number from 0 to n − 1 by chance. */
  readonly below: (n: number) => number
  readonly today: () => string
}

/** What sending the links by mail needs. Whether mail leaves at all, and when, is one setting for all surveys. */
export type PulseMailDeps = AnswerDeps & {
  readonly mail: MailStore
  readonly openMailer: (server: MailSettings) => Promise<Mailer>
  readonly surveys: Pick<SurveyStore, 'sending'>
  readonly settings: () => Settings
  readonly language: Language
  /** Wall clock in the organisation’s time zone. */
  readonly wall: () => string
  /** Where the pages are reached. */
  readonly address: () => string
}

export type PulseDeps = PulseMailDeps & {
  readonly randomId: () => string
  readonly importRows: ImportRows
  readonly batches: () => readonly Manifest[]
  readonly query: Warehouse['query']
  readonly readText: (path: string) => Promise<string>
}
