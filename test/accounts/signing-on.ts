import { realTime } from '#adapters/clock.ts'
import { openOutbound } from '#adapters/outbound.ts'
import { openSignOn, type SignOnOptions } from '#adapters/sign-on.ts'
import { type Browser, firstOwner, type Office, openOffice } from './office.ts'
import { client, type Elsewhere, openElsewhere, type Person, visit } from './provider.ts'

export type Told = Record<string, unknown> & { code: string; params: Record<string, unknown> }
export type Account = { readonly who: string; readonly email: string; readonly id: string }

/** An office whose people sign in with a provider, and what the tests turn there. */
export type Joined = {
  readonly office: Office
  readonly elsewhere: Elsewhere
  readonly owner: Browser
  readonly turn: {
    /** Milliseconds our clock is ahead of the provider’s. */
    ahead: number
    /** What stands between the provider and us. */
    ask: typeof fetch
    rules: Pick<SignOnOptions, 'domains' | 'role'>
  }
  /** An account here, and a person of the same e-mail at the provider. */
  readonly known: (person?: Person) => Promise<Account>
  readonly begin: (browser: Browser, to?: string) => Promise<string>
  readonly finish: (browser: Browser, answer: string) => Promise<readonly [status: number, told: Told]>
  /** All the way there and back. */
  readonly enter: (browser: Browser, who: string) => Promise<readonly [status: number, told: Told]>
  /** Newest first. */
  readonly journal: (limit: number) => Promise<readonly Told[]>
  /** As it was, and a quarter of an hour later: attempts of one address count as long. */
  readonly calm: () => void
  readonly close: () => Promise<void>
}

export const verified: Person = { email_verified: true, name: 'Nguyễn Lan' }

export const joinOffice = async (): Promise<Joined> => {
  let elsewhere!: Elsewhere
  const guarded = (): typeof fetch =>
    openOutbound({ userAgent: 'Nhip/1.0', trusted: [new URL(elsewhere.issuer).origin] }).fetch
  const usual = (): Joined['turn'] => ({
    ahead: 0,
    ask: (...given) => guarded()(...given),
    rules: { domains: [], role: null },
  })
  const turn = usual()
  const office = await openOffice({}, false, async (url) => {
    elsewhere = await openElsewhere(`${url}/sso`)
    const provider = openSignOn({
      issuer: elsewhere.issuer,
      client: client.id,
      secret: client.secret,
      name: 'Công ty',
      domains: [],
      role: null,
      time: () => realTime() + turn.ahead,
      fetch: (...given) => turn.ask(...given),
    })
    return {
      ...provider,
      get domains() {
        return turn.rules.domains
      },
      get role() {
        return turn.rules.role
      },
    }
  })
  const owner = await firstOwner(office)
  let count = 0
  const begin: Joined['begin'] = async (browser, to) =>
    (await browser.post<{ location: string }>('/session/sso', to === undefined ? {} : { to })).location
  const finish: Joined['finish'] = async (browser, answer) => {
    const response = await browser.ask('POST', '/session/sso/finish', { answer })
    return [response.status, (await response.json()) as Told]
  }
  return {
    office,
    elsewhere,
    owner,
    turn,
    known: async (person = {}) => {
      count += 1
      const [who, email] = [`p${count}`, `lan${count}@congty.vn`]
      const { user } = await owner.post<{ user: { id: string } }>('/users', { email, role: 'analyst' })
      elsewhere.people.set(who, { email, ...verified, ...person })
      return { who, email, id: user.id }
    },
    begin,
    finish,
    enter: async (browser, who) => finish(browser, await visit(await begin(browser), who)),
    journal: async (limit) => (await owner.get<{ rows: Told[] }>(`/journal?limit=${limit}`)).rows,
    calm: () => {
      Object.assign(turn, usual())
      elsewhere.stop(false)
      office.wait(16 * 60_000)
    },
    close: async () => {
      await office.close()
      await elsewhere.close()
    },
  }
}
