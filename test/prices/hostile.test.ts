import { expect, test } from 'vitest'
import { parsePageTree } from '#adapters/page-tree.ts'
import { readPrice } from '#core/prices/read-price.ts'

const shop = '<html><body><h1>Ấm đun nước</h1><p>Bảo hành một năm tại nhà.</p><div class="price">1.290.000₫</div>'
const json = (text: string): string => `<script type="application/ld+json">${text}</script>`

test.each([
  ['elements nested two hundred thousand deep', '<div>'.repeat(200_000)],
  [
    'an item of forty thousand cards',
    '<li class="p"><a href="/x"><img>x</a><span class="price">9.000₫</span></li>'.repeat(40_000),
  ],
  ['brackets that never close', `<script>var product = ${'[{'.repeat(300_000)} price</script>`],
  ['pushes that never close', `<script>${'dataLayer.push({"a":'.repeat(60_000)} price</script>`],
  ['data nested two hundred thousand deep', json('{"a":'.repeat(200_000))],
  ['half a million commas', json(`{${','.repeat(500_000)}`)],
  ['thirty thousand headings of related things', '<h2>Related</h2>'.repeat(30_000)],
  ['scopes in scopes', '<div itemscope itemprop="offers">'.repeat(300) + '<b itemprop="price">5</b>'.repeat(20_000)],
])('a page with %s is read within seconds, and its own price stands', (_, hostile) => {
  const url = 'https://shop.example.vn/am-dun-nuoc'
  const started = performance.now()
  const result = readPrice({ url, status: 200, readAt: 0, nodes: parsePageTree(shop + hostile) }, { url })
  expect(performance.now() - started).toBeLessThan(5000)
  expect(result).toMatchObject({ kind: 'price', amount: '1290000' })
})
