import type { Access } from '#core/access.ts'
import type { User } from '#core/account.ts'
import { type AccountDeps, entry } from './dependencies.ts'
import { sessionLife } from './sign-in.ts'
import { tokenPrefix } from './tokens.ts'

/** How exactly the last use of a session is known, in milliseconds. */
const seenStep = 5 * 60_000

type Doors = Pick<AccountDeps, 'accounts' | 'digestOf' | 'time'>

const accessOf = (user: User, rest: Pick<Access, 'via' | 'token' | 'uses'>): Access => ({
  role: user.role,
  scope: user.scope,
  user: user.id,
  language: user.language,
  ...rest,
})

/** Who a session’s token stands for; null where it stands for nobody any more. */
export const accessBySession = (token: string, { accounts, digestOf, time }: Doors): Access | null => {
  const session = accounts.session(digestOf(token))
  const now = time()
  if (!session || now - session.seen >= sessionLife.idle || now - session.created >= sessionLife.most) return null
  const user = accounts.user(session.user)
  if (!user || user.disabled_at !== null) return null
  if (now - session.seen >= seenStep) accounts.putSession({ ...session, seen: now })
  return accessOf(user, { via: 'session', token: null, uses: null })
}

/** Who an API token stands for; null where it stands for nobody any more. */
export const accessByToken = (secret: string, { accounts, digestOf, time }: Doors): Access | null => {
  if (!secret.startsWith(tokenPrefix)) return null
  const token = accounts.tokenBySha256(digestOf(secret))
  if (!token || token.revoked_at !== null) return null
  if (token.expires_at !== null && Date.parse(token.expires_at) <= time()) return null
  const user = accounts.user(token.user)
  if (!user || user.disabled_at !== null) return null
  return accessOf(user, { via: 'token', token: token.id, uses: token.uses })
}

/** Ends the session of a token. */
export const signOut = (token: string, deps: AccountDeps): void => {
  const { accounts } = deps
  const sha256 = deps.digestOf(token)
  accounts.together(() => {
    const session = accounts.session(sha256)
    if (!session) return
    accounts.endSession(sha256)
    accounts.record(entry(deps, `user:${session.user}`, 'sessions.end', session.user))
  })
}
