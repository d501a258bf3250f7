/** How mail leaves: the server it is given to, and whom it is from. The password is kept apart and never shown. */
export type MailServer = {
  readonly host: string
  readonly port: number
  /** `tls` from the first byte (465), `starttls` before anything is said (587), `plain` for a server of this machine. */
  readonly security: MailSecurity
  /** Null: the server asks for no account. */
  readonly user: string | null
  readonly from_name: string
  readonly from_address: string
  readonly reply_to: string | null
  /** Where what cannot be delivered goes back to, `name+<token>@…` of each message; null: to who sends. */
  readonly bounce_address: string | null
}

export const mailSecurities = ['tls', 'starttls', 'plain'] as const
export type MailSecurity = (typeof mailSecurities)[number]

/** What is kept of the server in the store. */
export type MailSettings = MailServer & { readonly password: string | null }

/** The server as it may be shown: of the password only whether there is one. */
export type ShownServer = MailServer & { readonly has_password: boolean }

export type Message = {
  /** One address, as `addressIn` gives it. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** Further headers, each on one line however long. */
  readonly headers?: Readonly<Record<string, string>>
  /** Without angle brackets; made by the sender where it is left out. */
  readonly message_id?: string
  /** Message-ID of the message this one follows. */
  readonly in_reply_to?: string
  /** What stands for the sender on the envelope, where a bounce comes back to. */
  readonly envelope_from?: string
}

/** What became of a message. Only `sent` and `unsure` may have reached anybody. */
export type Delivery =
  | { readonly outcome: 'sent'; readonly response: string }
  /** The server said no. `permanent` as its code says; `status` is the enhanced code, such as `5.1.1`. */
  | {
      readonly outcome: 'refused'
      readonly permanent: boolean
      /** The recipient, not the account, the sender or what was written, as far as the server says. */
      readonly at: 'recipient' | 'sender' | 'message'
      readonly status: string | null
      readonly response: string
    }
  /** It never came to handing the message over: nobody home, no TLS, wrong password. */
  | { readonly outcome: 'unsent'; readonly detail: string }
  /** The line broke between handing over and the answer: sent again it might arrive twice. */
  | { readonly outcome: 'unsure'; readonly detail: string }

export type Mailer = {
  /** One message after the other over one connection. Never throws for what a server or a line does. */
  readonly send: (message: Message) => Promise<Delivery>
  readonly close: () => Promise<void>
}

/** The store's side of it. */
export type MailStore = {
  readonly mailServer: () => MailSettings | null
  readonly putMailServer: (server: MailSettings | null) => void
}

const hostForm = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*$/

/** Name of a host or an address of one, without brackets. */
export const isHost = (text: string): boolean =>
  text.length <= 253 && (hostForm.test(text) || /^[0-9a-f:.]+:[0-9a-f:.]*$/i.test(text))

const localForm = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/

/** Names of domains in the letters mail travels in; null where there is no such name. */
const domainIn = (text: string): string | null => {
  const plain = text.replace(/\.$/, '')
  if (/[^\p{L}\p{M}\p{N}.-]/u.test(plain) || !URL.canParse(`http://${plain}`)) return null
  const host = new URL(`http://${plain}`).hostname
  return hostForm.test(host) && host.length <= 253 && /\.[a-z][a-z0-9-]*$/.test(host) ? host : null
}

/**
 * The one address a text holds, in small letters and without a name around it; null where it holds none, several,
 * or one that mail of today cannot be counted on to reach.
 */
export const addressIn = (text: string): string | null => {
  const bare = text
    .normalize('NFC')
    .trim()
    .replace(/^mailto:/i, '')
  const inner = /^[^<>]*<([^<>]+)>$/.exec(bare)?.[1]?.trim() ?? bare
  const at = inner.lastIndexOf('@')
  if (at < 1 || inner.length > 254) return null
  const [local, domain] = [inner.slice(0, at), domainIn(inner.slice(at + 1).toLowerCase())]
  return domain !== null && local.length <= 64 && localForm.test(local) ? `${local.toLowerCase()}@${domain}` : null
}

/** The mailbox behind an address: what follows a plus is a label within it. */
export const mailboxOf = (address: string): string => address.replace(/\+[^@]*@/, '@')

/** An address as it may be shown to who has no need of it: enough to know it again by. */
export const maskedAddress = (address: string): string => {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}…${at > 2 ? address.slice(at - 1, at) : ''}${address.slice(at)}`
}

/** `5.1.1` of an answer such as `550 5.1.1 No such user`; null where it gives none. */
export const statusIn = (response: string): string | null =>
  /^\d{3}[ -](?:#)?([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null
