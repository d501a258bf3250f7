import type { Availability } from './candidate.ts'
import { nameHeld, nameLikeness } from './identity.ts'
import { type Item, isItem, itemsOf, localName, textIn, textsOf } from './items.ts'
import type { PageFacts } from './page-facts.ts'

/** A product as the page's structured data describes it. */
export type Product = {
  readonly item: Item
  readonly name: string | null
  readonly gtin: string | null
  readonly sku: string | null
  readonly mpn: string | null
  readonly brand: string | null
  readonly url: string | null
  readonly offers: readonly Item[]
  /** how well it goes with the page's heading and address, 0–1 */
  readonly likeness: number
}

const productTypes = new Set([
  'product',
  'productgroup',
  'productmodel',
  'individualproduct',
  'someproducts',
  'vehicle',
  'car',
  'book',
  'event',
  'softwareapplication',
  'course',
  'musicevent',
  'theaterevent',
  'apartment',
  'houseproduct',
])
const elsewhere = new Set([
  'isrelatedto',
  'issimilarto',
  'itemlistelement',
  'isaccessoryorsparepartfor',
  'isconsumablefor',
  'review',
  'breadcrumb',
  'recommendedproducts',
  'seriesproducts',
])

/** Visits an item and everything in it; `aside` below what is related, reviewed or listed. */
export const walkItems = (
  item: Item,
  depth: number,
  visit: (item: Item, aside: boolean) => void,
  aside = false,
): void => {
  if (depth > 12) return
  visit(item, aside)
  for (const [name, values] of item.props)
    for (const value of values) if (isItem(value)) walkItems(value, depth + 1, visit, aside || elsewhere.has(name))
}

const cleanPath = (url: string): string =>
  url
    .replace(/^https?:\/\/(www\.)?[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
    .toLowerCase()

const productOf = (item: Item, facts: PageFacts, pageUrl: string): Product => {
  const name = textIn(item, 'name', 'title')
  const brandItem = itemsOf(item, 'brand', 'manufacturer')[0]
  const url = textIn(item, 'url') ?? (item.id === '' ? null : item.id)
  const paths = [pageUrl, facts.canonical ?? ''].map(cleanPath).filter((path) => path.length > 1)
  const sameUrl = url !== null && paths.includes(cleanPath(url))
  const byName =
    name === null
      ? 0
      : Math.max(
          nameLikeness(name, facts.heading),
          nameHeld(name, facts.heading) * 0.9,
          nameHeld(name, facts.title) * 0.7,
        )
  return {
    item,
    name,
    url,
    gtin: textIn(item, 'gtin13', 'gtin', 'gtin14', 'gtin12', 'gtin8', 'isbn'),
    sku: textIn(item, 'sku', 'productid'),
    mpn: textIn(item, 'mpn'),
    brand: brandItem === undefined ? textIn(item, 'brand') : textIn(brandItem, 'name'),
    offers: itemsOf(item, 'offers', 'offer').concat(
      itemsOf(item, 'hasvariant', 'model').flatMap((variant) => itemsOf(variant, 'offers')),
    ),
    likeness: Math.min(1, byName + (sameUrl ? 0.5 : 0)),
  }
}

/** Products of the page, the likeliest first; those that stand as related things or list members are left out. */
export const productsOf = (items: readonly Item[], facts: PageFacts, pageUrl: string): readonly Product[] => {
  const found: Product[] = []
  const variants = new Set<Item>()
  for (const top of items)
    walkItems(top, 0, (item, aside) => {
      if (aside || variants.has(item)) return
      if (!item.types.some((type) => productTypes.has(type))) return
      for (const variant of itemsOf(item, 'hasvariant', 'model')) variants.add(variant)
      found.push(productOf(item, facts, pageUrl))
    })
  return found.sort((a, b) => b.likeness - a.likeness)
}

const availabilityOf = (text: string): Availability => {
  const name = localName(text)
  if (
    /^(instock|limitedavailability|onlineonly|instoreonly|presale|preorder|madetoorder|backorder|available)$/.test(name)
  )
    return 'in'
  return /^(outofstock|soldout|discontinued|reserved|unavailable|notavailable)$/.test(name) ? 'out' : 'unknown'
}

export const availabilitiesOf = (products: readonly Product[]): readonly Availability[] =>
  products.flatMap(({ item, offers }) => {
    const own = [...offers, ...offers.flatMap((offer) => itemsOf(offer, 'offers'))].flatMap((offer) =>
      textsOf(offer, 'availability'),
    )
    return [...own, ...textsOf(item, 'availability')]
      .map((value) => availabilityOf(value.text))
      .filter((value) => value !== 'unknown')
  })
