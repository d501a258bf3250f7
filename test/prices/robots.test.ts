import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { judgeRobots, parseRobots, patternMatches, robotsState } from '#core/prices/robots.ts'

type Case = {
  readonly section: string
  readonly robots_txt: string
  readonly agent: string
  readonly url: string
  readonly allowed: boolean
}
const file = `${process.env['NHIP_TEST_DATA'] ?? ''}/suites/google-robotstxt/cases.json`

test.skipIf(!existsSync(file))(
  'the cases of Google’s robots.txt parser are judged alike, all of them (NHIP_TEST_DATA)',
  () => {
    const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[]
    expect(cases.length).toBe(142)
    const unlike = cases.filter((each) => {
      // Some of the recorded texts hold `\n` in two characters.
      const text = each.robots_txt.includes('\n') ? each.robots_txt : each.robots_txt.replaceAll('\\n', '\n')
      return judgeRobots(parseRobots(text), each.agent, each.url).allowed !== each.allowed
    })
    expect(unlike).toEqual([])
  },
)

const allowed = (text: string, url: string, agent = 'NhipBot'): boolean =>
  judgeRobots(parseRobots(text), agent, `https://shop.example${url}`).allowed

describe('a robots.txt', () => {
  test('of our own name outweighs the one for everybody, in any case of letters', () => {
    const text = 'User-agent: *\nDisallow: /\n\nUser-agent: nhipbot/1.0\nDisallow: /cart\n'
    expect(allowed(text, '/p/1')).toBe(true)
    expect(allowed(text, '/cart/x')).toBe(false)
    expect(allowed(text, '/p/1', 'OtherBot')).toBe(false)
  })

  test('with byte-order mark, Windows line ends and comments is read', () => {
    expect(allowed('\ufeffUser-agent: * # all\r\nDisallow: /gio-hang # cart\r\n', '/gio-hang')).toBe(false)
  })

  test('without a group, with an empty Disallow or of HTML forbids nothing', () => {
    for (const text of [
      'Disallow: /',
      'User-agent: *\nDisallow:',
      '<!doctype html><html><body>User agreement</body></html>',
      '',
    ])
      expect(allowed(text, '/x'), text).toBe(true)
  })

  test('matches words of Vietnamese however they are escaped', () => {
    expect(allowed('User-agent: *\nDisallow: /giỏ', '/gi%E1%BB%8F')).toBe(false)
    expect(allowed('User-agent: *\nDisallow: /gi%e1%bb%8f', '/gi%E1%BB%8F')).toBe(false)
  })

  test('tells its delay, which is no part of the standard', () => {
    const robots = parseRobots('User-agent: *\nCrawl-delay: 20\nDisallow: /x\nSitemap: https://shop.example/s.xml')
    expect(judgeRobots(robots, 'NhipBot', 'https://shop.example/').delaySeconds).toBe(20)
    expect(robots.sitemaps).toEqual(['https://shop.example/s.xml'])
  })

  test('of a hostile pattern and of a megabyte is judged at once', () => {
    const started = performance.now()
    expect(patternMatches(`/${'*a'.repeat(2000)}b`, `/${'a'.repeat(4000)}`)).toBe(false)
    parseRobots(`User-agent: *\n${'Disallow: /x\n'.repeat(80_000)}`)
    expect(performance.now() - started).toBeLessThan(1500)
  })

  test.each([
    [200, 'rules'],
    [404, 'allowed'],
    [410, 'allowed'],
    [401, 'denied'],
    [403, 'denied'],
    [429, 'unreachable'],
    [503, 'unreachable'],
    [302, 'unreachable'],
    [null, 'unreachable'],
  ] as const)('answered with %s means %s', (status, state) => expect(robotsState(status)).toBe(state))
})
