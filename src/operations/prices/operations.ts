import { Fault } from '#core/fault.ts'
import { numberIn, textIn } from '#core/given.ts'
import { defineMessages } from '#core/messages.ts'
import type { Operation } from '#core/operation.ts'
import { addMany } from './add-many.ts'
import type { PriceDeps } from './dependencies.ts'
import { enterPrice } from './enter.ts'
import { productHistory } from './history.ts'
import { addListing, changeListing, fetchNow, listListings } from './listings.ts'
import { listPromotions, priceMatrix } from './market.ts'
import { knownProduct } from './match.ts'
import { readUrl, ruleIn } from './read-url.ts'
import { checkCases, correct, decide, listWaiting } from './review.ts'

const words = defineMessages({
  list: { vi: 'Các trang của đối thủ đang được theo dõi', en: 'Pages of competitors that are watched' },
  read: {
    vi: 'Đọc thử một trang: giá, giá gốc, tình trạng hàng, bằng chứng; không lưu gì',
    en: 'Try to read a page: price, list price, stock, evidence; saves nothing',
  },
  add: { vi: 'Theo dõi một trang cho một sản phẩm của mình', en: 'Watch a page for a product of ours' },
  addMany: {
    vi: 'Theo dõi nhiều trang từ một tệp (cột url, product_id, competitor)',
    en: 'Watch many pages from a file (columns url, product_id, competitor)',
  },
  enter: { vi: 'Ghi một giá đã thấy ở đối thủ', en: 'Write down a price seen at a competitor' },
  fetch: {
    vi: 'Đọc một trang ngay; không nói trang nào thì xếp mọi trang vào lượt tới',
    en: 'Read one page now; without one, put every page into the next turn',
  },
  change: { vi: 'Tạm dừng, chạy lại, đổi địa chỉ hoặc thôi theo dõi', en: 'Pause, resume, move or stop watching' },
  review: { vi: 'Các lần đọc đang chờ người xem', en: 'Readings that wait for a person' },
  decide: { vi: 'Nhận hoặc bỏ một lần đọc đang chờ', en: 'Accept or refuse a reading that waits' },
  correct: {
    vi: 'Chỉ vào đúng con số; chỗ đó được giữ làm quy tắc của trang',
    en: 'Point at the right number; the place is kept as the page’s rule',
  },
  cases: { vi: 'Đọc lại các mẫu trang đã chỉ tay', en: 'Read the kept pieces of corrected pages again' },
  history: {
    vi: 'Giá của một sản phẩm theo thời gian, của mình và của đối thủ',
    en: 'Prices of a product over time, ours and theirs',
  },
  matrix: { vi: 'Bảng vị trí giá: sản phẩm × đối thủ', en: 'Where our prices stand: products × competitors' },
  promotions: { vi: 'Các đợt khuyến mãi của đối thủ', en: 'Competitors’ promotions' },
})

const given = defineMessages({
  url: { vi: 'địa chỉ trang, https://…', en: 'address of the page, https://…' },
  product: { vi: 'mã sản phẩm của mình', en: 'id of our product' },
  competitor: { vi: 'tên đối thủ', en: 'name of the competitor' },
  rule: { vi: 'chỗ có giá trên trang: #id, .class, thẻ…', en: 'where the price stands: #id, .class, a tag…' },
  list_rule: { vi: 'chỗ có giá gốc', en: 'where the list price stands' },
  currency: { vi: 'đồng tiền của trang, ví dụ VND', en: 'currency of the page, e.g. VND' },
  hours: { vi: 'số giờ giữa hai lần đọc (mặc định 24)', en: 'hours between two readings (24 unless said)' },
  show: { vi: 'waits, failing, fresh hoặc paused', en: 'waits, failing, fresh or paused' },
  limit: { vi: 'số dòng nhiều nhất (mặc định 200)', en: 'most rows (200 unless said)' },
  file: { vi: 'tệp CSV hoặc bảng tính', en: 'a CSV file or a spreadsheet' },
  price: { vi: 'giá đã thấy', en: 'the price seen' },
  list_price: { vi: 'giá gốc đã thấy', en: 'the list price seen' },
  seen_at: { vi: 'thấy lúc nào, 2026-11-18 (mặc định bây giờ)', en: 'when it was seen, 2026-11-18 (now unless said)' },
  availability: { vi: 'in (mặc định), out hoặc unknown', en: 'in (unless said), out or unknown' },
  listing: { vi: 'mã của trang được theo dõi', en: 'id of the watched page' },
  state: { vi: 'active, paused hoặc removed', en: 'active, paused or removed' },
  decision: { vi: 'accept hoặc refuse', en: 'accept or refuse' },
  choice: { vi: 'số thứ tự của con số trong danh sách', en: 'number of the choice in the list' },
  days: { vi: 'số ngày tính đến hôm nay', en: 'days up to today' },
  category: { vi: 'chỉ nhóm hàng này', en: 'this category only' },
})

const url = { name: 'url', kind: 'text', position: 0, required: true, help: given.url } as const
const listing = { name: 'listing', kind: 'text', position: 0, required: true, help: given.listing } as const
const product = { name: 'product', kind: 'text', help: given.product } as const
const competitor = { name: 'competitor', kind: 'text', help: given.competitor } as const
const rules = [
  { name: 'rule', kind: 'text', help: given.rule },
  { name: 'list_rule', kind: 'text', help: given.list_rule },
] as const
const choice = { name: 'choice', kind: 'number', help: given.choice } as const
const days = { name: 'days', kind: 'number', help: given.days } as const

export const priceOperations: readonly Operation<PriceDeps>[] = [
  {
    name: 'prices.list',
    command: ['prices'],
    http: { method: 'get', path: '/prices' },
    help: words.list,
    arguments: [
      product,
      competitor,
      { name: 'show', kind: 'text', help: given.show },
      { name: 'limit', kind: 'number', help: given.limit },
    ],
    changes: false,
    run: (input, deps) =>
      listListings(
        {
          product: textIn(input, 'product'),
          competitor: textIn(input, 'competitor'),
          show: textIn(input, 'show'),
          limit: numberIn(input, 'limit'),
        },
        deps,
      ),
  },
  {
    name: 'prices.read',
    command: ['prices', 'read'],
    http: { method: 'post', path: '/prices/read' },
    help: words.read,
    arguments: [url, ...rules],
    // It asks somebody else's server, which nobody is to be made to do by a link.
    changes: true,
    run: (input, deps) =>
      readUrl(String(input['url']), ruleIn(textIn(input, 'rule'), textIn(input, 'list_rule')), deps),
  },
  {
    name: 'prices.add',
    command: ['prices', 'add'],
    http: { method: 'post', path: '/prices/listings' },
    help: words.add,
    arguments: [
      url,
      product,
      competitor,
      ...rules,
      { name: 'currency', kind: 'text', help: given.currency },
      { name: 'hours', kind: 'number', help: given.hours },
    ],
    changes: true,
    run: (input, deps) =>
      addListing(
        {
          url: String(input['url']),
          product: textIn(input, 'product'),
          competitor: textIn(input, 'competitor'),
          rule: textIn(input, 'rule'),
          list_rule: textIn(input, 'list_rule'),
          currency: textIn(input, 'currency'),
          hours: numberIn(input, 'hours'),
        },
        deps,
      ),
  },
  {
    name: 'prices.add_many',
    command: ['prices', 'add-many'],
    http: { method: 'post', path: '/prices/listings/file' },
    help: words.addMany,
    arguments: [{ name: 'file', kind: 'file', position: 0, required: true, help: given.file }],
    changes: true,
    run: (input, deps) => addMany(String(input['file']), deps),
  },
  {
    name: 'prices.enter',
    command: ['prices', 'enter'],
    http: { method: 'post', path: '/prices/enter' },
    help: words.enter,
    arguments: [
      { ...product, position: 0, required: true },
      { name: 'price', kind: 'number', position: 1, required: true, help: given.price },
      competitor,
      { name: 'list_price', kind: 'number', help: given.list_price },
      { name: 'seen_at', kind: 'text', help: given.seen_at },
      { name: 'availability', kind: 'text', help: given.availability },
      { name: 'url', kind: 'text', help: given.url },
    ],
    changes: true,
    run: (input, deps) =>
      enterPrice(
        {
          product: textIn(input, 'product'),
          competitor: textIn(input, 'competitor'),
          price: Number(input['price']),
          list_price: numberIn(input, 'list_price'),
          seen_at: textIn(input, 'seen_at'),
          availability: textIn(input, 'availability'),
          url: textIn(input, 'url'),
        },
        deps,
      ),
  },
  {
    name: 'prices.fetch',
    command: ['prices', 'fetch'],
    http: { method: 'post', path: '/prices/fetch' },
    help: words.fetch,
    arguments: [{ name: 'listing', kind: 'text', position: 0, help: given.listing }],
    changes: true,
    run: (input, deps) => fetchNow(textIn(input, 'listing'), deps),
  },
  {
    name: 'prices.change',
    command: ['prices', 'change'],
    http: { method: 'post', path: '/prices/listings/{listing}' },
    help: words.change,
    arguments: [
      listing,
      { name: 'state', kind: 'text', help: given.state },
      { name: 'url', kind: 'text', help: given.url },
      { name: 'hours', kind: 'number', help: given.hours },
    ],
    changes: true,
    run: (input, deps) =>
      changeListing(
        String(input['listing']),
        { state: textIn(input, 'state'), url: textIn(input, 'url'), hours: numberIn(input, 'hours') },
        deps,
      ),
  },
  {
    name: 'prices.review',
    command: ['prices', 'review'],
    http: { method: 'get', path: '/prices/review' },
    help: words.review,
    arguments: [],
    changes: false,
    run: (_input, deps) => listWaiting(deps),
  },
  {
    name: 'prices.decide',
    command: ['prices', 'decide'],
    http: { method: 'post', path: '/prices/listings/{listing}/decide' },
    help: words.decide,
    arguments: [listing, { name: 'decision', kind: 'text', position: 1, required: true, help: given.decision }, choice],
    changes: true,
    run: (input, deps) =>
      decide(
        String(input['listing']),
        { decision: String(input['decision']), choice: numberIn(input, 'choice') },
        deps,
      ),
  },
  {
    name: 'prices.correct',
    command: ['prices', 'correct'],
    http: { method: 'post', path: '/prices/listings/{listing}/correct' },
    help: words.correct,
    arguments: [listing, choice, ...rules],
    changes: true,
    run: (input, deps) => {
      const [choice, rule] = [numberIn(input, 'choice'), textIn(input, 'rule')]
      if (choice === undefined && rule === undefined) throw new Fault('price.rule_invalid', { rule: '' })
      return correct(String(input['listing']), { choice, rule, list_rule: textIn(input, 'list_rule') }, deps)
    },
  },
  {
    name: 'prices.cases',
    command: ['prices', 'cases'],
    http: { method: 'get', path: '/prices/cases' },
    help: words.cases,
    arguments: [],
    changes: false,
    run: (_input, deps) => checkCases(deps),
  },
  {
    name: 'prices.history',
    command: ['prices', 'history'],
    http: { method: 'get', path: '/prices/history' },
    help: words.history,
    arguments: [{ ...product, position: 0, required: true }, days],
    changes: false,
    run: async (input, deps) =>
      productHistory(await knownProduct(textIn(input, 'product'), deps), numberIn(input, 'days'), deps),
  },
  {
    name: 'prices.matrix',
    command: ['prices', 'matrix'],
    http: { method: 'get', path: '/prices/matrix' },
    help: words.matrix,
    arguments: [{ name: 'category', kind: 'text', help: given.category }],
    changes: false,
    run: (input, deps) => priceMatrix(textIn(input, 'category'), deps),
  },
  {
    name: 'prices.promotions',
    command: ['prices', 'promotions'],
    http: { method: 'get', path: '/prices/promotions' },
    help: words.promotions,
    arguments: [days],
    changes: false,
    run: (input, deps) => listPromotions(numberIn(input, 'days'), deps),
  },
]
