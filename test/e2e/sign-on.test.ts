import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../accounts/office.ts'
import { client, type Elsewhere, openElsewhere } from '../accounts/provider.ts'
import { hasBrowser, listenTo, openBrowser, type Served, seriousFindings, serve } from './browser.ts'
import { now } from './company.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-sign-on-'))
const data = join(folder, 'data')
let browser: Browser
let served: Served
let elsewhere: Elsewhere

const open = async (path: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${served.url}${path}`)
  return page
}

describe.skipIf(!hasBrowser)('a person with an account at the company’s provider', () => {
  beforeAll(async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    elsewhere = await openElsewhere(`${url}/sso`)
    served = await serve(data, now, port, {
      NHIP_URL: url,
      NHIP_OIDC_ISSUER: elsewhere.issuer,
      NHIP_OIDC_CLIENT_ID: client.id,
      NHIP_OIDC_CLIENT_SECRET: client.secret,
      NHIP_OIDC_NAME: 'Công ty',
      NHIP_OIDC_DOMAINS: 'congty.vn',
    })
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.stop()
    await elsewhere?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('sees the way there on the sign-in page, and comes back signed in to the page asked for', async () => {
    const link = /http:\S+\/setup#\S+/.exec(served.said())![0].replace(/^http:\/\/[^/]+/, '')
    const owner = await open(link)
    await owner.fill('input[name=name]', 'Nguyễn Chủ')
    await owner.fill('input[name=email]', 'chu@congty.vn')
    await owner.fill('input[name=password]', 'cầu vồng sau mưa')
    await owner.click('button[type=submit]')
    await owner.waitForSelector('summary:has-text("Nguyễn Chủ")')
    // The name in the head follows the setting.
    await owner.goto(`${served.url}/settings?lang=en`)
    await owner.fill('#setting-organisation input', 'Gốm Bát Tràng')
    await owner.click('#setting-organisation button[type=submit]')
    await owner.waitForSelector('.organisation:has-text("Gốm Bát Tràng")')
    await owner.goto(`${served.url}/people?lang=en`)
    await owner.locator('form[aria-label="Add a person"] input[name=email]').fill('lan@congty.vn')
    await owner.locator('form[aria-label="Add a person"] button[type=submit]').click()
    await owner.waitForSelector('.once')
    await owner.context().close()

    elsewhere.people.set('lan', { email: 'lan@congty.vn', email_verified: true, name: 'Lan' })
    const page = await open('/people?lang=en')
    const complaints = listenTo(page)
    await page.waitForSelector('button:has-text("Sign in with Công ty")')
    expect(await page.locator('form').textContent()).toContain('Gốm Bát Tràng')
    expect(await seriousFindings(page)).toEqual([])
    await page.click('button:has-text("Công ty")')
    await page.fill('[aria-label=who]', 'lan')
    await page.click('button')
    await page.waitForURL(`${served.url}/people?lang=en`)
    await page.waitForSelector('.people >> text=You sign in with Công ty')
    expect(await page.locator('.organisation').textContent()).toBe('Gốm Bát Tràng')
    const cookies = await page.context().cookies(served.url)
    expect(
      cookies
        .filter(({ name }) => name.startsWith('nhip'))
        .map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite })),
    ).toEqual([{ name: 'nhip', httpOnly: true, sameSite: 'Strict' }])
    await page.click('summary:has-text("lan")')
    await page.click('button:has-text("Sign out")')
    await page.waitForSelector('button:has-text("Sign in with Công ty")')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('is refused in a sentence where nobody knows them, and finds the way back; the code stays nowhere', async () => {
    elsewhere.people.set('la', { email: 'la@congty.vn', email_verified: true })
    const page = await open('/targets?lang=en')
    await page.click('button:has-text("Công ty")')
    await page.fill('[aria-label=who]', 'la')
    await page.click('button')
    await page.waitForSelector('.failure')
    expect(await page.locator('.failure').textContent()).toContain('la@congty.vn')
    expect(page.url()).toBe(`${served.url}/sso`)
    expect(await seriousFindings(page)).toEqual([])
    await page.click('main a')
    await page.waitForSelector('button:has-text("bằng Công ty")')
    await page.context().close()
  })
})
