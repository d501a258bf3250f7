import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { hasBrowser, openBrowser, serve } from '../test/e2e/browser.ts'
import { median, say } from './figures.ts'

/** Remembers the largest paint and every unexpected movement as they happen. */
const watch = `
  window.largest = 0
  window.moved = 0
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.largest = entry.startTime })
    .observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value })
    .observe({ type: 'layout-shift', buffered: true })
`

/** From the click to the frame that shows other numbers in all rows. */
const changePeriod = (label: string): string => `
  new Promise((done) => {
    const shown = () => [...document.querySelectorAll('.seven .val')].map((cell) => cell.textContent).join('|')
    const before = shown()
    const link = [...document.querySelectorAll('.choices a')].find((each) => each.textContent === ${JSON.stringify(label)})
    const start = performance.now()
    const look = () => {
      if (shown() !== before && !document.querySelector('.waiting')) requestAnimationFrame(() => done(performance.now() - start))
      else requestAnimationFrame(look)
    }
    link.click()
    look()
  })
`

const firstPage = async (browser: Browser, url: string, at: string) => {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  const processor = await processorOf(page)
  await page.addInitScript(watch)
  await page.goto(`${url}/?period=${at}`)
  await page.waitForSelector('.seven tbody tr:nth-child(7) .chg .change')
  const rows = (await page.evaluate('performance.now()')) as number
  const worked = await processor()
  await page.waitForLoadState('networkidle')
  const [largest, moved] = (await page.evaluate('[window.largest, window.moved]')) as [number, number]
  const loaded = (await page.evaluate(
    `performance.getEntriesByType('resource').map(({ name, encodedBodySize }) => [name.split('.').at(-1), encodedBodySize])`,
  )) as readonly (readonly [string, number])[]
  const sizes = Map.groupBy(loaded, ([kind]) => kind)
  return { page, sizes, rows, largest, moved, worked, processor }
}

type Took = { readonly elapsed: number; readonly processor: number }

/** Milliseconds of processor time the page's main thread has had: what else the machine does does not count in it. */
const processorOf = async (page: Page): Promise<() => Promise<number>> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000
  }
}

const choose = async (page: Page, label: string, processor: () => Promise<number>): Promise<Took> => {
  const before = await processor()
  const elapsed = (await page.evaluate(changePeriod(label))) as number
  const took = { elapsed, processor: (await processor()) - before }
  await page.waitForLoadState('networkidle')
  return took
}

/** Compressed scripts of everything that can be loaded, largest first. */
const scripts = (): string =>
  readdirSync(join('dist', 'web', 'assets'))
    .filter((name) => name.endsWith('.js.br'))
    .map((name) => ({ name, size: statSync(join('dist', 'web', 'assets', name)).size }))
    .sort((a, b) => b.size - a.size)
    .map(({ name, size }) => `${name.replace(/-[A-Z0-9]+\.js\.br$/, '')} ${(size / 1000).toFixed(1)}`)
    .join(', ')

/**
 * The overview of the demo company in a browser: what is loaded, when its largest part is painted, and how long a
 * change of period takes from click to frame. The server is warm, the browser's cache empty at each visit.
 */
export const benchWeb = async (runs: number): Promise<void> => {
  if (!hasBrowser) return say('The pages need /usr/bin/chromium (Debian: apt install chromium).')
  if (!existsSync('nhip-demo'))
    spawnSync(process.execPath, [join('dist', 'nhip.js'), 'demo', '--no-start'], { stdio: 'inherit' })
  const folder = mkdtempSync(join(tmpdir(), 'nhip-bench-web-'))
  const data = join(folder, 'demo')
  cpSync('nhip-demo', data, { recursive: true })
  for (const left of ['server.json', 'holder.json']) rmSync(join(data, left), { force: true })
  const { until } = JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as { until: string }
  const served = await serve(data, `${until.slice(0, 10)}T15:00:00Z`)
  // The tables follow the day: what that takes is no part of a visit.
  await (await fetch(`${served.url}/api/v1/kpis`)).text()
  const browser = await openBrowser()
  try {
    const visits = []
    for (let i = 0; i <= runs; i++) {
      const visit = await firstPage(browser, served.url, 'this-week')
      visits.push(visit)
      if (i < runs) await visit.page.context().close()
    }
    const { page, processor } = visits.at(-1)!
    const cold: Took[] = []
    const again: Took[] = []
    for (const label of ['Tuần trước', 'Tháng này', 'Tháng trước', '28 ngày qua', 'Quý này', 'Tuần này'])
      cold.push(await choose(page, label, processor))
    // Other parts of the application may have remembered answers; a page loaded anew has not.
    await page.reload()
    await page.waitForSelector('.seven tbody tr:nth-child(7) .chg .change')
    await page.waitForLoadState('networkidle')
    for (const label of ['Tuần trước', 'Tháng này', 'Tháng trước', '28 ngày qua', 'Quý này'])
      again.push(await choose(page, label, processor))
    const warm = visits.slice(1)
    const size = (kind: string): string =>
      `${((warm[0]!.sizes.get(kind) ?? []).reduce((sum, [, bytes]) => sum + bytes, 0) / 1000).toFixed(1)} kB`
    const mid = (values: readonly number[]): string => median([...values]).toFixed(0)
    say(
      `scripts of the first page, compressed: ${size('js')} (under 200); styles ${size('css')}, fonts ${size('woff2')}`,
    )
    say(`all scripts, kB: ${scripts()}`)
    say(
      `overview, median of ${warm.length}: largest paint ${mid(warm.map((visit) => visit.largest))} ms (under 1000), rows ${mid(warm.map((visit) => visit.rows))} ms; moved ${Math.max(...warm.map((visit) => visit.moved)).toFixed(4)}`,
    )
    const told = (took: readonly Took[]): string =>
      `${mid(took.map(({ elapsed }) => elapsed))} ms (worst ${Math.max(...took.map(({ elapsed }) => elapsed)).toFixed(0)}), of which the page ${mid(took.map((each) => each.processor))} ms of processor`
    say(`change of period, click to frame (under 300): first time asked ${told(cold)}; asked before ${told(again)}`)
    say(`processor time of the page until its rows stand: ${mid(warm.map((visit) => visit.worked))} ms`)
  } finally {
    await browser.close()
    await served.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
