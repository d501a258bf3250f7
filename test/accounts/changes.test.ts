import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '#store/open.ts'
import { type Browser, firstOwner, hire, type Office, openOffice, password } from './office.ts'

const orders =
  'order_id,line_no,placed_at,location_id,quantity,unit_price\nA1,1,2026-11-16 09:00,S001,2,100000\nA2,1,2026-11-16 09:00,S002,1,70000\n'

let office: Office
let owner: Browser
beforeAll(async () => {
  office = await openOffice({ order_line: orders })
  owner = await firstOwner(office)
})
afterAll(() => office.close())

const codeOf = async (answer: Response): Promise<readonly [number, unknown]> => [
  answer.status,
  answer.status === 200 ? null : ((await answer.json()) as { code: string }).code,
]

const upload = (text: string, name: string): FormData => {
  const form = new FormData()
  form.append('files', new File([text], name))
  return form
}

describe('a change of an account', () => {
  test('counts from the next request on, and ends the sessions it was made under', async () => {
    const one = await hire(office, owner, { email: 'doi@congty.vn', role: 'analyst' })
    expect(await codeOf(await one.ask('GET', '/metrics/net_sales'))).toEqual([200, null])
    await owner.post('/users/doi@congty.vn', { role: 'marketing' })
    expect(await codeOf(await one.ask('GET', '/metrics/net_sales'))).toEqual([401, 'session.needed'])
    await one.post('/session', { email: 'doi@congty.vn', password })
    expect(await codeOf(await one.ask('GET', '/metrics/net_sales'))).toEqual([403, 'access.metric_hidden'])
  })

  test('that disables it shuts out its sessions, tokens and links at once', async () => {
    const one = await hire(office, owner, { email: 'nghi@congty.vn', role: 'analyst' })
    const { token } = await one.post<{ token: string }>('/tokens', { name: 'báo cáo' })
    const machine = office.browser({ authorization: `Bearer ${token}` })
    expect(await codeOf(await machine.ask('GET', '/kpis'))).toEqual([200, null])
    const { link } = await owner.post<{ link: { path: string } }>('/users/nghi@congty.vn/reset')
    await owner.post('/users/nghi@congty.vn/disable')
    expect(await codeOf(await one.ask('GET', '/kpis'))).toEqual([401, 'session.needed'])
    expect(await codeOf(await machine.ask('GET', '/kpis'))).toEqual([401, 'session.needed'])
    const use = { token: link.path.split('#')[1], password: 'bốn con chó trắng' }
    expect(await codeOf(await office.browser().ask('POST', '/setup', use))).toEqual([410, 'link.gone'])
    const signIn = { email: 'nghi@congty.vn', password }
    expect(await codeOf(await office.browser().ask('POST', '/session', signIn))).toEqual([401, 'session.refused'])
    await owner.post('/users/nghi@congty.vn/enable')
    expect(await codeOf(await office.browser().ask('POST', '/session', signIn))).toEqual([200, null])
    expect(await codeOf(await machine.ask('GET', '/kpis'))).toEqual([401, 'session.needed'])
  })

  test('never leaves nobody who can sign in as owner', async () => {
    expect(await codeOf(await owner.ask('POST', '/users/chu@congty.vn/disable', {}))).toEqual([
      409,
      'account.last_owner',
    ])
    expect(await codeOf(await owner.ask('POST', '/users/chu@congty.vn', { role: 'analyst' }))).toEqual([
      409,
      'account.last_owner',
    ])
    await owner.post('/users', { email: 'invited@congty.vn', role: 'owner' })
    expect(await codeOf(await owner.ask('POST', '/users/chu@congty.vn/disable', {}))).toEqual([
      409,
      'account.last_owner',
    ])
  })

  test.each([
    [{ email: 'a@b.vn', role: 'rep' }, 'account.rep_missing'],
    [{ email: 'a@b.vn', role: 'analyst', location: ['S001'] }, 'account.scope_unfit'],
    [{ email: 'a@b.vn', role: 'manager', rep: 'Lan' }, 'account.scope_unfit'],
    [{ email: 'a@b.vn', role: 'boss' }, 'account.role_unknown'],
    [{ email: 'a@b.vn' }, 'account.role_unknown'],
    [{ email: 'CHU@congty.vn', role: 'owner' }, 'account.email_taken'],
    [{ email: 'a@b.vn\r\nX: y', role: 'owner' }, 'account.email_malformed'],
    [{ email: { $ne: 1 }, role: 'owner' }, 'request.malformed'],
    [{ email: 'a@b.vn', role: 'owner', name: 'x\ny' }, null],
    [{ email: 'c@b.vn', role: 'owner', language: 'fr' }, 'account.language_unknown'],
  ])('%j is answered %s', async (account, code) => {
    expect((await codeOf(await owner.ask('POST', '/users', account)))[1]).toBe(code)
  })

  test('from the command of this machine works while the server runs', async () => {
    const { result } = await office.local('users.add', { email: 'may@congty.vn', role: 'manager', location: ['S001'] })
    expect(result).toMatchObject({
      user: { email: 'may@congty.vn', status: 'invited', scope: { locations: ['S001'], teams: [], rep: null } },
      link: { url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/setup#[\w-]{32}$/) },
    })
  })
})

describe('an API token', () => {
  const machineOf = async (holder: Browser, uses: readonly string[]): Promise<Browser> => {
    const { token } = await holder.post<{ token: string }>('/tokens', { name: 'máy', uses })
    return office.browser({ authorization: `Bearer ${token}`, origin: '', 'sec-fetch-site': 'none' })
  }
  const setting = { name: 'organisation', value: 'Công ty' }

  test.each([
    [['read'], [200, 403, 403, 403]],
    [['import'], [403, 200, 403, 403]],
    [['write'], [403, 200, 200, 403]],
    [
      ['read', 'import', 'write'],
      [200, 200, 200, 403],
    ],
  ])('for %j does that and nothing else', async (uses, statuses) => {
    const machine = await machineOf(owner, uses)
    const got = [
      await machine.ask('GET', '/metrics/net_sales', undefined, { origin: office.url }),
      await machine.ask('POST', '/imports', upload(orders, 'order_line.csv'), { origin: office.url }),
      await machine.ask('POST', '/settings', setting, { origin: office.url }),
      await machine.ask('POST', '/tokens', { name: 'another' }, { origin: office.url }),
    ]
    expect(got.map((answer) => answer.status)).toEqual(statuses)
  })

  test('is no more than its account', async () => {
    const area = await hire(office, owner, { email: 'kv@congty.vn', role: 'manager', location: ['S001'] })
    const machine = await machineOf(area, ['read', 'write'])
    const answer = await machine.get<{ value: number }>('/metrics/net_sales?period=2026-11')
    expect(answer.value).toBe(200_000)
    expect((await machine.ask('POST', '/settings', setting)).status).toBe(403)
  })

  test('ends when it is revoked and when its days are over', async () => {
    const { token, id } = await owner.post<{ token: string; id: string }>('/tokens', { name: 'ngắn', days: 2 })
    const machine = office.browser({ authorization: `Bearer ${token}` })
    expect((await machine.ask('GET', '/kpis')).status).toBe(200)
    office.wait(2 * 86_400_000)
    expect((await machine.ask('GET', '/kpis')).status).toBe(401)
    const next = await owner.post<{ token: string; id: string }>('/tokens', { name: 'huỷ' })
    await owner.post(`/tokens/${next.id}/revoke`)
    expect((await office.browser({ authorization: `Bearer ${next.token}` }).ask('GET', '/kpis')).status).toBe(401)
    const { tokens } = await owner.get<{ tokens: { id: string; status: string }[] }>('/tokens')
    expect(tokens.find((one) => one.id === id)).toMatchObject({ status: 'expired' })
    expect(tokens.find((one) => one.id === next.id)).toMatchObject({ status: 'revoked' })
    expect(JSON.stringify(tokens)).not.toContain(next.token)
  })

  test('of somebody else is neither seen nor ended by its id', async () => {
    const { id } = await owner.post<{ id: string }>('/tokens', { name: 'của chủ' })
    const other = await hire(office, owner, { email: 'khac@congty.vn', role: 'analyst' })
    expect(await other.get('/tokens')).toEqual({ tokens: [] })
    expect(await codeOf(await other.ask('POST', `/tokens/${id}/revoke`, {}))).toEqual([404, 'token.unknown'])
    expect(await codeOf(await other.ask('POST', '/tokens', { name: 'x', user: 'chu@congty.vn' }))).toEqual([
      404,
      'account.unknown',
    ])
  })
})

describe('the journal', () => {
  test('has who did what, refusals too, and no secret', async () => {
    const analyst = await hire(office, owner, { email: 'xem@congty.vn', role: 'analyst' })
    await analyst.ask('POST', '/settings', { name: 'organisation', value: 'của tôi' })
    await owner.post('/settings', { name: 'organisation', value: 'Công ty' })
    await office.local('settings.set', { name: 'organisation', value: 'Công ty TNHH' })
    const { rows } = await owner.get<{
      rows: { actor: string; action: string; detail: object | null; subject: string | null }[]
    }>('/journal?limit=1000')
    const me = await owner.get<{ user: { id: string } }>('/session')
    const them = await analyst.get<{ user: { id: string } }>('/session')
    expect(rows.slice(0, 3).map(({ actor, action, detail }) => ({ actor, action, detail }))).toEqual([
      { actor: 'console', action: 'settings.set', detail: { name: 'organisation', value: 'Công ty TNHH' } },
      { actor: `user:${me.user.id}`, action: 'settings.set', detail: { name: 'organisation', value: 'Công ty' } },
      {
        actor: `user:${them.user.id}`,
        action: 'settings.set refused',
        detail: { name: 'organisation', value: 'của tôi' },
      },
    ])
    const actions = new Set(rows.map((row) => row.action))
    for (const action of [
      'imports.create',
      'users.add',
      'users.disable',
      'tokens.create',
      'links.setup',
      'links.invite',
      'sessions.open',
      'sessions.refuse',
    ])
      expect([action, actions.has(action)]).toEqual([action, true])
    expect(JSON.stringify(rows)).not.toContain(password)
    expect((await owner.get<{ findings: { code: string }[] }>('/doctor')).findings.map(({ code }) => code)).toContain(
      'doctor.journal',
    )
  })

  const broken = (change: string): unknown => {
    const copy = join(
      office.folder,
      `copy-${createHmac('sha256', 'x').update(change).digest('hex').slice(0, 8)}.sqlite`,
    )
    const source = new Database(join(office.folder, 'data', 'store.sqlite'))
    source.exec(`vacuum into '${copy}'`)
    source.close()
    const db = new Database(copy)
    db.exec(`drop trigger journal_unchanged; drop trigger journal_kept; ${change}`)
    db.close()
    const store = openStore(copy)
    try {
      return store.accounts.checkJournal().broken_at
    } finally {
      store.close()
    }
  }

  test.each([
    ["update journal set detail = '{}' where sequence = 5", 5],
    ["update journal set actor = 'user:x' where sequence = 2", 2],
    ['delete from journal where sequence = 7', 7],
    [
      'insert into journal select 100000, at, actor, action, subject, detail, previous, sha256 from journal where sequence = 1',
      'last',
    ],
    ['delete from journal where sequence = (select max(sequence) from journal)', 'end'],
    ['delete from journal', 1],
    ['update journal set sequence = -sequence where sequence = 3', 3],
  ])('altered by “%s” is found out', (change, place) => {
    const found = broken(change)
    if (typeof place === 'number') expect(found).toBe(place)
    else expect(found).toBeGreaterThan(7)
  })

  test('left alone is whole, and the program itself cannot alter it', () => {
    expect(broken('select 1')).toBeNull()
    const db = new Database(join(office.folder, 'data', 'store.sqlite'))
    try {
      expect(() => db.exec("update journal set actor = 'x'")).toThrow('the journal only grows')
      expect(() => db.exec('delete from journal')).toThrow('the journal only grows')
    } finally {
      db.close()
    }
  })
})

describe('a backup', () => {
  test('lets nobody in: sessions, links and attempts are not in it, accounts are', async () => {
    const copy = join(office.folder, 'snapshot.sqlite')
    const store = openStore(join(office.folder, 'data', 'store.sqlite'))
    await store.snapshot(copy)
    store.close()
    const db = new Database(copy, { readonly: true })
    const count = (table: string): number => (db.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n
    expect(['session', 'link', 'attempt'].map(count)).toEqual([0, 0, 0])
    expect(count('account')).toBeGreaterThan(3)
    db.close()
  })
})
