import { timingSafeEqual } from 'node:crypto'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { Fault } from '#core/fault.ts'
import type { Language } from '#core/messages.ts'
import type { Input, Operation } from '#core/operation.ts'
import { problemOf } from './faults.ts'
import { inputOf } from './input.ts'
import { answerLocally, localRequest } from './local.ts'
import { openApi } from './openapi.ts'
import { mountPages } from './pages.ts'
import { rowsResponse } from './rows-response.ts'

export type ServerOptions<D> = {
  readonly operations: readonly Operation<D>[]
  /** Dependencies for one request, in the language it asked for. */
  readonly depsFor: (language: Language) => D
  readonly language: () => Language
  readonly token: string
  readonly host: string
  readonly port: number
  /** Folder uploaded files are put in before they are read. */
  readonly uploads: string
  readonly version: () => number
  /** Folder of the built pages; null where only the interface is served. */
  readonly pages?: string | null
}

export type Running = { readonly port: number; readonly close: () => Promise<void> }

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/

const holdsToken = (context: Context, token: string): boolean => {
  const given = Buffer.from(context.req.header('authorization')?.replace(/^Bearer\s+/i, '') ?? '')
  const expected = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const languageOf = (context: Context, fallback: Language): Language => {
  const asked = context.req.query('lang') ?? context.req.header('accept-language')?.slice(0, 2)
  return asked === 'vi' || asked === 'en' ? asked : fallback
}

/**
 * Who may ask: a holder of the token always; without one only a caller on this machine by a loopback name
 * (a page elsewhere that resolves its own name to 127.0.0.1 is refused by the Host header), and only where no
 * other site asked for it.
 */
const guard = <D>(context: Context, options: ServerOptions<D>, changes: boolean): void => {
  if (holdsToken(context, options.token)) return
  if (!loopback.test(options.host) || !loopback.test(context.req.header('host') ?? ''))
    throw new Fault('request.unauthorised')
  const origin = context.req.header('origin')
  const site = context.req.header('sec-fetch-site')
  const same = origin === undefined || origin === `http://${context.req.header('host')}`
  if (!same || (changes && site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Fault('request.foreign_origin', { origin: origin ?? site ?? '' })
}

const securityHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** Builds the application's routes: every operation of the list, the document that describes them, nothing else. */
export const composeRoutes = <D>(options: ServerOptions<D>): Hono => {
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders))
      if (!context.res.headers.has(name)) context.res.headers.set(name, value)
  })
  app.onError((error, context) => problemOf(error, languageOf(context, options.language()), context.req.path))
  app.notFound((context) =>
    problemOf(
      new Fault('request.not_found', { path: context.req.path }),
      languageOf(context, options.language()),
      context.req.path,
    ),
  )
  app.get('/api/v1/openapi.json', (context) => context.json(openApi(options.operations)))
  app.get('/api/v1/health', (context) => context.json({ ok: true, data_version: options.version() }))
  for (const operation of options.operations) {
    if (!operation.http) continue
    const path = `/api/v1${operation.http.path.replace(/\{(\w+)\}/g, ':$1')}`
    const handle = async (context: Context): Promise<Response> => {
      guard(context, options, operation.changes)
      const language = languageOf(context, options.language())
      const input: Input = { ...(await inputOf(context, operation, options.uploads)), lang: language }
      const deps = options.depsFor(language)
      if (operation.streams)
        return rowsResponse(context, (emit) => operation.run(input, deps, { progress: () => undefined, emit }))
      return context.json(
        (await operation.run(input, deps, { progress: () => undefined, emit: () => undefined })) as object,
      )
    }
    if (operation.http.method === 'get') app.get(path, handle)
    else app.post(path, handle)
  }
  // Commands of this machine while the server holds the data: any operation, by its name, with the local token only.
  app.post('/api/v1/local/:operation', async (context) => {
    if (!holdsToken(context, options.token)) throw new Fault('request.unauthorised')
    const { operation, input, language } = await localRequest(context, options.operations)
    return answerLocally(operation, input, options.depsFor(language), language)
  })
  mountPages(app, options.pages, options.language)
  return app
}

/** Starts listening. @throws Fault `port.in_use`. */
export const startServer = async <D>(options: ServerOptions<D>): Promise<Running> => {
  const app = composeRoutes(options)
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: options.port, hostname: options.host }, (address) =>
      resolve({
        port: address.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      }),
    )
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new Fault('port.in_use', { port: options.port, other: options.port + 1 }) : error,
      ),
    )
  })
}
