import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  browserFile,
  countShifts,
  hasBrowser,
  listenTo,
  openBrowser,
  type Served,
  seriousFindings,
  serve,
} from './browser.ts'
import { now } from './company.ts'
import { preparedCompany } from './prepared.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-web-'))
let browser: Browser
let served: Served
let empty: Served

const open = async (path: string, options: BrowserContextOptions = {}, at = served): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(40_000)
  await page.addInitScript(countShifts)
  await page.goto(`${at.url}${path}`)
  return page
}

/** Text as it is drawn, line breaks included; figures are kept with their units by spaces that do not break. */
const textOf = async (page: Page, selector: string): Promise<string> => {
  // biome-ignore lint/performance/useDomNodeTextContent: what is drawn is meant
  const text = await page.locator(selector).first().innerText()
  return text.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ').trim()
}

const row = (number: number): string => `.seven tbody tr:nth-child(${number})`
/** Waits until an expression holds in the page; the page's own policy lets nothing be evaluated inside it. */
const until = async (page: Page, expression: string): Promise<void> => {
  for (let waited = 0; !(await page.evaluate(expression)); waited += 100) {
    if (waited > 40_000) throw new Error(`never true: ${expression}`)
    await page.waitForTimeout(100)
  }
}

const quiet = async (page: Page): Promise<void> => {
  await page.waitForSelector('h1:not(:empty)')
  await until(page, '!/Đang t|Looking for|Loading/.test(document.body.innerText)')
  await page.waitForLoadState('networkidle')
}
const settled = async (page: Page): Promise<void> => {
  await page.waitForSelector(`${row(7)} .chg .change`)
  await quiet(page)
}

if (!hasBrowser)
  process.stderr.write(`No browser at ${browserFile}: the pages are not tested. Debian has it as “chromium”.\n`)

describe.skipIf(!hasBrowser)('the pages, in a real browser', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    ;[served, empty, browser] = await Promise.all([
      preparedCompany(folder).then((data) => serve(data, now)),
      serve(join(folder, 'empty'), now),
      openBrowser(),
    ])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await Promise.all([served?.stop(), empty?.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  test('the overview shows the seven with their values, changes and targets, and nothing complains', async () => {
    const page = await open('/')
    const complaints = listenTo(page)
    await page.reload()
    await settled(page)
    expect(await page.locator('.seven tbody tr').count()).toBe(7)
    expect(await textOf(page, `${row(1)} .val`)).toBe('8')
    // 8 against 12 of the same two days
    expect(await textOf(page, `${row(1)} .chg`)).toContain('33,3%')
    expect(await textOf(page, `${row(1)} .name`)).toBe('Số contacts mới đã liên hệ 75%')
    expect(await textOf(page, `${row(3)} .val`)).toBe('1,2 triệu ₫')
    // 10 and 7 each day: half promoters, nobody against
    expect(await textOf(page, `${row(7)} .val`)).toMatch(/^50$|–/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('all seven stand above the fold at 1400 × 900, and nothing jumps while they load', async () => {
    const page = await open('/')
    await settled(page)
    const bottom = await page.locator(row(7)).evaluate((line) => line.getBoundingClientRect().bottom)
    expect(bottom).toBeLessThanOrEqual(900)
    // Sentences stand whole or not at all
    const cut = await page
      .locator('.seven .why p')
      .evaluateAll((texts) =>
        texts.filter((text) => text.scrollHeight > text.clientHeight + 1).map((text) => text.textContent),
      )
    expect(cut).toEqual([])
    const { shifted, shifts } = (await page.evaluate('({ shifted, shifts })')) as { shifted: number; shifts: string[] }
    expect(shifted, shifts.join('\n')).toBeLessThan(0.01)
    await page.context().close()
  })

  test('the language is one click away and stays in the address', async () => {
    const page = await open('/')
    await settled(page)
    await page.click('a[lang="en"]')
    await page.waitForSelector('text=New contacts')
    expect(page.url()).toContain('lang=en')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await settled(page)
    expect(await textOf(page, `${row(3)} .val`)).toBe('₫1.2m')
    await page.context().close()
  })

  test('a location chosen in the header counts in every number that knows locations', async () => {
    const page = await open('/')
    await settled(page)
    await page.click('summary:has-text("Tất cả địa điểm")')
    await page.click('label:has-text("Cầu Giấy")')
    await until(page, "document.querySelector('.seven tbody tr:nth-child(3) .val')?.innerText.includes('600')")
    expect(await textOf(page, `${row(3)} .val`)).toBe('600.000 ₫')
    expect(await textOf(page, `${row(4)} .name`)).toContain('không tách được theo địa điểm')
    expect(page.url()).toContain('where=location=S1')
    await page.reload()
    await settled(page)
    expect(await textOf(page, `${row(3)} .val`)).toBe('600.000 ₫')
    await page.context().close()
  })

  test('from a number to its page, turned by source, down into one of them, and out as a file', async () => {
    const page = await open('/')
    await settled(page)
    await page.click('a:has-text("Số contacts mới")')
    await page.waitForSelector('h1:has-text("Contact mới 8")')
    const line = (label: string): string => `.breakdown tbody tr:has(th:has-text("${label}"))`
    await page.selectOption('.breakdown select >> nth=0', 'source')
    await page.waitForSelector(line('facebook'))
    expect(await textOf(page, `${line('facebook')} td >> nth=0`)).toBe('4')
    expect(await textOf(page, `${line('zalo')} td >> nth=0`)).toBe('4')
    await page.selectOption('.breakdown select >> nth=1', 'location')
    await page.waitForSelector(`${line('zalo')} >> text=Quận 1`)
    expect(page.url()).toContain('by2=location')
    await page.click(`${line('zalo')} >> nth=0 >> th a`)
    await page.waitForSelector('h1:has-text("Contact mới 4")')
    const download = page.waitForEvent('download')
    await page.click('#rows a[download]')
    const rows = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(rows[0]).toContain('contact_id')
    expect(rows).toHaveLength(1 + 4)
    expect(rows.slice(1).every((text) => text.includes('zalo'))).toBe(true)
    await page.context().close()
  })

  test('any two places are set against each other, by parts that add up', async () => {
    const page = await open('/kpi/sales-by-location?period=last-week')
    const box = (label: string): string => `.block-league tr:has(th:has-text("${label}")) input`
    await page.locator(box('Cầu Giấy')).first().check()
    await page.locator(box('Quận 1')).first().check()
    await page.waitForSelector('.versus .sentences p')
    // 3 × 100 000 against 100 000, seven days
    expect(await textOf(page, '.versus .sentences')).toContain('1,4 triệu ₫')
    expect(page.url()).toContain('between=location=S1,S2')
    await page.context().close()
  })

  test('a chart is kept as a picture of its own', async () => {
    const page = await open('/kpi/sales-by-location?period=last-week')
    const download = page.waitForEvent('download')
    await page.click('section:has(h2:has-text("Theo thời gian")) button:has-text("PNG")')
    const picture = readFileSync(await (await download).path())
    expect(picture.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    // Twice the size it has on the page, and its margins.
    expect(picture.readUInt32BE(16)).toBeGreaterThan(800)
    await page.context().close()
  })

  test('a broken address still shows a page, and an unknown one says so', async () => {
    const page = await open('/?period=2026-13&compare=never&where=x')
    await settled(page)
    expect(await textOf(page, `${row(1)} .val`)).toBe('8')
    await page.goto(`${served.url}/nothing-here`)
    await page.waitForSelector('text=Không có trang này')
    await page.context().close()
  })

  test('by keyboard alone: skip the header, open a menu, choose last week', async () => {
    const page = await open('/')
    await settled(page)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).toBe('skip')
    const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent') as Promise<string>
    for (let i = 0; i < 12 && !(await focused()).startsWith('Tuần này'); i++) await page.keyboard.press('Tab')
    expect(await focused()).toContain('Tuần này')
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    expect(outline).not.toBe('none')
    await page.keyboard.press('Enter')
    for (let i = 0; i < 12 && (await focused()) !== 'Tuần trước'; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await until(page, "location.search.includes('last-week')")
    await settled(page)
    // seven days of six contacts
    expect(await textOf(page, `${row(1)} .val`)).toBe('42')
    await page.context().close()
  })

  for (const path of [
    '/',
    '/kpi/new-contacts',
    '/kpi/sales-by-location?period=last-week',
    '/kpi/employee-satisfaction',
  ])
    for (const colorScheme of ['light', 'dark'] as const)
      test(`axe finds nothing serious on ${path}, ${colorScheme}`, async () => {
        const page = await open(path, { colorScheme })
        await quiet(page)
        expect(await seriousFindings(page)).toEqual([])
        await page.context().close()
      })

  test('on a phone nothing is wider than the screen', async () => {
    for (const path of ['/', '/kpi/new-contacts', '/kpi/sales-by-location', '/kpi/customer-satisfaction']) {
      const page = await open(path, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
      await quiet(page)
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(390)
      await page.context().close()
    }
  })

  test('an installation without data says what to do first', async () => {
    const page = await open('/', {}, empty)
    await page.waitForSelector('text=Chưa có dữ liệu nào')
    expect(await page.locator('.seven').count()).toBe(0)
    await page.context().close()
  })

  test('a server that stops answering is told in words, and tried again on request', async () => {
    const page = await open('/')
    await settled(page)
    await page.route('**/api/v1/kpis*', (route) => route.abort())
    await page.goto(`${served.url}/?period=last-month`)
    await page.waitForSelector('text=Không gọi được máy chủ Nhịp')
    await page.unroute('**/api/v1/kpis*')
    await page.click('button:has-text("Thử lại")')
    await settled(page)
    await page.context().close()
  })

  test('the link of the first start makes the owner once; then one signs out and in again', async () => {
    const link = /http:\S+\/setup#\S+/.exec(empty.said())![0].replace(/^http:\/\/[^/]+/, '')
    const page = await open(link, {}, empty)
    await page.fill('input[name=name]', 'Nguyễn Lan')
    await page.fill('input[name=email]', 'lan@example.com')
    await page.fill('input[name=password]', 'cầu vồng sau mưa')
    await page.click('button[type=submit]')
    await page.waitForSelector('summary:has-text("Nguyễn Lan")')
    await page.click('summary:has-text("Nguyễn Lan")')
    await page.click('button:has-text("Đăng xuất")')
    await page.waitForSelector('h1:has-text("Đăng nhập")')
    await page.fill('input[name=email]', 'lan@example.com')
    await page.fill('input[name=password]', 'không phải mật khẩu')
    await page.click('button[type=submit]')
    await page.waitForSelector('text=Email hoặc mật khẩu không đúng')
    await page.fill('input[name=password]', 'cầu vồng sau mưa')
    await page.click('button[type=submit]')
    await page.waitForSelector('summary:has-text("Nguyễn Lan")')
    await page.goto(`${empty.url}${link}`)
    await page.reload()
    await page.waitForSelector('text=Liên kết này đã dùng')
    await page.context().close()
  })
})
