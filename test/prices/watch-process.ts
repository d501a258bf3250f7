import { parseArgs } from 'node:util'
import { openPageReader } from '#adapters/page-reader.ts'
import { defaultSettings } from '#core/settings.ts'
import { fetchRound } from '#operations/prices/fetch-round.ts'
import { openStore } from '#store/open.ts'
import { wayTo } from './shops.ts'

/** Reads everything due until every listing has been checked, the way the server does; made to be killed at any moment. */
const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    port: { type: 'string' },
    hosts: { type: 'string' },
    seconds: { type: 'string' },
  },
})
const hosts = Array.from({ length: Number(values.hosts) }, (_, i) => `shop${i}.test`)
const store = openStore(values.file!)
const outbound = wayTo(Number(values.port), hosts)
const pages = openPageReader()
const rest = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))
let peak = 0
const memory = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 100)
const left = (): number => store.watch.listings().filter(({ checked_at }) => checked_at === null).length
while (left() > 0) {
  await fetchRound({
    watch: store.watch,
    outbound: async () => outbound,
    pages,
    pace: { leastSeconds: Number(values.seconds), checkHours: 24, dailyRequests: 500 },
    domainOf: (url) => new URL(url).hostname,
    time: Date.now,
    chance: Math.random,
    rest,
    busy: new Set(),
    settings: () => defaultSettings,
    today: () => '2026-11-18',
    wall: () => '2026-11-18T11:40:00',
  })
  await rest(20)
}
clearInterval(memory)
await pages.close()
store.close()
process.stdout.write(`${JSON.stringify({ peak_mb: Math.round(peak / 1_048_576) })}\n`)
