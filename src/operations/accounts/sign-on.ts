import { wholeScope } from '#core/access.ts'
import type { User } from '#core/account.ts'
import { Fault } from '#core/fault.ts'
import type { Params } from '#core/messages.ts'
import type { SignedOn, SignOnAttempt, SignOnProvider } from '#core/sign-on.ts'
import { type AccountDeps, entry, isoOf } from './dependencies.ts'
import { emailOf } from './given.ts'
import { attemptLimits, holdBack, limitsOf, namesOf, openSession, secondStep, sessionLife } from './sign-in.ts'

/** How long a browser may stay with the provider. */
export const signOnLife = 10 * 60_000

/** Path of the page the provider sends browsers back to. */
export const signOnPath = '/sso'

type Entered = { readonly user: User; readonly token: string; readonly to: string }

/** A page of ours to show afterwards, whatever was asked for: never another site. */
const ownPath = (path: string | undefined): string =>
  path !== undefined && /^\/(?![/\\])[^\\\p{Cc}\s]{0,900}$/u.test(path) && !path.startsWith(signOnPath) ? path : '/'

const keyOf = (address: string): string => `sso:${address}`

/**
 * Sends a browser to the provider.
 * @param address where the request comes from
 * @returns where to send it, and a token by which it is known when it comes back
 * @throws Fault `sso.unreachable`, `session.too_many`
 */
export const beginSignOn = async (
  input: { readonly to: string | undefined },
  address: string,
  provider: SignOnProvider,
  deps: AccountDeps,
): Promise<{ readonly location: string; readonly token: string }> => {
  const { accounts } = deps
  const at = deps.time()
  accounts.together(() => {
    holdBack([[keyOf(address), attemptLimits.address]], deps)
    accounts.addAttempt([keyOf(address)], at, at - attemptLimits.window)
  })
  const { location, ...checks } = await provider.begin(`${deps.address()}${signOnPath}`)
  const token = deps.randomToken()
  accounts.together(() => {
    accounts.forgetBefore({ seen: at - sessionLife.idle, created: at - sessionLife.most, now: at })
    const attempt = { ...checks, to: ownPath(input.to), expires: at + signOnLife, user: null }
    accounts.putSignOn(deps.digestOf(token), attempt)
  })
  return { location, token }
}

const refuse = (code: string, params: Params, user: string | null, address: string, deps: AccountDeps): Fault => {
  const reason = params['reason']
  const told = { address, reason: code, ...(reason === undefined ? {} : { detail: reason }) }
  deps.accounts.record(entry(deps, 'nobody', 'sessions.refuse', user, told))
  return new Fault(code, params)
}

/** The account of who the provider vouches for, tied to them from the first time on; else the parts of the refusal. */
const accountOf = (
  person: SignedOn,
  provider: SignOnProvider,
  deps: AccountDeps,
): User | { readonly code: string; readonly params: Params; readonly user?: string } => {
  const { accounts } = deps
  const named = { provider: provider.name }
  if (person.email === null) return { code: 'sso.email_missing', params: named }
  const email = emailOf(person.email)
  if (!person.isVerified) return { code: 'sso.email_unverified', params: { ...named, email } }
  if (provider.domains.length > 0 && !provider.domains.includes(email.split('@').at(-1)!))
    return { code: 'sso.domain', params: { ...named, email, domains: provider.domains } }
  const tied = accounts.identityOwner(person.issuer, person.subject)
  const found = tied === null ? accounts.userByEmail(email) : accounts.user(tied)
  if (found?.disabled_at) return { code: 'sso.disabled', params: { email: found.email }, user: found.id }
  if (!found && provider.role === null) return { code: 'sso.person_unknown', params: { ...named, email } }
  // An e-mail given to somebody else at the provider is not that person’s account here.
  if (found && tied === null && accounts.identities(found.id).some(({ issuer }) => issuer === person.issuer))
    return { code: 'sso.other_person', params: { ...named, email }, user: found.id }
  const user = found ?? newcomer(email, person, provider.role!, deps)
  if (!found) {
    accounts.putUser(user)
    accounts.record(entry(deps, `user:${user.id}`, 'users.add', user.id, { role: user.role, by: 'sso' }))
  }
  if (tied === null) {
    accounts.bindIdentity(user.id, person)
    // Taken up by its holder: the link to do so has done its work.
    accounts.dropLinks('invite', user.id)
    accounts.record(entry(deps, `user:${user.id}`, 'sso.bind', user.id))
  }
  return user
}

const newcomer = (email: string, { name }: SignedOn, role: User['role'], deps: AccountDeps): User => ({
  id: deps.randomId(),
  email,
  name:
    (name ?? '')
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 120) || email.split('@')[0]!,
  role,
  scope: wholeScope,
  language: deps.language,
  created_at: isoOf(deps.time()),
  disabled_at: null,
})

const enter = (user: User, attempt: SignOnAttempt, address: string, deps: AccountDeps): Entered => {
  deps.accounts.clearAttempts(keyOf(address), null)
  deps.accounts.record(entry(deps, `user:${user.id}`, 'sessions.open', user.id, { address, by: 'sso' }))
  return { user, token: openSession(user, deps), to: attempt.to }
}

/**
 * Takes a browser back from the provider. What was remembered of it counts once, whatever comes of it.
 * @param token by which the browser is known
 * @param answer query of the address it came back to
 * @throws Fault `sso.*`; `session.code_needed` where the account’s own second step is still asked for, by `codeSignOn`
 */
export const finishSignOn = async (
  token: string,
  answer: string,
  address: string,
  provider: SignOnProvider,
  deps: AccountDeps,
): Promise<Entered> => {
  const { accounts } = deps
  const sha256 = deps.digestOf(token)
  const attempt = accounts.takeSignOn(sha256)
  if (!attempt || attempt.expires <= deps.time() || attempt.user !== null) throw new Fault('sso.gone')
  const back = new URL(`${deps.address()}${signOnPath}`)
  back.search = answer
  const params = { provider: provider.name, reason: 'state' }
  // A browser that was sent here by somebody else, or an address used before.
  if (back.searchParams.get('state') !== attempt.state) throw refuse('sso.refused', params, null, address, deps)
  const person = await provider.finish(back, attempt).catch((error: unknown) => {
    throw error instanceof Fault ? refuse(error.code, error.params, null, address, deps) : error
  })
  const outcome = accounts.together((): Entered | Fault => {
    const user = accountOf(person, provider, deps)
    if ('code' in user) return refuse(user.code, user.params, user.user ?? null, address, deps)
    if (accounts.credentials(user.id).totp === null || person.isStrong) return enter(user, attempt, address, deps)
    accounts.putSignOn(sha256, { ...attempt, user: user.id })
    return new Fault('session.code_needed')
  })
  if (outcome instanceof Fault) throw outcome
  return outcome
}

/**
 * The second step of an account a provider has vouched for.
 * @throws Fault `sso.gone`, `session.code_needed`, `session.code_wrong`, `session.too_many`
 */
export const codeSignOn = (token: string, code: string, address: string, deps: AccountDeps): Entered => {
  const { accounts } = deps
  const sha256 = deps.digestOf(token)
  const outcome = accounts.together((): Entered | Fault => {
    const attempt = accounts.signOn(sha256)
    const user = attempt?.user ? accounts.user(attempt.user) : null
    if (!attempt || attempt.expires <= deps.time() || !user || user.disabled_at !== null) return new Fault('sso.gone')
    const names = namesOf(user.email, address, deps)
    holdBack(limitsOf(names), deps)
    const wrong = secondStep(user, code, deps)
    if (wrong !== null) {
      const at = deps.time()
      if (wrong === 'session.code_wrong')
        accounts.addAttempt([names.account, names.address], at, at - attemptLimits.window)
      return refuse(wrong, {}, user.id, address, deps)
    }
    accounts.takeSignOn(sha256)
    return enter(user, attempt, address, deps)
  })
  if (outcome instanceof Fault) throw outcome
  return outcome
}
