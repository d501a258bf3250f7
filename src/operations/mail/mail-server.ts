import { Fault } from '#core/fault.ts'
import { oneOf } from '#core/given.ts'
import { addressIn, isHost, type MailSettings, mailSecurities, type ShownServer } from '#core/mail.ts'
import { defineMessages, fill } from '#core/messages.ts'
import type { MailDeps } from './dependencies.ts'

const words = defineMessages({
  subject: { vi: 'Thư thử từ {organisation}', en: 'Test mail from {organisation}' },
  text: {
    vi: 'Nếu bạn đọc được thư này, máy chủ thư đã được đặt đúng. Không cần trả lời.',
    en: 'If you can read this, the mail server is set up rightly. No answer is needed.',
  },
})

export type GivenServer = {
  readonly host: string
  readonly port?: number | undefined
  readonly security?: string | undefined
  readonly user?: string | undefined
  /** Left out: the one known stays, as long as host and user do. */
  readonly password?: string | undefined
  readonly from_name?: string | undefined
  readonly from_address: string
  readonly reply_to?: string | undefined
  readonly bounce_address?: string | undefined
}

export const shownServer = (known: MailSettings | null): { readonly server: ShownServer | null } => {
  if (!known) return { server: null }
  const { password, ...server } = known
  return { server: { ...server, has_password: password !== null } }
}

const addressOr = (field: string, text: string | undefined): string | null => {
  if (text === undefined || text.trim() === '') return null
  const address = addressIn(text)
  if (address === null) throw new Fault('mail.address_unfit', { field, address: text.slice(0, 100) })
  return address
}

/** Ports servers listen on by what protects the line, and the other way round. */
const usualPort = { tls: 465, starttls: 587, plain: 25 } as const

/**
 * Sets the server mail leaves by.
 * @throws Fault `mail.host_unfit`, `mail.port_unfit`, `mail.address_unfit`, `option.unknown_value`
 */
export const setServer = (given: GivenServer, deps: MailDeps): ReturnType<typeof shownServer> => {
  const host = given.host.trim().replace(/^\[(.*)\]$/, '$1')
  if (!isHost(host)) throw new Fault('mail.host_unfit', { host: host.slice(0, 100) })
  const asked = given.security?.trim() || (given.port === 465 ? 'tls' : 'starttls')
  const security = oneOf('security', asked, mailSecurities)
  const port = given.port ?? usualPort[security]
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Fault('mail.port_unfit', { port: String(port) })
  const user = given.user?.trim() || null
  const from = addressOr('from_address', given.from_address)
  if (from === null) throw new Fault('mail.address_unfit', { field: 'from_address', address: '' })
  const known = deps.mail.mailServer()
  // A password known for one server is not shown to another.
  const kept = known && known.host === host && known.user === user ? known.password : null
  deps.mail.putMailServer({
    host,
    port,
    security,
    user,
    from_name: (given.from_name ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 120) || deps.settings().organisation,
    from_address: from,
    reply_to: addressOr('reply_to', given.reply_to),
    bounce_address: addressOr('bounce_address', given.bounce_address),
    password: user === null ? null : (given.password ?? kept),
  })
  return shownServer(deps.mail.mailServer())
}

/** The server that is set. @throws Fault `mail.no_server`, `mail.password_missing` */
export const serverOf = ({ mail }: Pick<MailDeps, 'mail'>): MailSettings => {
  const server = mail.mailServer()
  if (!server) throw new Fault('mail.no_server')
  if (server.user !== null && server.password === null)
    throw new Fault('mail.password_missing', { host: server.host, account: server.user })
  return server
}

/**
 * Sends one mail to see whether it can be done.
 * @throws Fault `mail.no_server`, `mail.password_missing`, `mail.address_unfit`, `mail.refused`, `mail.unsent`
 */
export const testServer = async (
  to: string,
  deps: MailDeps,
): Promise<{ readonly sent: true; readonly response: string }> => {
  const address = addressOr('email', to)
  if (address === null) throw new Fault('mail.address_unfit', { field: 'email', address: to.slice(0, 100) })
  const server = serverOf(deps)
  const mailer = await deps.openMailer(server)
  try {
    const delivery = await mailer.send({
      to: address,
      subject: fill(words.subject, deps.language, { organisation: deps.settings().organisation || 'Nhịp' }),
      text: `${words.text[deps.language]}\n`,
    })
    if (delivery.outcome === 'sent') return { sent: true, response: delivery.response }
    if (delivery.outcome === 'refused')
      throw new Fault('mail.refused', { host: server.host, response: delivery.response })
    throw new Fault('mail.unsent', { host: server.host, port: server.port, detail: delivery.detail })
  } finally {
    await mailer.close()
  }
}
