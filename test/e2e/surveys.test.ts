import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostOffice, type PostOffice } from '../mail/post-office.ts'
import { hasBrowser, listenTo, nhip, openBrowser, type Served, seriousFindings, serve } from './browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-survey-pages-'))
const data = join(folder, 'data')
/** Bought on 21 July 2026: with the usual 120 days the gate opens on Wednesday 18 November. */
const [dayBefore, day] = ['2026-11-17T03:00:00Z', '2026-11-18T03:00:00Z']

let browser: Browser
let post: PostOffice
let served: Served | undefined

const file = (name: string, lines: readonly string[]): string => {
  const path = join(folder, `${name}.csv`)
  writeFileSync(path, [...lines, ''].join('\n'))
  return path
}
const open = async (path: string, phone = false): Promise<{ page: Page; complaints: string[] }> => {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1400, height: 900 },
    hasTouch: phone,
    isMobile: phone,
    // The page asked in a survey has to work where scripts do not.
    javaScriptEnabled: !path.startsWith('/s/') || !phone,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints = listenTo(page)
  await page.goto(`${served!.url}${path}`)
  return { page, complaints }
}
const asked = async (path: string): Promise<Record<string, unknown>> =>
  (await (await fetch(`${served!.url}/api/v1${path}`)).json()) as Record<string, unknown>
const nps = async (): Promise<unknown> => {
  const { value, denominator } = await asked('/metrics/nps?period=2026-11-18&compare=none')
  return [value, denominator ?? null]
}
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let waited = 0; !(await holds()); waited += 200) {
    if (waited > 40_000) throw new Error(`never: ${holds}`)
    await new Promise((done) => setTimeout(done, 200))
  }
}

describe.skipIf(!hasBrowser)('a customer is asked', () => {
  beforeAll(async () => {
    ;[post, browser] = await Promise.all([openPostOffice(), openBrowser()])
    const files = [
      file('location', ['location_id,name,kind', 'S1,Cầu Giấy,store']),
      file('customer', ['customer_id,name,email,owner,location_id', 'K1,Nguyễn Thị Lan,lan@khach.vn,Minh,S1']),
      file('order_line', [
        'order_id,line_no,placed_at,location_id,customer_id,quantity,unit_price',
        'O1,1,2026-07-21 10:00,S1,K1,1,100000',
      ]),
    ]
    nhip(['import', ...files], data, dayBefore)
    nhip(['surveys', 'put', 'nps', '--name', 'NPS', '--rules', '{"spread_days":1}'], data, dayBefore)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.stop()
    await post?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('bought, held back until the gate opens, then a mail, an answer on a phone, and NPS moves', async () => {
    served = await serve(data, dayBefore)
    {
      const { page, complaints } = await open('/surveys?lang=en')
      await page.waitForSelector('text=Nothing goes to customers yet.')
      await page.click('button:has-text("Run")')
      await page.waitForSelector('text=Too early for a first survey: 1')
      await page.waitForSelector('.survey-preview td:has-text("18 Nov 2026, 08:30")')
      expect(await seriousFindings(page)).toEqual([])
      // Without a mail server nothing can be turned on.
      await page.click('button:has-text("Turn sending on")')
      await page.waitForSelector('text=No mail server is set')
      await page.fill('input[name=host]', '127.0.0.1')
      await page.fill('input[name=port]', String(post.port))
      await page.selectOption('select[name=security]', 'plain')
      await page.fill('input[name=from_address]', 'khaosat@annhien.vn')
      await page.click('form[aria-label="Mail server (SMTP)"] button[type=submit]')
      await page.waitForSelector('button:has-text("Send a test mail")')
      await page.click('button:has-text("Turn sending on")')
      await page.waitForSelector('text=Sending is on.')
      await page.click('button:has-text("Send what is due now")')
      await page.waitForSelector('text=Sent 0 invitations')
      expect(complaints.filter((text) => !text.includes('422'))).toEqual([])
      await page.context().close()
    }
    await served.stop()
    expect(post.taken).toEqual([])

    served = await serve(data, day)
    {
      const { page } = await open('/surveys?lang=en')
      await page.waitForSelector('text=1 invitations')
      await page.click('button:has-text("Send what is due now")')
      await page.waitForSelector('text=Sent 1 invitations')
      await page.context().close()
    }
    expect(post.taken.map(({ to }) => to)).toEqual([['lan@khach.vn']])
    const text = post.taken[0]!.mail.text!
    const path = new URL(/https?:\S+\/s\/\S+\?score=3/.exec(text)![0])
    expect(path.origin).toBe(served.url)
    expect(await nps()).toEqual([null, null])

    const { page, complaints } = await open(`${path.pathname}${path.search}`, true)
    expect(await page.isChecked('input[name=score][value="3"]')).toBe(true)
    await page.locator('label:has(input[name=score][value="4"])').tap()
    await page.fill('textarea[name=comment]', 'Giao hàng chậm <b>hai</b> ngày')
    await page.locator('button').tap()
    await page.waitForSelector('text=Câu trả lời đã được ghi lại')
    expect(complaints).toEqual([])
    await page.context().close()

    await until(async () => JSON.stringify(await nps()) === '[-100,1]')
    const work = await asked('/work?list=detractors')
    expect(JSON.stringify(work)).toContain('Nguyễn Thị Lan')
    {
      const { page, complaints } = await open('/kpi/customer-satisfaction?lang=en&period=2026-11-18')
      await page.waitForSelector('.block-surveys tbody tr')
      // biome-ignore lint/performance/useDomNodeTextContent: what is drawn is meant
      expect(await page.locator('.block-surveys tbody tr').innerText()).toMatch(/Nov 2026\s+1\s+1\s+1\s+100%\s+-?−?100/)
      await page.goto(`${served.url}/surveys?lang=en`)
      await page.fill('input[type=search]', 'giao hang')
      await page.waitForSelector('.survey-comments >> text=Giao hàng chậm <b>hai</b> ngày')
      expect(complaints).toEqual([])
      await page.context().close()
    }
  }, 180_000)
})
