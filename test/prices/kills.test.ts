import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openStore } from '#store/open.ts'
import { openShops, pageOf, send } from './shops.ts'

/** `NHIP_PRICE_LISTINGS=10000` takes minutes; the usual few show the same. */
const listings = Number(process.env['NHIP_PRICE_LISTINGS'] ?? 80)
const hosts = Math.max(8, Math.round(listings / 20))
const seconds = 0.15
const kills = listings > 1_000 ? 12 : 2

const priceAt = (host: number, page: number): number => 100_000 + host * 1_000 + page * 7_000

test(`${listings} listings on ${hosts} shops are each read once through ${kills} kills, and no shop is asked too often`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-watch-'))
  const file = join(folder, 'store.sqlite')
  const shops = await openShops(({ host, path }, response) => {
    if (path === '/robots.txt')
      return send(response, 'User-agent: *\nDisallow: /cart', { 'content-type': 'text/plain' })
    send(response, pageOf(`Hàng ${path}`, priceAt(Number(/\d+/.exec(host)![0]), Number(/\d+/.exec(path)![0]))))
  })
  const place = Array.from({ length: listings }, (_, i) => ({ host: i % hosts, page: Math.floor(i / hosts) }))
  const before = openStore(file)
  before.watch.add(
    place.map(({ host, page }, i) => ({
      listing_id: `L${i}`,
      product_id: `P${i}`,
      competitor: `Shop ${host}`,
      url: shops.urlOf(`shop${host}.test`, `/p/${page}`),
      domain: `shop${host}.test`,
      currency: 'VND',
      identity: null,
      rule: null,
      check_hours: null,
    })),
    1,
  )
  before.close()
  const run = (): ChildProcess =>
    spawn(
      process.execPath,
      [
        fileURLToPath(new URL('./watch-process.ts', import.meta.url)),
        ...['--file', file, '--port', String(shops.port), '--hosts', String(hosts), '--seconds', String(seconds)],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
  const ended = (child: ChildProcess): Promise<string> =>
    new Promise((done) => {
      let text = ''
      child.stdout!.on('data', (part: Buffer) => {
        text += part.toString()
      })
      child.on('close', () => done(text))
    })
  const begun = performance.now()
  for (let kill = 0; kill < kills; kill++) {
    const child = run()
    const over = ended(child)
    const asked = shops.asked.length
    // In the middle of its work, not while it starts.
    while (child.exitCode === null && shops.asked.length < asked + (listings / (kills + 1)) * (0.3 + 0.1 * (kill % 5)))
      await new Promise((done) => setTimeout(done, 5))
    child.kill('SIGKILL')
    await over
  }
  const said = JSON.parse(await ended(run())) as { peak_mb: number }
  const took = (performance.now() - begun) / 1000

  const after = openStore(file)
  const all = after.watch.listings()
  expect(all).toHaveLength(listings)
  const wrong = all.filter(({ open }, _i, __) => open === null)
  expect(wrong).toEqual([])
  for (const { listing_id, open } of all) {
    const { host, page } = place[Number(listing_id.slice(1))]!
    if (open!.amount !== String(priceAt(host, page))) throw new Error(`${listing_id} ${open!.amount}`)
  }
  const sightings = after.watch.waiting(listings * 2).map(({ sighting }) => sighting.product_id)
  expect([sightings.length, new Set(sightings).size]).toEqual([listings, listings])
  expect(all.every(({ listing_id }) => after.watch.history(listing_id).length === 1)).toBe(true)
  after.close()

  const times = Map.groupBy(shops.asked, ({ host }) => host)
  const closest = Math.min(...[...times.values()].flatMap((of) => of.slice(1).map(({ at }, i) => at - of[i]!.at)))
  // The clock of a request starts when it is written down, a little before it arrives.
  expect(closest).toBeGreaterThan(seconds * 1000 * 0.8)
  expect(Math.max(...shops.together.values())).toBe(1)
  // A kill may cost the requests that were under way, and no more.
  expect(shops.asked.length).toBeLessThanOrEqual(listings + hosts + kills * 8)
  expect(said.peak_mb).toBeLessThan(450)
  if (process.env['NHIP_PRICE_LISTINGS'])
    process.stdout.write(
      `${JSON.stringify({ listings, hosts, kills, requests: shops.asked.length, most_of_a_host: Math.max(...[...times.values()].map((of) => of.length)), closest_ms: Math.round(closest), seconds: Math.round(took), ...said })}\n`,
    )
  await shops.close()
  rmSync(folder, { recursive: true })
}, 1_200_000)
