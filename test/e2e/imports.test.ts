import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBreakingLine } from './breaking-line.ts'
import { countShifts, hasBrowser, noteText, openBrowser, type Served, seriousFindingsInBoth, serve } from './browser.ts'
import { now } from './company.ts'
import { preparedCompany } from './prepared.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-bringing-'))
let browser: Browser
let served: Served
let empty: Served
/** What was fetched once is not fetched again. */
let desk: BrowserContext

const open = async (url: string, options?: BrowserContextOptions): Promise<Page> => {
  const page = await (options ? await browser.newContext(options) : desk).newPage()
  page.setDefaultTimeout(30_000)
  await page.addInitScript(countShifts)
  await page.goto(url)
  await page.waitForSelector('h1:not(:empty)')
  return page
}

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const choose = (page: Page, ...paths: readonly string[]): Promise<void> =>
  page.locator('input[type=file]').setInputFiles([...paths])

const card = (name: string): string => `article[aria-label="${name}"]`
const main = 'button.main:not(:disabled)'

/** What a metric says over the interface, asked by the page's own session. */
const readingOf = async (page: Page, metric: string, query = ''): Promise<number | null> => {
  const address = `${new URL(page.url()).origin}/api/v1/metrics/${metric}${query}`
  return ((await (await page.request.get(address)).json()) as { value: number | null }).value
}

const shown = async (page: Page, number: number, text: string): Promise<void> => {
  await page.click('nav a:has-text("Tổng quan")')
  await page.waitForSelector(`.seven tbody tr:nth-child(${number}) .val:has-text("${text}")`)
}

describe.skipIf(!hasBrowser)('bringing files in, in a real browser', () => {
  beforeAll(async () => {
    ;[served, empty, browser] = await Promise.all([
      preparedCompany(folder).then((data) => serve(data, now)),
      serve(join(folder, 'empty'), now),
      openBrowser(),
    ])
    desk = await browser.newContext({ viewport: { width: 1400, height: 900 } })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await Promise.all([served?.stop(), empty?.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  test('a file is looked through, imported, changes the number, and is taken back', async () => {
    const page = await open(`${served.url}/data`)
    const rows = [1, 2, 3].map((i) => `NEW${i},2026-11-17 10:0${i},Lê Văn ${i},facebook,Lan,S1`)
    await choose(page, file('moi.csv', `contact_id,received_at,name,source,owner,location_id\n${rows.join('\n')}\n`))
    await page.waitForSelector(`${card('moi.csv')} >> text=Nhận ra: contact`)
    const counted = page
      .locator(`${card('moi.csv')} .counts tbody tr`)
      .first()
      .locator('td')
    expect(await counted.allTextContents()).toEqual(['3', '3', '0', '0', '0', '0'])
    expect(await page.locator(`${card('moi.csv')} .checks .fits`).count()).toBeGreaterThan(0)
    expect(await readingOf(page, 'contacts_new')).toBe(8)
    await page.click(main)
    await page.waitForSelector('h2:has-text("3 dòng mới")')
    expect(await page.locator('.touched a').allTextContents()).toContain('Số contacts mới')
    // 8 of this week, and the 3
    await shown(page, 1, '11')
    await page.click('nav a:has-text("Dữ liệu")')
    const line = page.locator('.history tbody tr', { hasText: 'moi.csv' })
    const told = await line.locator('td').allTextContents()
    expect(told.slice(0, 5)).toEqual(['contact', '3', '0', '0', 'máy này'])
    await line.locator('button:has-text("Hoàn tác")').first().click()
    const asked = page.locator('dialog[open]')
    expect(await asked.textContent()).toContain('3 dòng mới của lần này biến mất.')
    await asked.locator('button:has-text("Giữ lại")').click()
    expect(await readingOf(page, 'contacts_new')).toBe(11)
    await line.locator('button:has-text("Hoàn tác")').first().click()
    await asked.locator('button.main').click()
    await line.locator('text=đã hoàn tác').waitFor()
    await shown(page, 1, '8')
    await page.close()
  })

  test('rows pasted from a spreadsheet are looked through like a file', async () => {
    const page = await open(`${served.url}/data`)
    await page.click('.paste-rows summary')
    await page.fill('.paste-rows textarea', 'contact_id\treceived_at\tsource\nP1\t2026-11-17 10:00\tzalo\n')
    await page.click('.paste-rows button')
    await page.waitForSelector(`${card('các dòng đã dán.tsv')} >> text=Nhận ra: contact`)
  })

  test('refused rows are downloaded, mended, and brought in again', async () => {
    const page = await open(`${served.url}/data?lang=en`)
    // 2 November: 40 visitors of S1 stand already; two of these three rows cannot be read
    const path = file('visits.csv', 'location_id,on,visitors\nS2,2026-11-02,25\nS2,2026-11-03,many\nS2,2026-11-32,9\n')
    await choose(page, path)
    await page.waitForSelector(`${card('visits.csv')} >> text=2 rows refused`)
    const first = await page.locator('.rejects-table tbody tr').first().locator('td').allTextContents()
    expect(first.slice(0, 3)).toEqual(['3', 'visitors', 'many'])
    expect(first[3]).toContain('not a readable number')
    const download = page.waitForEvent('download')
    await page.click('button:has-text("Download the 2 refused rows")')
    const kept = readFileSync(await (await download).path(), 'utf8')
    expect((await download).suggestedFilename()).toBe('rejects-visits.csv')
    expect(kept).toContain('location_id,on,visitors,line,column,value,code,sentence,numbers')
    await page.click(main)
    await page.waitForSelector('h2:has-text("1 rows new")')
    const november = '?period=2026-11-02..2026-11-04'
    // S1 has 40 on each of the three days
    expect(await readingOf(page, 'footfall', november)).toBe(3 * 40 + 25)
    await page.click('button:has-text("Import other files")')
    await choose(page, file('mended.csv', kept.replace('many', '30').replace('2026-11-32', '2026-11-04')))
    await page.waitForSelector(`${card('mended.csv')} .counts`)
    expect(await page.locator(`${card('mended.csv')} .rejects`).count()).toBe(0)
    await page.click(main)
    await page.waitForSelector('h2:has-text("2 rows new")')
    expect(await readingOf(page, 'footfall', november)).toBe(3 * 40 + 25 + 30 + 9)
    await page.close()
  })

  test('an unknown file is mapped by hand, and the next like it is recognised', async () => {
    const page = await open(`${served.url}/data`)
    const head = 'Số HĐ;Ngày giờ;Nơi bán;Mã SP;SL;Đơn giá;Tình trạng'
    const till = [
      'HD1;17/11/2026 09:15;S1;P1;2;150000;Xong',
      'HD1;17/11/2026 09:15;S1;P2;1;250000;Xong',
      'HD2;17/11/2026 10:00;S2;P1;1;100000;Huỷ',
    ]
    await choose(page, file('till.csv', [head, ...till].join('\n')))
    await page.waitForSelector(`${card('till.csv')} >> text=Chưa nhận ra tệp này`)
    expect(await page.locator('.commit button').isDisabled()).toBe(true)
    await page.click(`${card('till.csv')} button:has-text("Ghép cột bằng tay")`)
    await page.waitForSelector('.mapping .fields')
    await page.selectOption('.kind select', 'order_line')
    // Its column has no usual name: it is missing until it is chosen
    await page.waitForSelector('.mapping [role=status]:has-text("Còn thiếu: địa điểm")')
    expect(await page.locator('.mapping button.main').isDisabled()).toBe(true)
    await page.getByLabel('địa điểm: Lấy từ').selectOption('Nơi bán')
    await page.waitForSelector('.mapping [role=status]:has-text("Đủ các trường bắt buộc")')
    const mapped = await page.locator('.mapped tbody tr').nth(1).locator('td').allTextContents()
    expect(mapped.slice(0, 5)).toEqual(['3', 'HD1', '2', '17/11/2026 09:15', 'hoàn tất'])
    await page.click('.mapping button.main')
    await page.waitForSelector(`${card('till.csv')} >> text=Ghép cột bằng tay: đơn hàng`)
    await page.click('.commit button.main:not(:disabled)')
    await page.waitForSelector('h2:has-text("3 dòng mới")')
    // 1 200 000 of the two days, and 2 × 150 000 + 250 000; the cancelled one does not count
    expect(await readingOf(page, 'net_sales')).toBe(1_200_000 + 550_000)
    await shown(page, 3, '1,75')
    await page.click('nav a:has-text("Dữ liệu")')
    await choose(page, file('next.csv', [head, 'HD3;17/11/2026 12:00;S2;P1;1;100000;Xong'].join('\n')))
    await page.waitForSelector(`${card('next.csv')} >> text=Ghép cột như lần trước`)
    await page.close()
  })

  test('a large file whose line drops goes on where it stopped', async () => {
    const line = await openBreakingLine(Number(new URL(served.url).port), 12_000_000)
    const page = await open(`${line.url}/data`)
    const sent: number[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH') sent.push(Number(request.headers()['upload-offset']))
    })
    const rows = Array.from(
      { length: 80_000 },
      (_, i) => `BIG${i},2026-10-${String(1 + (i % 28)).padStart(2, '0')} 10:00,facebook,${'x'.repeat(270)}`,
    )
    const text = `contact_id,received_at,source,campaign\n${rows.join('\n')}\n`
    expect(Buffer.byteLength(text)).toBeGreaterThan(24_000_000)
    await page.evaluate(noteText('Mất kết nối'))
    await choose(page, file('big.csv', text))
    await page.waitForSelector(`${card('big.csv')} .counts`, { timeout: 120_000 })
    expect(await page.evaluate('window.noted')).toBe(true)
    expect(line.breaks()).toBe(1)
    const [first, second, ...rest] = sent
    expect([first, second]).toEqual([0, 8 * 2 ** 20])
    // Never from the beginning again, and each piece after what had come of the one before
    expect(rest.length).toBeGreaterThanOrEqual(2)
    expect(Math.min(...rest)).toBeGreaterThanOrEqual(8 * 2 ** 20)
    expect(
      await page
        .locator(`${card('big.csv')} .counts tbody td`)
        .first()
        .textContent(),
    ).toBe('80.000')
    await page.close()
    line.close()
  }, 180_000)

  test('by keyboard: the field of files opens with Enter, and what was chosen can be removed', async () => {
    const page = await open(`${served.url}/data`)
    const focused = (): Promise<string> => page.evaluate('document.activeElement.type ?? ""') as Promise<string>
    // What can be tabbed to is on the page once its history is.
    await page.waitForSelector('.history tbody tr')
    for (let i = 0; i < 20 && (await focused()) !== 'file'; i++) await page.keyboard.press('Tab')
    const chooser = page.waitForEvent('filechooser')
    // Choosers are caught by a message to the page that keys can overtake where the page is busy: an answer to a later
    // message says that it has come.
    expect(await focused()).toBe('file')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles(file('keys.csv', 'location_id,on,visitors\nS1,2026-11-05,41\n'))
    await page.waitForSelector(`${card('keys.csv')} .counts`)
    // One that stands already with another number
    expect(await page.locator(`${card('keys.csv')} .counts tbody td`).allTextContents()).toEqual([
      '1',
      '0',
      '1',
      '0',
      '0',
      '0',
    ])
    await page.locator('button:has-text("Bỏ tệp")').focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.dropzone:not(.small)')
    await page.close()
  })

  test('axe finds nothing serious while a file is looked through and mapped, in light and in dark', async () => {
    const page = await open(`${served.url}/data`)
    await page.waitForSelector('.history tbody tr')
    expect(await seriousFindingsInBoth(page)).toEqual([])
    await page.locator('.history button:has-text("Hoàn tác")').first().click()
    expect(await seriousFindingsInBoth(page)).toEqual([])
    await page.keyboard.press('Escape')
    const unknown = file('unknown.csv', 'Mã,Ngày,Giá trị,Trạng thái\n1,2026-11-01,5,Xong\n')
    await choose(page, file('off.csv', 'location_id,on,visitors\nS2,2026-11-05,x\nS2,2026-11-06,4\n'), unknown)
    await page.waitForSelector(`${card('off.csv')} .rejects`)
    await page.click(`${card('unknown.csv')} button:has-text("Ghép cột bằng tay")`)
    await page.waitForSelector('.kind select')
    await page.selectOption('.kind select', 'order_line')
    await page.waitForSelector('.mapping .fields')
    expect(await seriousFindingsInBoth(page)).toEqual([])
    await page.close()
  })

  test('on a phone nothing is wider than the screen, and nothing jumps while the page loads', async () => {
    const page = await open(`${served.url}/data`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await page.waitForSelector('.history tbody tr')
    await page.waitForLoadState('networkidle')
    const { shifted, shifts } = (await page.evaluate('({ shifted, shifts })')) as { shifted: number; shifts: string[] }
    expect(shifted, shifts.join('\n')).toBeLessThan(0.05)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await choose(page, file('phone.csv', 'Mã;Ngày;Nơi;SL;Đơn giá\n1;01/11/2026;S1;1;100000\n'))
    await page.click('button:has-text("Ghép cột bằng tay")')
    await page.waitForSelector('.mapping .fields')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.context().close()
  })

  test('an installation without data explains the first step, gives templates, and a rep is told why not', async () => {
    const link = /http:\S+\/setup#\S+/.exec(empty.said())![0].replace(/^http:\/\/[^/]+/, '')
    const page = await open(`${empty.url}/data`, {})
    await page.waitForSelector('h1:has-text("Bắt đầu bằng một tệp bạn đang có")')
    const download = page.waitForEvent('download')
    await page.click('.templates button:has-text("XLSX")')
    expect((await download).suggestedFilename()).toBe('order_line.xlsx')
    expect(
      readFileSync(await (await download).path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    await page.goto(`${empty.url}${link}`)
    const signUp = async (name: string): Promise<void> => {
      await page.fill('input[name=name]', name)
      await page.fill('input[name=password]', 'cầu vồng sau mưa')
      await page.click('button[type=submit]')
      await page.waitForSelector(`summary:has-text("${name}")`)
    }
    await page.fill('input[name=email]', 'lan@example.com')
    await signUp('Nguyễn Lan')
    const added = await page.request.post(`${empty.url}/api/v1/users`, {
      headers: { origin: empty.url },
      data: { email: 'minh@example.com', name: 'Minh', role: 'rep', rep: 'Minh' },
    })
    const { link: invite } = (await added.json()) as { link: { path: string } }
    await page.context().clearCookies()
    await page.goto(`${empty.url}${invite.path}`)
    await page.reload()
    await signUp('Minh')
    await page.goto(`${empty.url}/data`)
    await page.waitForSelector('text=vai trò nhân viên bán hàng chỉ xem')
    expect(await page.locator('input[type=file]').count()).toBe(0)
    await page.context().close()
  })
})
