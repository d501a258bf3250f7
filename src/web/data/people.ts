import { queryOptions } from '@tanstack/react-query'
import type { Role, TokenUse } from '#core/access.ts'
import type { JournalRow, User } from '#core/account.ts'
import type { Language } from '#core/messages.ts'
import { ask, change } from './ask.ts'
import type { Session } from './session.ts'

export type ListedUser = User & {
  readonly status: 'active' | 'invited' | 'disabled'
  readonly totp: boolean
  readonly password: boolean
  /** Signs in by the provider of single sign-on. */
  readonly sso: boolean
}
export type MadeLink = { readonly path: string; readonly url: string; readonly expires_at: string }
export type WithLink = { readonly user: ListedUser; readonly link: MadeLink }

export const usersQuery = queryOptions({
  queryKey: ['people', 'users'],
  queryFn: async ({ signal }) => (await ask<{ readonly users: readonly ListedUser[] }>('/users', {}, signal)).users,
})

/** Role and what an account sees of the organisation. */
export type GivenRole = {
  readonly role: Role
  readonly location: readonly string[]
  readonly team: readonly string[]
  readonly rep?: string
}

export const addUser = (
  given: GivenRole & { readonly email: string; readonly name?: string; readonly language: Language },
) => change<WithLink>('/users', given)

const onUser = (id: string, verb: string): string => `/users/${encodeURIComponent(id)}${verb}`

export const changeUser = ({ id, ...given }: GivenRole & { readonly id: string; readonly everywhere: boolean }) =>
  change<ListedUser>(onUser(id, ''), given)
export const switchUser = ({ id, verb }: { readonly id: string; readonly verb: 'disable' | 'enable' }) =>
  change<ListedUser>(onUser(id, `/${verb}`), {})
export const resetUser = ({ id, totp }: { readonly id: string; readonly totp: boolean }) =>
  change<WithLink>(onUser(id, '/reset'), { totp })

export type ListedToken = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly uses: readonly TokenUse[]
  readonly created_at: string
  readonly expires_at: string | null
  readonly status: 'active' | 'expired' | 'revoked'
}

export const tokensQuery = queryOptions({
  queryKey: ['people', 'tokens'],
  queryFn: async ({ signal }) => (await ask<{ readonly tokens: readonly ListedToken[] }>('/tokens', {}, signal)).tokens,
})

export const createToken = (given: {
  readonly name: string
  readonly uses: readonly TokenUse[]
  readonly days: number
}) => change<ListedToken & { readonly token: string }>('/tokens', given)
export const revokeToken = (id: string) => change<ListedToken>(`/tokens/${encodeURIComponent(id)}/revoke`, {})

export type JournalLine = JournalRow & { readonly actor_email: string | null }

export const journalQuery = (limit: number) =>
  queryOptions({
    queryKey: ['people', 'journal', limit],
    queryFn: async ({ signal }) =>
      (await ask<{ readonly rows: readonly JournalLine[] }>('/journal', { limit }, signal)).rows,
  })

export const changePassword = (given: {
  readonly password: string
  readonly next: string
  readonly revoke_tokens: boolean
}) => change<Session>('/session/password', given)
export const offerTotp = (password: string) =>
  change<{ readonly secret: string; readonly uri: string }>('/session/totp', { password })
export const confirmTotp = (code: string) => change<Session>('/session/totp/confirm', { code })
export const removeTotp = (password: string) => change<Session>('/session/totp/remove', { password })
export const chooseLanguage = (language: Language) => change<Session>('/session/language', { language })
