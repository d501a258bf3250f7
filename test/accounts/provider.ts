import { generateKeyPairSync, type webcrypto } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type InteractionResults } from 'oidc-provider'

/** Somebody with an account at the provider. */
export type Person = {
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
  /** How they prove who they are. */
  readonly amr?: readonly string[]
}

export type Elsewhere = {
  readonly issuer: string
  readonly people: Map<string, Person>
  /** Everything from now on is signed by another key; `announced`: and the list of keys says so. */
  readonly changeKey: (announced: boolean) => void
  /** Answers nothing but 503 from now on, or again as before. */
  readonly stop: (stopped: boolean) => void
  readonly close: () => Promise<void>
}

export const client = { id: 'nhip', secret: 'a secret of the provider and us' } as const

type Key = webcrypto.JsonWebKey & { readonly kid: string }

const makeKey = (): Key => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: crypto.randomUUID() }
}

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return new URLSearchParams(Buffer.concat(parts).toString())
}

/** A real OpenID Connect provider on this machine, whose page of signing in takes the account’s name alone. */
export const openElsewhere = async (redirect: string): Promise<Elsewhere> => {
  const people = new Map<string, Person>()
  let handler: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined
  const server = createServer((request, response) => void handler(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const providerWith = (key: Key): Provider => {
    const provider = new Provider(issuer, {
      clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirect] }],
      jwks: { keys: [key as never] },
      claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      cookies: { keys: ['of the provider’s own'] },
      ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
      interactions: { url: (_context, { uid }) => `/enter/${uid}` },
      findAccount: (_context, sub) => {
        const { amr: _amr, ...claims } = people.get(sub) ?? {}
        return { accountId: sub, claims: () => ({ sub, ...claims }) }
      },
      // Everybody is asked who they are, and nobody what they allow.
      loadExistingGrant: async (context) => {
        const grant = new context.oidc.provider.Grant({
          accountId: context.oidc.session!.accountId!,
          clientId: context.oidc.client!.clientId,
        })
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
    })
    provider.on('server_error', (_context, error) => void process.stderr.write(`${error.stack}\n`))
    return provider
  }
  let provider = providerWith(makeKey())
  let keys = provider
  let isStopped = false
  handler = async (request, response) => {
    const path = request.url ?? ''
    if (isStopped) response.writeHead(503).end('closed')
    // Browsers ask for one, and complain of there being none.
    else if (path === '/favicon.ico') response.writeHead(204).end()
    else if (path.startsWith('/jwks')) keys.callback()(request, response)
    else if (!path.startsWith('/enter/')) provider.callback()(request, response)
    else if (request.method !== 'POST')
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<form method="post"><input name="who" aria-label="who"><button>Go on</button></form>')
    else {
      const who = (await bodyOf(request)).get('who') ?? ''
      const refusal = { error: 'access_denied', error_description: 'Ask <b>somebody</b>' }
      const login = { accountId: who, amr: [...(people.get(who)?.amr ?? ['pwd'])], remember: false }
      const result: InteractionResults = who === 'nobody' ? refusal : { login }
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
    }
  }
  return {
    issuer,
    people,
    changeKey: (announced) => {
      provider = providerWith(makeKey())
      if (announced) keys = provider
    },
    stop: (stopped) => {
      isStopped = stopped
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** Goes through the provider’s pages as a browser does; gives the query it sends the browser back to us with. */
export const visit = async (location: string, who: string): Promise<string> => {
  const jar = new Map<string, string>()
  const ask = async (url: string, body?: string): Promise<Response> => {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [name, value] = set.split(';')[0]!.split(/=(.*)/)
      jar.set(name!, value!)
    }
    return answer
  }
  const next = (answer: Response, from: string): string => {
    const to = answer.headers.get('location')
    if (to === null) throw new Error(`${answer.status} at ${from}`)
    return new URL(to, from).href
  }
  const page = next(await ask(location), location)
  if (page.includes('/sso?')) return new URL(page).search
  const resume = next(await ask(page, new URLSearchParams({ who }).toString()), page)
  return new URL(next(await ask(resume), resume)).search
}
