import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mayDo, operationsTable } from '#core/access-table.ts'
import { operations } from '../../src/main/operations.ts'
import { type Browser, firstOwner, hire, type Office, openOffice } from './office.ts'
import { smallCompany } from './rows.ts'

/** Who may carry out what, written down apart from the product’s table: o(wner) m(anager) a(rea manager) r(ep) k (marketing) n (analyst) p(eople manager). */
const expected: Readonly<Record<string, string>> = {
  'kpis.read': 'omarknp',
  'metrics.list': 'omarknp',
  'metrics.describe': 'omarknp',
  'metrics.read': 'omarknp',
  'metrics.rows': 'omarknp',
  'metrics.why': 'omarknp',
  'freshness.read': 'omarknp',
  'tables.explain': 'omakn',
  'targets.list': 'omarknp',
  'targets.propose': 'oman',
  'targets.set': 'oma',
  'targets.set_many': 'oma',
  'targets.undo': 'oma',
  'targets.history': 'oman',
  'work.list': 'omar',
  'work.team': 'oma',
  'work.log': 'omar',
  'work.undo': 'omar',
  'work.assign': 'oma',
  'settings.list': 'omarknp',
  'settings.set': 'o',
  'persons.find': 'o',
  'persons.export': 'o',
  'persons.forget': 'o',
  'persons.readmit': 'o',
  'leads.list': 'om',
  'leads.accept': 'om',
  'leads.refuse': 'om',
  'leads.forms': 'omkn',
  'leads.put_form': 'omk',
  'leads.close_form': 'omk',
  'leads.open_form': 'omk',
  'leads.set_secret': 'omk',
  'surveys.list': 'omn',
  'surveys.show': 'omn',
  'surveys.put': 'om',
  'surveys.set_state': 'om',
  'surveys.preview': 'om',
  'surveys.send': 'om',
  'surveys.sending': 'omn',
  'surveys.set_sending': 'o',
  'surveys.opt_outs': 'om',
  'surveys.opt_out': 'om',
  'surveys.drop_opt_out': 'o',
  'surveys.codes': 'om',
  'surveys.add_code': 'om',
  'surveys.close_code': 'om',
  'surveys.bounce': 'om',
  'surveys.results': 'omn',
  'surveys.comments': 'om',
  'mail.show': 'o',
  'mail.set': 'o',
  'mail.test': 'o',
  'pulse.people': 'op',
  'pulse.set_people': 'op',
  'pulse.forget': 'op',
  'pulse.rounds': 'op',
  'pulse.open': 'op',
  'pulse.links': 'op',
  'pulse.mail': 'op',
  'pulse.close': 'op',
  'pulse.release': 'op',
  'pulse.results': 'omnp',
  'prices.list': 'oman',
  'prices.review': 'oman',
  'prices.cases': 'oman',
  'prices.history': 'oman',
  'prices.matrix': 'oman',
  'prices.promotions': 'oman',
  'prices.read': 'om',
  'prices.add': 'om',
  'prices.add_many': 'om',
  'prices.enter': 'om',
  'prices.fetch': 'om',
  'prices.change': 'om',
  'prices.decide': 'om',
  'prices.correct': 'om',
  'imports.create': 'omk',
  'imports.list': 'omkn',
  'imports.undo': 'omk',
  'imports.look': 'omk',
  'imports.refused': 'omk',
  'imports.rejects': 'omk',
  'sources.list': 'omarknp',
  'templates.write': 'omarknp',
  'data.check': 'on',
  'data.rebuild': 'o',
  'users.list': 'o',
  'users.add': 'o',
  'users.change': 'o',
  'users.disable': 'o',
  'users.enable': 'o',
  'users.reset': 'o',
  'tokens.list': 'omarknp',
  'tokens.create': 'omarknp',
  'tokens.revoke': 'omarknp',
  'journal.list': 'o',
}

const accounts = {
  m: { role: 'manager' },
  a: { role: 'manager', location: ['S001'] },
  r: { role: 'rep', rep: 'Lan' },
  k: { role: 'marketing' },
  n: { role: 'analyst' },
  p: { role: 'people_manager' },
} as const

let office: Office
const askers = new Map<string, Browser>()

beforeAll(async () => {
  office = await openOffice(smallCompany())
  const owner = await firstOwner(office)
  askers.set('o', owner)
  for (const [sign, account] of Object.entries(accounts))
    askers.set(sign, await hire(office, owner, { email: `${sign}@congty.vn`, ...account }))
}, 120_000)
afterAll(() => office.close())

const served = operations.filter((operation) => operation.http !== null)

/** A request that gets as far as the operation itself, where it may, and changes nothing there. */
const request = async (browser: Browser, name: string): Promise<Response> => {
  const { http, changes } = operations.find((operation) => operation.name === name)!
  const path = http!.path
    .replace('{id}', (path) => (name.startsWith('metrics') ? 'contacts_new' : path ? 'not-there' : ''))
    .replace('{entity}', 'spend')
    .replace('{user}', 'not-there')
    .replace('{key}', 'not-there')
    .replace('{code}', 'not-there')
    .replace('{round}', 'not-there')
  if (name === 'targets.propose' || name === 'targets.history')
    return browser.ask('GET', `${path}?metric=contacts_new&period=2026-11`)
  if (name === 'prices.history') return browser.ask('GET', `${path}?product=not-there`)
  if (http!.method === 'get') return browser.ask('GET', path)
  if (name === 'surveys.bounce') {
    const form = new FormData()
    form.append('message', new File(['Subject: hello\n\nnothing\n'], 'm.eml'))
    return browser.ask('POST', path, form)
  }
  const bringing = ['imports.create', 'imports.look', 'imports.refused'].includes(name)
  if (bringing || name === 'tables.explain' || name === 'prices.add_many') {
    const form = new FormData()
    form.append(bringing ? 'files' : 'file', new File(['a,b,c\n1,2,3\n'], 'spend.csv'))
    for (const [field, value] of Object.entries({
      dims: 'a',
      actual: 'b',
      expected: 'c',
      as: 'spend',
      dry_run: 'true',
    }))
      form.append(field, value)
    return browser.ask('POST', path, form)
  }
  // Who is asked for stands in the body, so that no log of addresses names them.
  expect(changes || name.startsWith('persons.')).toBe(true)
  const bodies: Readonly<Record<string, object>> = {
    'targets.set': { metric: 'not_a_metric', period: '2026-11', target: 1 },
    'targets.set_many': { targets: [{ metric: 'not_a_metric', period: '2026-11', target: 1 }] },
    'settings.set': { name: 'not_a_setting', value: '1' },
    'surveys.put': { id: 'Not an id' },
    'surveys.set_state': { state: 'running' },
    'surveys.set_sending': { url: 'nowhere' },
    'surveys.add_code': { survey: 'not-there' },
    'mail.set': { host: 'not a host', from_address: 'x' },
    'mail.test': { email: 'nobody' },
    'prices.read': { url: 'nowhere' },
    'prices.add': { url: 'nowhere' },
    'prices.enter': { product: 'not-there', price: 1 },
    'prices.decide': { decision: 'accept' },
    'persons.find': { person: 'not-there' },
    'persons.export': { person: 'not-there' },
    'persons.forget': { person: 'not-there' },
    'persons.readmit': { person: 'not-there' },
    'users.add': { email: 'not an address', role: 'analyst' },
    'tokens.create': { name: 'x', uses: ['everything'] },
  }
  return browser.ask('POST', path, bodies[name] ?? {})
}

test('every operation stands in the table of who may, so that none is forgotten', () => {
  expect(operations.map(({ name }) => name).filter((name) => !(name in operationsTable))).toEqual([])
})

test('an operation nobody has thought of is the owner’s alone', () => {
  expect(mayDo('owner', 'things.anew')).toBe(true)
  for (const grantee of ['manager', 'area_manager', 'rep', 'marketing', 'analyst', 'people_manager'] as const)
    for (const name of ['things.anew', 'constructor', '__proto__', 'toString']) expect(mayDo(grantee, name)).toBe(false)
})

describe('every route by every role', () => {
  for (const { name } of served)
    for (const sign of ['o', ...Object.keys(accounts)])
      test(`${name} by ${sign}: ${expected[name]?.includes(sign) ? 'let through' : 'refused'}`, async () => {
        expect(expected[name], `${name} is not in this table`).toBeDefined()
        const answer = await request(askers.get(sign)!, name)
        if (expected[name]!.includes(sign)) {
          // A people manager has no contacts to ask about; that too is told by a rule of its own.
          const code = answer.status === 200 ? null : ((await answer.json()) as { code: string }).code
          expect(code).not.toBe('access.role')
          expect([401, 500]).not.toContain(answer.status)
        } else {
          expect(answer.status).toBe(403)
          expect(await answer.json()).toMatchObject({ code: 'access.role', params: { operation: name } })
        }
      }, 120_000)

  test('nobody: refused on every route, however the address is dressed up', async () => {
    for (const { name, http } of served)
      expect([name, (await request(office.browser(), name)).status, http!.path]).toEqual([name, 401, http!.path])
    const dressed = [
      '/kpis?x=/api/v1/health',
      '/kpis/',
      '/%6bpis',
      '/kpis#/api/v1/session',
      '//kpis',
      '/./kpis',
      '/KPIS',
      '/session/../kpis',
    ]
    for (const path of dressed) {
      const { status } = await office.browser().ask('GET', path)
      expect([path, [400, 401, 404].includes(status)]).toEqual([path, true])
    }
  })

  test('what an account is told it may do is what it may', async () => {
    for (const [sign, browser] of askers) {
      const { may } = await browser.get<{ may: string[] }>('/session')
      const allowed = served.map(({ name }) => name).filter((name) => expected[name]!.includes(sign))
      expect(may.filter((name) => name !== 'data.backup').sort()).toEqual([...allowed].sort())
    }
  })

  test('every route served is in the document of the interface, and the other way round', async () => {
    const { paths } = await office
      .browser()
      .get<{ paths: Record<string, Record<string, { operationId: string }>> }>('/openapi.json')
    const described = Object.values(paths).flatMap((path) => Object.values(path).map((one) => one.operationId))
    const own = [
      'session.read',
      'session.open',
      'session.drop',
      'session.end',
      'session.password',
      'session.totp',
      'session.totp.confirm',
      'session.totp.remove',
      'session.language',
      'session.sso',
      'session.sso.finish',
      'session.sso.code',
      'setup.check',
      'setup.use',
    ]
    expect(described.sort()).toEqual([...served.map(({ name }) => name), ...own].sort())
  })
})

describe('KPIs by role', () => {
  const headlines = ['contacts_new', 'cac', 'net_sales', 'price_index', 'engaged_rate', 'enps', 'nps']
  const open: Readonly<Record<string, string>> = {
    o: '1234567',
    m: '1234567',
    a: '12357',
    r: '1357',
    k: '12',
    n: '1234567',
    p: '6',
  }
  for (const [sign, numbers] of Object.entries(open))
    test(`${sign} reads ${numbers}`, async () => {
      for (const [i, id] of headlines.entries())
        for (const path of ['', '/why']) {
          const answer = await askers.get(sign)!.ask('GET', `/metrics/${id}${path}?period=2026-11`)
          expect([id, path, answer.status]).toEqual([id, path, numbers.includes(String(i + 1)) ? 200 : 403])
        }
      const { kpis } = await askers.get(sign)!.get<{ kpis: { number: number }[] }>('/kpis')
      expect(kpis.map(({ number }) => number).join('')).toBe(numbers)
    }, 60_000)

  test('nobody reads an answer of an employee, the owner included', async () => {
    for (const browser of askers.values()) expect((await browser.ask('GET', '/metrics/enps/rows')).status).toBe(403)
  })
})
