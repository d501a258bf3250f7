import { Fault } from '#core/fault.ts'
import { oneOf } from '#core/given.ts'
import type { PriceDeps } from './dependencies.ts'
import { competitorIn, knownProduct } from './match.ts'

export type GivenPrice = {
  readonly product?: string | undefined
  readonly competitor?: string | undefined
  readonly price: number
  readonly list_price?: number | undefined
  readonly seen_at?: string | undefined
  readonly availability?: string | undefined
  readonly url?: string | undefined
}

/** A day, or a moment of one, not ahead of the organisation's clock. */
const seenAt = (text: string | undefined, wall: string): string => {
  if (text === undefined || text === '') return wall
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2})?)?$/.exec(text.trim())
  const moment = found
    ? `${found[1]}T${found[2] ?? (found[1] === wall.slice(0, 10) ? wall.slice(11, 16) : '12:00')}:00`
    : ''
  if (!found || Number.isNaN(Date.parse(`${moment}Z`)) || moment > wall)
    throw new Fault('price.seen_at_unfit', { seen_at: text.slice(0, 40) })
  return moment
}

/**
 * Writes down a price somebody saw, as a batch of its own: it counts like one that was fetched, keeps the day it was
 * seen and who entered it, and can be taken back.
 * @throws Fault `price.*`, `option.unknown_value`
 */
export const enterPrice = async (
  given: GivenPrice,
  deps: PriceDeps,
): Promise<{
  readonly import_id: string
  readonly product_id: string
  readonly competitor: string
  readonly seen_at: string
}> => {
  const product_id = await knownProduct(given.product, deps)
  const competitor = competitorIn(given.competitor)
  for (const price of [given.price, given.list_price])
    if (price !== undefined && !(Number.isFinite(price) && price > 0 && price < 1e14))
      throw new Fault('price.amount_unfit', { price: String(price) })
  const availability = oneOf('availability', given.availability ?? 'in', ['in', 'out', 'unknown'])
  const seen_at = seenAt(given.seen_at, deps.wall())
  const row = {
    competitor,
    product_id,
    seen_at,
    price: given.price,
    list_price: given.list_price ?? null,
    currency: deps.settings().currency,
    availability,
    url: given.url?.slice(0, 2_048) ?? null,
    observed_by: 'typed',
  }
  const { import_id } = await deps.importRows('price_observation', [row], `price-typed-${product_id}`)
  return { import_id, product_id, competitor, seen_at }
}
