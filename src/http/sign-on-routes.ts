import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { Fault } from '#core/fault.ts'
import type { SignOnProvider } from '#core/sign-on.ts'
import type { AccountDeps } from '#operations/accounts/dependencies.ts'
import { signOut } from '#operations/accounts/let-in.ts'
import { beginSignOn, codeSignOn, finishSignOn, signOnLife } from '#operations/accounts/sign-on.ts'
import { addressOf } from './address.ts'
import { type Fields, maybe, text } from './fields.ts'
import { cookieName, isLoopback, sessionToken } from './guard.ts'
import type { Described } from './session-paths.ts'

type Entered = { readonly token: string; readonly to: string }
type Post = (
  path: string,
  run: (context: Context, fields: Fields, deps: AccountDeps) => Response | Promise<Response>,
) => void

const signOnCookie = (context: Context): string => `${cookieName(context)}-sso`

/** The token of the browser on its way. @throws Fault `sso.gone` */
const carried = (context: Context): string => {
  const token = getCookie(context, signOnCookie(context))
  if (!token) throw new Fault('sso.gone')
  return token
}

/**
 * Signing in by a provider: two requests of our own pages, and a third where the account’s own second step is asked for.
 * The provider sends browsers to a page, not to the interface, so that nothing here answers another site.
 * @param answerAs sets the session’s cookie and tells who is signed in
 */
export const mountSignOn = (
  post: Post,
  provider: SignOnProvider | null,
  answerAs: (context: Context, token: string, more: object) => Response,
): void => {
  const given = (): SignOnProvider => {
    if (!provider) throw new Fault('sso.off')
    return provider
  }
  const enter = (context: Context, { token, to }: Entered, deps: AccountDeps): Response => {
    const before = sessionToken(context)
    if (before !== null) signOut(before, deps)
    deleteCookie(context, signOnCookie(context), { path: '/', secure: !isLoopback(context) })
    return answerAs(context, token, { to })
  }
  post('/session/sso', async (context, fields, deps) => {
    const { location, token } = await beginSignOn({ to: maybe(fields, 'to') }, addressOf(context), given(), deps)
    setCookie(context, signOnCookie(context), token, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: !isLoopback(context),
      maxAge: signOnLife / 1000,
    })
    return context.json({ location })
  })
  post('/session/sso/finish', async (context, fields, deps) => {
    const answer = text(fields, 'answer', 8_000)
    return enter(context, await finishSignOn(carried(context), answer, addressOf(context), given(), deps), deps)
  })
  post('/session/sso/code', (context, fields, deps) => {
    given()
    return enter(context, codeSignOn(carried(context), text(fields, 'code'), addressOf(context), deps), deps)
  })
}

/** The same routes as the document of the interface names them. */
export const signOnRoutes: readonly Described[] = [
  {
    path: '/session/sso',
    method: 'post',
    name: 'session.sso',
    summary: 'Begin to sign in by the provider of single sign-on: the address to send the browser to',
    optional: ['to'],
  },
  {
    path: '/session/sso/finish',
    method: 'post',
    name: 'session.sso.finish',
    summary: 'Sign in with the query the provider sent the browser back with',
    fields: ['answer'],
  },
  {
    path: '/session/sso/code',
    method: 'post',
    name: 'session.sso.code',
    summary: 'The account’s own second step, where it has one and the provider asked for none',
    fields: ['code'],
  },
]
