import { parsePageTree } from '#adapters/page-tree.ts'
import { readPrice } from '#core/prices/read-price.ts'
import { seeded } from '../../bench/why-generators.ts'

/** Product pages the way Vietnamese shops build them, made up from a seed: none is anybody's. */

export type Situation = 'plain' | 'sale' | 'sold_out' | 'busy'
export type Made = {
  readonly name: string
  readonly url: string
  readonly html: string
  /** what is to be read; null where nothing may be */
  readonly amount: string | null
  readonly list: string | null
  readonly stock: 'in' | 'out' | 'unknown'
}

type Goods = {
  readonly name: string
  readonly slug: string
  readonly price: number
  readonly list: number | null
  readonly stock: boolean
  readonly busy: boolean
  readonly pick: <T>(from: readonly T[]) => T
  readonly number: (least: number, most: number) => number
}

const kinds = [
  'Nồi chiên không dầu',
  'Áo thun cotton nam',
  'Sữa rửa mặt dịu nhẹ',
  'Balo chống nước',
  'Ghế công thái học',
  'Máy xay sinh tố',
  'Giày chạy bộ nữ',
]
const makers = ['Lạc Hồng', 'An Bình', 'Kova', 'Sông Mây', 'Titan', 'Minh Long']
const plainLetters = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')

const grouped = (amount: number, mark: string): string => String(amount).replace(/\B(?=(\d{3})+$)/g, mark)
const money = (goods: Goods, amount: number): string =>
  goods.pick([
    `${grouped(amount, '.')}₫`,
    `${grouped(amount, '.')} đ`,
    `${grouped(amount, ',')}₫`,
    `${grouped(amount, '.')} VNĐ`,
  ])

const relatedCards = (goods: Goods): string =>
  [1, 2, 3, 4, 5]
    .map(
      (index) =>
        `<div class="product-item"><a href="/products/khac-${index}"><img src="/k${index}.jpg"><h3>${goods.pick(kinds)} ${goods.pick(makers)} ${index}</h3></a>
         <span class="price">${grouped(goods.number(50, 900) * 1000, '.')}₫</span><del>${grouped(goods.number(901, 1500) * 1000, '.')}₫</del></div>`,
    )
    .join('\n')

/** What stands around a price without being one. */
const clutter = (goods: Goods): string => `
  <p>Trả góp 0% chỉ ${grouped(goods.number(100, 400) * 1000, '.')}đ/tháng</p><p>Miễn phí vận chuyển đơn từ 300.000₫</p>
  <p>Nhập mã HELLO giảm 50K</p><p>Đã bán 1,2k</p><p>4.8/5 (1.234 đánh giá)</p><p>Hotline: 1900 1234</p>`
const below = (goods: Goods): string =>
  `<section class="related-products"><h2>Sản phẩm liên quan</h2>${relatedCards(goods)}</section><footer>Hỗ trợ 0901 234 567 · Đơn tối thiểu 50.000₫</footer>`

const frame = (goods: Goods, head: string, body: string): string =>
  `<!doctype html><html lang="vi"><head><title>${goods.name} | Cửa hàng</title>${head}</head><body>
  <header><a href="/">Trang chủ</a><div class="mini-cart">Giỏ hàng 0₫</div></header>${body}${below(goods)}</body></html>`

const jsonLd = (goods: Goods, more = ''): string =>
  `<script type="application/ld+json">{"@context":"http://schema.org","@type":"Product","name":"${goods.name}",
  "offers":{"@type":"Offer","priceCurrency":"VND","price":"${goods.price}","availability":"http://schema.org/${goods.stock ? 'InStock' : 'OutOfStock'}"${more}}}</script>`
const button = (goods: Goods): string =>
  goods.stock
    ? `<button class="add-to-cart">${goods.pick(['Thêm vào giỏ', 'Mua ngay'])}</button>`
    : '<button class="add-to-cart" disabled>Hết hàng</button>'
const noise = (goods: Goods): string => (goods.busy ? clutter(goods) : '')

const shops: Readonly<Record<string, (goods: Goods) => string>> = {
  haravan: (goods) =>
    frame(
      goods,
      `<meta property="og:type" content="product"><meta property="og:price:amount" content="${grouped(goods.price, ',')}"><meta property="og:price:currency" content="VND">`,
      `<h1>${goods.name}</h1><div class="product-price" id="price-preview"><span class="pro-price">${money(goods, goods.price)}</span>
       ${goods.list === null ? '' : `<del>${money(goods, goods.list)}</del><span class="pro-percent">-${Math.round(100 - (100 * goods.price) / goods.list)}%</span>`}</div>${noise(goods)}${button(goods)}
       <script>var product = {"id":1,"title":"${goods.name}","price":${goods.price * 100},"available":${goods.stock}};</script>`,
    ),
  sapo: (goods) =>
    frame(
      goods,
      '',
      `<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">${goods.name}</h1>
       <div itemprop="offers" itemscope itemtype="http://schema.org/Offer" class="price-box"><span class="special-price"><span class="price product-price">${money(goods, goods.price)}</span></span>
       <meta itemprop="price" content="${goods.price}"><meta itemprop="priceCurrency" content="VND"><link itemprop="availability" href="http://schema.org/${goods.stock ? 'InStock' : 'OutOfStock'}">
       ${goods.list === null ? '' : `<span class="old-price">Giá thị trường: <del class="price product-price-old">${money(goods, goods.list)}</del></span>`}</div>${noise(goods)}${button(goods)}</div>`,
    ),
  woocommerce: (goods) => {
    const bdi = (amount: number): string =>
      `<span class="woocommerce-Price-amount amount"><bdi>${grouped(amount, '.')}<span class="woocommerce-Price-currencySymbol">&#8363;</span></bdi></span>`
    return frame(
      goods,
      jsonLd(goods),
      `<div class="product type-product"><h1 class="product_title">${goods.name}</h1><p class="price">${goods.list === null ? bdi(goods.price) : `<del aria-hidden="true">${bdi(goods.list)}</del> <ins>${bdi(goods.price)}</ins>`}</p>
       <p class="stock ${goods.stock ? 'in-stock">Còn hàng' : 'out-of-stock">Hết hàng'}</p>${noise(goods)}${goods.stock ? '<form class="cart"><button class="single_add_to_cart_button">Thêm vào giỏ hàng</button></form>' : ''}</div>`,
    )
  },
  magento: (goods) =>
    frame(
      goods,
      `<meta property="product:price:amount" content="${goods.price}"><meta property="product:price:currency" content="VND">`,
      `<h1 class="page-title"><span>${goods.name}</span></h1><div class="product-info-price"><div class="price-box price-final_price">
       <span class="special-price"><span class="price-wrapper" data-price-amount="${goods.price}" data-price-type="finalPrice"><span class="price">${money(goods, goods.price)}</span></span></span>
       ${goods.list === null ? '' : `<span class="old-price"><span class="price-label">Giá gốc</span><span class="price-wrapper" data-price-amount="${goods.list}"><span class="price">${money(goods, goods.list)}</span></span></span>`}</div>
       <div class="stock"><span>${goods.stock ? 'Còn hàng' : 'Hết hàng'}</span></div></div>${noise(goods)}${goods.stock ? button(goods) : ''}`,
    ),
  next_state: (goods) =>
    frame(
      goods,
      '',
      `<div id="__next"><main><h1 class="sc-a1">${goods.name}</h1><div class="sc-b2"><div class="product-price__current-price">${grouped(goods.price, '.')}<sup>₫</sup></div>
       ${goods.list === null ? '' : `<div class="product-price__list-price">${grouped(goods.list, '.')}<sup>₫</sup></div>`}</div>${noise(goods)}${button(goods)}</main></div>
       <script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { product: { name: goods.name, price: goods.price, list_price: goods.list ?? goods.price, inventory_status: goods.stock ? 'available' : 'out' }, relatedProducts: [{ name: goods.pick(kinds), price: 12_000 }] } })}</script>`,
    ),
  phone_shop: (goods) =>
    frame(
      goods,
      jsonLd(goods),
      `<h1>${goods.name} 128GB</h1><ul class="options"><li><label>256GB ${money(goods, goods.price + 2_000_000)}</label></li></ul>
       <div class="box-price"><p class="box-price-present">${money(goods, goods.price)} *</p>${goods.list === null ? '' : `<p class="box-price-old">${money(goods, goods.list)}</p>`}</div>
       <div class="installment" style="font-size:24px">Trả góp 0%: <b>${grouped(Math.round(goods.price / 12_000) * 1000, '.')}₫/tháng</b></div>${noise(goods)}${button(goods)}
       <p>Thu cũ giảm thêm 2.000.000₫ · Phụ kiện giảm 30%</p>`,
    ),
  table_shop: (goods) =>
    frame(
      goods,
      '',
      `<table><tr><td colspan="2"><h1>${goods.name}</h1></td></tr><tr><td>Mã sản phẩm:</td><td>SP${goods.number(1000, 9999)}</td></tr>
       ${goods.list === null ? '' : `<tr><td>Giá niêm yết:</td><td>${money(goods, goods.list)}</td></tr>`}
       <tr><td>Giá bán:</td><td class="gia">${money(goods, goods.price)}</td></tr><tr><td>Tình trạng:</td><td>${goods.stock ? 'Còn hàng' : 'Hết hàng'}</td></tr></table>${noise(goods)}${goods.stock ? '<a class="btn-mua" href="#mua">Mua ngay</a>' : ''}`,
    ),
  short_writing: (goods) =>
    frame(
      goods,
      jsonLd(goods),
      `<h1>${goods.name}</h1><div class="gia-ban">Chỉ còn <strong>${goods.price >= 1_000_000 && goods.price % 100_000 === 0 ? `${Math.floor(goods.price / 1_000_000)}tr${(goods.price % 1_000_000) / 100_000}` : `${grouped(goods.price / 1000, '.')}k`}</strong>
       ${goods.list === null ? '' : `<s>${grouped(goods.list, '.')}đ</s>`}</div>${noise(goods)}${button(goods)}`,
    ),
  flash_sale: (goods) =>
    frame(
      goods,
      `<meta property="product:price:amount" content="${goods.price}"><meta property="product:price:currency" content="VND">`,
      `<h1>${goods.name}</h1><div class="flash-sale"><span>Giá sốc 11.11 · còn 02:15:09</span><div class="flash-price">${money(goods, goods.price)}</div>
       ${goods.list === null ? '' : `<div class="flash-price-old" style="text-decoration: line-through">${money(goods, goods.list)}</div>`}</div>${noise(goods)}${button(goods)}`,
    ),
  script_shell: (goods) =>
    `<!doctype html><html lang="vi"><head><title>${goods.name}</title></head><body><div id="root"></div><noscript>Bạn cần bật JavaScript để xem trang này.</noscript>
     <script src="/static/main.js"></script></body></html>`,
}

const situations: readonly Situation[] = ['plain', 'sale', 'sold_out', 'busy']

/** Forty pages: ten ways to build a shop in four situations. */
export const makePages = (seed: number): readonly Made[] => {
  const next = seeded(seed)
  const number = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!
  return Object.entries(shops).flatMap(([shop, build]) =>
    situations.map((situation): Made => {
      const name = `${pick(kinds)} ${pick(makers)} ${pick(['A', 'B', 'X'])}${number(10, 99)}`
      const price = number(2, 290) * 100_000
      const list = situation === 'sale' || situation === 'busy' ? price + number(1, 9) * 100_000 : null
      const goods: Goods = {
        name,
        slug: plainLetters(name),
        price,
        list,
        stock: situation !== 'sold_out',
        busy: situation === 'busy',
        pick,
        number,
      }
      const shell = shop === 'script_shell'
      return {
        name: `${shop} ${situation}`,
        url: `https://cua-hang.example.vn/products/${goods.slug}`,
        html: build(goods),
        amount: shell ? null : String(price),
        list: shell || list === null ? null : String(list),
        stock: shell ? 'unknown' : goods.stock ? 'in' : 'out',
      }
    }),
  )
}

export const readMade = (page: Pick<Made, 'url' | 'html'>) =>
  readPrice(
    { url: page.url, status: 200, readAt: Date.UTC(2026, 10, 20), nodes: parsePageTree(page.html) },
    { url: page.url },
  )
