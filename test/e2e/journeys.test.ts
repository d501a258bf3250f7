import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, openBrowser, type Served, serve } from './browser.ts'
import { now, writeCompany } from './company.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-journeys-'))
let browser: Browser
let served: Served
/** The owner’s page: the first journey makes the account, the others go on with it. */
let owner: Page

const textOf = async (page: Page, selector: string): Promise<string> => {
  // biome-ignore lint/performance/useDomNodeTextContent: what is drawn is meant
  const text = await page.locator(selector).first().innerText()
  return text.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ').trim()
}
const tableIn = async (download: Promise<Download>): Promise<readonly string[]> =>
  readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n')
const contacts = '.seven tbody tr:nth-child(1)'
/** Presses Tab until the focus is on what a selector names. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(`document.activeElement.matches('${selector}')`)) return
  }
  throw new Error(`never came to ${selector}`)
}

describe.skipIf(!hasBrowser)('journeys, in a real browser', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    ;[served, browser] = await Promise.all([serve(join(folder, 'data'), now), openBrowser()])
    owner = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage()
    owner.setDefaultTimeout(60_000)
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await served?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('from the link on the console by an import to a number, its rows, a target, its reason and a file', async () => {
    await owner.goto(/http:\S+\/setup#\S+/.exec(served.said())![0])
    await owner.fill('input[name=name]', 'Nguyễn Lan')
    await owner.fill('input[name=email]', 'chu@example.com')
    await owner.fill('input[name=password]', 'cầu vồng sau mưa')
    await owner.click('button[type=submit]')
    // Nothing is there yet, and the page leads to where files are brought in.
    await owner.click('main a[href^="/data"]')
    const wanted = ['location', 'contact', 'activity', 'order_line'].map((name) => `${name}.csv`)
    const files = writeCompany(folder).filter((path) => wanted.some((name) => path.endsWith(`/${name}`)))
    expect(files).toHaveLength(4)
    await owner.locator('input[type=file]').setInputFiles([...files])
    for (const name of wanted) await owner.waitForSelector(`article[aria-label="${name}"] .counts`)
    await owner.click('button.main:has-text("4 tệp"):not(:disabled)')
    await owner.waitForSelector('h2:has-text("dòng mới")')
    await owner.click('nav a:has-text("Tổng quan")')
    // 8 of this week, 12 of the same days of the last
    await owner.waitForSelector(`${contacts} .val:text-is("8")`)
    await owner.waitForSelector(`${contacts} .chg:has-text("33,3%")`)

    await owner.click(`${contacts} a:has-text("Số contacts mới")`)
    await owner.waitForSelector('h1:has-text("Contact mới 8")')
    const { sentences } = (await (
      await owner.request.get(`${served.url}/api/v1/metrics/contacts_new/why?lang=vi`)
    ).json()) as { sentences: { vi: string[] } }
    expect(sentences.vi.length).toBeGreaterThan(0)
    const first = sentences.vi[0]!.replaceAll('\u00a0', ' ')
    await expect.poll(() => textOf(owner, 'main'), { timeout: 60_000 }).toContain(first)
    await owner.locator('#rows').scrollIntoViewIfNeeded()
    await owner.waitForSelector('#rows tbody tr')
    expect(await owner.locator('#rows tbody tr').count()).toBe(8)
    const download = owner.waitForEvent('download')
    await owner.click('#rows a[download]')
    expect(await tableIn(download)).toHaveLength(1 + 8)

    await owner.goto(`${served.url}/targets?metric=contacts_new&grain=week`)
    // Weeks of the quarter begin with the 40th.
    await owner.click('[data-at="0-7"]')
    await owner.keyboard.type('42')
    await owner.keyboard.press('Enter')
    await owner.click('button:has-text("Xem lại")')
    await owner.click('button:has-text("Lưu 1 mục tiêu")')
    await owner.waitForSelector('.sheet')
    await owner.click('nav a:has-text("Tổng quan")')
    // Two days of seven are due: 8 of 12
    await expect
      .poll(() => textOf(owner, `${contacts} .tgt`), { timeout: 60_000 })
      .toMatch(/6[67]% mức cần đạt hôm nay/)
  })

  test('by keyboard alone from the overview to a number, its rows, and their file', async () => {
    await owner.goto(served.url)
    await owner.waitForSelector(`${contacts} .val:text-is("8")`)
    await tabTo(owner, `${contacts} a`)
    expect(await owner.evaluate('document.activeElement.textContent')).toContain('Số contacts mới')
    await owner.keyboard.press('Enter')
    await owner.waitForSelector('h1:has-text("Contact mới 8")')
    await tabTo(owner, '#rows a[download]')
    await owner.waitForSelector('#rows tbody tr')
    const download = owner.waitForEvent('download')
    await owner.keyboard.press('Enter')
    expect(await tableIn(download)).toHaveLength(1 + 8)
  })

  test('a rep on a phone sees their own rows, and nothing else is reachable', async () => {
    const added = await owner.request.post(`${served.url}/api/v1/users`, {
      headers: { origin: served.url },
      data: { email: 'lan@example.com', name: 'Lan', role: 'rep', rep: 'Lan' },
    })
    const { link } = (await added.json()) as { link: { path: string } }
    const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const page = await phone.newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(`${served.url}${link.path}`)
    await page.fill('input[name=password]', 'ba con mèo vàng')
    await page.tap('button[type=submit]')
    await page.waitForSelector('summary:has-text("Lan")')
    await page.goto(`${served.url}/kpi/new-contacts`)
    // Lan has two of each day’s four.
    await page.waitForSelector('h1:has-text("Contact mới 4")')
    await page.locator('#rows').scrollIntoViewIfNeeded()
    await page.waitForSelector('#rows tbody tr')
    expect(await page.locator('#rows tbody tr').count()).toBe(4)
    const download = page.waitForEvent('download')
    await page.tap('#rows a[download]')
    const [head, ...rows] = await tableIn(download)
    const at = head!.split(',').indexOf('owner')
    expect(rows.map((row) => row.split(',')[at])).toEqual(['Lan', 'Lan', 'Lan', 'Lan'])

    // Addresses typed in: another’s part, another number, what is the owner’s.
    await page.goto(`${served.url}/kpi/new-contacts?where=owner=Minh`)
    await page.waitForSelector('text=nằm ngoài phần bạn được xem')
    for (const path of ['/data', '/settings', '/people', '/targets']) {
      await page.goto(`${served.url}${path}`)
      await page.waitForSelector('h1:not(:empty)')
      await page.waitForLoadState('networkidle')
      expect([path, await page.locator('input[type=file]').count()]).toEqual([path, 0])
      expect([path, await page.locator('.journal, [data-at] input, .setting input:enabled').count()]).toEqual([path, 0])
      expect(await textOf(page, 'body')).not.toMatch(/chu@example\.com|(?<!Chi_)Minh/)
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 390])
    }
    const api = `${served.url}/api/v1`
    for (const path of ['/metrics/cac', '/metrics/cac/rows', '/users', '/journal', '/imports', '/work?owner=Minh'])
      expect([path, (await page.request.get(`${api}${path}`)).status()]).toEqual([path, 403])
    const target = { metric: 'contacts_new', period: '2026-11', target: 1 }
    const set = await page.request.post(`${api}/targets`, { headers: { origin: served.url }, data: target })
    expect(set.status()).toBe(403)
    await phone.close()
  })
})
