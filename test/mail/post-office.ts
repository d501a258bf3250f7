import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { MailSettings } from '#core/mail.ts'

/** One message as a server took it. */
export type Taken = {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly secure: boolean
  readonly mail: ParsedMail
}

export type PostOffice = {
  readonly port: number
  readonly taken: Taken[]
  readonly connections: () => number
  readonly close: () => Promise<void>
}

/** What a server does with the recipient or, at the end of the message, with all of it. */
export type Rules = {
  readonly recipient?: (address: string) => Error | null
  /** `drop`: ends the line once the message has come, without an answer. */
  readonly message?: (raw: string) => Error | 'drop' | null
} & SMTPServerOptions

export const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode })

/** A real SMTP server on this machine that keeps what it takes. */
export const openPostOffice = async ({ recipient, message, ...options }: Rules = {}): Promise<PostOffice> => {
  const taken: Taken[] = []
  const sockets = new Map<string, { destroy: () => void }>()
  let connections = 0
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    ...options,
    onConnect: (_session, done) => {
      connections += 1
      done()
    },
    onRcptTo: ({ address }, _session, done) => done(recipient?.(address) ?? null),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const raw = Buffer.concat(parts).toString('utf8')
        const verdict = message?.(raw) ?? null
        if (verdict === 'drop') {
          for (const socket of sockets.values()) socket.destroy()
          return
        }
        if (verdict) return done(verdict)
        const { mailFrom, rcptTo } = session.envelope
        taken.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw,
          secure: session.secure,
          mail: await simpleParser(raw),
        })
        done(null, 'taken')
      })
    },
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket: { destroy: () => void; on: (event: string, then: () => void) => void }) => {
    const name = String(sockets.size + Math.random())
    sockets.set(name, socket)
    socket.on('close', () => sockets.delete(name))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    connections: () => connections,
    close: () => new Promise((done) => server.close(() => done())),
  }
}

export const serverAt = (port: number, more: Partial<MailSettings> = {}): MailSettings => ({
  host: '127.0.0.1',
  port,
  security: 'plain',
  user: null,
  password: null,
  from_name: 'Gia Dụng An Nhiên',
  from_address: 'khaosat@annhien.vn',
  reply_to: null,
  bounce_address: null,
  ...more,
})
