import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openOffice } from './office.ts'
import { visit } from './provider.ts'
import { type Joined, joinOffice, type Told, verified } from './signing-on.ts'

let joined: Joined
beforeAll(async () => {
  joined = await joinOffice()
}, 120_000)
afterAll(() => joined.close())
afterEach(() => joined.calm())

/** The refusal is of that kind, lets nobody in, and stands in the journal. */
const refusedAs = async (code: string, status: number, [got, told]: readonly [number, Told]): Promise<Told> => {
  expect([got, told.code]).toEqual([status, code])
  const [line] = await joined.journal(1)
  expect(line).toMatchObject({ action: 'sessions.refuse', actor: 'nobody', detail: { reason: code } })
  return told
}

describe('a way back that was tampered with', () => {
  test('with another state: refused, and the attempt is over', async () => {
    const { office, known, begin, finish } = joined
    const { who } = await known()
    const browser = office.browser()
    const answer = await visit(await begin(browser), who)
    const forged = answer.replace(/state=[^&]+/, 'state=of-somebody-else')
    await refusedAs('sso.refused', 401, await finish(browser, forged))
    expect(await finish(browser, answer)).toMatchObject([410, { code: 'sso.gone' }])
    expect((await browser.get('/session'))['signed_in']).toBe(false)
  })

  test('with a nonce that is not ours: refused', async () => {
    const { office, known, begin, finish } = joined
    const { who } = await known()
    const browser = office.browser()
    const location = new URL(await begin(browser))
    location.searchParams.set('nonce', 'of-somebody-else')
    const told = await refusedAs('sso.refused', 401, await finish(browser, await visit(location.href, who)))
    expect(told.params['reason']).toBe('oauth_jwt_claim_comparison_failed')
  })

  test('a second time: refused, whether the attempt or only the code is used again', async () => {
    const { office, known, begin, finish } = joined
    const { who } = await known()
    const browser = office.browser()
    const answer = await visit(await begin(browser), who)
    expect((await finish(browser, answer))[0]).toBe(200)
    expect(await finish(browser, answer)).toMatchObject([410, { code: 'sso.gone' }])
    const next = office.browser()
    const state = new URL(await begin(next)).searchParams.get('state')!
    const told = await refusedAs(
      'sso.refused',
      401,
      await finish(next, answer.replace(/state=[^&]+/, `state=${state}`)),
    )
    expect(told.params['reason']).toBe('invalid_grant')
  })

  test('with the code of another browser’s attempt: refused by the proof that goes with the code', async () => {
    const { office, known, begin, finish } = joined
    const victim = await known()
    const stolen = new URLSearchParams(await visit(await begin(office.browser()), victim.who)).get('code')!
    const thief = office.browser()
    const answer = await visit(await begin(thief), (await known()).who)
    await refusedAs('sso.refused', 401, await finish(thief, answer.replace(/code=[^&]+/, `code=${stolen}`)))
  })

  test('in another browser, or too late: there is no such attempt', async () => {
    const { office, known, begin, finish } = joined
    const { who } = await known()
    const browser = office.browser()
    const answer = await visit(await begin(browser), who)
    expect(await finish(office.browser(), answer)).toMatchObject([410, { code: 'sso.gone' }])
    office.wait(11 * 60_000)
    expect(await finish(browser, answer)).toMatchObject([410, { code: 'sso.gone' }])
  })

  test('for a page of another site: neither begun nor finished', async () => {
    const { office } = joined
    const foreign = office.browser({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })
    for (const path of ['/session/sso', '/session/sso/finish', '/session/sso/code'])
      expect((await foreign.ask('POST', path, { answer: '?code=x', code: '1' })).status).toBe(403)
  })

  test('as from another provider: refused', async () => {
    const { office, known, begin, finish } = joined
    const { who } = await known()
    const browser = office.browser()
    const answer = await visit(await begin(browser), who)
    expect(answer).toMatch(/iss=/)
    const mixed = answer.replace(/iss=[^&]+/, `iss=${encodeURIComponent('https://evil.example')}`)
    await refusedAs('sso.refused', 401, await finish(browser, mixed))
  })
})

describe('a token that is not the provider’s word to us', () => {
  /** Changes the provider’s token between it and us. */
  const tampering =
    (change: (parts: string[]) => string[]): typeof fetch =>
    async (...given) => {
      const response = await fetch(...given)
      if (!String(given[0]).endsWith('/token')) return response
      const body = (await response.json()) as { id_token: string }
      return Response.json({ ...body, id_token: change(body.id_token.split('.')).join('.') })
    }
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const read = (text: string): Record<string, unknown> => JSON.parse(Buffer.from(text, 'base64url').toString())

  test.each<[string, (parts: string[]) => string[]]>([
    ['unsigned', ([, claims]) => [part({ alg: 'none' }), claims!, '']],
    ['of another person', ([head, claims, sign]) => [head!, part({ ...read(claims!), sub: 'p1' }), sign!]],
    ['for another application', ([head, claims, sign]) => [head!, part({ ...read(claims!), aud: 'other' }), sign!]],
    [
      'of another issuer',
      ([head, claims, sign]) => [head!, part({ ...read(claims!), iss: 'https://x.example' }), sign!],
    ],
    ['with a signature cut short', ([head, claims, sign]) => [head!, claims!, sign!.slice(0, -8)]],
    ['signed with the secret we share', ([, claims]) => [part({ alg: 'HS256' }), claims!, 'AAAA']],
    ['that is none', () => ['x']],
  ])('%s: refused', async (_what, change) => {
    const { office, turn, known, begin, finish } = joined
    const { who } = await known()
    const browser = office.browser()
    const answer = await visit(await begin(browser), who)
    turn.ask = tampering(change)
    const [status, told] = await finish(browser, answer)
    expect(['sso.refused', 'sso.unreachable']).toContain(told.code)
    expect([401, 502]).toContain(status)
    expect((await browser.get('/session'))['signed_in']).toBe(false)
  })

  test('signed by a key the provider has changed to counts at once; by one it does not own, never', async () => {
    const { office, elsewhere, known, enter } = joined
    const { who } = await known()
    expect((await enter(office.browser(), who))[0]).toBe(200)
    elsewhere.changeKey(true)
    expect((await enter(office.browser(), who))[0]).toBe(200)
    elsewhere.changeKey(false)
    const told = await refusedAs('sso.refused', 401, await enter(office.browser(), who))
    expect(told.params['reason']).toBe('oauth_key_selection_failed')
    elsewhere.changeKey(true)
  })

  test('is over ten minutes after it was made, and two more where the clocks differ', async () => {
    const { office, turn, known, enter } = joined
    const { who } = await known()
    // The provider’s tokens last ten minutes.
    for (const minutes of [-30, 0, 11]) {
      turn.ahead = minutes * 60_000
      expect([minutes, (await enter(office.browser(), who))[0]]).toEqual([minutes, 200])
    }
    turn.ahead = 13 * 60_000
    await refusedAs('sso.clock', 401, await enter(office.browser(), who))
  })
})

describe('a person who has no way in', () => {
  test.each([
    ['whose e-mail nobody verified', { email_verified: false }, 'sso.email_unverified'],
    ['of whose e-mail nothing is said', { email_verified: undefined }, 'sso.email_unverified'],
    ['who shows no e-mail', { email: undefined }, 'sso.email_missing'],
  ])('%s: refused', async (_what, person, code) => {
    const { office, known, enter } = joined
    const { who } = await known(person as object)
    await refusedAs(code, 403, await enter(office.browser(), who))
  })

  test('nobody knows: refused, unless the owner has chosen a role for the people of a domain', async () => {
    const { office, elsewhere, turn, owner, enter } = joined
    elsewhere.people.set('la', { ...verified, email: 'la@congty.vn' })
    await refusedAs('sso.person_unknown', 403, await enter(office.browser(), 'la'))
    turn.rules = { domains: ['congty.vn'], role: 'marketing' }
    elsewhere.people.set('kia', { ...verified, email: 'kia@congty.vn.evil.example' })
    await refusedAs('sso.domain', 403, await enter(office.browser(), 'kia'))
    const browser = office.browser()
    expect(await enter(browser, 'la')).toMatchObject([200, { role: 'marketing', user: { name: 'Nguyễn Lan' } }])
    const { users } = await owner.get<{ users: { email: string }[] }>('/users')
    expect(users.filter(({ email }) => email.startsWith('la@'))).toMatchObject([{ role: 'marketing', password: false }])
  })

  test('who was disabled: refused, in whichever way they come', async () => {
    const { office, owner, known, enter } = joined
    const { who, id } = await known()
    const browser = office.browser()
    await enter(browser, who)
    await owner.post(`/users/${id}/disable`)
    expect((await browser.ask('GET', '/kpis')).status).toBe(401)
    await refusedAs('sso.disabled', 403, await enter(office.browser(), who))
  })

  test('who stopped at the provider: refused, without a word of the provider’s own', async () => {
    const { office, enter } = joined
    const told = await refusedAs('sso.denied', 401, await enter(office.browser(), 'nobody'))
    expect(JSON.stringify(told)).not.toContain('somebody')
  })
})

describe('a provider that does not answer', () => {
  test('is told of as such, before and after, and signs nobody in; afterwards all is as before', async () => {
    const { office, elsewhere, known, begin, finish, enter } = joined
    const { who } = await known()
    elsewhere.stop(true)
    expect(await (await office.browser().ask('POST', '/session/sso', {})).json()).toMatchObject({
      code: 'sso.unreachable',
      status: 502,
    })
    elsewhere.stop(false)
    const browser = office.browser()
    const answer = await visit(await begin(browser), who)
    elsewhere.stop(true)
    await refusedAs('sso.unreachable', 502, await finish(browser, answer))
    elsewhere.stop(false)
    expect((await enter(browser, who))[0]).toBe(200)
  })

  test.each<[string, typeof fetch]>([
    ['is not there', () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }))],
    ['says nothing that can be read', async () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['calls itself something else', async () => Response.json({ issuer: 'https://evil.example' })],
    ['sends us elsewhere', async () => Response.redirect('http://169.254.169.254/latest', 302)],
  ])('or %s: refused', async (_what, ask) => {
    const { office, turn } = joined
    turn.ask = ask
    const response = await office.browser().ask('POST', '/session/sso', {})
    expect([401, 502]).toContain(response.status)
    expect(((await response.json()) as Told).code).toMatch(/^sso\.(unreachable|refused)$/)
  })

  test('is not asked without end: fifty attempts from one address, then a quarter of an hour', async () => {
    const { office, elsewhere } = joined
    elsewhere.stop(true)
    const browser = office.browser()
    for (let i = 0; i < 50; i++) expect((await browser.ask('POST', '/session/sso', {})).status).toBe(502)
    const held = await browser.ask('POST', '/session/sso', {})
    expect([held.status, held.headers.get('retry-after')]).toEqual([429, '900'])
  })
})

describe('where no provider is named', () => {
  test('there is no way there, and the pages are told so', async () => {
    const plain = await openOffice()
    try {
      expect((await plain.browser().get('/session'))['sso']).toBeNull()
      for (const path of ['/session/sso', '/session/sso/finish', '/session/sso/code']) {
        const response = await plain.browser().ask('POST', path, { answer: '?code=x', code: '1' })
        expect([404, 410]).toContain(response.status)
      }
    } finally {
      await plain.close()
    }
  })

  const whole = {
    NHIP_URL: 'https://nhip.congty.vn/',
    NHIP_OIDC_ISSUER: 'https://id.congty.vn',
    NHIP_OIDC_CLIENT_ID: 'nhip',
    NHIP_OIDC_CLIENT_SECRET: 's',
  }

  test('what names one is read whole', () => {
    const rest = { NHIP_OIDC_DOMAINS: '@CongTy.vn, chinhanh.vn', NHIP_OIDC_ROLE: 'analyst', NHIP_OIDC_NAME: 'Công ty' }
    expect(readConfig({ ...whole, ...rest })).toMatchObject({
      url: 'https://nhip.congty.vn',
      signOn: { client: 'nhip', secret: 's', name: 'Công ty', domains: ['congty.vn', 'chinhanh.vn'], role: 'analyst' },
    })
    expect(readConfig(whole).signOn).toMatchObject({ name: 'id.congty.vn', domains: [], role: null })
    expect(readConfig({ NHIP_URL: whole.NHIP_URL }).signOn).toBeNull()
  })

  test.each<[string, Record<string, string>]>([
    ['NHIP_OIDC_ISSUER', { NHIP_OIDC_ISSUER: 'http://id.congty.vn' }],
    ['NHIP_OIDC_ISSUER', { NHIP_OIDC_ISSUER: 'http://127.0.0.1.evil.example' }],
    ['NHIP_OIDC_CLIENT_SECRET', { NHIP_OIDC_CLIENT_SECRET: '' }],
    ['NHIP_URL', { NHIP_URL: '' }],
    ['NHIP_URL', { NHIP_URL: 'https://nhip.congty.vn/so' }],
    ['NHIP_OIDC_ROLE', { NHIP_OIDC_ROLE: 'owner', NHIP_OIDC_DOMAINS: 'congty.vn' }],
    ['NHIP_OIDC_DOMAINS', { NHIP_OIDC_ROLE: 'analyst' }],
  ])('what names one wrongly is refused: %s', (name, given) => {
    let wrong: unknown = null
    try {
      readConfig({ ...whole, ...given })
    } catch (error) {
      wrong = (error as Told).params['wrong']
    }
    expect(String(wrong)).toMatch(name)
    expect(wrong).toHaveLength(1)
  })
})
