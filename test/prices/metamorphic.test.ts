import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parsePageTree } from '#adapters/page-tree.ts'
import { readPrice } from '#core/prices/read-price.ts'
import type { Listing } from '#core/prices/reading.ts'
import { labelledFolder } from '../../bench/prices.ts'
import { seeded } from '../../bench/why-generators.ts'
import { type Made, makePages } from './templates.ts'

const read = (html: string, url: string, listing: Partial<Listing> = {}) =>
  readPrice({ url, status: 200, readAt: Date.UTC(2026, 10, 20), nodes: parsePageTree(html) }, { url, ...listing })
const amountOf = (html: string, url: string): string | null => {
  const result = read(html, url)
  return result.kind === 'price' ? result.amount : null
}

const grid = `<section class="related-products"><h2>Có thể bạn thích</h2>${[1, 2, 3, 4, 5]
  .map(
    (n) =>
      `<div class="card"><a href="/p/${n}"><img src="${n}.jpg">Món ${n}</a><span class="price">${n}3.000₫</span></div>`,
  )
  .join('')}</section>`
const lines = `<p>Miễn phí vận chuyển đơn từ 299.000₫</p><p>Trả góp chỉ 123.000₫/tháng</p><p>Tiết kiệm 77.000₫</p><p>4,5/5 (1.234 đánh giá)</p>`

/** Scripts of a page in another order, the rest where it was. */
const shuffled = (html: string): string => {
  const next = seeded(7)
  const scripts = html.match(/<script[\s\S]*?<\/script>/gi) ?? []
  const order = scripts.map((script) => ({ script, key: next() })).toSorted((a, b) => a.key - b.key)
  let at = 0
  return html.replace(/<script[\s\S]*?<\/script>/gi, () => order[at++]!.script)
}

/** The same page with every digit and đồng sign of its text as an entity. */
const asEntities = (html: string): string =>
  html.replace(/>([^<]*[\d₫][^<]*)</g, (whole, text: string, at: number) =>
    /<(?:script|title)[^>]*$/i.test(html.slice(Math.max(0, at - 200), at))
      ? whole
      : `>${text.replace(/[0-9₫]/g, (each) => `&#${each.codePointAt(0)};`)}<`,
  )

const changes: Readonly<Record<string, (html: string) => string>> = {
  'five related products are added': (html) => html.replace('</body>', `${grid}</body>`),
  'lines about shipping, instalments and savings are added': (html) => html.replace('</h1>', `</h1>${lines}`),
  'its scripts stand in another order': shuffled,
  'its text is written in entities': asEntities,
  'its attributes are in single quotes': (html) => html.replace(/ (class|id|content)="([^"'<>]*)"/g, " $1='$2'"),
  'the head carries comments and styles': (html) =>
    html.replace('</head>', '<!-- giá 1₫ --><style>.price:before{content:"99₫"}</style></head>'),
  'the digits are full width': (html) =>
    html.replace(
      />([^<]*₫[^<]*)</g,
      (_, text: string) => `>${text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))}<`,
    ),
}

const made = makePages(42).filter((page) => page.amount !== null)
const unlike = (change: (html: string) => string): string[] =>
  made.flatMap((page: Made) => {
    const got = amountOf(change(page.html), page.url)
    return got === page.amount ? [] : [`${page.name}: ${got} instead of ${page.amount}`]
  })

describe('the price of a made-up shop does not change when', () => {
  test.each(Object.entries(changes))('%s', (_, change) => expect(unlike(change)).toEqual([]))

  test('points and commas between thousands change places', () => {
    expect(unlike((html) => html.replace(/(?<=\d)\.(?=\d{3}(?:[.,\s₫đ<]))/g, ','))).toEqual([])
  })
})

test('a price ten times as high is read ten times as high', () => {
  const scaled = made.filter((page) => !page.name.startsWith('short_writing') && page.list === null)
  for (const page of scaled) {
    const digits = page.amount!
    const written = (amount: string, mark: string): string => amount.replace(/\B(?=(\d{3})+$)/g, mark)
    const html = ['', '.', ','].reduce(
      (text, mark) => text.replaceAll(written(digits, mark), written(`${digits}0`, mark)),
      page.html,
    )
    expect(amountOf(html, page.url), page.name).toBe(`${digits}0`)
  }
})

test('without its structured data a page gives the same price or none', () => {
  for (const page of made) {
    const html = page.html
      .replace(/<script[\s\S]*?<\/script>/gi, '')
      .replace(/<(?:meta|link)[^>]*>/gi, '')
      .replace(/ item(?:prop|scope|type)(?:="[^"]*")?/g, '')
    expect([page.amount, null], page.name).toContain(amountOf(html, page.url))
  }
})

test('reading a page twice gives the same result to the last detail', () => {
  for (const page of made) expect(read(page.html, page.url)).toEqual(read(page.html, page.url))
})

const folder = labelledFolder()

describe.skipIf(folder === null)('the prices of real pages (NHIP_TEST_DATA)', () => {
  const labels = JSON.parse(folder === null ? '{}' : readFileSync(`${folder}/labels.json`, 'utf8')) as Record<
    string,
    { url?: string }
  >
  const pages = Object.entries(labels)
    .filter((_, index) => index % 3 === 0)
    .map(([name, label]) => ({
      html: gunzipSync(readFileSync(`${folder}/${name}.html.gz`)).toString('utf8'),
      url: label.url ?? 'https://shop.example/',
    }))

  test.each([
    ['related products', changes['five related products are added']!],
    ['lines of other money', (html: string) => html.replace(/<\/h1>/i, `</h1>${lines}`)],
  ])(
    'do not turn into others with %s added',
    (_, change) => {
      const turned = pages.filter(({ html, url }) => {
        const before = amountOf(html, url)
        const after = amountOf(change(html), url)
        return before !== null && after !== null && before !== after
      })
      expect(turned.map(({ url }) => url)).toEqual([])
    },
    60_000,
  )

  test('without structured data turn into another for at most one page in twenty', () => {
    const read = pages.map(({ html, url }) => {
      const bare = html
        .replace(/<script[\s\S]*?<\/script>/gi, '')
        .replace(/<meta[^>]*>/gi, '')
        .replace(/\sitem(?:prop|scope|type)(?:=(?:"[^"]*"|'[^']*'|\S+?))?(?=[\s>/])/gi, '')
      return [amountOf(html, url), amountOf(bare, url)] as const
    })
    const given = read.filter(([, after]) => after !== null)
    expect(given.length).toBeGreaterThan(pages.length / 2)
    expect(given.filter(([before, after]) => before !== after).length / given.length).toBeLessThanOrEqual(0.05)
  }, 60_000)
})
