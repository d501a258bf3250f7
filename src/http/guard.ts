import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { type Access, consoleAccess, openAccess } from '#core/access.ts'
import { Fault } from '#core/fault.ts'
import { isLoopbackName } from '#core/loopback.ts'
import type { Language } from '#core/messages.ts'
import type { SignOnProvider } from '#core/sign-on.ts'
import type { AccountDeps } from '#operations/accounts/dependencies.ts'
import { accessBySession, accessByToken } from '#operations/accounts/let-in.ts'
import { hasOwner } from '#operations/accounts/links.ts'
import { isForwarded } from './address.ts'

/** Who is let in, and what decides it. */
export type Gate = {
  /** Of commands of this machine. */
  readonly token: string
  /** Address listened on. */
  readonly host: string
  /** Left out: nobody can sign in, and this machine may ask without. */
  readonly accounts?: {
    readonly depsFor: (language: Language, access: Access) => AccountDeps
    /** The data are invented: whoever sits at this machine may look at them. */
    readonly demo: boolean
    /** What the organisation is called; empty where nobody has said. */
    readonly organisation?: () => string
    /** Where people sign in with their account of elsewhere. */
    readonly signOn?: SignOnProvider | null
  }
}

/** Of a host with or without a port, as a `Host` header has it. */
const isLoopbackHost = (host: string): boolean => isLoopbackName(host.replace(/:\d+$/, ''))

/** Whether the request was made under a name of this machine itself. */
export const isLoopback = (context: Context): boolean => isLoopbackHost(context.req.header('host') ?? '')

const bearer = (context: Context): string | null =>
  /^Bearer\s+(\S+)\s*$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? null

/** Whether the request holds the token of commands of this machine. */
export const holdsToken = (context: Context, token: string): boolean => {
  const given = Buffer.from(bearer(context) ?? '')
  const expected = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/**
 * Name of the cookie. Browsers take `__Host-` names over TLS alone; on this machine itself, where there is none, the
 * cookie goes by a plain name.
 */
export const cookieName = (context: Context): string => (isLoopback(context) ? 'nhip' : '__Host-nhip')

/** The session’s token the request carries. */
export const sessionToken = (context: Context): string | null => getCookie(context, cookieName(context)) ?? null

const hostIn = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null)

/** @throws Fault `request.foreign_origin` where a page of another site asks, or asks for a change */
export const refuseForeign = (context: Context, changes: boolean): void => {
  const origin = context.req.header('origin')
  const site = context.req.header('sec-fetch-site')
  const same = origin === undefined || hostIn(origin) === context.req.header('host')
  if (!same || (changes && site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Fault('request.foreign_origin', { origin: origin ?? site ?? '' })
}

/**
 * Who asks: a command of this machine by its token, a machine by an API token, a person by a session. While there is
 * no owner yet, and for invented data, also whoever sits at this machine, by a loopback name (a page elsewhere that
 * resolves its own name to 127.0.0.1 is refused by the Host header) and not through a proxy.
 * @param changes a change is never made for another site’s page
 * @throws Fault `session.needed`, `request.unauthorised`, `request.foreign_origin`
 */
export const letIn = (context: Context, gate: Gate, changes: boolean): Access => {
  if (holdsToken(context, gate.token)) return consoleAccess
  const { accounts } = gate
  const deps = accounts?.depsFor('vi', openAccess)
  const secret = bearer(context)
  const machine = deps && secret !== null ? accessByToken(secret, deps) : null
  if (machine) return machine
  const token = sessionToken(context)
  const person = deps && token !== null && secret === null ? accessBySession(token, deps) : null
  if (person) {
    refuseForeign(context, changes)
    return person
  }
  if (deps && !accounts?.demo && hasOwner(deps)) throw new Fault('session.needed')
  if (!isLoopbackHost(gate.host) || !isLoopback(context) || isForwarded(context))
    throw new Fault('request.unauthorised')
  refuseForeign(context, changes)
  return openAccess
}
