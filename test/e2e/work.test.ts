import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, listenTo, openBrowser, type Served, seriousFindings, serve } from './browser.ts'
import { now } from './company.ts'
import { preparedCompany } from './prepared.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-work-'))
let browser: Browser
let served: Served
let context: BrowserContext

const open = async (path = '/my?lang=en'): Promise<Page> => {
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${served.url}${path}`)
  await page.waitForSelector('.work-item')
  return page
}
/** Taps two buttons, and nothing else: what came of it, then save. */
const logFirst = async (page: Page, outcome: 'Reached' | 'No answer'): Promise<string> => {
  const item = page.locator('.work-item').first()
  // biome-ignore lint/performance/useDomNodeTextContent: what is drawn is meant
  const name = await item.locator('h3').innerText()
  await item.locator(`.work-actions button:has-text("${outcome}")`).tap()
  await page.locator('.log-form button[type=submit]').tap()
  return name
}
const asked = async (path: string): Promise<Record<string, unknown>> =>
  (await (await fetch(`${served.url}/api/v1${path}`)).json()) as Record<string, unknown>
const attempted = async (): Promise<number> =>
  (await asked('/metrics/contact_coverage?period=last-28-days&compare=none'))['numerator'] as number
const logs = async (): Promise<readonly { withdrawn_at: string | null }[]> =>
  ((await asked('/imports'))['imports'] as { file: string; withdrawn_at: string | null }[]).filter(({ file }) =>
    file.startsWith('contact-log-'),
  )
const waitingNames = async (): Promise<readonly (string | null)[]> =>
  ((await asked('/work?list=contacts&limit=100'))['lists'] as { rows: { name: string | null }[] }[])[0]!.rows.map(
    ({ name }) => name,
  )
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let waited = 0; !(await holds()); waited += 100) {
    if (waited > 20_000) throw new Error(`never: ${holds}`)
    await new Promise((done) => setTimeout(done, 100))
  }
}
const says = (page: Page, text: string): Promise<unknown> => page.waitForSelector(`text=${text}`)

describe.skipIf(!hasBrowser)('work lists on a phone', () => {
  beforeAll(async () => {
    ;[served, browser] = await Promise.all([preparedCompany(folder).then((data) => serve(data, now)), openBrowser()])
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await served?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  // One of each day’s contacts was never called: 28 of them, all past the limit but none of the evening’s.
  test('two taps log a call, which counts at once; a wrong tap is taken back', async () => {
    const page = await open()
    const complaints = listenTo(page)
    await says(page, '28 contacts not called')
    const before = await attempted()
    await logFirst(page, 'Reached')
    await says(page, '27 contacts not called')
    await until(async () => (await attempted()) === before + 1)
    await says(page, 'Logged today: 1')
    await page.locator('.outbox-last button').tap()
    await says(page, '28 contacts not called')
    await until(async () => (await attempted()) === before)
    expect((await logs()).map(({ withdrawn_at }) => withdrawn_at !== null)).toEqual([true])
    expect(complaints).toEqual([])
    await page.close()
  })

  test('without a line calls are kept and seen to wait, outlive the page, and are sent once when it is back', async () => {
    const before = await attempted()
    const page = await open()
    await context.setOffline(true)
    await says(page, 'There is no line.')
    await logFirst(page, 'Reached')
    await says(page, '27 contacts not called')
    await logFirst(page, 'No answer')
    await says(page, '26 contacts not called')
    await says(page, '2 logs wait to be sent')
    expect(await attempted()).toBe(before)
    await page.close()
    await context.setOffline(false)
    // The first answer is lost on its way back: the server has the log, the browser does not know.
    const loseAnswer = async (route: Route): Promise<void> => {
      await route.fetch()
      await route.abort()
    }
    await context.route('**/api/v1/work/log?*', loseAnswer, { times: 1 })
    const again = await open()
    await until(async () => (await again.locator('.outbox-waiting').count()) === 0)
    await says(again, 'Logged today: 2')
    await says(again, '26 contacts not called')
    expect(await attempted()).toBe(before + 2)
    expect((await logs()).filter(({ withdrawn_at }) => withdrawn_at === null)).toHaveLength(2)
    await again.close()
  })

  test('a log the server refuses says so and can be discarded; the page holds no barrier and fits the screen', async () => {
    const page = await open('/my')
    await context.route('**/api/v1/work/log?*', (route) => route.continue({ postData: '{"key":"00000000"}' }), {
      times: 1,
    })
    await page.locator('.work-item').first().locator('button').first().tap()
    expect(await seriousFindings(page)).toEqual([])
    await page.locator('.log-form button[type=submit]').tap()
    await says(page, 'Chưa nói là liên hệ với ai')
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await seriousFindings(page)).toEqual([])
    await page.locator('.outbox-refused button').tap()
    await says(page, '26 contact chưa gọi')
    expect(await page.locator('.outbox-refused').count()).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    const small = `[...document.querySelectorAll('.work button, .work .button')].filter((each) => each.getBoundingClientRect().height < 44).length`
    expect(await page.evaluate(small)).toBe(0)
    await page.close()
  })

  test('who leaves their details on a form is on the list within seconds, and counts as contacted once called', async () => {
    const made = await fetch(`${served.url}/api/v1/lead-forms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ source: 'website' }),
    })
    const form = (await made.json()) as { page: string }
    const visitor = await context.newPage()
    await visitor.goto(form.page)
    expect(await seriousFindings(visitor)).toEqual([])
    await visitor.fill('input[name=name]', 'Khách Mới')
    await visitor.fill('input[name=phone]', '0909 888 777')
    // Nobody types that in less than three seconds.
    await visitor.waitForTimeout(3_200)
    await visitor.locator('button').tap()
    await says(visitor, 'Đã nhận')
    expect(await visitor.context().cookies()).toEqual([])
    await visitor.close()
    await until(async () => (await waitingNames()).includes('Khách Mới'))
    const page = await open()
    const before = await attempted()
    const item = page.locator('.work-item', { hasText: 'Khách Mới' })
    await item.locator('.work-actions button:has-text("Reached")').tap()
    await page.locator('.log-form button[type=submit]').tap()
    await until(async () => (await attempted()) === before + 1)
    expect(await waitingNames()).not.toContain('Khách Mới')
    await page.close()
  })
})
