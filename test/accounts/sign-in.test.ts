import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composed } from './composed.ts'
import { type Browser, firstOwner, hire, localToken, type Office, openOffice, password } from './office.ts'

const orders = 'order_id,line_no,placed_at,location_id,quantity,unit_price\nA1,1,2026-11-16 09:00,S1,2,100000\n'

describe('before there is an owner', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice({ order_line: orders })
  })
  afterAll(() => office.close())

  test('this machine asks without signing in, as a demo does', async () => {
    const somebody = office.browser()
    expect((await somebody.ask('GET', '/kpis')).status).toBe(200)
    expect(await somebody.get('/session')).toMatchObject({
      signed_in: false,
      via: 'open',
      setup_needed: true,
      demo: false,
      role: 'owner',
    })
  })

  test('a request that came through a proxy is not this machine', async () => {
    const answer = await office.browser({ 'x-forwarded-for': '203.0.113.9' }).ask('GET', '/kpis')
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'request.unauthorised' })
  })

  test('nobody but an owner can be added', async () => {
    const answer = await office.browser().ask('POST', '/users', { email: 'a@b.vn', role: 'manager' })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'account.owner_first'])
  })

  test.each([null, '', 'x', 0, [], {}, ['x'], true, 'a'.repeat(2_000)])('a link of %j opens nothing', async (token) => {
    const body = { token, name: 'X', email: 'x@y.vn', password }
    const answer = await office.browser().ask('POST', '/setup', body)
    expect([400, 410]).toContain(answer.status)
    expect((await office.browser().ask('POST', '/setup/check', { token })).status).toBe(answer.status)
    expect((await office.browser().get<{ setup_needed: boolean }>('/session')).setup_needed).toBe(true)
  })

  test.each([
    ['kurz', 'account.password_short'],
    ['password1234', 'account.password_common'],
    ['1234567890', 'account.password_common'],
    ['aaaaaaaaaaaa', 'account.password_common'],
    ['chu@congty.vn', 'account.password_common'],
  ])('the password “%s” is refused and the link stands', async (weak, code) => {
    const body = { token: office.setupToken, name: 'Chủ', email: 'chu@congty.vn', password: weak }
    const answer = await office.browser().ask('POST', '/setup', body)
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, code])
    expect(await office.browser().post('/setup/check', { token: office.setupToken })).toMatchObject({ kind: 'setup' })
  })

  test('of many who use the link at once one becomes the owner, and then it is gone', async () => {
    const tries = await Promise.all(
      [1, 2, 3, 4].map((i) =>
        office
          .browser()
          .ask('POST', '/setup', { token: office.setupToken, name: `Chủ ${i}`, email: `chu${i}@congty.vn`, password }),
      ),
    )
    expect(tries.map((answer) => answer.status).sort()).toEqual([200, 410, 410, 410])
    expect((await office.browser().ask('POST', '/setup/check', { token: office.setupToken })).status).toBe(410)
    const { result } = await office.local('users.list', {})
    expect((result as { users: unknown[] }).users).toHaveLength(1)
  })

  test('from then on every request needs a session or a token, and so do those of this machine', async () => {
    for (const path of ['/kpis', '/metrics', '/metrics/net_sales', '/users', '/settings', '/imports']) {
      const answer = await office.browser().ask('GET', path)
      expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        path,
        401,
        'session.needed',
      ])
    }
    expect(await office.browser().get('/session')).toEqual({
      signed_in: false,
      via: null,
      setup_needed: false,
      demo: false,
      organisation: '',
      sso: null,
      language: 'vi',
      user: null,
      role: null,
      scope: null,
      kpis: [],
      may: [],
    })
    const withToken = office.browser({ authorization: `Bearer ${localToken}` })
    expect((await withToken.ask('GET', '/kpis')).status).toBe(200)
  })
})

describe('a demo', () => {
  test('is looked at without signing in even where an owner exists', async () => {
    const office = await openOffice({ order_line: orders }, true)
    try {
      await firstOwner(office)
      expect((await office.browser().ask('GET', '/kpis')).status).toBe(200)
      expect(await office.browser().get('/session')).toMatchObject({ demo: true, setup_needed: false, via: 'open' })
    } finally {
      await office.close()
    }
  })
})

describe('signing in', () => {
  let office: Office
  let owner: Browser
  const minutes = 60_000
  beforeAll(async () => {
    office = await openOffice({ order_line: orders })
    owner = await firstOwner(office)
  })
  afterAll(() => office.close())

  const signIn = (email: string, secret: string, browser = office.browser()): Promise<Response> =>
    browser.ask('POST', '/session', { email, password: secret })

  test('gives a cookie that scripts and other sites cannot use', async () => {
    const answer = await signIn(' Chu@CongTy.vn ', password)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toMatch(
      /^nhip=[\w-]{32}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(await answer.json()).toMatchObject({
      signed_in: true,
      via: 'session',
      role: 'owner',
      user: { email: 'chu@congty.vn', name: 'Chủ', status: 'active', totp: false },
      kpis: [1, 2, 3, 4, 5, 6, 7],
    })
  })

  test('under a name of the network the cookie is for TLS alone', async () => {
    const answer = await composed(office).app.request('/api/v1/session', {
      method: 'POST',
      headers: { host: 'nhip.congty.vn', origin: 'https://nhip.congty.vn', 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'chu@congty.vn', password }),
    })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-nhip=[\w-]{32}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
  })

  test('a wrong password and an unknown address get the same answer', async () => {
    const [wrong, unknown] = await Promise.all([
      signIn('chu@congty.vn', 'sai mật khẩu rồi'),
      signIn('ai@congty.vn', password),
    ])
    const [a, b] = [(await wrong.json()) as object, (await unknown.json()) as object]
    expect(wrong.status).toBe(401)
    expect(a).toEqual(b)
    expect(a).toMatchObject({ code: 'session.refused' })
    expect((await signIn('chu@congty.vn', password)).status).toBe(200)
  })

  test('another site can sign nobody in, form or script', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])
      expect((await signIn('chu@congty.vn', password, office.browser(headers as Record<string, string>))).status).toBe(
        403,
      )
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect((await signIn('chu@congty.vn', password, office.browser({ 'content-type': type }))).status).toBe(400)
  })

  test('a change with a session is refused to another site, a reading too', async () => {
    const { cookie } = owner
    const foreign = { cookie: cookie()!, origin: 'https://evil.example' }
    expect((await office.browser(foreign).ask('GET', '/kpis')).status).toBe(403)
    expect((await office.browser(foreign).ask('POST', '/settings', { name: 'organisation', value: 'X' })).status).toBe(
      403,
    )
    const site = { cookie: cookie()!, 'sec-fetch-site': 'cross-site' }
    expect((await office.browser(site).ask('POST', '/settings', { name: 'organisation', value: 'X' })).status).toBe(403)
  })

  test('after ten wrong attempts an account waits, whatever the address, and the answer says how long', async () => {
    await hire(office, owner, { email: 'cho@congty.vn', role: 'analyst' })
    for (let i = 0; i < 10; i++) expect((await signIn('cho@congty.vn', `sai lần thứ ${i}`)).status).toBe(401)
    office.wait(2 * minutes)
    const answer = await signIn('cho@congty.vn', password)
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe(String(13 * 60))
    expect(await answer.json()).toMatchObject({ code: 'session.too_many', params: { seconds: 780 } })
    expect((await signIn('chu@congty.vn', password)).status).toBe(200)
    office.wait(13 * minutes)
    expect((await signIn('cho@congty.vn', password)).status).toBe(200)
  })

  test('ten at once are no more than ten', async () => {
    await hire(office, owner, { email: 'nhanh@congty.vn', role: 'analyst' })
    const all = await Promise.all(Array.from({ length: 14 }, (_, i) => signIn('nhanh@congty.vn', `sai lần thứ ${i}`)))
    expect(all.map((answer) => answer.status).sort()).toEqual([...Array(10).fill(401), ...Array(4).fill(429)])
    office.wait(16 * minutes)
  })

  test('from one address fifty wrong attempts on any accounts are enough', async () => {
    const far = (): Browser => office.browser({ 'x-forwarded-for': '203.0.113.50' })
    for (let i = 0; i < 50; i++)
      expect((await signIn(`khach${i}@congty.vn`, 'một mật khẩu nào đó', far())).status).toBe(401)
    expect((await signIn('chu@congty.vn', password, far())).status).toBe(429)
    expect(
      (await signIn('chu@congty.vn', password, office.browser({ 'x-forwarded-for': '203.0.113.51' }))).status,
    ).toBe(200)
    office.wait(16 * minutes)
  }, 60_000)

  test('the console’s reset lets a held back account in at once', async () => {
    await hire(office, owner, { email: 'quen@congty.vn', role: 'analyst' })
    for (let i = 0; i < 11; i++) await signIn('quen@congty.vn', `sai lần thứ ${i}`)
    const { result } = await office.local('users.reset', { user: 'quen@congty.vn' })
    const token = (result as { link: { path: string } }).link.path.split('#')[1]
    expect(await office.browser().post('/setup/check', { token })).toMatchObject({
      kind: 'reset',
      email: 'quen@congty.vn',
    })
    const next = 'bốn con chó trắng'
    expect((await office.browser().ask('POST', '/setup', { token, password: next })).status).toBe(200)
    expect((await office.browser().ask('POST', '/setup', { token, password: next })).status).toBe(410)
    expect((await signIn('quen@congty.vn', next)).status).toBe(200)
    expect((await signIn('quen@congty.vn', password)).status).toBe(401)
  })

  test('a session ends by signing out, by idleness and by age', async () => {
    const one = office.browser()
    await signIn('chu@congty.vn', password, one)
    const stolen = office.browser({ cookie: one.cookie()! })
    expect((await stolen.ask('GET', '/kpis')).status).toBe(200)
    expect(await (await one.ask('DELETE', '/session')).json()).toMatchObject({ signed_in: false })
    expect((await stolen.ask('GET', '/kpis')).status).toBe(401)

    const idle = office.browser()
    await signIn('chu@congty.vn', password, idle)
    office.wait(6 * 24 * 60 * minutes)
    expect((await idle.ask('GET', '/kpis')).status).toBe(200)
    office.wait(6 * 24 * 60 * minutes)
    expect((await idle.ask('GET', '/kpis')).status).toBe(200)
    office.wait(7 * 24 * 60 * minutes)
    expect((await idle.ask('GET', '/kpis')).status).toBe(401)

    const old = office.browser()
    await signIn('chu@congty.vn', password, old)
    for (let day = 0; day < 6; day++) {
      office.wait(5 * 24 * 60 * minutes)
      expect((await old.ask('GET', '/kpis')).status).toBe(day < 5 ? 200 : 401)
    }
    await signIn('chu@congty.vn', password, owner)
  })

  test('of a session and of a token only a digest is kept', async () => {
    const { token } = await owner.post<{ token: string }>('/tokens', { name: 'kho' })
    const stored = readdirSync(`${office.folder}/data`)
      .filter((name) => name.startsWith('store.sqlite'))
      .map((name) => readFileSync(`${office.folder}/data/${name}`).toString('latin1'))
      .join()
    expect(stored).toContain('chu@congty.vn')
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    for (const secret of [token, token.slice(5), owner.cookie()!.split('=')[1]!, office.setupToken!, password])
      expect(stored).not.toContain(secret)
  })

  test('a new password ends every session, and the one who asked goes on with a new one', async () => {
    const one = await hire(office, owner, { email: 'doi@congty.vn', role: 'analyst' })
    const other = office.browser()
    await signIn('doi@congty.vn', password, other)
    const { token } = await one.post<{ token: string }>('/tokens', { name: 'máy' })
    const machine = office.browser({ authorization: `Bearer ${token}` })
    const before = one.cookie()
    const next = 'năm con gà đen'
    expect((await one.ask('POST', '/session/password', { password: 'sai mật khẩu', next })).status).toBe(401)
    expect((await one.ask('POST', '/session/password', { password, next })).status).toBe(200)
    expect(one.cookie()).not.toBe(before)
    expect((await one.ask('GET', '/kpis')).status).toBe(200)
    expect((await other.ask('GET', '/kpis')).status).toBe(401)
    expect((await office.browser({ cookie: before! }).ask('GET', '/kpis')).status).toBe(401)
    expect((await machine.ask('GET', '/kpis')).status).toBe(200)
    await one.ask('POST', '/session/password', { password: next, next: password, revoke_tokens: true })
    expect((await machine.ask('GET', '/kpis')).status).toBe(401)
  })
})
