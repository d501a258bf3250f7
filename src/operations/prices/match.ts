import { Fault } from '#core/fault.ts'
import type { Identity } from '#core/prices/identity.ts'
import { likelyProducts, type Match, type OwnProduct } from '#core/prices/match-product.ts'
import { quote } from '#core/sql.ts'
import type { PriceDeps } from './dependencies.ts'

type Asking = Pick<PriceDeps, 'query'>

/** Most products a name is compared with. */
const compared = 20_000

/** Products of ours that a page looks like. */
export const matchProducts = async (seen: Identity, { query }: Asking): Promise<readonly Match[]> =>
  likelyProducts(
    (await query(
      `select product_id, coalesce(name, '') as name, brand from product order by product_id limit ${compared}`,
    )) as unknown as readonly OwnProduct[],
    seen,
  )

/** Names of products by their ids. */
export const productNames = async (ids: readonly string[], { query }: Asking): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map()
  const listed = [...new Set(ids)].map((id) => quote(id)).join(', ')
  const rows = await query(`select product_id, name from product where product_id in (${listed}) and name is not null`)
  return new Map(rows.map((row) => [String(row['product_id']), String(row['name'])]))
}

/** @throws Fault `price.product_missing`, `price.product_unknown` */
export const knownProduct = async (given: string | undefined, deps: Asking): Promise<string> => {
  const product = given?.trim() ?? ''
  if (product === '') throw new Fault('price.product_missing')
  const found = await deps.query(`select product_id from product where product_id = ${quote(product)}`)
  if (found.length === 0) throw new Fault('price.product_unknown', { product: product.slice(0, 80) })
  return product
}

/** Name of a rival, as it is kept. @throws Fault `price.competitor_missing` */
export const competitorIn = (text: string | undefined): string => {
  const competitor = (text ?? '').normalize('NFC').replaceAll(/\s+/g, ' ').trim().slice(0, 120)
  if (competitor === '') throw new Fault('price.competitor_missing')
  return competitor
}
