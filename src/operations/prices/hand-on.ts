import { oneAtATime } from '#core/one-at-a-time.ts'
import { approximate, compared } from '#core/prices/amount.ts'
import type { Sighting, WatchedListing } from '#core/prices/watched.ts'
import type { PriceDeps } from './dependencies.ts'

const most = 5_000
const inTurn = oneAtATime()

const pairOf = (each: { readonly competitor: string; readonly product_id: string }): string =>
  `${each.competitor}\n${each.product_id}`

/** Of a rival that has a product on several pages the lowest price in stock counts, whichever page was read last. */
const lowestOf = (sighting: Sighting, pages: readonly WatchedListing[]): Sighting => {
  const offers = pages.flatMap(({ open, url }) => (open && open.availability !== 'out' ? [{ ...open, url }] : []))
  if (pages.length < 2 || offers.length === 0) return sighting
  const least = offers.reduce((a, b) => (compared(b.amount, a.amount) < 0 ? b : a))
  return { ...sighting, price: least.amount, list_price: least.list, availability: least.availability, url: least.url }
}

/**
 * Hands sightings on as one batch of `price_observation`, from where they count in the numbers. They leave the queue
 * once the batch stands; a program that is killed in between hands the same rows on again, which changes nothing: a
 * row is known by rival, product and moment.
 * @returns id of the import and how many sightings it holds; null where none waited
 */
export const handOn = (
  deps: Pick<PriceDeps, 'watch' | 'importRows'>,
): Promise<{ readonly import_id: string; readonly sightings: number } | null> =>
  inTurn(async () => {
    const waiting = deps.watch.waiting(most)
    const [first, last] = [waiting[0], waiting.at(-1)]
    if (!first || !last) return null
    const pages = new Map<string, WatchedListing[]>()
    for (const listing of deps.watch.listings())
      if (listing.state !== 'gone') pages.set(pairOf(listing), [...(pages.get(pairOf(listing)) ?? []), listing])
    const rows = new Map<string, Record<string, string | number | null>>()
    for (const { sighting } of waiting) {
      const row = lowestOf(sighting, pages.get(pairOf(sighting)) ?? [])
      rows.set(`${pairOf(row)}\n${row.seen_at}`, {
        ...row,
        price: approximate(row.price),
        list_price: row.list_price === null ? null : approximate(row.list_price),
        observed_by: 'fetched',
      })
    }
    const name = `prices-${first.sequence}-${last.sequence}`
    const { import_id } = await deps.importRows('price_observation', [...rows.values()], name)
    deps.watch.handedOn(last.sequence)
    return { import_id, sightings: waiting.length }
  })
