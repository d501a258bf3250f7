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
import { addressOf, cookieName, type Gate, isLoopback, letIn, refuseForeign, sessionToken } from './guard.ts'

type Mounted = {
  readonly gate: Gate & { readonly accounts: NonNullable<Gate['accounts']> }
  readonly operations: readonly { readonly name: string; readonly changes: boolean }[]
  readonly languageFor: (context: Context) => Language
}

type Fields = Readonly<Record<string, unknown>>

/** Bodies are JSON objects: what a form of another site can send is none. @throws Fault `request.malformed` */
const fieldsOf = async (context: Context): Promise<Fields> => {
  const type = context.req.header('content-type') ?? ''
  if (!type.startsWith('application/json')) throw new Fault('request.malformed', { detail: `content-type ${type}` })
  const body: unknown = await context.req.json().catch(() => null)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Fault('request.malformed', { detail: 'JSON' })
  return body as Fields
}

/** @throws Fault `request.malformed` where the field is missing or no text */
const text = (fields: Fields, name: string): string => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (typeof value !== 'string' || value.length > 1_000) throw new Fault('request.malformed', { detail: name })
  return value
}

const maybe = (fields: Fields, name: string): string | undefined =>
  Object.hasOwn(fields, name) && fields[name] !== null ? text(fields, name) : undefined

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
  const answer = (context: Context, access: Access | null): Response =>
    context.json(describeSession(access, operations, { ...depsOf(context, access ?? openAccess), demo: accounts.demo }))
  /** A new session in place of the one the request carries. */
  const answerAs = (context: Context, token: string): Response => {
    giveCookie(context, token)
    return answer(context, accessBySession(token, depsOf(context, openAccess)))
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

type Described = {
  readonly path: string
  readonly method: 'get' | 'post' | 'delete'
  readonly name: string
  readonly summary: string
  readonly fields?: readonly string[]
  readonly optional?: readonly string[]
}

/** The same routes as the document of the interface names them. */
export const sessionRoutes: readonly Described[] = [
  { path: '/session', method: 'get', name: 'session.read', summary: 'Who is signed in, and what they may do' },
  {
    path: '/session',
    method: 'post',
    name: 'session.open',
    summary: 'Sign in; the answer sets the session’s cookie',
    fields: ['email', 'password'],
    optional: ['code'],
  },
  { path: '/session', method: 'delete', name: 'session.drop', summary: 'Sign out' },
  { path: '/session/end', method: 'post', name: 'session.end', summary: 'Sign out' },
  {
    path: '/session/password',
    method: 'post',
    name: 'session.password',
    summary: 'Change one’s own password; every other session ends',
    fields: ['password', 'next'],
    optional: ['revoke_tokens'],
  },
  {
    path: '/session/totp',
    method: 'post',
    name: 'session.totp',
    summary: 'The secret for an authenticator app; asked for at sign-in once confirmed',
    fields: ['password'],
  },
  {
    path: '/session/totp/confirm',
    method: 'post',
    name: 'session.totp.confirm',
    summary: 'Turn the second step on with a code of the app',
    fields: ['code'],
  },
  {
    path: '/session/totp/remove',
    method: 'post',
    name: 'session.totp.remove',
    summary: 'Turn the second step off',
    fields: ['password'],
  },
  {
    path: '/session/language',
    method: 'post',
    name: 'session.language',
    summary: 'Choose one’s own language',
    fields: ['language'],
  },
  {
    path: '/setup/check',
    method: 'post',
    name: 'setup.check',
    summary: 'What a link that works once is for, without using it',
    fields: ['token'],
  },
  {
    path: '/setup',
    method: 'post',
    name: 'setup.use',
    summary: 'Use such a link: make the owner, take up an invitation, set a new password; signs in',
    fields: ['token', 'password'],
    optional: ['name', 'email', 'language'],
  },
]

/** Paths of the document for them. */
export const sessionPaths = (problem: object): Record<string, Record<string, object>> => {
  const paths: Record<string, Record<string, object>> = {}
  for (const { path, method, name, summary, fields = [], optional = [] } of sessionRoutes) {
    const schemaOf = (field: string): object =>
      field === 'revoke_tokens' ? { type: 'boolean' } : { type: 'string', maxLength: 1_000 }
    const all = [...fields, ...optional]
    const schema = {
      type: 'object',
      required: fields,
      properties: Object.fromEntries(all.map((field) => [field, schemaOf(field)])),
    }
    paths[path] = {
      ...paths[path],
      [method]: {
        operationId: name,
        summary,
        security: [],
        ...(all.length > 0 ? { requestBody: { content: { 'application/json': { schema } } } } : {}),
        responses: { '200': { description: summary, content: { 'application/json': {} } }, default: problem },
      },
    }
  }
  return paths
}
