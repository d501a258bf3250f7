import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SignOnProvider } from '#core/sign-on.ts'
import { type Running, startServer } from '#http/server.ts'
import { openUploads } from '#http/uploads.ts'
import { makeSetupLink } from '#operations/accounts/links.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { operations } from '../../src/main/operations.ts'

/** One who asks over HTTP as a browser does: with cookies, and saying where the page came from. */
export type Browser = {
  readonly ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>
  readonly get: <T = Record<string, unknown>>(path: string) => Promise<T>
  readonly post: <T = Record<string, unknown>>(path: string, body?: unknown) => Promise<T>
  readonly cookie: () => string | null
}

export type Office = {
  readonly company: Company
  readonly url: string
  readonly folder: string
  readonly browser: (headers?: Record<string, string>) => Browser
  readonly setupToken: string | null
  /** Moves the clock that sessions live by. */
  readonly wait: (milliseconds: number) => void
  readonly local: (operation: string, input: object) => Promise<Record<string, unknown>>
  readonly close: () => Promise<void>
}

export const localToken = 'the-token-of-this-machine'
export const password = 'ba con mèo vàng'

export const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** A real server on a real data directory of its own. */
export const openOffice = async (
  files: Readonly<Record<string, string>> = {},
  demo = false,
  signOnAt?: (url: string) => Promise<SignOnProvider>,
): Promise<Office> => {
  // A provider has to know beforehand where it sends people back to.
  const port = signOnAt ? await freePort() : 0
  const signOn = signOnAt ? await signOnAt(`http://127.0.0.1:${port}`) : null
  const folder = mkdtempSync(join(tmpdir(), 'nhip-accounts-'))
  let moved = 0
  const company = await openCompany(join(folder, 'data'), {
    fixedNow: '2026-11-18T04:40:00Z',
    memory: '300MB',
    realTime: () => Date.parse('2026-11-18T04:40:00Z') + moved,
  })
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(folder, `${name}.csv`)
    writeFileSync(path, text)
    return path
  })
  const create = operations.find((operation) => operation.name === 'imports.create')!
  if (paths.length > 0) {
    const result = await create.run({ files: paths }, company.depsFor('en'), {
      progress: () => undefined,
      emit: () => undefined,
    })
    if ((result as { failed?: true }).failed) throw new Error(JSON.stringify(result))
  }
  const server: Running = await startServer({
    operations,
    depsFor: company.depsFor,
    accounts: {
      depsFor: (language, access) => company.depsFor(language, undefined, access),
      demo,
      organisation: company.organisation,
      signOn,
    },
    language: company.language,
    token: localToken,
    host: '127.0.0.1',
    port,
    uploads: openUploads(join(folder, 'uploads')),
    version: company.version,
  })
  const url = `http://127.0.0.1:${server.port}`
  company.reachedAt(url)
  const link = makeSetupLink(company.depsFor('vi'))
  const browser = (extra: Record<string, string> = {}): Browser => {
    const jar = new Map<string, string>()
    const ask: Browser['ask'] = async (method, path, body, headers = {}) => {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          origin: url,
          'sec-fetch-site': 'same-origin',
          ...(jar.size === 0 ? {} : { cookie: [...jar.values()].join('; ') }),
          ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
          ...extra,
          ...headers,
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      })
      for (const set of response.headers.getSetCookie()) {
        const name = set.split('=')[0]!
        if (/Max-Age=0/i.test(set)) jar.delete(name)
        else jar.set(name, set.split(';')[0]!)
      }
      return response
    }
    const answer = async <T>(response: Response): Promise<T> => (await response.json()) as T
    return {
      ask,
      get: async (path) => answer(await ask('GET', path)),
      post: async (path, body = {}) => answer(await ask('POST', path, body)),
      cookie: () => jar.get('nhip') ?? null,
    }
  }
  return {
    company,
    url,
    folder,
    browser,
    setupToken: link ? link.path.split('#')[1]! : null,
    wait: (milliseconds) => {
      moved += milliseconds
    },
    local: async (operation, input) => {
      const response = await fetch(`${url}/api/v1/local/${operation}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${localToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ input, language: 'en' }),
      })
      const lines = (await response.text()).trim().split('\n')
      return JSON.parse(lines.at(-1)!) as Record<string, unknown>
    },
    close: async () => {
      await server.close()
      await company.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The owner made by the link of the first start, signed in. */
export const firstOwner = async (office: Office): Promise<Browser> => {
  const owner = office.browser()
  await owner.post('/setup', { token: office.setupToken, name: 'Chủ', email: 'chu@congty.vn', password })
  return owner
}

export type Hired = { readonly email: string; readonly role: string } & Record<string, unknown>

/** An account invited by the owner and taken up by its holder, who is then signed in. */
export const hire = async (office: Office, owner: Browser, account: Hired): Promise<Browser> => {
  const { link } = await owner.post<{ link: { path: string } }>('/users', account)
  const holder = office.browser()
  await holder.post('/setup', { token: link.path.split('#')[1], password })
  return holder
}
