import type { User } from '#core/account.ts'
import { Fault } from '#core/fault.ts'
import { exact } from '#core/fold.ts'
import { type AccountDeps, entry } from './dependencies.ts'

const minutes = 60_000
const days = 86_400_000

/** How long a session lives without being used, and at most. */
export const sessionLife = { idle: 7 * days, most: 30 * days } as const

/** Failed attempts allowed within the window, for one account and from one address. */
export const attemptLimits = { window: 15 * minutes, account: 10, address: 50 } as const

/** Names attempts are counted under; the e-mail is not kept with them. */
export const namesOf = (email: string, address: string, deps: AccountDeps) => ({
  account: `account:${deps.digestOf(email)}`,
  address: `address:${address}`,
})

/** Names attempts are counted under, and how many are allowed. */
export type Limits = readonly (readonly [name: string, most: number])[]

/** @throws Fault `session.too_many` with the seconds to wait */
export const holdBack = (limits: Limits, deps: AccountDeps): void => {
  const now = deps.time()
  const waits = limits.map(([name, most]) => {
    const first = deps.accounts.attempts(name, now - attemptLimits.window).at(-most)
    return first === undefined ? 0 : first + attemptLimits.window - now
  })
  const wait = Math.max(...waits)
  if (wait > 0) throw new Fault('session.too_many', { seconds: Math.ceil(wait / 1000) })
}

/** What counts against an account, from wherever, and against an address, whatever the account. */
export const limitsOf = ({ account, address }: ReturnType<typeof namesOf>): Limits => [
  [account, attemptLimits.account],
  [address, attemptLimits.address],
]

/** Opens a session; gives its token, which is kept nowhere. */
export const openSession = (user: User, deps: AccountDeps): string => {
  const token = deps.randomToken()
  const now = deps.time()
  deps.accounts.putSession({ sha256: deps.digestOf(token), user: user.id, created: now, seen: now })
  return token
}

export type SignIn = { readonly email: string; readonly password: string; readonly code: string | undefined }

/** The second step of an account that has one. Null where it is passed. */
export const secondStep = (user: User, code: string | undefined, deps: AccountDeps) => {
  const { totp, totp_step } = deps.accounts.credentials(user.id)
  if (totp === null) return null
  if (code === undefined || code === '') return 'session.code_needed' as const
  const step = deps.totpStep(totp, code, deps.time(), totp_step)
  if (step === null) return 'session.code_wrong' as const
  deps.accounts.putCredentials(user.id, { totp_step: step })
  return null
}

/**
 * Signs an account in. Whether the address is unknown, the password wrong or the account disabled looks the same and
 * takes as long.
 * @param address where the request comes from
 * @throws Fault `session.refused`, `session.code_needed`, `session.code_wrong`, `session.too_many`
 */
export const signIn = async (
  input: SignIn,
  address: string,
  deps: AccountDeps,
): Promise<{ readonly user: User; readonly token: string }> => {
  const { accounts } = deps
  const email = exact(input.email).toLowerCase()
  const names = namesOf(email, address, deps)
  const at = deps.time()
  // Counted before it is known to fail, so that many at once are not all let through.
  accounts.together(() => {
    holdBack(limitsOf(names), deps)
    accounts.addAttempt([names.account, names.address], at, at - attemptLimits.window)
  })
  const found = accounts.userByEmail(email)
  const hashed = found && found.disabled_at === null ? accounts.credentials(found.id).password : null
  const isRight = await deps.isPassword(hashed, input.password)
  const outcome = accounts.together((): Outcome => {
    // As it stands after the wait: it may have been disabled, or its password changed, meanwhile.
    const user = found ? accounts.user(found.id) : null
    const isSame = user?.disabled_at === null && accounts.credentials(user.id).password === hashed
    const second = user && isRight && isSame ? secondStep(user, input.code, deps) : null
    if (!user || !isRight || !isSame || second === 'session.code_wrong') {
      accounts.record(entry(deps, 'nobody', 'sessions.refuse', user?.id ?? null, { address }))
      return { refused: second ?? 'session.refused' }
    }
    accounts.clearAttempts(names.address, at)
    accounts.clearAttempts(names.account, second === null ? null : at)
    if (second !== null) return { refused: second }
    accounts.forgetBefore({ seen: at - sessionLife.idle, created: at - sessionLife.most, now: at })
    accounts.record(entry(deps, `user:${user.id}`, 'sessions.open', user.id, { address }))
    return { user, token: openSession(user, deps) }
  })
  if ('refused' in outcome) throw new Fault(outcome.refused)
  return outcome
}

type Outcome =
  | { readonly refused: 'session.refused' | 'session.code_needed' | 'session.code_wrong' }
  | { readonly user: User; readonly token: string }
