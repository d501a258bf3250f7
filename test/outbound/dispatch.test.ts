import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agentFor, openOutbound } from '#adapters/outbound.ts'
import { outboundLimits } from '#core/outbound.ts'
import { type Served, serve } from './served.ts'

let shop: Served
let inside: Served
const html = ['text/html']
const userAgent = 'NhipBot/1.0 (test)'

beforeAll(async () => {
  inside = await serve((_request, response) => response.end('secret'))
  shop = await serve((request, response) => {
    const path = request.url ?? ''
    const to = (location: string, status = 302): void => void response.writeHead(status, { location }).end()
    if (path === '/here') return to('/page')
    if (path === '/inside') return to(`${inside.origin}/`)
    if (path === '/metadata') return to('http://169.254.169.254/latest/meta-data/')
    if (path === '/decimal') return to('http://2130706433/')
    if (path === '/mapped') return to('http://[::ffff:127.0.0.1]/')
    if (path === '/file') return to('file:///etc/passwd')
    if (path === '/named') return to('http://rebound.vn/')
    if (path === '/bent') return to('http:\\\\127.0.0.1/')
    if (path === '/round') return to('/round', 301)
    if (path.startsWith('/far')) return to(`/far${Number(path.slice(4)) + 1}`, 307)
    if (path === '/pdf') return void response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF')
    if (path === '/untyped') return void response.writeHead(200).end('<p>')
    if (path === '/blocked') return void response.writeHead(403, { 'content-type': 'application/json' }).end('{}')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'a=1', etag: '"1"' })
    response.end('<p>Giá 1.290.000₫</p>')
  })
})
afterAll(async () => {
  await Promise.all([shop.close(), inside.close()])
})

const open = (resolve?: (hostname: string) => Promise<{ address: string; family: number }[]>) =>
  openOutbound({ userAgent, trusted: [shop.origin], ...(resolve ? { resolve } : {}) })

test('a page is read with an honest name, without cookies before or after', async () => {
  const outbound = open()
  await outbound.visit({ url: `${shop.origin}/page`, types: html })
  const answer = await outbound.visit({ url: `${shop.origin}/here`, types: html })
  expect(answer).toMatchObject({
    outcome: 'answered',
    status: 200,
    url: `${shop.origin}/page`,
    requests: 2,
    cut: false,
  })
  if (answer.outcome !== 'answered') throw new Error('no answer')
  expect(new TextDecoder().decode(answer.body)).toBe('<p>Giá 1.290.000₫</p>')
  expect(answer.headers['etag']).toBe('"1"')
  expect(answer.headers).not.toHaveProperty('set-cookie')
  const last = shop.asked.at(-1)!.headers
  expect(last['user-agent']).toBe(userAgent)
  expect(last).not.toHaveProperty('cookie')
})

describe('redirects', () => {
  test.each([
    ['/inside', 'port_refused'],
    ['/metadata', 'host_private'],
    ['/decimal', 'host_private'],
    ['/mapped', 'host_private'],
    ['/file', 'address_invalid'],
    ['/bent', 'redirect_refused'],
    ['/round', 'redirects_too_many'],
  ])('%s ends as %s', async (path, reason) => {
    const before = inside.asked.length
    expect(await open().visit({ url: `${shop.origin}${path}`, types: html })).toMatchObject({
      outcome: 'refused',
      reason,
    })
    expect(inside.asked.length).toBe(before)
  })

  test('at most five are followed', async () => {
    const before = shop.asked.length
    const result = await open().visit({ url: `${shop.origin}/far0`, types: html })
    expect(result).toMatchObject({ outcome: 'refused', reason: 'redirects_too_many', requests: 6 })
    expect(shop.asked.length - before).toBe(6)
  })

  test('whoever asked may decline one, and learns where it leads', async () => {
    const result = await open().visit({ url: `${shop.origin}/here`, types: html, mayFollow: async () => false })
    expect(result).toMatchObject({ reason: 'redirect_declined', location: `${shop.origin}/page`, requests: 1 })
  })

  test('a name that leads inside is refused after a redirect too', async () => {
    const outbound = open(async () => [{ address: '127.0.0.1', family: 4 }])
    expect(await outbound.visit({ url: `${shop.origin}/named`, types: html })).toMatchObject({
      outcome: 'refused',
      reason: 'host_private',
    })
  })
})

describe('names', () => {
  test.each([
    ['leads inside', [{ address: '127.0.0.1', family: 4 }]],
    ['leads inside by IPv6', [{ address: '::1', family: 6 }]],
    ['leads to the metadata of a cloud', [{ address: '169.254.169.254', family: 4 }]],
    [
      'has one bad address among good ones',
      [
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.5', family: 4 },
      ],
    ],
    ['has no address', []],
  ])('one that %s is refused', async (_what, found) => {
    const result = await open(async () => found).visit({ url: 'http://shop.vn/', types: html })
    expect(result).toMatchObject({ outcome: 'refused', reason: 'host_private' })
  })

  test('one that changes its answer is judged by the answer it would be connected to', async () => {
    const answers = [[{ address: '2606:4700::1111', family: 6 }], [{ address: '127.0.0.1', family: 4 }]]
    let asked = 0
    const outbound = open(async () => answers[Math.min(asked++, 1)]!)
    const limits = { connecting: 300, whole: 600 }
    const first = await outbound.visit({ url: 'http://rebound.vn/', types: html, limits })
    expect(first).not.toMatchObject({ reason: 'host_private' })
    expect(asked).toBe(1)
    const second = await outbound.visit({ url: 'http://rebound.vn/', types: html, limits })
    expect(second).toMatchObject({ outcome: 'refused', reason: 'host_private' })
    expect(asked).toBe(2)
  })

  test('an unknown one is told as unknown', async () => {
    const outbound = open(async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })))
    expect(await outbound.visit({ url: 'http://nowhere.vn/', types: html })).toMatchObject({ reason: 'host_unknown' })
  })

  test('a connection that ended up inside is closed before anything is sent', async () => {
    // For an address in place of a name no lookup takes place: what stands in the way here is the connection’s own check.
    const agent = agentFor({ userAgent }, false, outboundLimits)
    const before = inside.asked.length
    await expect(request(`${inside.origin}/`, { dispatcher: agent })).rejects.toThrow('host_private')
    expect(inside.asked.length).toBe(before)
    await agent.destroy()
  })
})

test('bodies of other types are not read; a refusal by the server is told with its status', async () => {
  const outbound = open()
  const failed = { outcome: 'failed', reason: 'content_type' }
  expect(await outbound.visit({ url: `${shop.origin}/pdf`, types: html })).toMatchObject(failed)
  expect(await outbound.visit({ url: `${shop.origin}/untyped`, types: html })).toMatchObject(failed)
  const blocked = await outbound.visit({ url: `${shop.origin}/blocked`, types: html })
  expect(blocked).toMatchObject({ outcome: 'answered', status: 403 })
  expect(blocked.outcome === 'answered' && blocked.body.length).toBe(0)
})

test('nobody listening is told as such', async () => {
  const gone = await serve((_request, response) => response.end())
  await gone.close()
  const outbound = openOutbound({ userAgent, trusted: [gone.origin] })
  expect(await outbound.visit({ url: gone.origin, types: html })).toMatchObject({ reason: 'unreachable' })
})

test('proxies named in the environment are not used', async () => {
  const proxy = await serve((_request, response) => response.end('proxied'))
  const before = process.env['HTTP_PROXY']
  process.env['HTTP_PROXY'] = proxy.origin
  try {
    await open().visit({ url: `${shop.origin}/page`, types: html })
    expect(proxy.asked).toEqual([])
  } finally {
    if (before === undefined) delete process.env['HTTP_PROXY']
    else process.env['HTTP_PROXY'] = before
    await proxy.close()
  }
})

describe('what libraries fetch with', () => {
  test('reads an answer and follows no redirect', async () => {
    const { fetch } = open()
    const page = await fetch(`${shop.origin}/page`)
    expect([page.status, await page.text()]).toEqual([200, '<p>Giá 1.290.000₫</p>'])
    expect((await fetch(`${shop.origin}/here`)).status).toBe(302)
  })
  test('goes nowhere inside that was not named', async () => {
    const before = inside.asked.length
    await expect(open().fetch(inside.origin)).rejects.toThrow(TypeError)
    await expect(open().fetch('http://169.254.169.254/')).rejects.toThrow(TypeError)
    const rebound = open(async () => [{ address: '127.0.0.1', family: 4 }])
    await expect(rebound.fetch('https://login.vn/')).rejects.toThrow(TypeError)
    expect(inside.asked.length).toBe(before)
  })
})
