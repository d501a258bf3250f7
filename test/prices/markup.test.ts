import { describe, expect, test } from 'vitest'
import { parsePageTree } from '#adapters/page-tree.ts'
import type { PlatformAnswer } from '#core/prices/page.ts'
import { readPrice } from '#core/prices/read-price.ts'
import type { Listing } from '#core/prices/reading.ts'

const url = 'https://shop.example/p/blue-kettle'
const read = (
  body: string,
  more: { head?: string; listing?: Partial<Listing>; platform?: PlatformAnswer; url?: string; status?: number } = {},
) =>
  readPrice(
    {
      url: more.url ?? url,
      status: more.status ?? 200,
      readAt: Date.UTC(2026, 10, 20),
      nodes: parsePageTree(
        `<html lang="en"><head><title>Blue kettle</title>${more.head ?? ''}</head><body>${body}</body></html>`,
      ),
      platform: more.platform ?? null,
    },
    { url: more.url ?? url, ...more.listing },
  )
const ld = (text: string): string => `<script type="application/ld+json">${text}</script>`
const product = (offers: string, more = ''): string =>
  ld(`{"@type":"Product","name":"Blue kettle"${more},"offers":${offers}}`)
const h1 = '<h1>Blue kettle</h1>'
const buy = '<button>Add to cart</button>'
const shown = (text: string): string => `${h1}<div class="price">${text}</div>${buy}`
const amount = (...given: Parameters<typeof read>): string | null => {
  const result = read(...given)
  return result.kind === 'price' ? result.amount : null
}

describe('JSON-LD', () => {
  test.each([
    ['a number', product('{"price":159,"priceCurrency":"USD"}')],
    ['a text', product('{"price":"159.00","priceCurrency":"USD"}')],
    ['a list of writings', product('{"price":["$159","159",159],"priceCurrency":"USD"}')],
    ['a capital', ld('{"@type":"Product","name":"Blue kettle","Offers":{"Price":"159","priceCurrency":"USD"}}')],
    [
      'a graph',
      ld(
        '{"@graph":[{"@type":"WebPage"},{"@type":["Product","Thing"],"name":"Blue kettle","offers":[{"price":"159","priceCurrency":"USD"}]}]}',
      ),
    ],
    [
      'a type as an address',
      ld('{"@type":"https://schema.org/Product","name":"Blue kettle","offers":{"price":"159","priceCurrency":"USD"}}'),
    ],
    ['offers in offers', product('{"@type":"AggregateOffer","offers":[{"price":"159","priceCurrency":"USD"}]}')],
    ['a price specification', product('{"priceSpecification":{"price":"159","priceCurrency":"USD"}}')],
    [
      'equal low and high',
      product('{"@type":"AggregateOffer","lowPrice":"159","highPrice":"159.00","priceCurrency":"USD"}').replace(
        '159.00',
        '159',
      ),
    ],
    [
      'a comment and a trailing comma',
      ld('/* shop */ {"@type":"Product","name":"Blue kettle","offers":{"price":"159","priceCurrency":"USD",},}'),
    ],
    [
      'CDATA and a semicolon',
      ld(
        '//<![CDATA[\n{"@type":"Product","name":"Blue kettle","offers":{"price":"159","priceCurrency":"USD"}};\n//]]>',
      ),
    ],
    [
      'a raw line break in a text',
      ld(
        '{"@type":"Product","name":"Blue kettle","description":"a\nb","offers":{"price":"159","priceCurrency":"USD"}}',
      ),
    ],
    [
      'two objects glued',
      ld(
        '{"@type":"Organization","name":"Shop"}{"@type":"Product","name":"Blue kettle","offers":{"price":"159","priceCurrency":"USD"}}',
      ),
    ],
    [
      'entities',
      ld(
        '{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Blue kettle&quot;,&quot;offers&quot;:{&quot;price&quot;:&quot;159&quot;,&quot;priceCurrency&quot;:&quot;USD&quot;}}',
      ),
    ],
  ])('with %s is read', (_, script) =>
    expect(read(script + h1)).toMatchObject({ kind: 'price', amount: '159', currency: 'USD' }),
  )

  test('a list price beside the active one is the list price, a member price is neither', () => {
    const offers = `{"priceCurrency":"USD","priceSpecification":[{"price":"120","priceType":"https://schema.org/StrikethroughPrice"},{"price":"99"},{"price":"89","validForMemberTier":{"name":"Gold"}}]}`
    expect(read(product(offers) + h1)).toMatchObject({ amount: '99', list: '120', member: '89' })
  })

  test('a related product, a review and an accessory are other things', () => {
    const more =
      ',"isRelatedTo":{"@type":"Product","name":"Red pan","offers":{"price":"5","priceCurrency":"USD"}},"review":{"itemReviewed":{"@type":"Product","name":"X","offers":{"price":"6"}}}'
    expect(amount(product('{"price":"159","priceCurrency":"USD"}', more) + h1)).toBe('159')
  })

  test('of several products the one whose name the page bears is read', () => {
    const other = (name: string, price: string): string =>
      ld(`{"@type":"Product","name":"${name}","offers":{"price":"${price}","priceCurrency":"USD"}}`)
    expect(amount(other('Red pan', '5') + other('Blue kettle', '159') + other('Green mug', '8') + h1)).toBe('159')
  })

  test('a depth of ten thousand, hostile keys and a broken block leave the other sources alive', () => {
    const deep = ld(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)
    const hostile = ld(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"@type":"Product","name":"Blue kettle","offers":{"price":"159"}}',
    )
    expect(amount(deep + ld('{"@type":') + hostile + shown('$159.00'))).toBe('159')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('a price that three digits behind a point make doubtful takes the reading the page shows', () => {
    const offers = product('{"price":"24.990","priceCurrency":"CLP"}')
    expect(amount(`${offers}${shown('$24.990')}`)).toBe('24990')
    expect(read(offers + h1)).toMatchObject({ kind: 'abstention', reason: 'price_separator_unclear' })
    expect(amount(`${product('{"price":24.99,"priceCurrency":"CLP"}')}${shown('$ 24.990')}`)).toBe('24990')
  })
})

describe('microdata', () => {
  const scope = (offer: string, name = 'Blue kettle'): string =>
    `<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">${name}</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer">${offer}</div></div>`

  test('an attribute of zero does not hide the price in the text', () => {
    expect(
      amount(
        scope(
          '<span itemprop="price" content="0" class="price">$99</span><meta itemprop="priceCurrency" content="USD">',
        ) + buy,
      ),
    ).toBe('99')
  })

  test('ten other products of the page do not count', () => {
    const others = Array.from({ length: 10 }, (_, n) =>
      scope(`<span itemprop="price">$${n + 1}0.00</span>`, `Thing ${n}`).replaceAll('h1', 'h3'),
    ).join('')
    expect(
      amount(
        `${scope('<span itemprop="price" class="price">$159.00</span>')}${buy}<div class="related">${others}</div>`,
      ),
    ).toBe('159')
  })

  test('the list price in all the data and a lower price beside the struck one: the lower is paid', () => {
    const data = product('{"price":"219.99","priceCurrency":"EUR"}')
    const head =
      '<meta property="product:price:amount" content="219.99"><meta property="product:price:currency" content="EUR">'
    const prices = '<div class="prices"><del>219,99 €</del> <span class="price">110,00 €</span></div>'
    expect(read(data + h1 + prices + buy, { head })).toMatchObject({
      kind: 'price',
      amount: '110',
      list: '219.99',
      reason: 'sale_beside_struck',
      currency: 'EUR',
    })
    // Only the struck one is shown: nothing lower to pay.
    expect(amount(`${data}${h1}<div class="prices"><span class="price">219,99 €</span></div>${buy}`, { head })).toBe(
      '219.99',
    )
  })
})

describe('what stands elsewhere', () => {
  test('meta tags, and a price in a description where there is no other', () => {
    expect(
      amount(shown('€ 49,90'), {
        head: '<meta property="product:price:amount" content="49.90"><meta property="product:price:currency" content="EUR">',
      }),
    ).toBe('49.9')
    expect(
      amount(`${h1}<p><b>NT$1,290</b></p>`, {
        head: '<meta property="og:description" content="Blue kettle NT$1,290 only">',
      }),
    ).toBe('1290')
  })

  test('cents in a state are taken as cents only where the page shows the price', () => {
    const state = '<script>window.product = {"title":"Blue kettle","price":129900}</script>'
    expect(amount(state + shown('$1,299.00'))).toBe('1299')
  })

  test('raised cents are a decimal part', () => {
    expect(amount(`${h1}<div class="price">$229<sup>99</sup></div>${buy}`)).toBe('229.99')
    expect(
      amount(`${h1}<div class="price"><span>$</span><span>1,229</span><span class="cents">99</span></div>${buy}`),
    ).toBe('1229.99')
  })

  test('a larger instalment is not the price', () => {
    expect(amount(`${shown('$1,200.00')}<div style="font-size:40px" class="big">$50.00/month</div>`)).toBe('1200')
  })

  test('two prices side by side without a word between them are not chosen between', () => {
    expect(
      read(`${h1}<div><span class="price">$80.00</span><span class="price">$95.00</span></div>${buy}`),
    ).toMatchObject({ kind: 'abstention', reason: 'price_several' })
  })

  test('with and without tax: the one the shop leads with, and which it is', () => {
    const page = `${h1}<div><span>bez DPH</span> <span class="price">100,00 €</span></div><div><span>s DPH</span> <span class="price">121,00 €</span></div>${buy}`
    expect(read(page)).toMatchObject({ kind: 'price', amount: '100', tax: 'excluded' })
  })
})

describe('the shop’s own interface', () => {
  const shopify = (json: string, at = '/products/blue-kettle.js'): PlatformAnswer => ({
    kind: 'shopify',
    url: `https://shop.example${at}`,
    json,
  })

  test('Shopify’s hundredths, and the variant of the address', () => {
    const json =
      '{"title":"Blue kettle","variants":[{"id":1,"price":15900,"compare_at_price":19900,"available":true},{"id":2,"price":16900,"available":false}]}'
    expect(read(h1, { platform: shopify(json), url: `${url}?variant=1`, listing: { currency: 'USD' } })).toMatchObject({
      amount: '159',
      list: '199',
      reason: 'platform',
    })
    expect(read(h1, { platform: shopify(json), url: `${url}?variant=2` }).availability.value).toBe('out')
    expect(read(h1, { platform: shopify(json) })).toMatchObject({ amount: '159', from: true })
  })

  test('WooCommerce’s minor digits', () => {
    const json =
      '{"prices":{"price":"1290000","regular_price":"1590000","currency_code":"VND","currency_minor_unit":0},"is_in_stock":true}'
    expect(read(h1, { platform: { kind: 'woocommerce', url: '', json } })).toMatchObject({
      amount: '1290000',
      list: '1590000',
      currency: 'VND',
    })
  })
})

describe('a page that is no product page gives no price and no stock', () => {
  test.each([
    [403, '', 'page_blocked'],
    [429, '', 'page_blocked'],
    [404, '', 'page_not_found'],
    [410, '', 'page_gone'],
    [503, 'Sold out', 'page_failed'],
    [200, '<h1>Verify you are human</h1><p>Out of stock</p>', 'page_blocked'],
    [200, '<h1>Page not found</h1><p>Try $5 deals</p>', 'page_not_found'],
  ])('%i %s', (status, body, reason) =>
    expect(read(body, { status })).toMatchObject({ kind: 'abstention', reason, availability: { value: 'unknown' } }),
  )

  test('another product than the one watched, by barcode and by name', () => {
    const page = product('{"price":"159","priceCurrency":"USD"}', ',"gtin13":"4006381333931"') + shown('$159')
    expect(read(page, { listing: { identity: { gtin: '4006381333931' } } }).kind).toBe('price')
    expect(read(page, { listing: { identity: { gtin: '5901234123457' } } })).toMatchObject({
      reason: 'product_mismatch',
    })
    expect(read(page, { listing: { identity: { name: 'Garden hose 20 m' } } })).toMatchObject({
      reason: 'product_mismatch',
    })
    expect(read(page, { listing: { identity: { name: 'Kettle, blue' } } }).kind).toBe('price')
  })
})

describe('stock', () => {
  const stock = (structured: string, body: string): string =>
    read(
      product(`{"price":"159","priceCurrency":"USD"${structured === '' ? '' : `,"availability":"${structured}"`}}`) +
        h1 +
        body,
    ).availability.value
  test.each([
    ['in by the data and a button', 'https://schema.org/InStock', `<div class="price">$159</div>${buy}`, 'in'],
    ['out by the text though the data says in', 'InStock', '<div class="price">$159</div><p>Sold out</p>', 'out'],
    ['out by the data', 'http://schema.org/OutOfStock', '<div class="price">$159</div>', 'out'],
    ['unknown where nothing is said', '', '<div class="price">$159</div>', 'unknown'],
    ['unknown where both are said', '', `<div class="price">$159</div><p>In stock</p><p>Sold out</p>${buy}`, 'unknown'],
    [
      'not out by another product’s note',
      'InStock',
      `<div class="price">$159</div>${buy}<div class="related"><p>Sold out</p></div>`,
      'in',
    ],
    ['out by a button that is off', '', '<div class="price">$159</div><button disabled>Add to cart</button>', 'out'],
  ])('%s', (_, structured, body, expected) => expect(stock(structured, body)).toBe(expected))
})
