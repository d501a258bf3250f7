import { actorOf } from '#core/access.ts'
import type { User } from '#core/account.ts'
import { Fault } from '#core/fault.ts'
import { type AccountDeps, entry, isoOf } from './dependencies.ts'
import { emailOf, type GivenScope, languageOf, nameOf, roleOf, scopeOf, userNamed } from './given.ts'
import { canOwn, hasOwner, isTakenUp, type MadeLink, makeLink } from './links.ts'
import { namesOf } from './sign-in.ts'

/** An account as it is shown: `invited` until its link has been used. */
export type ListedUser = User & {
  readonly status: 'active' | 'invited' | 'disabled'
  readonly totp: boolean
  /** Has a password; who signs in by a provider alone has none. */
  readonly password: boolean
  /** Signs in by a provider. */
  readonly sso: boolean
}

export const listed = (user: User, { accounts }: Pick<AccountDeps, 'accounts'>): ListedUser => {
  const { password, totp } = accounts.credentials(user.id)
  const status = user.disabled_at !== null ? 'disabled' : isTakenUp(user.id, { accounts }) ? 'active' : 'invited'
  const sso = accounts.identities(user.id).length > 0
  return { ...user, status, totp: totp !== null, password: password !== null, sso }
}

export const listUsers = (deps: AccountDeps): { readonly users: readonly ListedUser[] } => ({
  users: deps.accounts.users().map((user) => listed(user, deps)),
})

export type UserInput = {
  readonly name: string | undefined
  readonly role: string | undefined
  readonly language: string | undefined
} & GivenScope

type WithLink = { readonly user: ListedUser; readonly link: MadeLink }

/** What is written down of an account: whose rows a rep sees stands with the account, as it is a name. */
const detailOf = ({ role, scope }: User) => ({ role, locations: scope.locations, teams: scope.teams })

const changedIn = (before: User, after: User): readonly string[] => [
  ...(before.role === after.role ? [] : ['role']),
  ...(before.scope.rep === after.scope.rep ? [] : ['rep']),
  ...(JSON.stringify([before.scope.locations, before.scope.teams]) ===
  JSON.stringify([after.scope.locations, after.scope.teams])
    ? []
    : ['scope']),
  ...(['name', 'language'] as const).filter((field) => before[field] !== after[field]),
]

/** Adds an account and makes the link by which its holder sets a password. @throws Fault `account.*` */
export const addUser = (input: UserInput & { readonly email: string }, deps: AccountDeps): WithLink => {
  const { accounts } = deps
  const role = roleOf(input.role)
  if (role !== 'owner' && !hasOwner(deps)) throw new Fault('account.owner_first')
  const email = emailOf(input.email)
  const user: User = {
    id: deps.randomId(),
    email,
    name: input.name === undefined ? email.split('@')[0]! : nameOf(input.name),
    role,
    scope: scopeOf(role, input),
    language: input.language === undefined ? deps.language : languageOf(input.language),
    created_at: isoOf(deps.time()),
    disabled_at: null,
  }
  return accounts.together(() => {
    accounts.putUser(user)
    const link = makeLink('invite', user.id, deps)
    accounts.record(entry(deps, actorOf(deps.access), 'users.add', user.id, detailOf(user)))
    return { user: listed(user, deps), link }
  })
}

/** @throws Fault `account.last_owner` where nobody else could sign in as owner afterwards */
const keepAnOwner = (user: User, deps: AccountDeps): void => {
  const others = deps.accounts.users().filter(({ id }) => id !== user.id)
  if (canOwn(user, deps) && !others.some((other) => canOwn(other, deps)))
    throw new Fault('account.last_owner', { email: user.email })
}

/** Changes an account. A change of what it may do ends its sessions. @throws Fault `account.*` */
export const changeUser = (
  input: UserInput & { readonly user: string; readonly everywhere: boolean },
  deps: AccountDeps,
): ListedUser => {
  const { accounts } = deps
  return accounts.together(() => {
    const before = userNamed(input.user, deps)
    const role = input.role === undefined ? before.role : roleOf(input.role)
    const isGiven = input.locations.length + input.teams.length > 0 || input.rep !== undefined
    const keeps = role === before.role && !isGiven && !input.everywhere
    const after: User = {
      ...before,
      role,
      scope: keeps ? before.scope : scopeOf(role, input),
      name: input.name === undefined ? before.name : nameOf(input.name),
      language: input.language === undefined ? before.language : languageOf(input.language),
    }
    if (role !== 'owner') keepAnOwner(before, deps)
    accounts.putUser(after)
    if (!keeps) accounts.endSessions(after.id)
    const detail = { ...detailOf(after), changed: changedIn(before, after) }
    accounts.record(entry(deps, actorOf(deps.access), 'users.change', after.id, detail))
    return listed(after, deps)
  })
}

/** Shuts an account out at once: sessions, links and tokens of it no longer count. @throws Fault `account.*` */
export const disableUser = (name: string, deps: AccountDeps): ListedUser => {
  const { accounts } = deps
  return accounts.together(() => {
    const user = userNamed(name, deps)
    keepAnOwner(user, deps)
    const disabled = { ...user, disabled_at: user.disabled_at ?? isoOf(deps.time()) }
    accounts.putUser(disabled)
    accounts.endSessions(user.id)
    for (const kind of ['invite', 'reset'] as const) accounts.dropLinks(kind, user.id)
    for (const token of accounts.tokens().filter((token) => token.user === user.id))
      accounts.revokeToken(token.id, isoOf(deps.time()))
    accounts.record(entry(deps, actorOf(deps.access), 'users.disable', user.id))
    return listed(disabled, deps)
  })
}

/** Lets a disabled account in again; its tokens stay revoked. @throws Fault `account.unknown` */
export const enableUser = (name: string, deps: AccountDeps): ListedUser => {
  const { accounts } = deps
  return accounts.together(() => {
    const user = { ...userNamed(name, deps), disabled_at: null }
    accounts.putUser(user)
    accounts.record(entry(deps, actorOf(deps.access), 'users.enable', user.id))
    return listed(user, deps)
  })
}

/**
 * Makes a link by which an account sets a new password; the old one works until then. `totp` also takes the second
 * step away, for a lost phone. A person of the provider is tied to it anew at their next sign-in there.
 * @throws Fault `account.unknown`, `account.is_disabled`
 */
export const resetUser = (input: { readonly user: string; readonly totp: boolean }, deps: AccountDeps): WithLink => {
  const { accounts } = deps
  return accounts.together(() => {
    const user = userNamed(input.user, deps)
    if (user.disabled_at !== null) throw new Fault('account.is_disabled', { email: user.email })
    if (input.totp) accounts.putCredentials(user.id, { totp: null, totp_offered: null })
    // Whoever can only sign in by the provider keeps a way in.
    if (accounts.credentials(user.id).password !== null) accounts.dropIdentities(user.id)
    // Whoever has reached the console need not wait out the attempts of others.
    accounts.clearAttempts(namesOf(user.email, '', deps).account, null)
    const link = makeLink(accounts.credentials(user.id).password === null ? 'invite' : 'reset', user.id, deps)
    accounts.record(entry(deps, actorOf(deps.access), 'users.reset', user.id, { totp: input.totp ? 1 : 0 }))
    return { user: listed(user, deps), link }
  })
}
