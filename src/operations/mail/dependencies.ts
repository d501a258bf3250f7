import type { Mailer, MailSettings, MailStore } from '#core/mail.ts'
import type { Language } from '#core/messages.ts'
import type { Settings } from '#core/settings.ts'

export type MailDeps = {
  readonly mail: MailStore
  readonly openMailer: (server: MailSettings) => Promise<Mailer>
  readonly settings: () => Settings
  readonly language: Language
}
