import { actorOf, type TokenUse, tokenUses } from '#core/access.ts'
import type { ApiToken, User } from '#core/account.ts'
import { Fault } from '#core/fault.ts'
import { type AccountDeps, entry, isoOf } from './dependencies.ts'
import { nameOf, userNamed } from './given.ts'

/** What every API token begins with, so that a leaked one is recognised. */
export const tokenPrefix = 'nhip_'

/** Longest life of a token, and that of one nothing is said of, in days. */
const longest = 730
const usual = 365

export type ListedToken = ApiToken & { readonly email: string; readonly status: 'active' | 'expired' | 'revoked' }

const listedToken = (token: ApiToken, deps: AccountDeps): ListedToken => {
  const isOver = token.expires_at !== null && Date.parse(token.expires_at) <= deps.time()
  const status = token.revoked_at !== null ? 'revoked' : isOver ? 'expired' : 'active'
  return { ...token, email: deps.accounts.user(token.user)?.email ?? '', status }
}

/** An owner and this machine see everybody’s, others their own. */
const isVisible = (token: ApiToken, { access }: AccountDeps): boolean =>
  access.role === 'owner' || token.user === access.user

export const listTokens = (deps: AccountDeps): { readonly tokens: readonly ListedToken[] } => ({
  tokens: deps.accounts
    .tokens()
    .filter((token) => isVisible(token, deps))
    .map((token) => listedToken(token, deps)),
})

const holderOf = (name: string | undefined, deps: AccountDeps): User => {
  const { access, accounts } = deps
  const own = access.user === null ? null : accounts.user(access.user)
  if (name === undefined) {
    if (!own) throw new Fault('token.account_needed')
    return own
  }
  // Only this machine makes tokens for others: an owner in a browser would otherwise act under their names.
  const user = access.via === 'console' || own ? userNamed(name, deps) : null
  if (!user || (access.via !== 'console' && user.id !== own?.id)) throw new Fault('account.unknown', { user: name })
  if (user.disabled_at !== null) throw new Fault('account.is_disabled', { email: user.email })
  return user
}

const usesOf = (given: readonly string[]): readonly TokenUse[] => {
  const asked = given.flatMap((text) => text.split(',')).map((text) => text.trim())
  const known = tokenUses.filter((use) => asked.includes(use))
  if (known.length === 0 || known.length < new Set(asked).size)
    throw new Fault('token.use_unknown', { uses: tokenUses, given: asked })
  return known
}

/** Makes a token; it is shown this once. @throws Fault `token.*`, `account.*` */
export const createToken = (
  input: {
    readonly name: string
    readonly uses: readonly string[]
    readonly days: number | undefined
    readonly user: string | undefined
  },
  deps: AccountDeps,
): ListedToken & { readonly token: string } => {
  const { accounts } = deps
  const user = holderOf(input.user, deps)
  const uses = usesOf(input.uses.length === 0 ? ['read'] : input.uses)
  const days = input.days ?? usual
  if (!Number.isInteger(days) || days < 1 || days > longest)
    throw new Fault('token.days_impossible', { most: longest, days })
  const secret = `${tokenPrefix}${deps.randomToken()}`
  const token: ApiToken = {
    id: deps.randomId(),
    user: user.id,
    name: nameOf(input.name),
    uses,
    created_at: isoOf(deps.time()),
    expires_at: isoOf(deps.time() + days * 86_400_000),
    revoked_at: null,
  }
  return accounts.together(() => {
    accounts.addToken(token, deps.digestOf(secret))
    accounts.record(
      entry(deps, actorOf(deps.access), 'tokens.create', token.id, { user: user.id, uses: [...uses], days }),
    )
    return { ...listedToken(token, deps), token: secret }
  })
}

/** Ends a token at once. @throws Fault `token.unknown` */
export const revokeToken = (id: string, deps: AccountDeps): ListedToken => {
  const { accounts } = deps
  return accounts.together(() => {
    const token = accounts.tokens().find((known) => known.id === id && isVisible(known, deps))
    if (!token) throw new Fault('token.unknown', { token: id })
    accounts.revokeToken(id, isoOf(deps.time()))
    accounts.record(entry(deps, actorOf(deps.access), 'tokens.revoke', id))
    return listedToken({ ...token, revoked_at: token.revoked_at ?? isoOf(deps.time()) }, deps)
  })
}
