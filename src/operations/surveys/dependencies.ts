import type { Access } from '#core/access.ts'
import type { EntityName } from '#core/entity.ts'
import type { Mailer, MailSettings, MailStore } from '#core/mail.ts'
import type { Language } from '#core/messages.ts'
import type { Settings } from '#core/settings.ts'
import type { Person } from '#core/store.ts'
import type { SurveyStore } from '#core/surveys/invitation.ts'
import type { Row } from '#core/warehouse.ts'
import type { ImportRows } from '../targets/dependencies.ts'

/** What surveys of customers need from the world. */
export type SurveyDeps = {
  readonly surveys: SurveyStore
  readonly mail: MailStore
  readonly openMailer: (server: MailSettings) => Promise<Mailer>
  readonly access: Access
  readonly settings: () => Settings
  readonly language: Language
  /** Today in the organisation's time zone. */
  readonly today: () => string
  /** Wall clock there, `2026-11-18T11:40:00`. */
  readonly wall: () => string
  /** Asks the tables, brought up to date first. */
  readonly askTables: (sql: string) => Promise<readonly Row[]>
  readonly people: (entity: EntityName, ids: readonly string[]) => ReadonlyMap<string, Person>
  readonly importRows: ImportRows
  readonly readText: (path: string) => Promise<string>
  /** Where the pages are reached. */
  readonly address: () => string
  /** 128 bits nobody can guess, 22 letters. */
  readonly linkToken: () => string
  /** What is kept of a token. */
  readonly digestOf: (text: string) => string
  /** 128 bits nobody can know without this directory's key, the same for the same text, 22 letters. */
  readonly keyedId: (text: string) => string
  /** Milliseconds since 1970, for what is counted by the minute. */
  readonly time: () => number
}
