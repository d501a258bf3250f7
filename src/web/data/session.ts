import { queryOptions } from '@tanstack/react-query'
import type { AccessScope } from '#core/access.ts'
import type { Language } from '#core/messages.ts'
import { ask, change } from './ask.ts'

export type Session = {
  readonly signed_in: boolean
  /** How the asker was let in; null where signing in comes first. */
  readonly via: string | null
  readonly setup_needed: boolean
  readonly demo: boolean
  /** What the organisation is called; empty where nobody has said. */
  readonly organisation: string
  /** What the provider of single sign-on is known by; null where there is none. */
  readonly sso: string | null
  readonly language: Language
  readonly user: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly totp: boolean
    readonly password: boolean
  } | null
  readonly role: string | null
  /** Part of the organisation the asker sees. */
  readonly scope: AccessScope | null
  readonly kpis: readonly number[]
  /** Operations the asker may carry out. */
  readonly may: readonly string[]
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => ask<Session>('/session', {}, signal),
  staleTime: 300_000,
})

export const signIn = (given: { readonly email: string; readonly password: string; readonly code?: string }) =>
  change<Session>('/session', given)

/** Address of the provider to go to. @param to path of the page to come back to */
export const beginSignOn = (to: string) => change<{ readonly location: string }>('/session/sso', { to })

/** Who has come in, and the page they had asked for. */
export type SignedOn = Session & { readonly to: string }

/** @param answer query the provider sent the browser back with */
export const finishSignOn = (answer: string) => change<SignedOn>('/session/sso/finish', { answer })

export const codeSignOn = (code: string) => change<SignedOn>('/session/sso/code', { code })

export const signOut = () => change<Session>('/session/end', {})

/** What a link that works once is for. */
export type Link = {
  readonly kind: 'setup' | 'invite' | 'reset'
  readonly email: string | null
  readonly name: string | null
  readonly password: { readonly least: number; readonly most: number }
}

export const checkLink = (token: string) => change<Link>('/setup/check', { token })

export const takeLink = (given: {
  readonly token: string
  readonly password: string
  readonly name?: string
  readonly email?: string
  readonly language: Language
}) => change<Session>('/setup', given)
