import { describe, expect, test } from 'vitest'
import { parsePageTree } from '#adapters/page-tree.ts'
import { leadingAmount, readPriceText } from '#core/prices/price-text.ts'
import { readPrice } from '#core/prices/read-price.ts'
import type { Listing } from '#core/prices/reading.ts'

const url = 'https://shop.example.vn/noi-chien'
const read = (html: string, listing: Partial<Listing> = {}, status = 200) =>
  readPrice(
    {
      url,
      status,
      readAt: Date.UTC(2026, 10, 20),
      nodes: parsePageTree(`<html lang="vi"><body>${html}</body></html>`),
    },
    { url, ...listing },
  )
const offer = (price: string, more = '') =>
  `<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Nồi chiên 5 lít",
  "offers":{"@type":"Offer","price":${price},"priceCurrency":"VND"${more}}}</script>`

describe('the price of a page', () => {
  test('is read from structured data that what is seen agrees with', () => {
    const result = read(
      `${offer('"1290000"', ',"availability":"https://schema.org/InStock"')}
       <h1>Nồi chiên 5 lít</h1><div class="price">1.290.000₫</div><button>Thêm vào giỏ</button>`,
    )
    expect(result).toMatchObject({ kind: 'price', amount: '1290000', currency: 'VND', reason: 'sources_agree' })
    expect(result.availability.value).toBe('in')
  })

  test('is the one to pay where another is struck through', () => {
    const result = read(
      '<h1>Nồi chiên 5 lít</h1><div class="product-price"><span class="price">990.000₫</span> <del>1.290.000₫</del></div><button>Mua ngay</button>',
    )
    expect(result).toMatchObject({ kind: 'price', amount: '990000', list: '1290000', currency: 'VND' })
  })

  test('is the one a person pointed at, whatever else stands there', () => {
    const page = `<h1>Nồi chiên 5 lít</h1><p class="price">1.290.000₫</p><p id="hop-dong">1.150.000₫</p>
      <button>Thêm vào giỏ</button><p>${'Dung tích năm lít, nấu cho bốn người. '.repeat(10)}</p>`
    expect(read(page, { rule: { price: '#hop-dong' } })).toMatchObject({
      kind: 'price',
      amount: '1150000',
      reason: 'own_rule',
    })
  })

  test.each([
    ['a price on request', '<h1>Máy ép</h1><div class="price">Liên hệ</div>', 200],
    ['a price of zero', `${offer('0')}<h1>Máy ép</h1><div class="price">0₫</div>`, 200],
    ['a page without a price', '<h1>Máy ép</h1><p>Giới thiệu sản phẩm</p>', 200],
    ['a page that is gone', '<h1>Không tìm thấy</h1>', 404],
    ['a page that was refused', '<h1>Access denied</h1>', 403],
  ])('is not made up for %s', (_, html, status) => {
    expect(read(html, {}, status).kind).toBe('abstention')
  })

  test('in another currency than the one confirmed is held back', () => {
    const result = read(`${offer('"49.99"').replace('VND', 'USD')}<h1>Nồi chiên</h1><div class="price">$49.99</div>`, {
      currency: 'VND',
    })
    expect(result).toMatchObject({ kind: 'abstention', reason: 'currency_changed' })
  })
})

test.each([
  ['1.290.000₫', '1290000'],
  ['1,290,000 VNĐ', '1290000'],
  ['990k', '990000'],
  ['1tr290', '1290000'],
  ['$1,299.50', '1299.5'],
  ['1.299,50 €', '1299.5'],
])('%s is %s', (text, amount) => {
  expect(Number(leadingAmount(readPriceText(text, { currency: null }))?.amount)).toBe(Number(amount))
})
