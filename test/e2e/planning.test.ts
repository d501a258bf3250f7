import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const folder = mkdtempSync(join(tmpdir(), 'nhip-planning-'))
let browser: Browser
let served: Served
/** Whoever sits at the machine before anybody has an account: what was fetched once is not fetched again. */
let desk: BrowserContext

const open = async (path: string, options?: BrowserContextOptions): Promise<Page> => {
  const context = options ? await browser.newContext(options) : desk
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${served.url}${path}`)
  await ready(page)
  return page
}
const until = async (page: Page, expression: string): Promise<void> => {
  for (let waited = 0; !(await page.evaluate(expression)); waited += 100) {
    if (waited > 20_000) throw new Error(`never true: ${expression}`)
    await page.waitForTimeout(100)
  }
}
const ready = async (page: Page): Promise<void> => {
  await page.waitForSelector('h1:not(:empty)')
  await until(page, '!/Đang tải|Đang tìm|Looking for|Loading/.test(document.body.innerText)')
  await page.waitForLoadState('networkidle')
}
const textOf = async (page: Page, selector: string): Promise<string> => {
  // biome-ignore lint/performance/useDomNodeTextContent: what is drawn is meant
  const text = await page.locator(selector).first().innerText()
  return text.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ').trim()
}
const cell = (row: number, column: number): string => `[data-at="${row}-${column}"]`
const salesTarget = async (page: Page, path: string): Promise<string> => {
  await page.goto(`${served.url}${path}`)
  await page.waitForSelector('.seven tbody tr:nth-child(3) .chg .change')
  await ready(page)
  return textOf(page, '.seven tbody tr:nth-child(3) .tgt')
}

/** RFC 6238 with its usual values, worked out here. */
const totp = (base32: string): string => {
  const bits = [...base32]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const number = digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

// The weeks of the last quarter of 2026 begin with week 40, so week 47 is the eighth column.
const week47 = 7
const weeks = '/targets?metric=net_sales&by=location&grain=week'
const desktop = { viewport: { width: 1400, height: 900 } }

describe.skipIf(!hasBrowser)('targets, settings and people, in a real browser', () => {
  beforeAll(async () => {
    ;[served, browser] = await Promise.all([preparedCompany(folder).then((data) => serve(data, now)), openBrowser()])
    desk = await browser.newContext({ ...desktop, permissions: ['clipboard-read', 'clipboard-write'] })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await served?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('targets typed and pasted are looked through, saved as one change, change the overview and are taken back', async () => {
    const page = await open(weeks)
    const complaints = listenTo(page)
    // 600 000 each day, so two days of seven are due: 1 200 000 of a third of them
    expect(await salesTarget(page, '/')).toContain('100% mức cần đạt hôm nay')
    await page.goto(`${served.url}${weeks}`)
    await page.click(cell(0, week47))
    await page.keyboard.type('2,4 triệu')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.dataset.at')).toBe('0-8')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowLeft')
    expect(await page.evaluate('document.activeElement.dataset.at')).toBe(`1-${week47}`)
    await page.evaluate(`navigator.clipboard.writeText('1.050.000\\t2.100.000\\n525.000\\tabc\\n')`)
    await page.keyboard.press('ControlOrMeta+v')
    await page.waitForSelector(`${cell(2, week47 + 1)}[aria-invalid]`)
    expect(await textOf(page, cell(1, week47 + 1))).toContain('2,1 triệu ₫')
    await page.click('button:has-text("Xem lại")')
    expect(await textOf(page, '.review')).toContain('“abc” không phải là số')
    await page.click('button:has-text("Lưu 4 mục tiêu")')
    await page.waitForSelector('.sheet')
    // What could not be read is kept, with its mark; everything else is no change any more.
    expect(await page.locator('.sheet td.changed').count()).toBe(0)
    expect(await textOf(page, `${cell(2, week47 + 1)}[aria-invalid]`)).toContain('abc')
    await page.click('button:has-text("Bỏ tất cả")')
    expect(await salesTarget(page, '/')).toContain('175% mức cần đạt hôm nay')
    expect(await salesTarget(page, '/?where=location=S1')).toContain('200% mức cần đạt hôm nay')
    await page.goto(`${served.url}${weeks}`)
    await page.click(cell(0, week47))
    await page.waitForSelector('.changes li:nth-child(2)')
    expect(await textOf(page, '.changes')).toMatch(/^2\.400\.000 .* 4\.200\.000 /)
    page.on('dialog', (dialog) => void dialog.accept())
    await page.click('.changes li:first-child button')
    await until(page, `document.querySelector('${cell(0, week47)}').innerText.includes('4,2')`)
    await until(page, `document.querySelector('${cell(1, week47)}').innerText.includes('chưa đặt')`)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('Esc leaves a cell as it was, an emptied one says that it cannot be removed like this', async () => {
    const page = await open(weeks)
    await page.click(cell(0, week47))
    await page.keyboard.type('9')
    await page.keyboard.press('Escape')
    expect(await textOf(page, cell(0, week47))).toBe('4,2 triệu ₫')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    await page.click(cell(0, week47))
    expect(await textOf(page, '.beside')).toContain('không xoá bằng ô trống')
    await page.keyboard.press('Delete')
    expect(await textOf(page, cell(0, week47))).toBe('4,2 triệu ₫')
    await page.close()
  })

  test('a proposal without a year before says so and changes nothing', async () => {
    const page = await open(weeks)
    await page.click('button:has-text("Đề xuất từ năm trước")')
    await page.waitForSelector('text=Hãy nhập dữ liệu năm trước')
    expect(await page.locator('.sheet td.changed').count()).toBe(0)
    await page.close()
  })

  test('a setting that is changed changes a number; one that does not fit is refused beside its field', async () => {
    const page = await open('/kpi/new-contacts?metric=within_sla_rate&period=last-week')
    // Every call came within 40 minutes; one contact of six was never called.
    expect(await textOf(page, 'h1')).toContain('83,3%')
    await page.goto(`${served.url}/settings`)
    const limit = '#setting-response_limit_minutes'
    await page.fill(`${limit} input`, 'nhiều')
    await page.click(`${limit} button:has-text("Lưu")`)
    await page.waitForSelector(`${limit} .failure`)
    expect(await textOf(page, `${limit} .failure`)).toContain('1 … 100000')
    await page.fill(`${limit} input`, '5')
    await page.click(`${limit} button:has-text("Lưu")`)
    await page.waitForSelector(`${limit} >> text=Đã lưu`)
    await page.goto(`${served.url}/kpi/new-contacts?metric=within_sla_rate&period=last-week`)
    await ready(page)
    // On Sunday nobody is open: no business minute passes before the call. 5 of the week's 42.
    expect(await textOf(page, 'h1')).toContain('11,9%')
    await page.goto(`${served.url}/settings`)
    await page.click(`${limit} button:has-text("Về mặc định")`)
    await page.click(`${limit} button:has-text("Lưu")`)
    await page.waitForSelector(`${limit} >> text=Đã lưu`)
    expect(await page.inputValue(`${limit} input`)).toBe('60')
    await page.close()
  })

  for (const path of [weeks, '/targets?lang=en', '/settings', '/people?lang=en'])
    test(`axe finds nothing serious on ${path}, in light and in dark`, async () => {
      const page = await open(path)
      expect(await seriousFindingsInBoth(page)).toEqual([])
      await page.close()
    })

  test('on a phone nothing is wider than the screen', async () => {
    const page = await open(weeks, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    for (const path of [weeks, '/settings', '/people']) {
      await page.goto(`${served.url}${path}`)
      await ready(page)
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(390)
    }
    await page.context().close()
  })

  test('the owner adds a manager of one shop, who signs in by the link and sees that shop alone', async () => {
    const link = /http:\S+\/setup#\S+/.exec(served.said())![0].replace(/^http:\/\/[^/]+/, '')
    const owner = await open(link, desktop)
    await owner.fill('input[name=name]', 'Nguyễn Lan')
    await owner.fill('input[name=email]', 'lan@example.com')
    await owner.fill('input[name=password]', 'cầu vồng sau mưa')
    await owner.click('button[type=submit]')
    await owner.click('summary:has-text("Nguyễn Lan")')
    await owner.click('a:has-text("Người dùng")')
    const add = owner.locator('form[aria-label="Thêm người"]')
    await add.locator('input[name=email]').fill('minh@example.com')
    await add.locator('label:has-text("Cầu Giấy") input').check()
    await add.locator('button[type=submit]').click()
    const invitation = await owner.locator('.once input').inputValue()
    expect(invitation).toMatch(/\/setup#/)
    await owner.waitForSelector('.people .t >> text=minh@example.com')
    expect(await textOf(owner, '.people .t')).toContain('minh@example.com quản lý S1 chưa mở liên kết')
    await owner.reload()
    await ready(owner)
    expect(await owner.locator('.once').count()).toBe(0)

    const manager = await open(invitation.replace(/^http:\/\/[^/]+/, ''), desktop)
    await manager.fill('input[name=name]', 'Trần Minh')
    await manager.fill('input[name=password]', 'ba con mèo vàng')
    await manager.click('button[type=submit]')
    await manager.waitForSelector('.seven .chg .change')
    await ready(manager)
    // 3 × 100 000 of the 600 000 each day, two days
    expect(await manager.locator('.seven tr:has-text("Doanh số theo địa điểm") .val').textContent()).toContain(
      '600.000',
    )
    await manager.goto(`${served.url}${weeks}`)
    await ready(manager)
    expect(await manager.locator('.sheet tbody tr').count()).toBe(1)
    expect(await textOf(manager, '.sheet tbody th')).toContain('Phần của bạn')
    await manager.goto(`${served.url}/settings`)
    await ready(manager)
    expect(await textOf(manager, '.settings .sub')).toContain('chỉ chủ tài khoản đổi được')
    expect(await manager.locator('.setting input:enabled, .setting select:enabled').count()).toBe(0)
    await manager.goto(`${served.url}/people`)
    await ready(manager)
    expect(await textOf(manager, '.people')).toContain('Chỉ chủ tài khoản xem và đổi được danh sách')
    expect(await manager.locator('.journal').count()).toBe(0)
    await manager.context().close()

    await owner.reload()
    await ready(owner)
    const line = 'tr:has-text("minh@example.com")'
    await owner.click(`${line} >> button:has-text("Khoá")`)
    await owner.waitForSelector(`${line} >> text=đã khoá`)
    await owner.waitForSelector('.journal >> text=users.disable')
    expect(await textOf(owner, '.journal tbody tr')).toContain('lan@example.com users.disable')

    const own = owner.locator('form:has-text("Bước thứ hai khi đăng nhập")')
    await own.locator('input[name=password]').fill('cầu vồng sau mưa')
    await own.locator('button[type=submit]').click()
    await owner.waitForSelector('svg.qr')
    const secret = (await textOf(owner, '.secret')).replaceAll(' ', '')
    await own.locator('input[name=code]').fill(totp(secret))
    await own.locator('button[type=submit]').click()
    await owner.waitForSelector('text=Đang bật')

    await owner.fill('form[aria-label="Tạo mã"] input[name=name]', 'máy bán hàng')
    await owner.click('form[aria-label="Tạo mã"] button[type=submit]')
    const token = await owner.locator('.once input').inputValue()
    const answer = await fetch(`${served.url}/api/v1/kpis`, { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(200)
    expect(await seriousFindings(owner)).toEqual([])
    await owner.context().close()
  })
})
