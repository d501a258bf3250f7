import { wholeScope } from '#core/access.ts'
import type { Link, User } from '#core/account.ts'
import { Fault } from '#core/fault.ts'
import type { Language } from '#core/messages.ts'
import { passwordLength, wrongPassword } from '#core/password-rules.ts'
import { type AccountDeps, entry, isoOf } from './dependencies.ts'
import { emailOf, languageOf, nameOf } from './given.ts'

const days = 86_400_000
/** How long a link waits to be used. */
const lifetimes: Readonly<Record<Link['kind'], number>> = { setup: 7 * days, invite: 7 * days, reset: days }

export type MadeLink = {
  /** The secret stands behind `#`, which browsers keep to themselves. */
  readonly path: string
  readonly url: string
  readonly expires_at: string
}

/** Makes a link that works once; an earlier one of its kind for the same account stops working. Only its digest is kept. */
export const makeLink = (kind: Link['kind'], user: string | null, deps: AccountDeps): MadeLink => {
  const token = deps.randomToken()
  const expires = deps.time() + lifetimes[kind]
  deps.accounts.putLink(deps.digestOf(token), { kind, user, expires })
  const path = `/setup#${token}`
  return { path, url: `${deps.address()}${path}`, expires_at: isoOf(expires) }
}

/** Whether an account has been taken up by its holder: by a password, or at a provider. */
export const isTakenUp = (user: string, { accounts }: Pick<AccountDeps, 'accounts'>): boolean =>
  accounts.credentials(user).password !== null || accounts.identities(user).length > 0

/** Whether an account can sign in as owner. */
export const canOwn = ({ id, role, disabled_at }: User, deps: Pick<AccountDeps, 'accounts'>): boolean =>
  role === 'owner' && disabled_at === null && isTakenUp(id, deps)

/** Whether somebody can sign in as owner. While nobody can, this machine may ask without signing in. */
export const hasOwner = (deps: Pick<AccountDeps, 'accounts'>): boolean =>
  deps.accounts.users().some((user) => canOwn(user, deps))

/** The link of the first start; null where there is an owner already. */
export const makeSetupLink = (deps: AccountDeps): MadeLink | null =>
  hasOwner(deps) ? null : makeLink('setup', null, deps)

type Standing = { readonly link: Link; readonly user: User | null; readonly sha256: string }

const standing = (token: string, deps: AccountDeps): Standing => {
  const sha256 = deps.digestOf(token)
  const link = token === '' ? null : deps.accounts.link(sha256)
  const user = link?.user ? deps.accounts.user(link.user) : null
  const isOver = !link || link.expires <= deps.time() || (link.user !== null && (!user || user.disabled_at !== null))
  if (isOver || (link.kind === 'setup' && hasOwner(deps))) throw new Fault('link.gone')
  return { link, user, sha256 }
}

/** What a link is for, without using it. @throws Fault `link.gone` */
export const checkLink = (token: string, deps: AccountDeps) => {
  const { link, user } = standing(token, deps)
  return {
    kind: link.kind,
    email: user?.email ?? null,
    name: user?.name ?? null,
    role: user?.role ?? 'owner',
    expires_at: isoOf(link.expires),
    password: passwordLength,
  }
}

/** @throws Fault `account.password_short`, `account.password_common` */
export const checkPassword = (password: string, known: readonly string[]): void => {
  const wrong = wrongPassword(password, known)
  if (wrong === 'short')
    throw new Fault('account.password_short', { ...passwordLength, length: [...password.normalize('NFC')].length })
  if (wrong) throw new Fault('account.password_common')
}

export type LinkUse = {
  readonly token: string
  readonly password: string
  readonly name: string | undefined
  readonly email: string | undefined
  readonly language: string | undefined
}

const taking = ({ user }: Standing, use: LinkUse, deps: AccountDeps): User => {
  const language = use.language === undefined ? (user?.language ?? deps.language) : languageOf(use.language)
  if (user) return { ...user, name: use.name === undefined ? user.name : nameOf(use.name), language }
  const owner = { role: 'owner', scope: wholeScope, created_at: isoOf(deps.time()), disabled_at: null } as const
  return {
    ...owner,
    id: deps.randomId(),
    email: emailOf(use.email),
    name: nameOf(use.name),
    language: language as Language,
  }
}

/**
 * Uses a link: makes the owner, takes up an invitation, or sets a password anew, which ends every session and token
 * of the account. Gives the account.
 * @throws Fault `link.gone`, `account.*`
 */
export const takeLink = async (use: LinkUse, deps: AccountDeps): Promise<User> => {
  const { accounts } = deps
  const found = standing(use.token, deps)
  const user = taking(found, use, deps)
  checkPassword(use.password, [user.email, user.name])
  const password = await deps.hashPassword(use.password)
  return accounts.together(() => {
    // Two may have come this far with the same link.
    standing(use.token, deps)
    if (!accounts.takeLink(found.sha256)) throw new Fault('link.gone')
    accounts.putUser(user)
    accounts.putCredentials(user.id, { password })
    accounts.endSessions(user.id)
    for (const kind of ['setup', 'invite', 'reset'] as const)
      accounts.dropLinks(kind, kind === 'setup' ? null : user.id)
    if (found.link.kind === 'reset')
      for (const { id } of accounts.tokens().filter((token) => token.user === user.id))
        accounts.revokeToken(id, isoOf(deps.time()))
    accounts.record(entry(deps, `user:${user.id}`, `links.${found.link.kind}`, user.id))
    return user
  })
}
