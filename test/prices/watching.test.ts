import { afterEach, describe, expect, test } from 'vitest'
import { fetchRound } from '#operations/prices/fetch-round.ts'
import { type Answer, begin, endAll, pageOf, robots, send } from './shops.ts'

afterEach(endAll)

const name = 'Nồi cơm điện 1.8L'

describe('a page that is read', () => {
  test('gives one stretch, one sighting a day, and another where the price changes', async () => {
    let price = 1_290_000
    const { pass, at, listing, shops, store, wait } = await begin(
      robots('', (_asked, r) => send(r, pageOf(name, price))),
    )
    const id = at('/p')
    await pass(1)
    expect(shops.paths('shop.test')).toEqual(['/robots.txt', '/p'])
    expect(listing(id)).toMatchObject({ outcome: 'price', state: 'active', misses: 0 })
    wait(25 * 60)
    await pass(1)
    price = 1_190_000
    wait(25 * 60)
    await pass(1)
    expect(store.watch.history(id).map(({ amount, confirmations }) => [amount, confirmations])).toEqual([
      ['1290000', 2],
      ['1190000', 1],
    ])
    const sightings = store.watch.waiting(10).map(({ sighting }) => sighting)
    expect(sightings.map(({ price, seen_at }) => [price, seen_at.slice(0, 10)])).toEqual([
      ['1290000', '2026-11-18'],
      ['1290000', '2026-11-19'],
      ['1190000', '2026-11-20'],
    ])
  })

  test('in another currency than ours is kept and not handed on', async () => {
    const body = pageOf(name, 49).replaceAll('VND', 'USD').replace('49₫', '49 USD')
    const { pass, store, shops, add } = await begin(robots('', (_asked, r) => send(r, body)))
    const id = add(shops.urlOf('shop.test', '/p'), { currency: null })
    await pass(1)
    expect(store.watch.listing(id)).toMatchObject({ currency: 'USD', open: { amount: '49', currency: 'USD' } })
    expect(store.watch.waiting(10)).toEqual([])
  })

  test('is asked for with its mark, and whole once a day', async () => {
    const { pass, at, listing, shops, wait, store } = await begin(
      robots('', (asked, r) => {
        if (asked.headers['if-none-match'] === '"1"') return void r.writeHead(304, { etag: '"1"' }).end()
        send(r, pageOf(name, 1_290_000), { etag: '"1"' })
      }),
    )
    const id = at('/p')
    store.watch.change(id, { check_hours: 6 })
    await pass(1)
    const outcomes: (string | null)[] = []
    for (let check = 0; check < 5; check++) {
      wait(6.5 * 60)
      await pass(1)
      outcomes.push(listing(id).outcome)
    }
    expect(outcomes).toEqual(['not_modified', 'not_modified', 'not_modified', 'price', 'not_modified'])
    expect(store.watch.history(id)).toHaveLength(1)
    expect(shops.asked.filter(({ headers }) => headers['if-none-match'] !== undefined)).toHaveLength(4)
  })

  test('with a weak mark is asked for whole', async () => {
    const { pass, at, wait, shops } = await begin(
      robots('', (_a, r) => send(r, pageOf(name, 9_900), { etag: 'W/"1"' })),
    )
    at('/p')
    await pass(1)
    wait(13 * 60)
    await pass(1)
    expect(shops.asked.every(({ headers }) => headers['if-none-match'] === undefined)).toBe(true)
  })
})

describe('robots.txt', () => {
  const page: Answer = (_asked, r) => send(r, pageOf(name, 1_290_000))
  test.each([
    ['of ours decides over that of all', 'User-agent: *\nDisallow: /\n\nUser-agent: NhipBot\nAllow: /', 'price'],
    ['that forbids the path is obeyed', 'User-agent: *\nDisallow: /p', 'robots_denied'],
    ['that forbids us by name is obeyed', 'User-agent: NhipBot\nDisallow: /', 'robots_denied'],
    ['that is a page of HTML forbids nothing', '<html><body>404</body></html>', 'price'],
  ])('%s', async (_what, text, outcome) => {
    const { pass, at, listing, shops } = await begin(robots(text, page))
    const id = at('/p')
    await pass(2)
    expect(listing(id).outcome).toBe(outcome)
    expect(shops.paths('shop.test').includes('/p')).toBe(outcome === 'price')
  })

  test.each([
    [404, 'price'],
    [410, 'price'],
    [401, 'robots_denied'],
    [403, 'robots_denied'],
    [429, 'robots_unreachable'],
    [503, 'robots_unreachable'],
  ])('answered %i ends as %s', async (status, outcome) => {
    const { pass, at, listing, shops } = await begin((asked, r) =>
      asked.path === '/robots.txt' ? send(r, '', {}, status) : page(asked, r),
    )
    const id = at('/p')
    await pass(1)
    expect(listing(id).outcome).toBe(outcome)
    expect(shops.paths('shop.test').includes('/p')).toBe(outcome === 'price')
  })

  test('that cannot be reached later leaves the last one in force', async () => {
    let up = true
    const { pass, at, listing, wait } = await begin((asked, r) =>
      asked.path !== '/robots.txt'
        ? page(asked, r)
        : up
          ? send(r, 'User-agent: *\nDisallow: /x')
          : send(r, '', {}, 503),
    )
    const [allowed, denied] = [at('/p'), at('/x')]
    await pass(2)
    up = false
    wait(49 * 60)
    await pass(3)
    expect([listing(allowed).outcome, listing(denied).outcome]).toEqual(['price', 'robots_denied'])
  })

  test('of the host a redirect leads to is asked, and obeyed', async () => {
    const { pass, at, listing, shops } = await begin((asked, r) => {
      if (asked.host === 'shop.test' && asked.path === '/robots.txt') return send(r, '')
      if (asked.path === '/robots.txt') return send(r, 'User-agent: *\nDisallow: /p')
      if (asked.host === 'shop.test') return send(r, '', { location: shops.urlOf('www.shop.test', '/p') }, 301)
      page(asked, r)
    })
    const id = at('/p')
    await pass(2)
    expect(listing(id).outcome).toBe('robots_denied')
    expect(shops.paths('www.shop.test')).toEqual(['/robots.txt'])
  })

  test('may ask for longer pauses, and gets them', async () => {
    const { at, shops, deps, wait } = await begin(robots('User-agent: *\nCrawl-delay: 60', page))
    for (let each = 0; each < 3; each++) at(`/p${each}`)
    const counts: number[] = []
    for (let minute = 0; minute < 4; minute++) {
      await fetchRound(deps)
      wait(0.5)
      await fetchRound(deps)
      wait(0.5)
      counts.push(shops.asked.length)
    }
    expect(counts).toEqual([1, 2, 3, 4])
  })
})

describe('a shop', () => {
  test('is asked one page at a time under all its names, at most once in ten seconds', async () => {
    const { at, shops, deps, wait } = await begin((asked, r) =>
      setTimeout(() => send(r, asked.path === '/robots.txt' ? '' : pageOf(name, 1_290_000)), 20),
    )
    for (const host of ['shop.test', 'www.shop.test', 'slow.shop.test']) for (let i = 0; i < 3; i++) at(`/p${i}`, host)
    const counts: number[] = []
    for (let second = 0; second <= 60; second += 5) {
      await fetchRound(deps)
      counts.push(shops.asked.length)
      wait(5 / 60)
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7])
    expect([...shops.together.values()].every((most) => most === 1)).toBe(true)
  })

  test.each([
    ['in seconds', '7200', 120],
    ['as a date', 'Wed, 18 Nov 2026 06:40:05 GMT', 120],
    ['beyond reason', '999999999', 24 * 60],
  ])('that asks to wait %s is waited for', async (_what, header, minutes) => {
    let calm = false
    const { pass, at, shops, wait, deps } = await begin(
      robots('', (_asked, r) =>
        calm ? send(r, pageOf(name, 1_290_000)) : send(r, '', { 'retry-after': header }, 429),
      ),
    )
    at('/p0')
    at('/p1')
    await pass(1)
    calm = true
    const before = shops.asked.length
    wait(minutes - 5)
    await fetchRound(deps)
    expect(shops.asked.length).toBe(before)
    await pass(10)
    expect(shops.paths('shop.test')).toContain('/p1')
  })

  test('that fails is left for longer and longer, and for an hour from the fifth time on', async () => {
    const { at, deps, store, clock, wait } = await begin((_asked, r) => r.destroy())
    at('/p')
    const waits: number[] = []
    for (let time = 0; time < 6; time++) {
      await fetchRound(deps)
      const { next_at } = store.watch.shop('shop.test')
      waits.push(Math.round((next_at - clock.now) / 60_000))
      store.watch.change('L1', { due_at: 0 })
      wait(Math.max(waits.at(-1)!, 61))
    }
    // With the least jitter: half of 1, 2, 4, 8, 16, 32 minutes.
    expect(waits).toEqual([1, 1, 2, 4, 60, 60])
  })
})
