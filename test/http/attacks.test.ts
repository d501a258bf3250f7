import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../../src/main/operations.ts'
import { type Browser, firstOwner, hire, type Office, openOffice, password } from '../accounts/office.ts'
import { sendRaw, statusesOf, statusOf } from './raw.ts'

const contacts = Array.from(
  { length: 30_000 },
  (_, i) => `C${i},2026-11-${String(1 + (i % 17)).padStart(2, '0')} 09:00,facebook,Người ${i}`,
)
const files = {
  contact: `contact_id,received_at,source,name\n${contacts.join('\n')}\n`,
  order_line: 'order_id,line_no,placed_at,location_id,quantity,unit_price\nA1,1,2026-11-16 09:00,S001,2,100000\n',
}

let office: Office
let owner: Browser
beforeAll(async () => {
  office = await openOffice(files)
})
afterAll(() => office.close())

const isUp = async (): Promise<boolean> => (await fetch(`${office.url}/api/v1/health`)).status === 200
const get = (path: string, lines: readonly string[] = []): string =>
  [`GET /api/v1${path} HTTP/1.1`, `Host: ${new URL(office.url).host}`, 'Connection: close', ...lines, '', ''].join(
    '\r\n',
  )

describe('before there is an owner, whoever sits at this machine is told apart from whoever does not', () => {
  test('by itself it is answered', async () => {
    expect(statusOf(await sendRaw(office.url, get('/kpis'), 30_000))).toBe(200)
  })

  test.each([
    ['a proxy that speaks HTTP/1.0 to it under its own name', (text: string) => text.replace('HTTP/1.1', 'HTTP/1.0')],
    ['a proxy that says so in Via', (text: string) => text.replace('Connection', 'Via: 1.1 proxy\r\nConnection')],
    ['a tunnel', (text: string) => text.replace('Connection', 'CF-Connecting-IP: 203.0.113.9\r\nConnection')],
    ['X-Forwarded-Proto alone', (text: string) => text.replace('Connection', 'X-Forwarded-Proto: https\r\nConnection')],
    ['two hosts', (text: string) => text.replace('Connection', 'Host: nhip.example\r\nConnection')],
    ['another name', (text: string) => text.replace(/Host: \S+/, 'Host: 127.0.0.1.nhip.example')],
    ['a name with a user in it', (text: string) => text.replace(/Host: \S+/, 'Host: localhost:1@nhip.example')],
  ])('through %s nothing is told', async (_way, dress) => {
    const answer = await sendRaw(office.url, dress(get('/kpis')))
    expect([400, 401]).toContain(statusOf(answer))
    expect(answer).not.toContain('contacts_new')
  })
})

describe('once there is an owner', () => {
  beforeAll(async () => {
    owner = await firstOwner(office)
  })

  test('a body too large is refused before it is read, from whoever has not signed in', async () => {
    const head = [
      'POST /api/v1/session HTTP/1.1',
      `Host: ${new URL(office.url).host}`,
      'Content-Type: application/json',
    ]
    for (const path of ['/session', '/setup', '/setup/check', '/session/sso', '/session/sso/finish']) {
      const told = [...head, 'Content-Length: 5000000000', '', '{"email":"'].join('\r\n').replace('/session', path)
      expect([path, statusOf(await sendRaw(office.url, told))]).toEqual([path, 413])
    }
    // Nor one whose length nobody says.
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const untold = [...head, 'Transfer-Encoding: chunked', '', ''].join('\r\n') + piece.repeat(40)
    expect(statusOf(await sendRaw(office.url, untold))).toBe(413)
    expect(await isUp()).toBe(true)
  })

  test('a body of a change is as large as a change can be, and no larger', async () => {
    const many = Array.from({ length: 5_000 }, (_, i) => ({
      metric: 'contacts_new',
      period: '2026-12',
      where: [`source=quảng cáo ${i}`],
      target: i,
    }))
    const answer = await owner.post<{ targets: unknown[] }>('/targets/many', { targets: many, dry_run: true })
    expect(answer.targets).toHaveLength(5_000)
    const huge = await owner.ask('POST', '/targets/many', { targets: [{ metric: 'x'.repeat(9_000_000) }] })
    expect([huge.status, ((await huge.json()) as { code: string }).code]).toEqual([413, 'request.too_large'])
  })

  test('two requests in the coat of one, and lengths that contradict, are refused', async () => {
    const host = `Host: ${new URL(office.url).host}`
    const inner = `GET /api/v1/kpis HTTP/1.1\r\n${host}\r\n\r\n`
    const coats: Readonly<Record<string, string>> = {
      'both lengths': `POST /api/v1/session HTTP/1.1\r\n${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
      'two lengths': `POST /api/v1/session HTTP/1.1\r\n${host}\r\nContent-Length: 0\r\nContent-Length: 9\r\n\r\n${inner}`,
      'an encoding nobody knows': `POST /api/v1/session HTTP/1.1\r\n${host}\r\nTransfer-Encoding: xchunked\r\n\r\n${inner}`,
      'a folded header': `GET /api/v1/health HTTP/1.1\r\n${host}\r\nX: a\r\n b\r\nTransfer-Encoding: chunked, identity\r\n\r\n${inner}`,
      'a space before the colon': `POST /api/v1/session HTTP/1.1\r\n${host}\r\nContent-Length : 0\r\n\r\n${inner}`,
      'a bare line feed': `POST /api/v1/session HTTP/1.1\n${host}\nContent-Length: 0\n\n${inner}`,
    }
    for (const [coat, text] of Object.entries(coats)) {
      const statuses = statusesOf(await sendRaw(office.url, text, 1_000))
      expect([coat, statuses.every((status) => status >= 400), statuses.length <= 1]).toEqual([coat, true, true])
    }
    expect(await isUp()).toBe(true)
  })

  test('asked for another protocol it stays with this one', async () => {
    for (const lines of [
      ['Upgrade: websocket', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version: 13'],
      ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA'],
    ]) {
      const text = get('/health', lines).replace('Connection: close', 'Connection: Upgrade')
      expect(statusOf(await sendRaw(office.url, text, 500))).not.toBe(101)
    }
    expect(await isUp()).toBe(true)
  })

  test('a download that is broken off ends neither the server nor the next download', async () => {
    const cookie = owner.cookie()!
    for (let i = 0; i < 3; i++)
      await new Promise<void>((gone) => {
        const asked = request(
          `${office.url}/api/v1/metrics/contacts_new/rows?period=2026-11`,
          { headers: { cookie } },
          (answer) => {
            answer.once('data', () => answer.destroy())
            answer.on('error', () => undefined)
            answer.on('close', () => gone())
          },
        )
        asked.on('error', () => undefined)
        asked.end()
      })
    const rows = await (await owner.ask('GET', '/metrics/contacts_new/rows?period=2026-11')).text()
    expect(rows.trim().split('\n')).toHaveLength(30_000)
  })

  test('a session set before signing in is not the one after it', async () => {
    const victim = office.browser()
    await victim.post('/session', { email: 'chu@congty.vn', password })
    const planted = victim.cookie()!
    const other = await hire(office, owner, { email: 'hai@congty.vn', role: 'analyst' })
    expect(other.cookie()).not.toBe(planted)
    await victim.post('/session', { email: 'hai@congty.vn', password })
    expect(victim.cookie()).not.toBe(planted)
    expect((await office.browser({ cookie: planted }).ask('GET', '/kpis')).status).toBe(401)
    // What somebody made up is no session either, and is not taken over by signing in.
    const made = office.browser({ cookie: 'nhip=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })
    await made.ask('POST', '/session', { email: 'hai@congty.vn', password })
    expect((await office.browser({ cookie: 'nhip=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }).ask('GET', '/kpis')).status).toBe(
      401,
    )
  })

  test('whatever stands where a text, number or list is expected is refused, and is nobody’s fault but its sender’s', async () => {
    const odd = [
      null,
      true,
      0,
      -1,
      1e308,
      '',
      'x',
      '\u0000',
      '\ud800',
      [],
      [[]],
      [null],
      [{}],
      {},
      { a: 1 },
      { $ne: 1 },
    ]
    const served = operations.filter(({ http, arguments: all }) => http?.method === 'post' && all.length > 0)
    expect(served.length).toBeGreaterThan(8)
    for (const { name, http, arguments: all } of served) {
      if (all.some(({ kind }) => kind === 'files')) continue
      const path = http!.path.replaceAll(/\{\w+\}/g, 'x')
      for (const { name: argument } of all.filter(({ kind }) => kind !== 'file'))
        for (const value of odd) {
          const rest =
            name === 'users.add'
              ? { email: 'la@congty.vn', role: 'boss' }
              : { metric: 'contacts_new', period: '2026-12', target: 1 }
          const answer = await owner.ask('POST', path, { dry_run: true, ...rest, [argument]: value })
          expect([name, argument, value, answer.status < 500], await answer.text()).toEqual([
            name,
            argument,
            value,
            true,
          ])
        }
    }
  }, 120_000)

  test('whatever stands in an address is refused or read, and never an error of ours', async () => {
    const odd = [
      '%00',
      '%ff',
      '%ud800',
      '%',
      "'",
      '"',
      ';drop table contact',
      '../../etc/passwd',
      '..%2f..%2fetc',
      '$(id)',
      '{{7*7}}',
      '%0d%0aSet-Cookie:a=b',
      'x'.repeat(5_000),
      '＝1',
      '__proto__',
      'constructor',
    ]
    const served = operations.filter(({ http }) => http?.method === 'get')
    for (const { name, http, arguments: all } of served) {
      if (name === 'data.check') continue
      for (const value of odd) {
        const placed = http!.path.replaceAll(/\{\w+\}/g, value)
        const inPath = await owner.ask('GET', placed).catch(() => null)
        if (inPath) expect([name, value, inPath.status < 500], await inPath.text()).toEqual([name, value, true])
        for (const argument of all.filter(({ kind, name }) => kind !== 'file' && !http!.path.includes(`{${name}}`))) {
          const path = http!.path.replaceAll('{id}', 'contacts_new').replaceAll('{entity}', 'spend')
          const rest = name.startsWith('targets.') ? 'metric=contacts_new&period=2026-11&' : ''
          const answer = await owner.ask('GET', `${path}?${rest}${argument.name}=${value}&limit=1`)
          expect([name, argument.name, value, answer.status < 500], await answer.text()).toEqual([
            name,
            argument.name,
            value,
            true,
          ])
          expect(answer.headers.get('set-cookie')).toBeNull()
        }
      }
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  }, 240_000)

  test('no answer is for another site to read or to run', async () => {
    for (const path of [
      '/kpis',
      '/nothing',
      '/session',
      '/openapi.json',
      '/metrics/contacts_new/rows?limit=1&format=csv',
    ]) {
      const { headers } = await owner.ask('GET', path)
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect([path, headers.get('cross-origin-resource-policy')]).toEqual([path, 'same-origin'])
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toContain('no-store')
      expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull()
    }
  })
})
