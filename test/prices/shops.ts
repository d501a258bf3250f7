import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openOutbound } from '#adapters/outbound.ts'
import { readPageBytes } from '#adapters/page-reading.ts'
import { usualPace } from '#core/prices/pace.ts'
import type { ListingDraft } from '#core/prices/watched.ts'
import { defaultSettings } from '#core/settings.ts'
import { type FetchingDeps, fetchRound } from '#operations/prices/fetch-round.ts'
import { openStore } from '#store/open.ts'

export const pageOf = (name: string, price: number, more = ''): string =>
  `<!doctype html><html lang="vi"><head><title>${name}</title><script type="application/ld+json">${JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name,
    offers: {
      '@type': 'Offer',
      price: String(price),
      priceCurrency: 'VND',
      availability: 'https://schema.org/InStock',
    },
  })}</script></head><body><h1>${name}</h1><div class="box"><span class="price">${price
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '.')}₫</span><button>Thêm vào giỏ hàng</button></div>${more}</body></html>`

export type Asked = {
  readonly host: string
  readonly path: string
  readonly at: number
  readonly headers: IncomingMessage['headers']
}
export type Answer = (asked: Asked, response: ServerResponse) => void

/** Shops on this machine, told apart by name; `together` is the most requests one of them ever had at once. */
export const openShops = async (answer: Answer) => {
  const asked: Asked[] = []
  const open = new Map<string, number>()
  const most = new Map<string, number>()
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').split(':')[0]!
    const one = { host, path: request.url ?? '', at: performance.now(), headers: request.headers }
    asked.push(one)
    const now = (open.get(host) ?? 0) + 1
    open.set(host, now)
    most.set(host, Math.max(now, most.get(host) ?? 0))
    response.on('close', () => open.set(host, open.get(host)! - 1))
    answer(one, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    port,
    asked,
    together: most,
    urlOf: (host: string, path: string): string => `http://${host}:${port}${path}`,
    paths: (host: string): string[] => asked.filter((each) => each.host === host).map(({ path }) => path),
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
}

export const wayTo = (port: number, hosts: readonly string[]) =>
  openOutbound({
    userAgent: 'NhipBot/1.0',
    trusted: hosts.map((host) => `http://${host}:${port}`),
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  })

export const send = (
  response: ServerResponse,
  body: string,
  headers: Record<string, string> = {},
  status = 200,
): void => void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)

/** A store in memory and a clock of the test's own beside shops that really answer. */
export const watchWith = (shops: { readonly port: number }, hosts: readonly string[]) => {
  const store = openStore(':memory:')
  const clock = { now: Date.parse('2026-11-18T04:40:00Z'), chance: 0 }
  const outbound = wayTo(shops.port, hosts)
  const iso = (): string => new Date(clock.now + 7 * 3_600_000).toISOString()
  const deps: FetchingDeps = {
    watch: store.watch,
    outbound: async () => outbound,
    pages: { read: async (page) => readPageBytes(page), close: async () => undefined },
    pace: usualPace,
    domainOf: (url) => new URL(url).hostname.split('.').slice(-2).join('.'),
    time: () => clock.now,
    chance: () => clock.chance,
    rest: async () => undefined,
    busy: new Set(),
    settings: () => defaultSettings,
    today: () => iso().slice(0, 10),
    wall: () => iso().slice(0, 19),
  }
  let count = 0
  const add = (url: string, rest: Partial<ListingDraft> = {}): string => {
    const listing_id = `L${++count}`
    const draft: ListingDraft = {
      product_id: `P${count}`,
      competitor: 'Shop',
      url,
      domain: deps.domainOf(url),
      currency: 'VND',
      identity: null,
      rule: null,
      check_hours: null,
      ...rest,
    }
    store.watch.add([{ ...draft, listing_id }], clock.now)
    return listing_id
  }
  const wait = (minutes: number): void => {
    clock.now += minutes * 60_000
  }
  return { store, clock, deps, add, wait }
}

const hosts = ['shop.test', 'www.shop.test', 'slow.shop.test', 'other.test']
const closing: (() => Promise<void> | void)[] = []

export const endAll = async (): Promise<void> => {
  for (const close of closing.splice(0)) await close()
}

export const robots =
  (text: string, then: Answer): Answer =>
  (asked, response) =>
    asked.path === '/robots.txt' ? send(response, text, { 'content-type': 'text/plain' }) : then(asked, response)

/** Shops that answer so, watched from nothing on. */
export const begin = async (answer: Answer) => {
  const shops = await openShops(answer)
  const watch = watchWith(shops, hosts)
  closing.push(shops.close, watch.store.close)
  /** Rounds as the server runs them, some seconds apart, for so many minutes. */
  const pass = async (minutes: number): Promise<void> => {
    for (let step = 0; step < minutes * 2; step++) {
      await fetchRound(watch.deps)
      watch.wait(0.5)
    }
  }
  const at = (path: string, host = 'shop.test'): string => watch.add(shops.urlOf(host, path))
  const listing = (id: string) => watch.store.watch.listing(id)!
  return { ...watch, shops, pass, at, listing }
}
