/**
 * Pictures of every page and of the gallery, for looking through: `node test/e2e/pictures.ts FOLDER [WORD …]`.
 * Pages × language × theme × screen are named by all four; a WORD keeps those whose name holds it, several of a kind
 * are joined by commas (`overview,kpi3 vi dark`). The program must be built; the demo company is copied from NHIP_DEMO
 * (`nhip-demo`). What is wider than its screen, or throws, is told beside the picture's name.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, type Served, serve } from './browser.ts'
import { type Place, places, type Stage, signUp } from './picture-places.ts'

const languages = ['vi', 'en'] as const
const themes = ['light', 'dark'] as const
const screens = {
  desk: { viewport: { width: 1400, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 1.5 },
} as const

/** How many requests of a page are on their way. */
const countAsked = (page: Page): (() => number) => {
  let asked = 0
  page.on('request', () => {
    asked++
  })
  const ended = (): void => {
    asked--
  }
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return () => asked
}

/** Nothing is on its way any more, down to what is only asked for when one comes to it. */
const settle = async (page: Page, asked: () => number): Promise<void> => {
  const still = async (): Promise<void> => {
    for (let calm = 0, waited = 0; calm < 6 && waited < 90_000; waited += 150) {
      calm = asked() > 0 ? 0 : calm + 1
      await page.waitForTimeout(150)
    }
  }
  await page.waitForSelector('h1:not(:empty)')
  await still()
  await page.evaluate('scrollTo(0, document.body.scrollHeight)')
  await still()
  await page.evaluate('scrollTo(0, 0)')
}

const take = async (browser: Browser, stage: Stage, place: Place, folder: string, words: readonly string[]) => {
  const served: Served = stage[place.at ?? 'full']
  for (const language of languages)
    for (const colorScheme of themes)
      for (const [screen, options] of Object.entries(screens)) {
        const name = [place.name, language, colorScheme, screen].join('-')
        const wanted = (word: string) => word.split(',').some((each) => `-${name}-`.includes(`-${each}-`))
        if (!words.every(wanted)) continue
        const locale = language === 'vi' ? 'vi-VN' : 'en-GB'
        const context = await browser.newContext({ ...options, colorScheme, locale, reducedMotion: 'reduce' })
        const page = await context.newPage()
        page.setDefaultTimeout(180_000)
        const complaints: string[] = []
        page.on('pageerror', (error) => complaints.push(error.message))
        const asked = countAsked(page)
        const path = place.path(stage)
        const [before, hash] = path.split('#')
        const query = `${before!.includes('?') ? '&' : '?'}lang=${language}`
        await page.goto(`${served.url}${before}${query}${hash === undefined ? '' : `#${hash}`}`)
        await settle(page, asked)
        if (place.act) {
          await place.act(page, language)
          await settle(page, asked)
        }
        const width = (await page.evaluate('document.documentElement.scrollWidth')) as number
        if (width > options.viewport.width) complaints.push(`${width} px wide`)
        const scenes = await page.locator('.gallery .scene').all()
        for (const [i, scene] of scenes.entries()) {
          const state = (await scene.getAttribute('data-state')) ?? 'page'
          await scene.screenshot({ path: join(folder, `${name}-${String(i).padStart(3, '0')}-${state}.png`) })
        }
        if (scenes.length === 0) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: !place.fold })
        if (place.print && screen === 'desk' && colorScheme === 'light') {
          await page.pdf({ path: join(folder, `${name}.pdf`), preferCSSPageSize: true, printBackground: true })
          // The sheet inside its margins, in pixels
          const lying = (await page.locator('.kpi-head').count()) === 0
          await page.setViewportSize(lying ? { width: 1032, height: 710 } : { width: 703, height: 1040 })
          await page.emulateMedia({ media: 'print' })
          await page.screenshot({ path: join(folder, `${name}-sheet.png`), fullPage: true })
        }
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
const [full, empty, owned, browser] = await Promise.all([
  serve(data, now),
  serve(join(scratch, 'empty'), now),
  serve(join(scratch, 'owned'), now),
  openBrowser(),
])
try {
  await signUp(browser, owned)
  for (const place of places) await take(browser, { full, empty, owned }, place, folder, words)
} finally {
  await browser.close()
  await Promise.all([full.stop(), empty.stop(), owned.stop()])
  rmSync(scratch, { recursive: true, force: true })
}
