import { type AccessScope, type Role, roles, wholeScope } from '#core/access.ts'
import type { User } from '#core/account.ts'
import { Fault } from '#core/fault.ts'
import { exact } from '#core/fold.ts'
import { type Language, languages } from '#core/messages.ts'
import type { AccountDeps } from './dependencies.ts'

/** The one way an address is written: without outer spaces, in small letters. @throws Fault `account.email_malformed` */
export const emailOf = (text: string | undefined): string => {
  const email = exact(text ?? '').toLowerCase()
  if (email.length > 254 || !/^[^\s@<>()"',;:\\\p{Cc}]+@[^\s@<>()"',;:\\\p{Cc}]+\.[^\s@.\p{Cc}]+$/u.test(email))
    throw new Fault('account.email_malformed', { email: email.slice(0, 80).replaceAll(/\p{Cc}/gu, ' ') })
  return email
}

/** @throws Fault `account.name_missing` */
export const nameOf = (text: string | undefined): string => {
  const name = exact(text ?? '')
  if (name === '' || name.length > 120 || /\p{Cc}/u.test(name)) throw new Fault('account.name_missing')
  return name
}

/** @throws Fault `account.role_unknown` */
export const roleOf = (text: string | undefined): Role => {
  const role = roles.find((known) => known === text)
  if (!role) throw new Fault('account.role_unknown', { role: text ?? '', roles })
  return role
}

/** @throws Fault `account.language_unknown` */
export const languageOf = (text: string): Language => {
  const language = languages.find((known) => known === text)
  if (!language) throw new Fault('account.language_unknown', { language: text })
  return language
}

export type GivenScope = {
  readonly locations: readonly string[]
  readonly teams: readonly string[]
  readonly rep: string | undefined
}

const members = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.flatMap((text) => text.split(',')).map(exact))].filter((text) => text !== '').sort()

/** A scope that fits the role. @throws Fault `account.rep_missing`, `account.scope_unfit` */
export const scopeOf = (role: Role, given: GivenScope): AccessScope => {
  const [locations, teams, rep] = [members(given.locations), members(given.teams), exact(given.rep ?? '')]
  if (role !== 'manager' && locations.length + teams.length > 0)
    throw new Fault('account.scope_unfit', { role, scope: [...locations, ...teams] })
  if (role !== 'rep' && rep !== '') throw new Fault('account.scope_unfit', { role, scope: rep })
  if (role === 'rep' && rep === '') throw new Fault('account.rep_missing')
  return role === 'manager' ? { locations, teams, rep: null } : role === 'rep' ? { ...wholeScope, rep } : wholeScope
}

/** The account of that id or e-mail. @throws Fault `account.unknown` */
export const userNamed = (text: string, { accounts }: Pick<AccountDeps, 'accounts'>): User => {
  const user = accounts.user(text) ?? accounts.userByEmail(exact(text).toLowerCase())
  if (!user) throw new Fault('account.unknown', { user: text })
  return user
}
