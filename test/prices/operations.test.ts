import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input } from '#core/operation.ts'
import { type Company, openCompany } from '../../src/main/company.ts'
import { operations } from '../../src/main/operations.ts'
import { openShops, pageOf, send, wayTo } from './shops.ts'

type Told = Record<string, unknown>
const state = { price: 1_200_000, block: false }
const folder = mkdtempSync(join(tmpdir(), 'nhip-prices-'))
let shops: Awaited<ReturnType<typeof openShops>>
let company: Company

const run = async (name: string, input: Input = {}): Promise<Told> => {
  const operation = operations.find((each) => each.name === name)!
  const report = { progress: () => undefined, emit: () => undefined }
  return (await operation.run(input, company.depsFor('en'), report)) as Told
}
const index = async (): Promise<unknown> => (await run('metrics.read', { id: 'price_index', period: 'today' }))['value']

beforeAll(async () => {
  shops = await openShops(({ path }, response) => {
    if (path === '/robots.txt')
      return send(response, 'User-agent: *\nDisallow: /cart', { 'content-type': 'text/plain' })
    if (state.block) return send(response, '', {}, 403)
    const more = path === '/two' ? '<p class="club">1.500.000₫</p>' : ''
    send(response, pageOf('Nồi cơm điện An Nhiên 1.8L', state.price, more))
  })
  company = await openCompany(join(folder, 'data'), {
    fixedNow: null,
    memory: '400MB',
    wayOut: {
      trusted: [],
      contact: null,
      pace: { leastSeconds: 0.05, checkHours: 24, dailyRequests: 500 },
      open: () => wayTo(shops.port, ['shop.test']),
    },
  })
  const products = join(folder, 'product.csv')
  writeFileSync(products, 'product_id,name,list_price\nP1,Nồi cơm điện 1.8L,1320000\nP2,Ấm siêu tốc,390000\n')
  await run('imports.create', { files: [products], as: 'product' })
}, 60_000)
afterAll(async () => {
  await company.close()
  await shops.close()
  rmSync(folder, { recursive: true })
})

test('a page is looked at, watched, counted, corrected and decided on', async () => {
  const url = `${shops.urlOf('shop.test', '/p')}?utm_source=mail#top`
  const read = await run('prices.read', { url })
  expect(read).toMatchObject({ outcome: 'price', price: 1_200_000, currency: 'VND', availability: 'in' })
  expect(read['url']).toBe(shops.urlOf('shop.test', '/p'))
  expect((read['matches'] as Told[])[0]).toMatchObject({ product_id: 'P1' })
  expect(await index()).toBeNull()

  const added = await run('prices.add', { url, product: 'P1', competitor: 'Shop A' })
  expect(added).toMatchObject({ price: 1_200_000, state: 'active', waits: false })
  // Looked at and saved: the page was asked for once.
  expect(shops.paths('shop.test')).toEqual(['/robots.txt', '/p'])
  // Ours is 1 320 000: 10 % above theirs.
  expect(await index()).toBeCloseTo(110, 9)
  await expect(run('prices.add', { url, product: 'P1', competitor: 'Shop A' })).rejects.toThrow('price.listing_known')

  const listing = String(added['listing_id'])
  expect(await run('prices.correct', { listing, rule: 'span.price' })).toMatchObject({ rule: 'span.price' })
  await expect(run('prices.correct', { listing, rule: '#nowhere' })).rejects.toThrow('price.rule_reads_nothing')
  expect(await run('prices.cases')).toMatchObject({ right: 1, wrong: 0 })

  state.price = 120_000
  await run('prices.fetch', { listing })
  const [waiting] = (await run('prices.review'))['waiting'] as Told[]
  expect(waiting).toMatchObject({ kind: 'held', reason: 'separator_suspect', price: 1_200_000, held_price: 120_000 })
  expect(await run('prices.decide', { listing, decision: 'refuse' })).toMatchObject({ price: 1_200_000, waits: false })
  await run('prices.fetch', { listing })
  expect(await run('prices.decide', { listing, decision: 'accept' })).toMatchObject({ price: 120_000, waits: false })
  await expect(run('prices.decide', { listing, decision: 'accept' })).rejects.toThrow('price.nothing_to_decide')

  state.block = true
  const { listing: blocked } = (await run('prices.fetch', { listing })) as { listing: Told }
  expect(blocked).toMatchObject({ outcome: 'blocked', price: 120_000 })
  expect(await run('prices.list', { show: 'failing' })).toMatchObject({ total: 1, counts: { failing: 1 } })
  state.block = false
}, 60_000)

test('a price somebody saw counts like one that was fetched, and its day is kept', async () => {
  const entered = await run('prices.enter', {
    product: 'P2',
    price: 300_000,
    competitor: 'Shop B',
    seen_at: '2026-01-05',
  })
  expect(entered).toMatchObject({ seen_at: '2026-01-05T12:00:00' })
  const { lines } = (await run('prices.history', { product: 'P2', days: 800 })) as { lines: Told[] }
  expect(lines[1]).toMatchObject({ competitor: 'Shop B', observed_by: 'typed' })
  await expect(run('prices.enter', { product: 'P2', price: 0, competitor: 'B' })).rejects.toThrow('price.amount_unfit')
  await expect(run('prices.enter', { product: 'P9', price: 1, competitor: 'B' })).rejects.toThrow(
    'price.product_unknown',
  )
}, 60_000)

test('of a file each row is watched, known or refused with its line', async () => {
  const file = join(folder, 'many.csv')
  const at = (path: string): string => shops.urlOf('shop.test', path)
  writeFileSync(
    file,
    `url,product_id,competitor\n${at('/q')},P2,Shop A\n${at('/p')},P1,Shop A\nnowhere,P1,X\n${at('/r')},P9,X\n${at('/q')}#x,P2,Shop A\n`,
  )
  const asked = shops.asked.length
  expect(await run('prices.add_many', { file })).toMatchObject({
    added: 1,
    known: 2,
    refused: [
      { line: 4, code: 'price.url_invalid' },
      { line: 5, code: 'price.product_unknown' },
    ],
  })
  expect(shops.asked.length).toBe(asked)
})

test.each(['http://127.0.0.1/', 'http://169.254.169.254/', 'http://[::1]/p', 'http://intranet/p'])(
  '%s is neither asked nor watched',
  async (url) => {
    expect(await run('prices.read', { url })).toMatchObject({ outcome: 'refused', reason: 'host_private' })
    await expect(run('prices.add', { url, product: 'P1', competitor: 'X' })).rejects.toThrow('price.not_watchable')
  },
)
