import { Fault } from '#core/fault.ts'
import { approximate } from '#core/prices/amount.ts'
import { visitSentence } from '#core/prices/outcome-words.ts'
import { keptUrl, shopAfter } from '#core/prices/pace.ts'
import type { ListingRule } from '#core/prices/reading.ts'
import { priceReasonWords } from '#core/prices/reason-words.ts'
import { parseRule } from '#core/prices/rule.ts'
import type { ReadUrl } from '#core/prices/told.ts'
import type { VisitOutcome } from '#core/prices/watched.ts'
import type { PriceDeps } from './dependencies.ts'
import { matchProducts } from './match.ts'
import {
  askRobots,
  isRefusedHost,
  knownRobots,
  permissionOf,
  type Seen,
  type Visiting,
  visitPage,
} from './visit-page.ts'

/** Longest somebody who looks at a page is kept waiting for its shop's turn. */
const patience = 20_000
const keptFor = 10 * 60_000
const mostKept = 50

export type Looked = { readonly url: string; readonly domain: string; readonly seen: Seen }

const waitFor = async (domain: string, deps: PriceDeps): Promise<void> => {
  const until = deps.time() + patience
  for (;;) {
    const wait = deps.watch.shop(domain).next_at - deps.time()
    if (!deps.busy.has(domain) && wait <= 0) return
    const soon = deps.busy.has(domain) ? Math.max(wait, 200) : wait
    if (deps.time() + soon > until)
      throw new Fault('price.shop_waits', { domain, seconds: Math.ceil(Math.max(wait, 1_000) / 1000) })
    await deps.rest(Math.min(soon, 500))
  }
}

const notAsked = (outcome: 'robots_denied' | 'robots_unreachable', at: number): Seen => ({
  visited: { kind: 'not_read', outcome, detail: null, status: null, bytes: 0, requests: 0, retryAfter: null },
  read: null,
  at,
})

/** Looks at a page now, in its shop's turn: robots.txt first, like everything that is read by itself later. */
export const lookNow = async (listing: Visiting, deps: PriceDeps): Promise<Seen> => {
  const domain = deps.domainOf(listing.url)
  await waitFor(domain, deps)
  deps.busy.add(domain)
  try {
    const { origin } = new URL(listing.url)
    const known = knownRobots(origin, deps)
    const asked = known ? null : await askRobots(origin, deps)
    if (asked?.result.outcome === 'refused' && isRefusedHost(asked.result)) {
      const { reason } = asked.result
      const refused = { ...notAsked('robots_denied', deps.time()).visited, outcome: 'refused', detail: reason } as const
      return { visited: refused, read: null, at: deps.time() }
    }
    const permission = permissionOf(known ?? asked!.copy, listing.url)
    const seen = permission.allowed
      ? await visitPage(listing, deps)
      : notAsked(permission.reachable ? 'robots_denied' : 'robots_unreachable', deps.time())
    const requests = seen.visited.requests + (asked?.result.requests ?? 0)
    if (requests > 0)
      deps.watch.putShop(
        shopAfter(
          { ...deps.watch.shop(domain), delay_seconds: permission.delaySeconds },
          {
            requests,
            well: seen.visited.status !== 429 && (seen.visited.status ?? 200) < 500,
            retryAfter: seen.visited.retryAfter,
          },
          { now: deps.time(), today: deps.today(), pace: deps.pace, chance: deps.chance() },
        ),
      )
    return seen
  } finally {
    deps.busy.delete(domain)
  }
}

/** @throws Fault `price.rule_invalid` */
export const ruleIn = (price: string | undefined, list: string | undefined): ListingRule | null => {
  for (const each of [price, list])
    if (each !== undefined && parseRule(each) === null)
      throw new Fault('price.rule_invalid', { rule: each.slice(0, 120) })
  return price === undefined && list === undefined ? null : { price: price ?? null, list: list ?? null }
}

/**
 * Looks at a page somebody pasted, or gives what was seen of it in the last ten minutes.
 * @throws Fault `price.url_invalid`, `price.shop_waits`
 */
export const look = async (text: string, rule: ListingRule | null, deps: PriceDeps): Promise<Looked> => {
  const url = keptUrl(text)
  if (url === null) throw new Fault('price.url_invalid', { url: text.slice(0, 200) })
  const domain = deps.domainOf(url)
  const key = JSON.stringify([url, rule])
  const known = deps.lately.get(key)
  if (known && deps.time() - known.at < keptFor) return { url, domain, seen: known }
  const seen = await lookNow({ url, rule }, deps)
  if (seen.visited.kind === 'read') {
    for (const [old] of [...deps.lately].slice(0, Math.max(0, deps.lately.size - mostKept + 1))) deps.lately.delete(old)
    deps.lately.set(key, seen)
  }
  return { url, domain, seen }
}

const outcomeOf = ({ visited }: Seen): { readonly outcome: VisitOutcome; readonly reason: string | null } => {
  if (visited.kind === 'not_read') return { outcome: visited.outcome, reason: visited.detail }
  if (visited.kind === 'not_modified') return { outcome: 'not_modified', reason: null }
  const { result } = visited.page
  return result.kind === 'price'
    ? { outcome: 'price', reason: null }
    : { outcome: result.reason === 'page_blocked' ? 'blocked' : 'abstained', reason: result.reason }
}

/** What was seen of a page, as it is shown before anything is saved. */
export const shown = async ({ url, domain, seen }: Looked, deps: PriceDeps): Promise<ReadUrl> => {
  const { outcome, reason } = outcomeOf(seen)
  const result = seen.read?.result ?? null
  const price = result?.kind === 'price' ? result : null
  const [amount, list] = [price ? approximate(price.amount) : null, price?.list ? approximate(price.list) : null]
  const { identity } = result ?? {}
  return {
    url,
    domain,
    outcome,
    reason: price ? price.reason : reason,
    sentence: price ? priceReasonWords[price.reason][deps.language] : visitSentence(outcome, reason, deps.language),
    price: amount,
    list_price: list,
    member_price: price?.member ? approximate(price.member) : null,
    currency: price?.currency ?? null,
    availability: result?.availability.value ?? 'unknown',
    from: price?.from ?? false,
    tax: price?.tax ?? null,
    promotion: amount !== null && list !== null && list > amount ? Math.round((1 - amount / list) * 1000) / 1000 : null,
    confidence: price?.confidence ?? null,
    evidence: (price?.evidence ?? []).slice(0, 6).map(({ source, raw, path }) => ({ source, text: raw, place: path })),
    choices: (seen.read?.choices ?? []).map(({ amount: each, currency, role, raw, selector }, index) => ({
      choice: index + 1,
      price: approximate(each),
      currency,
      role,
      text: raw,
      selector,
    })),
    name: identity?.name ?? null,
    brand: identity?.brand ?? null,
    sku: identity?.sku ?? null,
    gtin: identity?.gtin ?? null,
    matches: identity ? await matchProducts(identity, deps) : [],
  }
}

/** Reads a page and shows what would be saved. Saves nothing. */
export const readUrl = async (text: string, rule: ListingRule | null, deps: PriceDeps): Promise<ReadUrl> =>
  shown(await look(text, rule, deps), deps)
