import { type Identity, isGtin, judgeIdentity, nameHeld, nameLikeness } from './identity.ts'

export type OwnProduct = { readonly product_id: string; readonly name: string; readonly brand: string | null }

export type Match = OwnProduct & {
  /** what it was found by */
  readonly by: 'gtin' | 'sku' | 'name'
  /** 0–1 */
  readonly likeness: number
}

const least = 0.3

const fit = (product: OwnProduct, seen: Identity): Match | null => {
  const id = product.product_id
  const known: Identity = isGtin(id) ? { gtin: id } : { sku: id }
  const coded = judgeIdentity(known, { ...seen, name: null })
  if (coded.matches && coded.reason !== 'unknown')
    return { ...product, by: coded.reason === 'gtin' ? 'gtin' : 'sku', likeness: 1 }
  if (!seen.name) return null
  const likeness = Math.max(nameLikeness(product.name, seen.name), nameHeld(product.name, seen.name) * 0.8)
  return likeness >= least ? { ...product, by: 'name', likeness: Math.round(likeness * 100) / 100 } : null
}

/** Products of ours a page may be of, the likeliest first: by barcode or SKU where our ids are such, else by shared words of the name. */
export const likelyProducts = (products: readonly OwnProduct[], seen: Identity, most = 5): readonly Match[] =>
  products
    .flatMap((product) => fit(product, seen) ?? [])
    .sort((a, b) => b.likeness - a.likeness || (a.product_id < b.product_id ? -1 : 1))
    .slice(0, most)
