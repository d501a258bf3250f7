import { Fault } from '#core/fault.ts'
import { oneOf } from '#core/given.ts'
import { approximate, compared } from '#core/prices/amount.ts'
import { reviewSentence, visitSentence } from '#core/prices/outcome-words.ts'
import { keptUrl } from '#core/prices/pace.ts'
import type { Changed, ListedPage, ListingsAnswer } from '#core/prices/told.ts'
import type { ListingDraft, ListingState, WatchedListing } from '#core/prices/watched.ts'
import type { PriceDeps } from './dependencies.ts'
import { writeVisit } from './fetch-round.ts'
import { handOn } from './hand-on.ts'
import { competitorIn, knownProduct, productNames } from './match.ts'
import { type Looked, look, lookNow, ruleIn, shown } from './read-url.ts'

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

export const listedPage = (
  listing: WatchedListing,
  name: string | null,
  deps: Pick<PriceDeps, 'language'>,
): ListedPage => {
  const { open, outcome, detail, review } = listing
  const sentence = review
    ? reviewSentence(review, deps.language)
    : outcome && outcome !== 'price' && outcome !== 'not_modified'
      ? visitSentence(outcome, detail, deps.language)
      : null
  return {
    listing_id: listing.listing_id,
    product_id: listing.product_id,
    product_name: name,
    competitor: listing.competitor,
    url: listing.url,
    state: listing.state,
    outcome,
    reason: detail,
    sentence,
    price: open ? approximate(open.amount) : null,
    list_price: open?.list && compared(open.list, open.amount) > 0 ? approximate(open.list) : null,
    currency: open?.currency ?? listing.currency,
    availability: open?.availability ?? 'unknown',
    seen_at: instant(listing.seen_at),
    checked_at: instant(listing.checked_at),
    next_at: listing.state === 'active' || listing.state === 'mismatch' ? instant(listing.due_at) : null,
    since: instant(open?.firstSeenAt ?? null),
    rule: listing.rule?.price ?? null,
    waits: review !== null,
  }
}

export const known = (id: string, { watch }: Pick<PriceDeps, 'watch'>): WatchedListing => {
  const listing = watch.listing(id)
  if (!listing) throw new Fault('price.listing_unknown', { listing: id.slice(0, 80) })
  return listing
}

const hoursIn = (hours: number | undefined): number | null => {
  if (hours === undefined) return null
  if (!(hours >= 1 && hours <= 720)) throw new Fault('price.hours_unfit', { hours: String(hours) })
  return hours
}

export type GivenListing = {
  readonly url: string
  readonly product?: string | undefined
  readonly competitor?: string | undefined
  readonly rule?: string | undefined
  readonly list_rule?: string | undefined
  readonly currency?: string | undefined
  readonly hours?: number | undefined
}

/** Pages that are watched all the same although nothing could be read: what stands in the way may pass. */
const mayBeWatched = ({ visited }: Looked['seen']): boolean =>
  visited.kind !== 'not_read' || ['blocked', 'failed', 'robots_unreachable'].includes(visited.outcome)

/**
 * Watches a page from now on, with what was read of it as its first price.
 * @throws Fault `price.*`
 */
export const addListing = async (given: GivenListing, deps: PriceDeps): Promise<ListedPage> => {
  const product_id = await knownProduct(given.product, deps)
  const competitor = competitorIn(given.competitor)
  const rule = ruleIn(given.rule, given.list_rule)
  const check_hours = hoursIn(given.hours)
  const kept = keptUrl(given.url)
  if (kept !== null && deps.watch.listingAt(product_id, kept))
    throw new Fault('price.listing_known', { product: product_id })
  const looked = await look(given.url, rule, deps)
  if (!mayBeWatched(looked.seen)) {
    const { sentence } = await shown(looked, deps)
    throw new Fault('price.not_watchable', { url: looked.url, sentence })
  }
  const { read, visited } = looked.seen
  const price = read?.result.kind === 'price' ? read.result : null
  const draft: ListingDraft = {
    product_id,
    competitor,
    url: looked.url,
    domain: looked.domain,
    currency: given.currency?.trim().toUpperCase() || (price?.currency ?? null),
    identity: price?.identity ?? null,
    rule,
    check_hours,
  }
  const listing_id = deps.randomId()
  deps.watch.add([{ ...draft, listing_id }], deps.time())
  // The shop was already written down as asked when the page was looked at.
  writeVisit(known(listing_id, deps), { ...visited, requests: 0 }, deps)
  if (rule?.price && read?.piece && price)
    deps.watch.change(listing_id, {
      rule_case: { rule: rule.price, amount: price.amount, currency: price.currency, html: read.piece },
    })
  await handOn(deps)
  const names = await productNames([product_id], deps)
  return listedPage(known(listing_id, deps), names.get(product_id) ?? null, deps)
}

/** Pauses, resumes, moves to another address or changes how often a page is read. @throws Fault `price.*` */
export const changeListing = async (
  id: string,
  given: { state?: string | undefined; url?: string | undefined; hours?: number | undefined },
  deps: PriceDeps,
): Promise<Changed> => {
  const listing = known(id, deps)
  const state = given.state === undefined ? undefined : oneOf('state', given.state, ['active', 'paused', 'removed'])
  if (state === 'removed') {
    deps.watch.remove(id)
    return { listing_id: id, state }
  }
  const url = given.url === undefined ? null : keptUrl(given.url)
  if (given.url !== undefined && url === null) throw new Fault('price.url_invalid', { url: given.url.slice(0, 200) })
  if (url !== null && url !== listing.url && deps.watch.listingAt(listing.product_id, url))
    throw new Fault('price.listing_known', { product: listing.product_id })
  const next: ListingState = state ?? (url !== null ? 'active' : listing.state)
  deps.watch.change(id, {
    state: next,
    ...(given.hours === undefined ? {} : { check_hours: hoursIn(given.hours) }),
    ...(url === null
      ? {}
      : { url, domain: deps.domainOf(url), review: null, etag: null, last_modified: null, misses: 0 }),
    ...(next === 'active' && (url !== null || listing.state !== 'active') ? { due_at: deps.time(), misses: 0 } : {}),
  })
  return { listing_id: id, state: next }
}

/** Reads one page now, in its shop’s turn, or marks all that are watched as due. */
export const fetchNow = async (
  id: string | undefined,
  deps: PriceDeps,
): Promise<{ readonly due: number; readonly listing: ListedPage | null }> => {
  if (id === undefined) {
    const all = deps.watch.listings().filter(({ state }) => state === 'active' || state === 'mismatch')
    for (const { listing_id, due_at } of all)
      if (due_at > deps.time()) deps.watch.change(listing_id, { due_at: deps.time() })
    return { due: all.length, listing: null }
  }
  const listing = known(id, deps)
  const seen = await lookNow({ ...listing, known: listing }, deps)
  writeVisit(known(id, deps), { ...seen.visited, requests: 0 }, deps)
  await handOn(deps)
  const names = await productNames([listing.product_id], deps)
  return { due: 0, listing: listedPage(known(id, deps), names.get(listing.product_id) ?? null, deps) }
}

const groups = ['waits', 'failing', 'fresh', 'paused'] as const

const isIn = (group: string, listing: WatchedListing): boolean => {
  if (group === 'waits') return listing.review !== null
  if (group === 'paused') return listing.state === 'paused' || listing.state === 'gone'
  const failing = listing.misses > 0 || listing.state === 'gone' || listing.state === 'mismatch'
  return group === 'failing' ? failing : !failing && listing.review === null && listing.open !== null
}

/** Watched pages, by product, rival or what has become of them. */
export const listListings = async (
  given: {
    product?: string | undefined
    competitor?: string | undefined
    show?: string | undefined
    limit?: number | undefined
  },
  deps: PriceDeps,
): Promise<ListingsAnswer> => {
  const { show } = given
  if (show !== undefined) oneOf('show', show, groups)
  const all = deps.watch.listings()
  const chosen = all.filter(
    (each) =>
      (given.product === undefined || each.product_id === given.product) &&
      (given.competitor === undefined || each.competitor === given.competitor) &&
      (show === undefined || isIn(show, each)),
  )
  const page = chosen.slice(0, Math.max(1, Math.min(given.limit ?? 200, 2_000)))
  const names = await productNames(
    page.map((each) => each.product_id),
    deps,
  )
  const count = (group: (typeof groups)[number]): number => all.filter((each) => isIn(group, each)).length
  return {
    total: chosen.length,
    counts: { waits: count('waits'), failing: count('failing'), fresh: count('fresh'), paused: count('paused') },
    listings: page.map((each) => listedPage(each, names.get(each.product_id) ?? null, deps)),
  }
}
