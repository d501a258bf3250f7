import type { Candidate, CandidateRole } from './candidate.ts'
import type { PriceHint } from './numbers.ts'
import { classesOf, isSilent, type Page, textOf } from './page.ts'
import type { PageFacts } from './page-facts.ts'
import { moneyIn, type PriceText, readPriceText, type TextPrice } from './price-text.ts'
import { zone, zonesOf } from './zones.ts'

/** What the visible part of a page holds: amounts, and where the buying takes place. */
export type Visible = {
  readonly candidates: readonly Candidate[]
  readonly cartAt: readonly number[]
  readonly bits: Uint16Array
  readonly hidden: Uint8Array
}

const cartWords =
  /add ?to ?(?:cart|bag|basket|trolley)|buy ?now|thêm vào giỏ|mua ngay|đặt hàng|in den (?:warenkorb|einkaufswagen)|ajouter au panier|aggiungi al carrello|añadir a|agregar al|comprar|adicionar ao|do koszyka|do košíka|bid now|place bid|in winkelwagen|장바구니|구매하기|カートに|加入購物車|הוסף ל|pre-?order|купить|в корзину|purchase/i
const cartNames =
  /add-?_?to-?_?(?:cart|bag|basket)|addtocart|addtobag|buy-?now|btn-?buy|mua-?ngay|btn-?cart|add-cart|addcart/i

const currencyOrDigits =
  /^[\s\d.,'’:+~–-]*(?:\p{Sc}|[A-Z]{2,3}|[đ₫]|\p{L}{1,4}\.?)?[\s\d.,'’:+~–-]*(?:\p{Sc}|[A-Z]{3}|\p{L}{1,4}\.?)?[\s.,*]*$/u

/** Reads a text once however often it stands on the page. */
type Reader = (text: string) => PriceText

/** The smallest element around a text that still holds nothing but one price: `$` + `229` + raised `99`. */
const hostOf = (page: Page, at: number, hidden: Uint8Array, read: Reader): number => {
  const { nodes } = page
  let host = nodes[at]!.parent
  let best = host
  for (let level = 0; level < 4; level++) {
    const node = nodes[host]
    if (node === undefined || node.parent < 0 || node.end - host > 24) break
    const text = textOf(nodes, host, 60, hidden)
    if (text.length > 32 || !currencyOrDigits.test(text)) break
    const { prices } = read(text)
    if (prices.length > 1) break
    best = host
    host = node.parent
  }
  return best
}

/** A short label leading up to a price: `Giá gốc:` in the cell or element before. */
const labelBefore = (page: Page, host: number, hidden: Uint8Array): string => {
  const { nodes } = page
  for (let at = host - 1, seen = 0; at > Math.max(0, host - 8) && seen < 1; at--) {
    const node = nodes[at]!
    if (node.tag !== '' || hidden[at] === 1 || node.text.trim() === '') continue
    seen++
    const text = node.text.trim()
    if (text.length > 28 || /\d/.test(text) || !/\p{L}/u.test(text)) return ''
    // The label's element and the price share a near ancestor.
    let up = node.parent
    for (let level = 0; level < 3 && up > 0; level++, up = nodes[up]!.parent) if (nodes[up]!.end > host) return text
  }
  return ''
}

const textRole: Readonly<Record<TextPrice['role'], CandidateRole>> = {
  price: 'price',
  list: 'list',
  discount: 'other',
  instalment: 'other',
  threshold: 'other',
  shipping: 'other',
  member: 'member',
  coupon: 'other',
  deposit: 'other',
  unit: 'other',
  tax_excluded: 'other',
  converted: 'other',
}

type Found = { candidate: Candidate; host: number }

/** Elements of the same kind around several prices and links to other pages: a grid of other products. */
const inGrid = (page: Page, host: number): boolean => {
  const { nodes } = page
  let at = host
  for (let level = 0; level < 9; level++) {
    const node = nodes[at]
    if (node === undefined || node.parent <= 0) return false
    const parent = nodes[node.parent]!
    // Elements without a class are alike only where the tag itself says so.
    const telling = classesOf(node) !== '' || node.tag === 'li' || node.tag === 'article' || node.tag === 'a'
    const kind = `${node.tag}|${classesOf(node).split(/\s+/)[0]}`
    if (
      telling &&
      (node.tag === 'li' ||
        node.tag === 'div' ||
        node.tag === 'article' ||
        node.tag === 'td' ||
        node.tag === 'tr' ||
        node.tag === 'section' ||
        node.tag === 'a')
    ) {
      let alike = 0
      for (let sibling = node.parent + 1; sibling < parent.end; sibling = nodes[sibling]!.end) {
        const other = nodes[sibling]!
        if (other.tag === '') continue
        if (`${other.tag}|${classesOf(other).split(/\s+/)[0]}` !== kind || other.end - sibling < 5) continue
        let links = false
        let digits = false
        let picture = false
        for (let inner = sibling; inner < other.end && !(links && digits && picture); inner++) {
          const each = nodes[inner]!
          if (each.tag === 'a' && /^(?:\/|https?:|\.\.?\/|[\w-]+[/.])/.test(each.attributes['href'] ?? '')) links = true
          else if (each.tag === 'img' || each.tag === 'picture') picture = true
          else if (each.tag === '' && /\d/.test(each.text)) digits = true
        }
        if (links && digits && picture) alike++
      }
      if (alike >= 3) return true
    }
    at = node.parent
  }
  return false
}

/** Longest text node a price is looked for in. */
const longest = 160

export const readVisible = (page: Page, facts: PageFacts, hint: PriceHint): Visible => {
  const { nodes } = page
  const { bits, hidden } = zonesOf(page, facts)
  const known = new Map<string, PriceText>()
  const read: Reader = (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const fresh = readPriceText(text, hint)
    known.set(text, fresh)
    return fresh
  }
  const cartAt: number[] = []
  const hosts = new Set<number>()
  const found: Found[] = []
  nodes.forEach((node, at) => {
    if (node.tag === '') {
      if (hidden[at] === 1 || isSilent(nodes[node.parent]?.tag ?? '')) return
      if (node.text.length < 40 && cartWords.test(node.text) && (bits[at]! & (zone.aside | zone.chrome)) === 0)
        cartAt.push(at)
      if (node.text.length > longest * 2 || !/[\d٠-٩۰-۹０-９]/.test(node.text)) return
      const host = hostOf(page, at, hidden, read)
      if (hosts.has(host)) return
      hosts.add(host)
      found.push(...candidatesAt(page, at, host, bits, hidden, read))
      return
    }
    if (
      (node.tag === 'button' || node.tag === 'input' || node.tag === 'form' || node.tag === 'a') &&
      hidden[at] !== 1 &&
      (bits[at]! & (zone.aside | zone.chrome)) === 0
    ) {
      const words = `${node.attributes['class'] ?? ''} ${node.attributes['id'] ?? ''} ${node.attributes['name'] ?? ''} ${node.attributes['action'] ?? ''}`
      if (cartNames.test(words) || (node.tag === 'input' && cartWords.test(node.attributes['value'] ?? '')))
        cartAt.push(at)
    }
  })
  return { candidates: weighed(page, facts, found, cartAt), cartAt, bits, hidden }
}

const candidatesAt = (
  page: Page,
  at: number,
  host: number,
  bits: Uint16Array,
  hidden: Uint8Array,
  reader: Reader,
): readonly Found[] => {
  const { nodes } = page
  const flags = bits[at]! | bits[host]!
  const text = textOf(nodes, host, longest, hidden)
  const label = labelBefore(page, host, hidden)
  const read = reader(label === '' ? text : `${label} ${text}`)
  if (read.prices.length === 0) return []
  const priced = (flags & zone.priceClass) !== 0
  const listed = read.list
  return read.prices.flatMap((price): Found[] => {
    const isList =
      price === listed || (listed !== null && price.amount === listed.amount && price.amount !== read.price?.amount)
    let role = isList ? 'list' : textRole[price.role]
    if (role === 'price' && (flags & zone.struck) !== 0) role = 'list'
    const listByClass = role === 'price' && (flags & zone.listClass) !== 0 && (flags & zone.saleClass) === 0
    if (listByClass) role = 'list'
    if (role === 'price' && (flags & zone.otherClass) !== 0) role = 'other'
    const named = price.currencyText !== null
    if (!named && !priced) return []
    if (!named && !/\d{2,}/.test(price.raw)) return []
    const marks: string[] = []
    let weight = 0.4
    const mark = (name: string, by: number): void => {
      marks.push(name)
      weight += by
    }
    if (listByClass) marks.push('list_by_class')
    if (price.tax !== null) marks.push(`tax_${price.tax}`)
    if (priced) mark('price_class', 0.8)
    if (priced && (flags & zone.saleClass) !== 0) mark('sale_class', 0.3)
    if (named) mark('currency_next_to_it', 0.3)
    else mark('no_currency', -0.4)
    if (text.length <= 24) mark('stands_alone', 0.4)
    else if (text.length > 70) mark('in_a_sentence', -0.5)
    if ((flags & zone.aside) !== 0) mark('related_block', -2)
    if ((flags & zone.chrome) !== 0) mark('page_frame', -1.6)
    if ((flags & zone.link) !== 0) mark('link_elsewhere', -0.6)
    if (price.from || read.kind === 'range') mark('from', -0.2)
    if (read.kind === 'several') mark('several_in_one', -0.3)
    if ((flags & zone.option) !== 0) mark('option', -1)
    if (
      /^(?:now|giá km|giá khuyến mãi|giá sốc|jetzt|nur|ora|ahora|maintenant|sale)(?!\p{L})/iu.test(
        label === '' ? text : label,
      )
    )
      mark('said_to_be_now', 0.9)
    if (price.amount === '0') mark('zero', -2)
    return [
      {
        host,
        candidate: {
          source: 'visible',
          role,
          ...moneyIn(price),
          path: pathOf(page, host),
          raw: text.slice(0, 120),
          weight,
          at,
          marks,
        },
      },
    ]
  })
}

const pathOf = (page: Page, host: number): string => {
  const parts: string[] = []
  for (let at = host, level = 0; at > 0 && level < 4; level++, at = page.nodes[at]!.parent) {
    const node = page.nodes[at]!
    const id = node.attributes['id']
    parts.unshift(id ? `#${id}` : `${node.tag}${classesOf(node) === '' ? '' : `.${classesOf(node).split(/\s+/)[0]}`}`)
    if (id) break
  }
  return parts.join(' > ').slice(0, 160)
}

/** Weight by place: after the product's heading, first of its kind, near the button that buys, not in a grid of others. */
const weighed = (
  page: Page,
  facts: PageFacts,
  found: readonly Found[],
  cartAt: readonly number[],
): readonly Candidate[] => {
  let order = 0
  return found.map(({ candidate, host }) => {
    const marks = [...candidate.marks]
    let { weight } = candidate
    const outside = marks.includes('related_block') || marks.includes('page_frame')
    if (!outside && inGrid(page, host)) {
      marks.push('grid')
      weight -= 1.8
    } else if (!outside && candidate.role === 'price') {
      const after = facts.headingAt < 0 || candidate.at > facts.headingAt
      if (after && weight > 0.5) {
        order++
        if (order === 1) {
          marks.push('first_after_heading')
          weight += 0.9
        } else if (order <= 3) {
          marks.push('soon_after_heading')
          weight += 0.4
        }
        if (facts.headingAt >= 0 && candidate.at - facts.headingAt < 120) {
          marks.push('near_heading')
          weight += 0.4
        }
      }
      if (cartAt.some((at) => at - candidate.at < 150 && at - candidate.at > -60)) {
        marks.push('near_button')
        weight += 0.5
      }
    }
    return { ...candidate, weight, marks }
  })
}
