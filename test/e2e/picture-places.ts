import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Served } from './browser.ts'

/** The demo company, an installation nobody has used, and one whose owner has an account. */
export type Stage = { readonly full: Served; readonly empty: Served; readonly owned: Served }

export type Place = {
  readonly name: string
  readonly path: (stage: Stage) => string
  readonly at?: keyof Stage
  /** Only what is seen without scrolling. */
  readonly fold?: true
  /** As a printed sheet as well. */
  readonly print?: true
  readonly act?: (page: Page, language: 'vi' | 'en') => Promise<void>
}

const password = 'cầu vồng sau mưa'
const setupOf = (served: Served): string => /http:\S+\/setup#\S+/.exec(served.said())![0].replace(/^http:\/\/[^/]+/, '')

export const signUp = async (browser: Browser, served: Served): Promise<void> => {
  const page = await browser.newPage()
  await page.goto(`${served.url}${setupOf(served)}`)
  await page.fill('input[name=name]', 'Nguyễn Lan')
  await page.fill('input[name=email]', 'lan@example.com')
  await page.fill('input[name=password]', password)
  await page.click('button[type=submit]')
  await page.waitForSelector('summary:has-text("Nguyễn Lan")')
  for (const [email, name] of [
    ['minh@example.com', 'Trần Minh'],
    ['hoa@example.com', 'Lê Thị Hoa'],
  ])
    await page.request.post(`${served.url}/api/v1/users`, {
      headers: { origin: served.url },
      data: { email, name, role: 'analyst' },
    })
  await page.close()
}

const signIn = async (page: Page): Promise<void> => {
  await page.fill('input[name=email]', 'lan@example.com')
  await page.fill('input[name=password]', password)
  await page.click('button[type=submit]')
  await page.waitForSelector('summary:has-text("Nguyễn Lan")')
}

const drop =
  (...files: readonly (readonly [name: string, text: string])[]) =>
  async (page: Page): Promise<void> => {
    const folder = mkdtempSync(join(tmpdir(), 'nhip-pictures-files-'))
    const paths = files.map(([name, text]) => {
      const path = join(folder, name)
      writeFileSync(path, text)
      return path
    })
    await page.locator('input[type=file]').setInputFiles(paths)
    await page.waitForSelector('article')
    await page.waitForTimeout(2500)
  }

const contacts = `contact_id,received_at,name,source,owner,location_id\n${[1, 2, 3]
  .map((i) => `NEW${i},2026-11-25 10:0${i},Lê Văn ${i},facebook,Lan,HN01`)
  .join('\n')}\n`
const visits = 'location_id,on,visitors\nHN01,2026-11-02,25\nHN01,2026-11-03,many\nHN01,2026-11-32,9\n'
const till = [
  'Số HĐ;Ngày giờ;Nơi bán;Mã SP;SL;Đơn giá;Tình trạng',
  'HD1;17/11/2026 09:15;HN01;P1;2;150000;Xong',
  'HD1;17/11/2026 09:15;HN01;P2;1;250000;Xong',
  'HD2;17/11/2026 10:00;HN01;P1;1;100000;Huỷ',
].join('\n')

const slugs = [
  'new-contacts',
  'customer-acquisition-cost',
  'sales-by-location',
  'competitor-price',
  'customer-engagement',
  'employee-satisfaction',
  'customer-satisfaction',
]

const stands = (path: string) => () => path

export const places: readonly Place[] = [
  { name: 'fold', path: stands('/'), fold: true },
  { name: 'overview', path: stands('/'), print: true },
  { name: 'lastweek', path: stands('/?period=last-week'), print: true },
  ...slugs.map((slug, i): Place => ({ name: `kpi${i + 1}`, path: stands(`/kpi/${slug}`), print: true })),
  ...slugs.map(
    (slug, i): Place => ({ name: `week${i + 1}`, path: stands(`/kpi/${slug}?period=last-week`), print: true }),
  ),
  { name: 'targets', path: stands('/targets') },
  { name: 'data', path: stands('/data') },
  { name: 'found', path: stands('/data'), act: drop(['moi.csv', contacts]) },
  { name: 'rejects', path: stands('/data'), act: drop(['luot-khach.csv', visits]) },
  {
    name: 'mapping',
    path: stands('/data'),
    act: async (page) => {
      await drop(['may-tinh-tien.csv', till])(page)
      await page.locator('article button', { hasText: /Ghép cột bằng tay|by hand/ }).click()
      await page.waitForSelector('.kind select')
      await page.selectOption('.kind select', 'order_line')
      await page.waitForSelector('.mapping .fields')
      await page.waitForTimeout(800)
    },
  },
  { name: 'settings', path: stands('/settings') },
  { name: 'people', path: stands('/people'), at: 'owned', act: signIn },
  { name: 'signin', path: stands('/'), at: 'owned' },
  { name: 'setup', path: ({ empty }) => setupOf(empty), at: 'empty' },
  { name: 'gallery', path: stands('/gallery') },
  { name: 'missing', path: stands('/nothing-here') },
  { name: 'empty', path: stands('/'), at: 'empty' },
  { name: 'emptykpi', path: stands('/kpi/new-contacts'), at: 'empty' },
  { name: 'emptydata', path: stands('/data'), at: 'empty' },
  { name: 'emptytargets', path: stands('/targets'), at: 'empty' },
]
