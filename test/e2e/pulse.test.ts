import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isolated } from '../anonymity/attacker.ts'
import {
  hasBrowser,
  listenTo,
  openBrowser,
  type Served,
  seriousFindings,
  seriousFindingsInBoth,
  serve,
} from './browser.ts'
import { now } from './company.ts'
import { preparedCompany } from './prepared.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-pulse-'))
let browser: Browser
let served: Served
let desk: Page

/** Six sell, five pack, three keep the books: those three are too few to be a unit of their own. */
const teamOf = (n: number): string => (n <= 6 ? 'Bán hàng' : n <= 11 ? 'Đóng gói' : 'Kế toán')
const people = Array.from({ length: 14 }, (_, i) => `Người ${String(i + 1).padStart(2, '0')}\t${teamOf(i + 1)}`)
/** How strongly each agrees, by number; the fourteenth never answers. */
const agreement = [5, 4, 5, 4, 3, 4, 2, 3, 1, 2, 4, 3, 5, 0]

const asked = async <T>(path: string): Promise<T> => (await (await fetch(`${served.url}/api/v1${path}`)).json()) as T
const says = (page: Page, text: string): Promise<unknown> => page.waitForSelector(`text=${text}`)
const open = async (path: string): Promise<void> => {
  await desk.goto(`${served.url}${path}`)
}

type Reading = { readonly value: number | null; readonly denominator: number }
const belonging = () => asked<Reading>('/metrics/belonging?period=2026-11-17&compare=none')

describe.skipIf(!hasBrowser)('asking employees, from the list to the numbers', () => {
  beforeAll(async () => {
    ;[served, browser] = await Promise.all([preparedCompany(folder).then((data) => serve(data, now)), openBrowser()])
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
    desk = await context.newPage()
    desk.setDefaultTimeout(20_000)
    desk.on('dialog', (dialog) => void dialog.accept())
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await served?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const links = new Map<number, string>()

  test('a pasted list, a round opened, links with QR codes shown once', async () => {
    const heard = listenTo(desk)
    await open('/pulse?lang=en')
    await says(desk, 'Nobody is on the list yet.')
    await desk.fill('textarea[name=list]', ['Họ tên\tĐội', ...people].join('\n'))
    await desk.click('button:has-text("Replace the list")')
    await says(desk, '14 people saved.')
    await desk.click('form[aria-label="Open a round"] button[type=submit]')
    await desk.click('button:has-text("Get the links")')
    await desk.waitForSelector('.pulse-links li')
    expect(await desk.locator('.pulse-links svg[role=img]').count()).toBe(14)
    for (const line of await desk.locator('.pulse-links li').all()) {
      // biome-ignore lint/performance/useDomNodeTextContent: what is drawn is meant
      const text = (await line.innerText()).replaceAll('\n', ' ')
      links.set(Number(/Người (\d+)/.exec(text)![1]), /https?:\S+\/p\/[\w-]{22}/.exec(text)![0])
    }
    expect(links.size).toBe(14)
    expect(await seriousFindings(desk)).toEqual([])
    await desk.reload()
    await says(desk, 'links handed out')
    expect(await desk.locator('.pulse-links').count()).toBe(0)
    expect(heard).toEqual([])
  }, 60_000)

  test('thirteen answer on a phone without scripts; sending again is thanked alike and changes nothing', async () => {
    const phone = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      javaScriptEnabled: false,
    })
    const page = await phone.newPage()
    const heard = listenTo(page)
    for (const [i, score] of agreement.entries()) {
      if (score === 0) continue
      await page.goto(links.get(i + 1)!)
      await page.locator(`input[name=belonging][value="${score}"]`).tap()
      await page.locator(`input[name=enps][value="${2 * score}"]`).tap()
      await page.locator('button[type=submit]').tap()
      await page.waitForSelector('h1:has-text("Cảm ơn bạn")')
      if (i > 0) continue
      const thanks = await page.content()
      await page.goto(links.get(1)!)
      await page.locator('input[name=belonging][value="1"]').tap()
      await page.locator('button[type=submit]').tap()
      await page.waitForSelector('h1')
      expect(await page.content()).toBe(thanks)
    }
    expect(await phone.cookies()).toEqual([])
    expect(heard).toEqual([])
    await phone.close()
  }, 60_000)

  test('the answer page holds in light and dark, by keyboard, and never moves sideways', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    for (const lang of ['vi', 'en']) {
      await page.goto(`${links.get(14)}?lang=${lang}`)
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
    }
    expect(await seriousFindingsInBoth(page)).toEqual([])
    // By keyboard: into the first scale, and with an arrow to the next number.
    await page.locator('input[name=belonging]').first().focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('input[name=belonging]:checked').getAttribute('value')).toBe('2')
    await context.close()
  }, 60_000)

  test('closed and released, the numbers move; the hidden team cannot be computed from anything shown', async () => {
    const before = await belonging()
    const heard = listenTo(desk)
    await open('/pulse?lang=en')
    await desk.click('button:has-text("Close")')
    await desk.click('button:has-text("Release")')
    await desk.click('a:has-text("See the results")')
    await desk.waitForSelector('.block-rounds table')
    const block = desk.locator('.block-rounds')
    // 45 ÷ 13, 1.96 · √((175 − 45² ÷ 13) ÷ 12 ÷ 13); who sells: 25 ÷ 6.
    await block.locator('tr:has-text("I feel part of this team")').first().waitFor()
    const rows = (await block.locator('tr:has-text("I feel part of this team")').allInnerTexts()).map((text) =>
      text.replaceAll(/\s+/g, ' '),
    )
    expect(rows).toEqual([
      'I feel part of this team 3.5 ± 0.69 10–19 answers',
      'I feel part of this team 4.2 5–9 answers hidden',
    ])
    expect(await block.locator('th:has-text("Kế toán")').count()).toBe(0)
    expect(await seriousFindings(desk, { except: '.tile-map' })).toEqual([])
    expect(heard).toEqual([])
    // What any reader may know: the whole and Bán hàng from the page; the rows behind KPI 6, all in one group.
    const whole = new Set(agreement.flatMap((score, i) => (score > 0 ? [i] : [])))
    const sells = new Set([0, 1, 2, 3, 4, 5])
    expect(isolated([whole, sells], 14, 5)).toBeNull()
    const after = await asked<Reading & { by: readonly { members: { team: string | null }; value: number | null }[] }>(
      '/metrics/belonging?period=2026-11-17&compare=none&by=team',
    )
    expect(before.value).toBeNull()
    expect(after).toMatchObject({ value: 45 / 13, denominator: 13 })
    expect(after.by.map(({ members }) => members.team)).toEqual([null])
    // Were Đóng gói told as well, the two of Kế toán who answered would be what is left.
    expect(isolated([whole, sells, new Set([6, 7, 8, 9, 10])], 14, 5)).toEqual([11, 12])
  }, 60_000)
})
