import type { AccessScope, Role, TokenUse } from './access.ts'
import type { Language, Params } from './messages.ts'
import type { SignedOn, SignOnAttempt } from './sign-on.ts'

/** An account. Moments are ISO instants. */
export type User = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly scope: AccessScope
  readonly language: Language
  readonly created_at: string
  readonly disabled_at: string | null
}

/** What lets an account in; kept apart from what is shown of it. */
export type Credentials = {
  /** Argon2id, in PHC form; null until the account's link has been used. */
  readonly password: string | null
  /** Base32; null where no second step is asked for. */
  readonly totp: string | null
  /** Last 30-second step a code was taken of, so that no code counts twice. */
  readonly totp_step: number
  /** Secret offered but not confirmed by a code yet. */
  readonly totp_offered: string | null
}

/** Of every token only its SHA-256 is kept. Moments in milliseconds since 1970. */
export type Session = {
  readonly sha256: string
  readonly user: string
  readonly created: number
  readonly seen: number
}

export type ApiToken = {
  readonly id: string
  readonly user: string
  readonly name: string
  readonly uses: readonly TokenUse[]
  readonly created_at: string
  readonly expires_at: string | null
  readonly revoked_at: string | null
}

/** A link that works once: to make the owner, to take up an invitation, to set a password anew. */
export type Link = {
  readonly kind: 'setup' | 'invite' | 'reset'
  readonly user: string | null
  /** Milliseconds since 1970. */
  readonly expires: number
}

/** One line of the journal, before it is chained. */
export type JournalEntry = {
  readonly at: string
  /** `user:…`, `token:…`, `console`, `open`, `nobody`. */
  readonly actor: string
  /** Operation or event, `plural.verb`. */
  readonly action: string
  /** What was acted on. */
  readonly subject: string | null
  readonly detail: Params | null
}

export type JournalRow = JournalEntry & {
  readonly sequence: number
  readonly previous: string
  readonly sha256: string
}

/** What a check of the chain found: how many rows, and the first that does not follow from the one before. */
export type ChainCheck = { readonly rows: number; readonly broken_at: number | null }

/** Accounts, sessions, tokens, links and the journal, as everything outside `store/` sees them. */
export type Accounts = {
  /** Everything in `work` or nothing; `work` must not wait. */
  readonly together: <T>(work: () => T) => T
  readonly users: () => readonly User[]
  readonly user: (id: string) => User | null
  readonly userByEmail: (email: string) => User | null
  readonly credentials: (id: string) => Credentials
  /** Adds an account, or changes everything but its credentials. @throws Fault `account.email_taken` */
  readonly putUser: (user: User) => void
  readonly putCredentials: (id: string, credentials: Partial<Credentials>) => void
  readonly session: (sha256: string) => Session | null
  readonly putSession: (session: Session) => void
  readonly endSession: (sha256: string) => void
  readonly endSessions: (user: string) => void
  /** Forgets sessions, links and browsers sent to a provider whose time is over. */
  readonly forgetBefore: (bounds: { readonly seen: number; readonly created: number; readonly now: number }) => void
  readonly tokens: () => readonly ApiToken[]
  readonly tokenBySha256: (sha256: string) => ApiToken | null
  readonly addToken: (token: ApiToken, sha256: string) => void
  readonly revokeToken: (id: string, at: string) => void
  /** Makes a link; earlier ones of the same kind for the same account stop working. */
  readonly putLink: (sha256: string, link: Link) => void
  readonly link: (sha256: string) => Link | null
  /** Takes a link away; false where another has taken it first. */
  readonly takeLink: (sha256: string) => boolean
  readonly dropLinks: (kind: Link['kind'], user: string | null) => void
  /** Account a person of a provider signs in to; null where there is none. */
  readonly identityOwner: (issuer: string, subject: string) => string | null
  /** Persons of providers who sign in to an account. */
  readonly identities: (user: string) => readonly Pick<SignedOn, 'issuer' | 'subject'>[]
  readonly bindIdentity: (user: string, person: Pick<SignedOn, 'issuer' | 'subject'>) => void
  readonly dropIdentities: (user: string) => void
  /** Remembers a browser on its way to the provider and back, or what became of it. */
  readonly putSignOn: (sha256: string, attempt: SignOnAttempt) => void
  readonly signOn: (sha256: string) => SignOnAttempt | null
  /** Takes it away; null where another has taken it first. */
  readonly takeSignOn: (sha256: string) => SignOnAttempt | null
  /** Moments of failed attempts under a name since, oldest first. */
  readonly attempts: (name: string, since: number) => readonly number[]
  readonly addAttempt: (names: readonly string[], at: number, keepSince: number) => void
  /** Forgets the attempts under a name: that of one moment, or all of them. */
  readonly clearAttempts: (name: string, at: number | null) => void
  readonly record: (entry: JournalEntry) => void
  /** Newest first. */
  readonly journal: (limit: number, before: number | null) => readonly JournalRow[]
  readonly checkJournal: () => ChainCheck
}
