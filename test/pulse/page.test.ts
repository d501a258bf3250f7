import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pulsePages } from '#http/pulse-pages.ts'
import { composeRoutes } from '#http/server.ts'
import { openUploads } from '#http/uploads.ts'
import { setPeople } from '#operations/pulse/people.ts'
import { releaseRound } from '#operations/pulse/release-round.ts'
import { closeRound, handOutLinks, openRound } from '#operations/pulse/rounds.ts'
import { answering, list, openCompanyOfPeople, tokenOf } from './asked-company.ts'

const { deps: company, close } = openCompanyOfPeople()
const deps = () => company
let tokens: readonly string[]
let round: string
let time = 0
let page: ReturnType<typeof answering>

beforeAll(() => {
  setPeople(list, deps())
  round = openRound({}, deps()).id
  tokens = handOutLinks(round, deps()).links.map(tokenOf)
  page = answering(deps(), () => time)
})
afterAll(close)

const text = async (token: string, query = ''): Promise<string> => (await page.open(token, query)).text()

describe('the answer page', () => {
  test('is under 30 kB in either language, holds no script and takes nothing from elsewhere', async () => {
    for (const query of ['', '?lang=en']) {
      const html = await text(tokens[0]!, query)
      expect(Buffer.byteLength(html)).toBeLessThan(30_000)
      expect(html).not.toMatch(/<script|\son\w+=|javascript:|https?:\/\//i)
      expect(html).toContain(`<html lang="${query === '' ? 'vi' : 'en'}">`)
    }
  })

  test('sets no cookie, is kept nowhere, names nobody it came from, and its policy lets only its own style in', async () => {
    const { headers } = await page.open(tokens[0]!)
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-robots-tag')).toContain('noindex')
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; /,
    )
  })

  test('promises what is done, and never that anybody is anonymous', async () => {
    const [vi, en] = [await text(tokens[0]!), await text(tokens[0]!, '?lang=en')]
    expect(vi).not.toMatch(/ẩn danh|vô danh|khuyết danh/i)
    expect(en).not.toMatch(/anonym/i)
    expect(en).toContain('confidential')
    expect(en).toContain('at least 5 answers')
    expect(en).toContain('groups of 8 answers or more')
    expect(en).toContain('at least 10 people wrote')
    expect(en).toContain('whoever runs the server could see your answer')
  })

  test('says which units the answer is counted in, and nothing else of who opened it', async () => {
    const html = await text(tokens[0]!, '?lang=en')
    expect(html).toMatch(/counted in: the whole organisation, team (Bán hàng|Kho), place S[12], tenure/)
    expect(html).not.toMatch(/Người Số|congty\.vn/)
  })

  test('each question is a group named by its sentence, whose choices have words at both ends', async () => {
    const html = await text(tokens[0]!)
    expect(html.match(/<fieldset/g)).toHaveLength(9)
    expect(html.match(/<legend>/g)).toHaveLength(9)
    expect(html.match(/type="radio"/g)).toHaveLength(7 * 5 + 11)
    expect(html).not.toContain('required')
    expect(html).toContain('<label for="comment">')
  })

  test('a name in the data is text, never markup', async () => {
    closeRound(round, deps())
    await releaseRound(round, deps())
    setPeople(list.replaceAll('Bán hàng', '<b>&x'), deps())
    round = openRound({ kind: 'short' }, deps()).id
    tokens = handOutLinks(round, deps()).links.map(tokenOf)
    const pages = await Promise.all(tokens.map((token) => text(token)))
    expect(pages.some((html) => html.includes('&lt;b&gt;&amp;x'))).toBe(true)
    expect(pages.some((html) => html.includes('<b>'))).toBe(false)
    // A short round: two questions, no comment.
    expect(pages[0]!.match(/<fieldset/g)).toHaveLength(2)
  })

  test('an unknown link, a closed round and half an address all look the same', async () => {
    const unknown = await page.open('A'.repeat(22))
    expect(unknown.status).toBe(404)
    const said = await unknown.text()
    expect(await text(tokens[0]!.slice(1))).toBe(said)
    expect(await (await page.send('B'.repeat(22), { belonging: 3 })).text()).toBe(said)
    const [token] = tokens
    expect((await page.open(token!)).status).toBe(200)
    closeRound(round, deps())
    expect(await text(token!)).toBe(said)
  })

  test('whoever tries links has to wait a minute after thirty; what is written down of it is nothing', async () => {
    time += 120_000
    const journal = deps().accounts.journal(1000, null).length
    for (let i = 0; i < 30; i++) expect((await page.open(`${i}`.padStart(22, 'x'))).status).toBe(404)
    expect((await page.open('y'.repeat(22))).status).toBe(429)
    expect((await page.send('y'.repeat(22), {})).status).toBe(429)
    time += 61_000
    expect((await page.open('y'.repeat(22))).status).toBe(404)
    expect(deps().accounts.journal(1000, null)).toHaveLength(journal)
  })

  test('a form larger than a form is refused before it is read', async () => {
    const app = composeRoutes({
      operations: [],
      depsFor: deps,
      language: () => 'en',
      token: 'x',
      host: '127.0.0.1',
      port: 0,
      uploads: openUploads('/nowhere'),
      version: () => 1,
      openPages: [pulsePages(deps(), () => time)],
    })
    const body = new URLSearchParams({ token: 'A'.repeat(22), comment: 'x'.repeat(40_000) })
    const huge = await app.request('/p', { method: 'POST', body })
    expect([huge.status, huge.headers.get('set-cookie')]).toEqual([413, null])
  })
})
