import { afterAll, expect, test } from 'vitest'
import { openPageReader } from '#adapters/page-reader.ts'
import { pageText } from '#adapters/page-text.ts'
import { pageOf } from './shops.ts'

const reader = openPageReader({ patience: 1_500, memory: 96 })
afterAll(() => reader.close())

const page = (html: string) => ({
  url: 'https://shop.vn/p',
  status: 200,
  contentType: 'text/html; charset=utf-8',
  body: new TextEncoder().encode(html),
  cut: false,
  readAt: 0,
  listing: { url: 'https://shop.vn/p', currency: 'VND' },
})

test('pages that are heavy in every way known are given up or read, and the one after them is read', async () => {
  const hostile = [
    '<div>'.repeat(2_000_000),
    `<div ${Array.from({ length: 400_000 }, (_, i) => `a${i}="x"`).join(' ')}>`,
    '<p>1.290.000₫</p>'.repeat(500_000),
    `<script type="application/ld+json">${'['.repeat(4_000_000)}</script>`,
    `<title>${'1.'.repeat(4_000_000)}</title>`,
  ]
  for (const html of hostile) {
    const begun = performance.now()
    await reader.read(page(html))
    expect(performance.now() - begun).toBeLessThan(10_000)
    const next = await reader.read(page(pageOf('Ấm siêu tốc', 390_000)))
    expect(next?.result).toMatchObject({ kind: 'price', amount: '390000' })
  }
}, 90_000)

test('what a page offers to point at is what a rule then reads, and the piece kept of it reads the same', async () => {
  const html = `<html lang="vi"><head><title>Nồi</title></head><body><h1>Nồi</h1><div class="shelf"><span class="amount">990.000₫</span></div>
<div id="buy"><span class="amount">1.290.000₫</span></div></body></html>`
  const first = await reader.read(page(html))
  const chosen = first!.choices.find(({ amount }) => amount === '1290000')!
  expect(chosen.selector).toBe('#buy span.amount')
  const listing = { url: 'https://shop.vn/p', currency: 'VND', rule: { price: chosen.selector } }
  const pointed = await reader.read({ ...page(html), listing })
  expect(pointed!.result).toMatchObject({ kind: 'price', amount: '1290000', reason: 'own_rule' })
  const kept = await reader.read({ ...page(pointed!.piece!), listing })
  expect(kept!.result).toMatchObject({ kind: 'price', amount: '1290000', reason: 'own_rule' })
  expect(pointed!.piece!.length).toBeLessThan(600)
})

test.each([
  ['its mark, whatever the header says', [0xef, 0xbb, 0xbf, 0xe1, 0xba, 0xa1], 'text/html; charset=big5', '\u1ea1'],
  ['the header', [0xe1, 0xba, 0xa1], 'text/html; charset="UTF-8"', 'ạ'],
  ['its own word', [...Buffer.from('<meta charset=windows-1258>'), 0xd0], 'text/html', '<meta charset=windows-1258>Đ'],
  ['what its bytes can be', [0xe1, 0xba, 0xa1], 'text/html; charset=nonsense', 'ạ'],
  ['nothing, as most old pages are', [0x80, 0x31], 'text/html', '€1'],
])('the letters of a page are read by %s', (_what, bytes, contentType, text) => {
  expect(pageText(Uint8Array.from(bytes), contentType)).toBe(text)
})
