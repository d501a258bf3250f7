import { isSilent, type Page, textOf } from './page.ts'
import type { PageFacts } from './page-facts.ts'

/** Bits of what a node stands in, inherited by everything below it. */
export const zone = {
  hidden: 1,
  struck: 2,
  aside: 4,
  chrome: 8,
  link: 16,
  priceClass: 32,
  saleClass: 64,
  listClass: 128,
  otherClass: 256,
  button: 512,
  option: 1024,
  list: 2048,
} as const

const asideWords =
  /(?:^|[\s_-])(?:related|recommend\w*|similar|upsell\w*|cross-?sell\w*|also-?\w*|recently?|viewed|sponsored|accessor\w+|bundle\w*|frequently|complementary|suggest\w*|youmaylike|reviews?|comments?|carousel-?item|you-?may|more-?items|more-?from|other-?items|hot-?deals|advert\w*|promo-?tiles?|product-?list|product-?grid|search-?results?|lien-?quan|goi-?y|da-?xem|cung-?loai|tuong-?tu|recs?)(?=$|[\s_-])/i
const asideInside =
  /related|recommend|crosssell|upsell|similaritem|recentlyviewed|similarproducts|alsobought|alsoviewed/i
const chromeWords =
  /(?:^|[\s_-])(?:header|footer|nav|navbar|navigation|menu|mega-?menu|breadcrumbs?|minicart|mini-?cart|cart-?(?:drawer|summary|preview|total)|basket|sidebar|newsletter|cookie|modal|popup|tooltip|filters?|facets?)(?=$|[\s_-])/i
const priceWords =
  /price|prix|preis|prezzo|precio|preco|prijs|cena|gia(?=$|[\s_-])|amount|cost(?=$|[\s_-])|prcisum|valor/i
const saleWords =
  /sale|special|final|current|now|offer|promo|discounted|reduced|aktion|deal|khuyen|km(?=$|[\s_-])|our|actual|ins(?=$|[\s_-])|selling/i
const listWords =
  /(?:^|[\s_-])(?:old|was|list|regular|original|compare\w*|before|rrp|msrp|uvp|crossed|strike\w*|retail|std|standard|market|barred|barr[eé]|durchgestrichen|tachado|slashed|del|goc|cu|niem-?yet|full-?price|base-?price)(?=$|[\s_-])|oldprice|wasprice|listprice|originalprice|regularprice|priceold|pricewas|strike|linethrough|line-through|crossedout|compareat|previous|price--?compare|suggested|pre-?price|gia-?cu|msrp|rrp/i
const otherWords =
  /instal?lment|monthly|financ|tra-?gop|shipping|delivery|versand|saving|save(?:s|d)?(?=$|[\s_-])|yousave|per-?unit|unit-?price|unitprice|baseprice-?unit|grundpreis|deposit|tax-?only|points|reward|coupon|voucher|threshold|ppu/i

const hiddenStyle = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i
const struckStyle = /line-through/i
const asideHeading =
  /^(?:related|similar|recommended|you (?:may|might)|customers? (?:also|who)|frequently|recently|more from|also (?:bought|viewed)|people also|sản phẩm (?:liên quan|tương tự|cùng loại|đã xem|khác|gợi ý|mua kèm)|có thể bạn|gợi ý|mua kèm|thường được mua|khách hàng (?:cũng|đã)|đã xem|ähnliche|das könnte|kunden|wird oft|auch interessant|vous aimerez|produits (?:similaires|associés)|prodotti (?:correlati|simili)|potrebbe|productos (?:relacionados|similares)|también|podobne|polecane|klienci|súvisiace|související|complete the look|wear it with|shop the|goes with|sponsored|best ?sellers|bán chạy|phụ kiện)/i

const ownBits = (node: Page['nodes'][number]): number => {
  const { tag, attributes } = node
  let bits = 0
  if (isSilent(tag) || attributes['hidden'] !== undefined || (tag === 'input' && attributes['type'] === 'hidden'))
    bits |= zone.hidden
  const style = attributes['style']
  if (style !== undefined) {
    if (hiddenStyle.test(style)) bits |= zone.hidden
    if (struckStyle.test(style)) bits |= zone.struck
  }
  if (tag === 'del' || tag === 's' || tag === 'strike') bits |= zone.struck
  if (tag === 'nav' || tag === 'footer') bits |= zone.chrome
  if (tag === 'aside') bits |= zone.aside
  if (tag === 'a' && attributes['href'] !== undefined && !/^(?:#|javascript:|$)/i.test(attributes['href']))
    bits |= zone.link
  if (tag === 'button') bits |= zone.button
  if (tag === 'option' || tag === 'label') bits |= zone.option
  return bits
}

const wordBits = (words: string): number => {
  let bits = 0
  if (asideWords.test(words) || asideInside.test(words)) bits |= zone.aside
  if (chromeWords.test(words)) bits |= zone.chrome
  if (otherWords.test(words)) bits |= zone.otherClass
  if (priceWords.test(words)) bits |= zone.priceClass
  if (saleWords.test(words)) bits |= zone.saleClass
  if (listWords.test(words)) bits |= zone.listClass
  return bits
}

const wordAttributes = ['class', 'id', 'data-testid', 'data-component', 'data-hook', 'itemprop'] as const

/** Bits that concern a price element and a few levels below it only; the others reach everything below. */
const near = zone.priceClass | zone.saleClass | zone.listClass | zone.otherClass
const reach = 3

/**
 * For every node the zones it stands in. A class of a wrapper of the whole page (`product-list-page`) or around the
 * heading does not make everything below it an aside.
 */
export const zonesOf = (page: Page, facts: PageFacts): { readonly bits: Uint16Array; readonly hidden: Uint8Array } => {
  const { nodes } = page
  const bits = new Uint16Array(nodes.length)
  const hidden = new Uint8Array(nodes.length)
  const distance = new Uint8Array(nodes.length).fill(99)
  const known = new Map<string, number>()
  const aroundHeading = (at: number): boolean => at <= facts.headingAt && nodes[at]!.end > facts.headingAt
  // The zone after a heading like “Related products” lasts to the end of the heading's block.
  let asideUntil = 0
  nodes.forEach((node, at) => {
    const parent = node.parent < 0 ? 0 : bits[node.parent]!
    const far = node.parent < 0 ? 99 : distance[node.parent]!
    let inherited = parent & ~near
    if (far < reach) inherited |= parent & near
    let own = 0
    if (node.tag !== '') {
      own = ownBits(node)
      const { attributes } = node
      for (const name of wordAttributes) {
        const words = attributes[name]
        if (words === undefined || words.length < 3 || words.length > 400) continue
        let found = known.get(words)
        if (found === undefined) {
          // `productPriceOld` says the same as `product-price-old`.
          found = wordBits(words.replace(/([a-z])([A-Z])/g, '$1-$2'))
          known.set(words, found)
        }
        own |= found
      }
      if ((own & (zone.aside | zone.chrome | zone.hidden)) !== 0 && aroundHeading(at))
        own &= ~(zone.aside | zone.chrome | zone.hidden)
      if (/^h[2-6]$/.test(node.tag) && node.parent >= 0) {
        const text = textOf(nodes, at, 60)
        if (asideHeading.test(text)) {
          let block = node.parent
          for (let up = 0; up < 2 && nodes[block]!.end - block < 40 && nodes[block]!.parent > 0; up++)
            block = nodes[block]!.parent
          if (!aroundHeading(block)) asideUntil = Math.max(asideUntil, nodes[block]!.end)
        }
      }
    }
    // The nearer word wins: `price-special` around `old`.
    if ((own & zone.listClass) !== 0 && (own & zone.saleClass) === 0) inherited &= ~zone.saleClass
    else if ((own & zone.saleClass) !== 0 && (own & zone.listClass) === 0) inherited &= ~zone.listClass
    distance[at] = (own & near) !== 0 ? 0 : Math.min(99, far + 1)
    bits[at] = inherited | own | (at < asideUntil ? zone.aside : 0)
    if ((bits[at]! & zone.hidden) !== 0) hidden[at] = 1
  })
  return { bits, hidden }
}
