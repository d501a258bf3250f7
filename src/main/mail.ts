import type { Store } from '#core/store.ts'
import type { MailDeps } from '#operations/mail/dependencies.ts'

/** What sending mail needs. The library that speaks with servers is loaded by what sends only. */
export const mailFor = (store: Store): Pick<MailDeps, 'mail' | 'openMailer'> => ({
  mail: store.mail,
  openMailer: async (server) => (await import('#adapters/mail.ts')).openMailer(server),
})
