import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { totpCode } from '#adapters/totp.ts'
import { hire, password } from './office.ts'
import { visit } from './provider.ts'
import { type Joined, joinOffice, type Told, verified } from './signing-on.ts'

let joined: Joined
beforeAll(async () => {
  joined = await joinOffice()
}, 120_000)
afterAll(() => joined.close())
afterEach(() => joined.calm())

describe('who the provider vouches for', () => {
  test('is signed in to the account of their e-mail, and comes to the page they had asked for', async () => {
    const { office, elsewhere, known, begin, finish, journal } = joined
    const { who, email, id } = await known()
    const browser = office.browser()
    expect((await browser.get('/session'))['sso']).toBe('Công ty')
    const location = new URL(await begin(browser, '/kpi/sales?period=2026-11'))
    expect(location.origin).toBe(elsewhere.issuer)
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${office.url}/sso`,
      code_challenge_method: 'S256',
      scope: 'openid email profile',
    })
    const [status, session] = await finish(browser, await visit(location.href, who))
    expect(status).toBe(200)
    expect(session).toMatchObject({
      signed_in: true,
      role: 'analyst',
      to: '/kpi/sales?period=2026-11',
      user: { email },
    })
    expect((await browser.ask('GET', '/kpis')).status).toBe(200)
    expect(await journal(3)).toMatchObject([
      { action: 'sessions.open', subject: id, detail: { by: 'sso' } },
      { action: 'sso.bind', subject: id },
      { action: 'users.add' },
    ])
    // Signing out ends the session here, and leaves the one at the provider alone.
    await browser.post('/session/end')
    expect((await browser.ask('GET', '/kpis')).status).toBe(401)
  })

  test.each(['//evil.example/', '/\\evil.example', 'https://evil.example', '/sso?code=1', 'javascript:alert(1)', ''])(
    'is never sent on to “%s”',
    async (to) => {
      const { office, known, begin, finish } = joined
      const { who } = await known()
      const browser = office.browser()
      const [, session] = await finish(browser, await visit(await begin(browser, to), who))
      expect(session['to']).toBe('/')
    },
  )

  test('stays the same person when their e-mail changes, and whoever gets that e-mail is another', async () => {
    const { office, elsewhere, owner, known, enter } = joined
    const { who, email, id } = await known()
    await enter(office.browser(), who)
    elsewhere.people.set(who, { ...verified, email: 'lan-moi@congty.vn' })
    const [, session] = await enter(office.browser(), who)
    expect(session).toMatchObject({ user: { id, email } })
    elsewhere.people.set('another', { ...verified, email })
    expect(await enter(office.browser(), 'another')).toMatchObject([403, { code: 'sso.other_person' }])
    // An owner can tie the account anew, once it has a password to fall back on.
    const { link } = await owner.post<{ link: { path: string } }>(`/users/${id}/reset`)
    await office.browser().post('/setup', { token: link.path.split('#')[1], password })
    await owner.post(`/users/${id}/reset`)
    expect((await enter(office.browser(), 'another'))[1]).toMatchObject({ user: { id } })
  })

  test('is told of as active, and the link to take the account up is gone', async () => {
    const { office, elsewhere, owner, enter } = joined
    const { user, link } = await owner.post<{ user: { id: string }; link: { path: string } }>('/users', {
      email: 'moi@congty.vn',
      role: 'analyst',
    })
    elsewhere.people.set('moi', { ...verified, email: 'Moi@CongTy.vn' })
    await enter(office.browser(), 'moi')
    const { users } = await owner.get<{ users: { id: string }[] }>('/users')
    expect(users.find(({ id }) => id === user.id)).toMatchObject({ status: 'active', password: false, sso: true })
    const used = await office.browser().ask('POST', '/setup', { token: link.path.split('#')[1], password })
    expect(used.status).toBe(410)
  })

  test('takes over nobody else’s session: the one there before is ended, the new one has another token', async () => {
    const { office, owner, known, enter } = joined
    const { who } = await known()
    const browser = await hire(office, owner, { email: `truoc@congty.vn`, role: 'analyst' })
    const before = browser.cookie()!
    await enter(browser, who)
    expect(browser.cookie()).not.toBe(before)
    expect((await office.browser({ cookie: before }).ask('GET', '/kpis')).status).toBe(401)
  })
})

describe('a second step', () => {
  const now = (): number => joined.office.company.depsFor('en').time()
  const codeNow = (secret: string): string => totpCode(secret, Math.floor(now() / 30_000))
  /** An account with a password and an authenticator app. */
  const withCode = async (amr: readonly string[]): Promise<{ who: string; secret: string }> => {
    const { office, owner, known } = joined
    const { who, id } = await known({ amr })
    const { link } = await owner.post<{ link: { path: string } }>(`/users/${id}/reset`)
    const holder = office.browser()
    await holder.post('/setup', { token: link.path.split('#')[1], password })
    const { secret } = await holder.post<{ secret: string }>('/session/totp', { password })
    await holder.post('/session/totp/confirm', { code: codeNow(secret) })
    office.wait(60_000)
    return { who, secret }
  }

  test('is not asked for again where the provider asked for more than one proof', async () => {
    const { office, enter } = joined
    const { who } = await withCode(['pwd', 'mfa'])
    expect((await enter(office.browser(), who))[1]).toMatchObject({ signed_in: true })
  })

  test('is asked for where the provider took a password alone; a code works once, a wrong one never', async () => {
    const { office, enter } = joined
    const { who, secret } = await withCode(['pwd'])
    const browser = office.browser()
    const [status, told] = await enter(browser, who)
    expect([status, told.code, browser.cookie()]).toEqual([401, 'session.code_needed', null])
    const send = async (code: string): Promise<unknown> =>
      ((await (await browser.ask('POST', '/session/sso/code', { code })).json()) as Told).code
    expect(await send('000000')).toBe('session.code_wrong')
    expect(await send('')).toBe('session.code_needed')
    expect(browser.cookie()).toBeNull()
    const code = codeNow(secret)
    expect(await send(code)).toBeUndefined()
    expect((await browser.ask('GET', '/kpis')).status).toBe(200)
    const again = office.browser()
    await enter(again, who)
    expect(((await (await again.ask('POST', '/session/sso/code', { code })).json()) as Told).code).toBe(
      'session.code_wrong',
    )
    expect(await send(codeNow(secret))).toBe('sso.gone')
  })

  test('cannot be guessed: after ten wrong codes the next has to wait', async () => {
    const { office, enter } = joined
    const { who, secret } = await withCode(['pwd'])
    const browser = office.browser()
    await enter(browser, who)
    for (let i = 0; i < 10; i++) await browser.ask('POST', '/session/sso/code', { code: '000000' })
    expect((await browser.ask('POST', '/session/sso/code', { code: codeNow(secret) })).status).toBe(429)
  })

  test('nothing but the provider’s word leads to it', async () => {
    const { office, begin } = joined
    const { who } = await withCode(['pwd'])
    const browser = office.browser()
    await begin(browser)
    expect((await browser.ask('POST', '/session/sso/code', { code: '000000' })).status).toBe(410)
    expect(who).toMatch(/^p/)
  })
})
