import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openOutbound } from '#adapters/outbound.ts'
import { type Served, serve } from './served.ts'

let shop: Served
const zeros = Buffer.alloc(60_000_000)
// A page of 3 MB that packs as pages do.
const words = Buffer.from(Array.from({ length: 300_000 }, (_, i) => `${(i * 2_654_435_761) % 99_999} `).join(''))

beforeAll(async () => {
  const packed: Record<string, [string, Buffer]> = {
    '/gzip': ['gzip', gzipSync(words)],
    '/br': ['br', brotliCompressSync(words, { params: { 1: 4 } })],
    '/deflate': ['deflate', deflateSync(words)],
    '/gzip-bomb': ['gzip', gzipSync(zeros)],
    '/br-bomb': ['br', brotliCompressSync(zeros, { params: { 1: 1 } })],
    '/twice': ['gzip, gzip', gzipSync(gzipSync(zeros))],
    '/zstd': ['zstd', words],
    '/lies': ['gzip', words],
    '/short': ['gzip', gzipSync(words).subarray(0, 5_000)],
  }
  shop = await serve((request, response) => {
    const path = request.url ?? ''
    const found = packed[path]
    const head = { 'content-type': 'text/html' }
    if (found) return void response.writeHead(200, { ...head, 'content-encoding': found[0] }).end(found[1])
    if (path === '/silent') return
    if (path === '/headers') return void response.writeHead(200, { ...head, 'x-long': 'x'.repeat(60_000) }).end()
    response.writeHead(200, head)
    if (path === '/endless') {
      const more = (): void => {
        while (!response.destroyed && response.write(words.subarray(0, 65_536)));
        if (!response.destroyed) response.once('drain', more)
      }
      return more()
    }
    if (path === '/drip') {
      const timer = setInterval(() => response.write('x'), 40)
      response.on('close', () => clearInterval(timer))
      return
    }
    if (path === '/stops') {
      response.write('x')
      return
    }
    if (path === '/broken') {
      response.write('x')
      return void setTimeout(() => response.destroy(), 20)
    }
    response.end('ok')
  })
})
afterAll(() => shop.close())

const visit = (path: string, rest: object = {}) =>
  openOutbound({ userAgent: 'NhipBot/1.0', trusted: [shop.origin] }).visit({
    url: `${shop.origin}${path}`,
    types: ['text/html'],
    ...rest,
  })

test.each(['/gzip', '/br', '/deflate'])('%s comes out whole', async (path) => {
  const answer = await visit(path)
  expect(answer.outcome === 'answered' && Buffer.from(answer.body).equals(words)).toBe(true)
})

describe('limits', () => {
  test.each([
    ['/gzip-bomb', 'bomb'],
    ['/br-bomb', 'bomb'],
    ['/twice', 'encoding_unknown'],
    ['/zstd', 'encoding_unknown'],
    ['/lies', 'broken'],
    ['/short', 'broken'],
    ['/broken', 'broken'],
    ['/headers', 'headers_too_large'],
    ['/endless', 'body_too_large'],
  ])('%s ends as %s', async (path, reason) => {
    expect(await visit(path)).toMatchObject({ outcome: 'failed', reason })
  })

  test('are counted after unpacking', async () => {
    const limits = { unpacked: 100_000 }
    expect(await visit('/gzip', { limits })).toMatchObject({ reason: 'body_too_large' })
    const cut = await visit('/gzip', { limits, cut: true })
    expect(cut).toMatchObject({ outcome: 'answered', cut: true })
    expect(cut.outcome === 'answered' && Buffer.from(cut.body).equals(words.subarray(0, 100_000))).toBe(true)
  })

  test('and before it', async () => {
    expect(await visit('/gzip', { limits: { received: 10_000 } })).toMatchObject({ reason: 'body_too_large' })
  })
})

describe('patience', () => {
  test.each([
    ['a server that says nothing', '/silent', { waiting: 250, whole: 5_000 }],
    ['a body that stops', '/stops', { waiting: 250, whole: 5_000 }],
    ['a body that drips on for ever', '/drip', { waiting: 5_000, whole: 400 }],
  ])('%s is left', async (_what, path, limits) => {
    const begun = performance.now()
    expect(await visit(path, { limits })).toMatchObject({ outcome: 'failed', reason: 'timeout' })
    expect(performance.now() - begun).toBeLessThan(4_000)
  })

  test('a visit ends when whoever asked stops', async () => {
    const stopping = new AbortController()
    setTimeout(() => stopping.abort(), 50)
    expect(await visit('/silent', { signal: stopping.signal })).toMatchObject({ reason: 'stopped' })
  })
})
