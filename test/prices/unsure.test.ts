import { afterEach, describe, expect, test } from 'vitest'
import { type Answer, begin, endAll, pageOf, robots, send } from './shops.ts'

afterEach(endAll)

const name = 'Nồi cơm điện 1.8L'

describe('a page that is no product’s', () => {
  test.each([
    ['refused', (r: Parameters<Answer>[1]) => send(r, 'no', {}, 403), 'blocked'],
    [
      'a challenge with status 200',
      (r: Parameters<Answer>[1]) => send(r, '<title>Just a moment...</title><body>Checking your browser</body>'),
      'blocked',
    ],
    ['gone', (r: Parameters<Answer>[1]) => send(r, '', {}, 404), 'not_found'],
    ['down', (r: Parameters<Answer>[1]) => send(r, '', {}, 500), 'failed'],
    ['a PDF', (r: Parameters<Answer>[1]) => send(r, '%PDF', { 'content-type': 'application/pdf' }), 'failed'],
  ])('%s changes no price', async (_what, answer, outcome) => {
    let well = true
    const { pass, at, listing, wait, store } = await begin(
      robots('', (_asked, r) => (well ? send(r, pageOf(name, 1_290_000)) : answer(r))),
    )
    const id = at('/p')
    await pass(1)
    well = false
    wait(25 * 60)
    await pass(1)
    expect(listing(id)).toMatchObject({ outcome, misses: 1, open: { amount: '1290000', availability: 'in' } })
    expect(store.watch.history(id)).toHaveLength(1)
  })

  test('is no longer watched once it was not there three times', async () => {
    const { pass, at, listing, wait } = await begin(robots('', (_asked, r) => send(r, '', {}, 404)))
    const id = at('/p')
    for (let day = 0; day < 5; day++) {
      await pass(1)
      wait(25 * 60 * 2 ** day)
    }
    expect(listing(id)).toMatchObject({ state: 'gone', misses: 3 })
  })

  test('leads to another shop: told, not followed', async () => {
    const { pass, at, listing, shops } = await begin(
      robots('', (_asked, r) => send(r, '', { location: shops.urlOf('other.test', '/p') }, 302)),
    )
    const id = at('/p')
    await pass(1)
    expect(listing(id)).toMatchObject({ outcome: 'moved', detail: shops.urlOf('other.test', '/p') })
    expect(shops.paths('other.test')).toEqual([])
  })
})

describe('a reading that is hard to believe', () => {
  test('is held, read again soon, and taken when it is the same', async () => {
    let price = 1_290_000
    const bare = (): string => pageOf(name, price).replace(/<span class="price">.*?<\/span>/, '')
    const { pass, at, listing, wait } = await begin(robots('', (_asked, r) => send(r, bare())))
    const id = at('/p')
    await pass(1)
    price = 490_000
    wait(25 * 60)
    await pass(1)
    expect(listing(id)).toMatchObject({
      outcome: 'held',
      review: { kind: 'held', amount: '490000' },
      open: { amount: '1290000' },
    })
    wait(20)
    await pass(1)
    expect(listing(id)).toMatchObject({ outcome: 'price', review: null, open: { amount: '490000' } })
  })

  test('ten times the last one waits for a person, however often it is seen', async () => {
    let price = 1_290_000
    const bare = (): string => pageOf(name, price).replace(/<span class="price">.*?<\/span>/, '')
    const { pass, at, listing, wait } = await begin(robots('', (_asked, r) => send(r, bare())))
    const id = at('/p')
    await pass(1)
    price = 12_900_000
    wait(25 * 60)
    await pass(120)
    expect(listing(id)).toMatchObject({ review: { reason: 'separator_suspect' }, open: { amount: '1290000' } })
  })

  test('of a page that gives no price waits with what could be chosen', async () => {
    const twice = `<html lang="vi"><head><title>${name}</title></head><body><h1>${name}</h1><div class="a">1.290.000₫</div><div class="b">1.390.000₫</div></body></html>`
    const { pass, at, listing, store } = await begin(robots('', (_asked, r) => send(r, twice)))
    const id = at('/p')
    await pass(1)
    expect(listing(id).outcome).toBe('abstained')
    expect(listing(id).review!.choices.map(({ amount, selector }) => [amount, selector])).toEqual([
      ['1290000', 'div.a'],
      ['1390000', 'div.b'],
    ])
    expect(store.watch.waiting(10)).toEqual([])
  })
})
