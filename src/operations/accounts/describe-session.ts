import { type Access, granteeOf, isAllowed } from '#core/access.ts'
import { kpisOf } from '#core/access-table.ts'
import type { Language } from '#core/messages.ts'
import type { AccountDeps } from './dependencies.ts'
import { hasOwner } from './links.ts'
import { type ListedUser, listed } from './users.ts'

export type SessionAnswer = {
  readonly signed_in: boolean
  /** How the asker was let in; null where it was not. */
  readonly via: Access['via'] | null
  /** An owner has still to be made: the link `nhip start` prints does it. */
  readonly setup_needed: boolean
  /** The data are those of the invented company. */
  readonly demo: boolean
  /** What the organisation is called; empty where nobody has said. */
  readonly organisation: string
  /** What the provider of single sign-on is known by; null where there is none. */
  readonly sso: string | null
  readonly language: Language
  readonly user: ListedUser | null
  readonly role: Access['role'] | null
  readonly scope: Access['scope'] | null
  /** Numbers of the KPIs the asker may read. */
  readonly kpis: readonly number[]
  /** Names of the operations the asker may carry out. */
  readonly may: readonly string[]
}

/** What anybody is told of this server. */
export type Here = Pick<SessionAnswer, 'demo' | 'organisation' | 'sso'>

/** Who asks, and what they may do. Of an asker who was not let in, nothing but that. */
export const describeSession = (
  access: Access | null,
  operations: readonly { readonly name: string; readonly changes: boolean }[],
  here: Here,
  deps: AccountDeps,
): SessionAnswer => {
  const user = access?.user ? deps.accounts.user(access.user) : null
  return {
    signed_in: user !== null,
    via: access?.via ?? null,
    setup_needed: !here.demo && !hasOwner(deps),
    ...here,
    language: access?.language ?? deps.language,
    user: user ? listed(user, deps) : null,
    role: access?.role ?? null,
    scope: access?.scope ?? null,
    kpis: access ? kpisOf(granteeOf(access)) : [],
    may: access ? operations.filter((operation) => isAllowed(access, operation)).map(({ name }) => name) : [],
  }
}
