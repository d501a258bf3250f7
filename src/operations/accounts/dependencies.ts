import type { Access } from '#core/access.ts'
import type { Accounts, JournalEntry } from '#core/account.ts'
import type { Language, Params } from '#core/messages.ts'

/** What accounts need from the world. Only the real clock counts here, whatever moment answers are given for. */
export type AccountDeps = {
  readonly accounts: Accounts
  /** Who asks. */
  readonly access: Access
  readonly language: Language
  /** Milliseconds since 1970. */
  readonly time: () => number
  readonly randomToken: () => string
  readonly randomId: () => string
  readonly randomTotpSecret: () => string
  /** SHA-256 in hexadecimal. */
  readonly digestOf: (text: string) => string
  readonly hashPassword: (password: string) => Promise<string>
  /** Takes as long where there is no hash to compare with. */
  readonly isPassword: (hashed: string | null, password: string) => Promise<boolean>
  /** 30-second step of a code that is right and later than `last`; null where there is none. */
  readonly totpStep: (secret: string, code: string, time: number, last: number) => number | null
  /** Where the pages are reached from this machine, `http://127.0.0.1:7777`. */
  readonly address: () => string
}

export const isoOf = (time: number): string => new Date(time).toISOString()

/** A line of the journal about what is being done now. */
export const entry = (
  { time }: Pick<AccountDeps, 'time'>,
  actor: string,
  action: string,
  subject: string | null,
  detail: Params | null = null,
): JournalEntry => ({ at: isoOf(time()), actor, action, subject, detail })
