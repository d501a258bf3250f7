import type { Context, Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { type Access, openAccess } from '#core/access.ts'
import { Fault } from '#core/fault.ts'
import type { Language } from '#core/messages.ts'
import type { AccountDeps } from '#operations/accounts/dependencies.ts'
import { describeSession } from '#operations/accounts/describe-session.ts'
import { accessBySession, signOut } from '#operations/accounts/let-in.ts'
import { checkLink, takeLink } from '#operations/accounts/links.ts'
import { changePassword, chooseLanguage, confirmTotp, offerTotp, removeTotp } from '#operations/accounts/own.ts'
import { openSession, sessionLife, signIn } from '#operations/accounts/sign-in.ts'
import { addressOf } from './address.ts'
import { type Fields, fieldsOf, maybe, text } from './fields.ts'
import { cookieName, type Gate, isLoopback, letIn, refuseForeign, sessionToken } from './guard.ts'
import { mountSignOn } from './sign-on-routes.ts'

type Mounted = {
  readonly gate: Gate & { readonly accounts: NonNullable<Gate['accounts']> }
  readonly operations: readonly { readonly name: string; readonly changes: boolean }[]
  readonly languageFor: (context: Context) => Language
}

const giveCookie = (context: Context, token: string): void =>
  setCookie(context, cookieName(context), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: !isLoopback(context),
    maxAge: sessionLife.most / 1000,
  })

/** Who asks, where somebody does. */
const knownAccess = (context: Context, gate: Gate): Access | null => {
  try {
    return letIn(context, gate, false)
  } catch (error) {
    if (error instanceof Fault && (error.code === 'session.needed' || error.code === 'request.unauthorised'))
      return null
    throw error
  }
}

/** Signing in and out, links that work once, and what people change of their own account. */
export const mountSession = (app: Hono, { gate, operations, languageFor }: Mounted): void => {
  const { accounts } = gate
  const depsOf = (context: Context, access: Access): AccountDeps => accounts.depsFor(languageFor(context), access)
  const { demo, organisation = () => '', signOn = null } = accounts
  const answer = (context: Context, access: Access | null, more: object = {}): Response => {
    const deps = depsOf(context, access ?? openAccess)
    const here = { demo, organisation: organisation(), sso: signOn?.name ?? null }
    return context.json({ ...describeSession(access, operations, here, deps), ...more })
  }
  /** A new session in place of the one the request carries. */
  const answerAs = (context: Context, token: string, more: object = {}): Response => {
    giveCookie(context, token)
    return answer(context, accessBySession(token, depsOf(context, openAccess)), more)
  }
  const post = (
    path: string,
    run: (context: Context, fields: Fields, deps: AccountDeps) => Response | Promise<Response>,
  ): void => {
    app.post(`/api/v1${path}`, async (context) => {
      refuseForeign(context, true)
      return run(context, await fieldsOf(context), depsOf(context, openAccess))
    })
  }
  /** For who is signed in. */
  const own = (
    path: string,
    run: (context: Context, fields: Fields, deps: AccountDeps) => Response | Promise<Response>,
  ): void => post(path, (context, fields) => run(context, fields, depsOf(context, letIn(context, gate, true))))
  const end = (context: Context): Response => {
    refuseForeign(context, true)
    const token = sessionToken(context)
    if (token !== null) signOut(token, depsOf(context, openAccess))
    deleteCookie(context, cookieName(context), { path: '/', secure: !isLoopback(context) })
    return answer(context, null)
  }

  app.get('/api/v1/session', (context) => answer(context, knownAccess(context, gate)))
  post('/session', async (context, fields, deps) => {
    const given = { email: text(fields, 'email'), password: text(fields, 'password'), code: maybe(fields, 'code') }
    const before = sessionToken(context)
    const { token } = await signIn(given, addressOf(context), deps)
    if (before !== null) signOut(before, deps)
    return answerAs(context, token)
  })
  mountSignOn(post, signOn, answerAs)
  app.delete('/api/v1/session', end)
  app.post('/api/v1/session/end', end)
  post('/setup/check', (context, fields, deps) => context.json(checkLink(text(fields, 'token'), deps)))
  post('/setup', async (context, fields, deps) => {
    const user = await takeLink(
      {
        token: text(fields, 'token'),
        password: text(fields, 'password'),
        name: maybe(fields, 'name'),
        email: maybe(fields, 'email'),
        language: maybe(fields, 'language'),
      },
      deps,
    )
    // The link stands for the password alone: where a second step is set up, it is asked for as always.
    if (deps.accounts.credentials(user.id).totp !== null) return answer(context, null)
    return answerAs(context, openSession(user, deps))
  })
  own('/session/password', async (context, fields, deps) => {
    const given = { password: text(fields, 'password'), next: text(fields, 'next') }
    return answerAs(context, await changePassword({ ...given, tokens: fields['revoke_tokens'] === true }, deps))
  })
  own('/session/totp', async (context, fields, deps) =>
    context.json(await offerTotp({ password: text(fields, 'password') }, deps)),
  )
  own('/session/totp/confirm', (context, fields, deps) =>
    answerAs(context, confirmTotp({ code: text(fields, 'code') }, deps)),
  )
  own('/session/totp/remove', async (context, fields, deps) => {
    await removeTotp({ password: text(fields, 'password') }, deps)
    return answer(context, deps.access)
  })
  own('/session/language', (context, fields, deps) => {
    const { language } = chooseLanguage({ language: text(fields, 'language') }, deps)
    return answer(context, { ...deps.access, language })
  })
}
