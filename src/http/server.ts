import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { type Access, consoleAccess, demand } from '#core/access.ts'
import { Fault } from '#core/fault.ts'
import type { Language } from '#core/messages.ts'
import type { FileAnswer, Input, Operation, Progress } from '#core/operation.ts'
import { problemOf } from './faults.ts'
import { fileResponse } from './file-response.ts'
import { type Gate, holdsToken, letIn } from './guard.ts'
import { inputOf } from './input.ts'
import { answerLocally, localRequest } from './local.ts'
import { openApi } from './openapi.ts'
import { mountPages } from './pages.ts'
import { rowsFormat, rowsResponse } from './rows-response.ts'
import { mountSession } from './session-routes.ts'
import type { Uploads } from './uploads.ts'

export type ServerOptions<D> = Gate & {
  readonly operations: readonly Operation<D>[]
  /** Dependencies for one request: in the language it asked for, and as far as who asks may see. */
  readonly depsFor: (language: Language, progress: Progress | undefined, access: Access) => D
  readonly language: () => Language
  readonly port: number
  /** Where files lie on their way in. */
  readonly uploads: Uploads
  readonly version: () => number
  /** Folder of the built pages; null where only the interface is served. */
  readonly pages?: string | null
  /** Pages for people who have no account, such as those asked in a survey; each guards itself. */
  readonly openPages?: readonly OpenPages[]
}

/** Adds routes outside `/api` that anybody may reach. */
export type OpenPages = (app: Hono) => void

export type Running = { readonly port: number; readonly close: () => Promise<void> }

const languageOf = (context: Context, fallback: Language, own: Language | null = null): Language => {
  const asked = context.req.query('lang') ?? own ?? context.req.header('accept-language')?.slice(0, 2)
  return asked === 'vi' || asked === 'en' ? asked : fallback
}

/** Whose an upload is: of an account, by whichever of its sessions or tokens it comes. */
const holderOf = ({ user, via }: Access): string => (user === null ? via : `user:${user}`)

const securityHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
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
  app.get('/api/v1/openapi.json', (context) =>
    context.json(openApi(options.operations, options.accounts !== undefined)),
  )
  app.get('/api/v1/health', (context) => context.json({ ok: true, data_version: options.version() }))
  const { accounts } = options
  if (accounts)
    mountSession(app, {
      gate: { ...options, accounts },
      operations: options.operations,
      languageFor: (context) => languageOf(context, options.language()),
    })
  for (const operation of options.operations) {
    if (!operation.http) continue
    const path = `/api/v1${operation.http.path.replace(/\{(\w+)\}/g, ':$1')}`
    const handle = async (context: Context): Promise<Response> => {
      const access = letIn(context, options, operation.changes)
      const language = languageOf(context, options.language(), access.language)
      // Nobody fills the disk with files for what they may not do.
      if (operation.arguments.some(({ kind }) => kind === 'file' || kind === 'files')) demand(access, operation)
      const given = await inputOf(context, operation, options.uploads, holderOf(access))
      const input: Input = { ...given.input, lang: language }
      const deps = options.depsFor(language, undefined, access)
      if (operation.streams)
        return rowsResponse(context, (emit) =>
          operation.run({ ...input, format: rowsFormat(context) }, deps, { progress: () => undefined, emit }),
        )
      try {
        const result = await operation.run(input, deps, { progress: () => undefined, emit: () => undefined })
        return operation.file ? await fileResponse(result as FileAnswer) : context.json(result as object)
      } finally {
        await given.done()
      }
    }
    if (operation.http.method === 'get') app.get(path, handle)
    else app.post(path, handle)
  }
  const bringing = options.operations.find((operation) => operation.arguments.some(({ kind }) => kind === 'files'))
  if (bringing)
    options.uploads.mount(app, '/api/v1/uploads', (context) => {
      const access = letIn(context, options, true)
      demand(access, bringing)
      return holderOf(access)
    })
  // Commands of this machine while the server holds the data: any operation, by its name, with the local token only.
  app.post('/api/v1/local/:operation', async (context) => {
    if (!holdsToken(context, options.token)) throw new Fault('request.unauthorised')
    const { operation, input, language } = await localRequest(context, options.operations)
    return answerLocally(operation, input, options.depsFor(language, undefined, consoleAccess), language)
  })
  for (const mount of options.openPages ?? []) mount(app)
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
