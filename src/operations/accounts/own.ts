import type { User } from '#core/account.ts'
import { Fault } from '#core/fault.ts'
import { type AccountDeps, entry, isoOf } from './dependencies.ts'
import { languageOf } from './given.ts'
import { checkPassword } from './links.ts'
import { attemptLimits, holdBack, namesOf, openSession } from './sign-in.ts'

/** The account of who is signed in by password. @throws Fault `session.not_a_person` */
const self = ({ access, accounts }: AccountDeps): User => {
  const user = access.via === 'session' && access.user !== null ? accounts.user(access.user) : null
  if (!user) throw new Fault('session.not_a_person')
  return user
}

/** Who is signed in proves to be the account’s holder once more. @throws Fault `session.refused`, `session.too_many` */
const prove = async (user: User, password: string, deps: AccountDeps): Promise<void> => {
  const { accounts } = deps
  const { account } = namesOf(user.email, '', deps)
  const at = deps.time()
  accounts.together(() => {
    holdBack([[account, attemptLimits.account]], deps)
    accounts.addAttempt([account], at, at - attemptLimits.window)
  })
  if (!(await deps.isPassword(accounts.credentials(user.id).password, password))) throw new Fault('session.refused')
  accounts.clearAttempts(account, null)
}

/**
 * Sets another password: every session of the account ends and, where asked, every token of it. Gives the token of a
 * new session for who asked.
 * @throws Fault `session.*`, `account.password_*`
 */
export const changePassword = async (
  input: { readonly password: string; readonly next: string; readonly tokens: boolean },
  deps: AccountDeps,
): Promise<string> => {
  const { accounts } = deps
  const user = self(deps)
  await prove(user, input.password, deps)
  checkPassword(input.next, [user.email, user.name])
  const password = await deps.hashPassword(input.next)
  return accounts.together(() => {
    accounts.putCredentials(user.id, { password })
    accounts.endSessions(user.id)
    accounts.dropLinks('reset', user.id)
    if (input.tokens)
      for (const token of accounts.tokens().filter((token) => token.user === user.id))
        accounts.revokeToken(token.id, isoOf(deps.time()))
    accounts.record(entry(deps, `user:${user.id}`, 'passwords.change', user.id, { tokens: input.tokens ? 1 : 0 }))
    return openSession(user, deps)
  })
}

/** Offers the secret of an authenticator app; nothing is asked for at sign-in until a code of it confirms it. */
export const offerTotp = async (
  input: { readonly password: string },
  deps: AccountDeps,
): Promise<{ readonly secret: string; readonly uri: string }> => {
  const user = self(deps)
  if (deps.accounts.credentials(user.id).totp !== null) throw new Fault('totp.not_offered')
  await prove(user, input.password, deps)
  const secret = deps.randomTotpSecret()
  deps.accounts.putCredentials(user.id, { totp_offered: secret })
  const label = encodeURIComponent(`Nhịp:${user.email}`)
  return { secret, uri: `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent('Nhịp')}` }
}

/** Turns the second step on: other sessions of the account end. Gives the token of a new session for who asked. */
export const confirmTotp = (input: { readonly code: string }, deps: AccountDeps): string => {
  const { accounts } = deps
  const user = self(deps)
  const { totp_offered, totp_step } = accounts.credentials(user.id)
  if (totp_offered === null) throw new Fault('totp.not_offered')
  const step = deps.totpStep(totp_offered, input.code, deps.time(), totp_step)
  if (step === null) throw new Fault('session.code_wrong')
  return accounts.together(() => {
    accounts.putCredentials(user.id, { totp: totp_offered, totp_offered: null, totp_step: step })
    accounts.endSessions(user.id)
    accounts.record(entry(deps, `user:${user.id}`, 'totp.confirm', user.id))
    return openSession(user, deps)
  })
}

/** Takes the second step away again. @throws Fault `session.refused` */
export const removeTotp = async (input: { readonly password: string }, deps: AccountDeps): Promise<void> => {
  const { accounts } = deps
  const user = self(deps)
  await prove(user, input.password, deps)
  accounts.together(() => {
    accounts.putCredentials(user.id, { totp: null, totp_offered: null })
    accounts.record(entry(deps, `user:${user.id}`, 'totp.remove', user.id))
  })
}

/** The language pages and sentences are shown in to this account. @throws Fault `account.language_unknown` */
export const chooseLanguage = (input: { readonly language: string }, deps: AccountDeps): User => {
  const user = { ...self(deps), language: languageOf(input.language) }
  deps.accounts.putUser(user)
  return user
}
