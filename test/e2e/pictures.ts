/**
 * Pictures of every page and of the gallery, for looking through: `node test/e2e/pictures.ts FOLDER [WORD …]`.
 * Pages × language × theme × screen are named by all four; a WORD keeps those whose name holds it. The program must be
 * built; the demo company is copied from NHIP_DEMO (`nhip-demo`).
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { openBrowser, type Served, serve } from './browser.ts'

const languages = ['vi', 'en'] as const
const themes = ['light', 'dark'] as const
const screens = {
  desk: { viewport: { width: 1400, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 1.5 },
} as const

type Place = { readonly name: string; readonly path: string; readonly empty?: true; readonly fold?: true }

const places: readonly Place[] = [
  { name: 'fold', path: '/', fold: true },
  { name: 'overview', path: '/' },
  ...[
    'new-contacts',
    'customer-acquisition-cost',
    'sales-by-location',
    'competitor-price',
    'customer-engagement',
    'employee-satisfaction',
    'customer-satisfaction',
  ].map((slug, i) => ({ name: `kpi${i + 1}`, path: `/kpi/${slug}` })),
  { name: 'targets', path: '/targets' },
  { name: 'data', path: '/data' },
  { name: 'settings', path: '/settings' },
  { name: 'people', path: '/people' },
  { name: 'gallery', path: '/gallery' },
  { name: 'missing', path: '/nothing-here' },
  { name: 'empty', path: '/', empty: true },
  { name: 'empty-kpi', path: '/kpi/new-contacts', empty: true },
  { name: 'empty-data', path: '/data', empty: true },
  { name: 'empty-targets', path: '/targets', empty: true },
]

const take = async (browser: Browser, served: Served, place: Place, folder: string, words: readonly string[]) => {
  for (const language of languages)
    for (const colorScheme of themes)
      for (const [screen, options] of Object.entries(screens)) {
        const name = [place.name, language, colorScheme, screen].join('-')
        if (!words.every((word) => `-${name}-`.includes(`-${word}-`))) continue
        const context = await browser.newContext({ ...options, colorScheme, reducedMotion: 'reduce' })
        const page = await context.newPage()
        const complaints: string[] = []
        page.on('pageerror', (error) => complaints.push(error.message))
        await page.goto(`${served.url}${place.path}${place.path.includes('?') ? '&' : '?'}lang=${language}`)
        await page.waitForSelector('h1:not(:empty)')
        await page.waitForLoadState('networkidle')
        const width = (await page.evaluate('document.documentElement.scrollWidth')) as number
        if (width > options.viewport.width) complaints.push(`${width} px wide`)
        const scenes = await page.locator('.gallery > .scene').all()
        for (const [i, scene] of scenes.entries())
          await scene.screenshot({ path: join(folder, `${name}-${String(i).padStart(3, '0')}.png`) })
        if (scenes.length === 0) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: !place.fold })
        process.stderr.write(`${name}${complaints.length > 0 ? `: ${complaints.join('; ')}` : ''}\n`)
        await context.close()
      }
}

const [folder, ...words] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('node test/e2e/pictures.ts FOLDER [WORD …]\n')
  process.exit(2)
}
mkdirSync(folder, { recursive: true })
const scratch = mkdtempSync(join(tmpdir(), 'nhip-pictures-'))
const data = join(scratch, 'demo')
cpSync(process.env['NHIP_DEMO'] ?? 'nhip-demo', data, { recursive: true })
for (const left of ['server.json', 'holder.json']) rmSync(join(data, left), { force: true })
const { until } = JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as { until: string }
const now = `${until.slice(0, 10)}T08:00:00Z`
const [full, empty, browser] = await Promise.all([serve(data, now), serve(join(scratch, 'empty'), now), openBrowser()])
try {
  for (const place of places) await take(browser, place.empty ? empty : full, place, folder, words)
} finally {
  await browser.close()
  await Promise.all([full.stop(), empty.stop()])
  rmSync(scratch, { recursive: true, force: true })
}
