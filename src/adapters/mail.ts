import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { isLoopbackName } from '#core/loopback.ts'
import { type Delivery, type Mailer, type MailSettings, type Message, statusIn } from '#core/mail.ts'

/** Milliseconds a server may take: to be reached and greet, and to answer each command. */
export type MailPatience = { readonly connecting: number; readonly answering: number }

const usualPatience: MailPatience = { connecting: 20_000, answering: 60_000 }

/** Messages over one connection before another is opened, as servers close long ones. */
const mostPerConnection = 90

type SmtpError = Error & {
  readonly code?: string | undefined
  readonly command?: string | undefined
  readonly response?: string | undefined
  readonly responseCode?: number | undefined
}

const composed = async (message: Message, server: MailSettings): Promise<Buffer> => {
  const address = { name: server.from_name, address: server.from_address }
  const headers = Object.entries({ 'Auto-Submitted': 'auto-generated', ...message.headers }).map(([key, value]) => ({
    key,
    // Folded, a long header breaks the signature some relays put on it.
    value: { prepared: true, value: value.replaceAll(/[\r\n]+/g, ' ') },
  }))
  return new Promise((done, failed) => {
    new MailComposer({
      from: address,
      to: [{ name: '', address: message.to }],
      subject: message.subject.replaceAll(/\s+/g, ' '),
      text: message.text,
      ...(message.html === undefined ? {} : { html: message.html }),
      ...(server.reply_to === null ? {} : { replyTo: server.reply_to }),
      ...(message.message_id === undefined ? {} : { messageId: `<${message.message_id}>` }),
      ...(message.in_reply_to === undefined
        ? {}
        : { inReplyTo: `<${message.in_reply_to}>`, references: `<${message.in_reply_to}>` }),
      headers,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .build((error, bytes) => (error ? failed(error) : done(bytes)))
  })
}

const answered = (error: SmtpError): Delivery | null => {
  const code = error.responseCode ?? 0
  if (code < 400 || code > 599 || !['MAIL FROM', 'RCPT TO', 'DATA'].includes(error.command ?? '')) return null
  const response = error.response ?? error.message
  const at = error.command === 'RCPT TO' ? 'recipient' : error.command === 'MAIL FROM' ? 'sender' : 'message'
  return {
    outcome: 'refused',
    permanent: code >= 500,
    at,
    status: statusIn(response),
    response: response.slice(0, 500),
  }
}

/** @param begun whether any of the message had left when it failed */
const failure = (error: SmtpError, begun: boolean): Delivery =>
  answered(error) ??
  (begun ? { outcome: 'unsure', detail: error.message } : { outcome: 'unsent', detail: error.message.slice(0, 500) })

type Line = { readonly connection: SMTPConnection; sent: number; open: boolean }

/**
 * Gives messages to an SMTP server, one at a time over one connection that is opened anew when it was closed.
 * A message is handed over at most once: when the line breaks after that began, the answer is `unsure`.
 */
export const openMailer = (server: MailSettings, patience: MailPatience = usualPatience): Mailer => {
  let line: Line | null = null
  let last: Promise<unknown> = Promise.resolve()

  const connect = (): Promise<Line> =>
    new Promise((done, failed) => {
      const connection = new SMTPConnection({
        host: server.host,
        port: server.port,
        secure: server.security === 'tls',
        requireTLS: server.security === 'starttls',
        ignoreTLS: server.security === 'plain',
        // Only a server of this machine may show a certificate nobody has signed.
        tls: { rejectUnauthorized: !isLoopbackName(server.host), minVersion: 'TLSv1.2' },
        connectionTimeout: patience.connecting,
        greetingTimeout: patience.connecting,
        socketTimeout: patience.answering,
      })
      const opened: Line = { connection, sent: 0, open: true }
      const ended = (error?: Error): void => {
        opened.open = false
        connection.close()
        failed(error ?? new Error('Connection closed unexpectedly'))
      }
      connection.on('error', ended)
      // What went wrong is told a moment after the line has ended.
      connection.on('end', () => setImmediate(ended))
      connection.connect((error) => {
        if (error) return ended(error)
        if (server.user === null) return done(opened)
        connection.login(
          { user: server.user, credentials: { user: server.user, pass: server.password ?? '' } },
          (refused) => (refused ? ended(refused) : done(opened)),
        )
      })
    })

  const leave = (): void => {
    line?.connection.quit()
    line = null
  }

  const reset = (current: Line): Promise<void> =>
    new Promise((done, failed) => current.connection.reset((error) => (error ? failed(error) : done())))

  /** A connection ready for a message; one that stood open too long is replaced. */
  const ready = async (): Promise<Line> => {
    if (line && line.sent >= mostPerConnection) leave()
    if (line?.open && line.sent > 0)
      try {
        await reset(line)
      } catch {
        line = null
      }
    if (!line?.open) line = await connect()
    return line
  }

  const handOver = async (message: Message): Promise<Delivery> => {
    let begun = false
    try {
      const bytes = await composed(message, server)
      const current = await ready()
      const body = new Readable({
        read() {
          begun = true
          this.push(bytes)
          this.push(null)
        },
      })
      current.sent += 1
      const envelope = { from: message.envelope_from ?? server.from_address, to: [message.to] }
      return await new Promise<Delivery>((done) => {
        const dropped = (): void =>
          void setImmediate(() => done(failure(new Error('Connection closed unexpectedly'), begun)))
        current.connection.once('end', dropped)
        current.connection.send(envelope, body, (error, info) => {
          current.connection.removeListener('end', dropped)
          done(error ? failure(error, begun) : { outcome: 'sent', response: String(info.response).slice(0, 500) })
        })
      })
    } catch (error) {
      return failure(error as SmtpError, begun)
    }
  }

  return {
    send: (message) => {
      const next = last.then(() => handOver(message))
      last = next
      return next
    },
    close: async () => {
      await last
      leave()
    },
  }
}
