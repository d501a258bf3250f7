import { afterVisit } from '#core/prices/after-visit.ts'
import { shopAfter } from '#core/prices/pace.ts'
import type { Visited } from '#core/prices/visited.ts'
import type { WatchedListing } from '#core/prices/watched.ts'
import type { FetchDeps, PriceDeps } from './dependencies.ts'
import { askRobots, isRefusedHost, knownRobots, permissionOf, visitPage } from './visit-page.ts'

export type FetchingDeps = FetchDeps & Pick<PriceDeps, 'settings' | 'today' | 'wall'>

const aDay = 24 * 3_600_000

/** Writes down what a visit came to: listing, history, shop and what is handed on, at once. */
export const writeVisit = (listing: WatchedListing, visited: Visited, deps: FetchingDeps): void => {
  const { watch } = deps
  const now = deps.time()
  watch.finish(
    listing.listing_id,
    afterVisit(listing, watch.shop(listing.domain), visited, {
      now,
      today: deps.today(),
      wall: deps.wall(),
      currency: deps.settings().currency,
      pace: deps.pace,
      chance: deps.chance(),
      changes: watch.changesAt(listing.domain, now - aDay),
    }),
  )
}

/** Marks the shop as asked before it is: a program that is killed meanwhile does not come back too soon. */
const claim = (domain: string, deps: FetchingDeps): void => {
  const shop = deps.watch.shop(domain)
  const { next_at } = shopAfter(
    shop,
    { requests: 1, well: true, retryAfter: null },
    { now: deps.time(), today: deps.today(), pace: deps.pace, chance: deps.chance() },
  )
  deps.watch.putShop({ ...shop, next_at })
}

const stopped = (visited: Visited): boolean => visited.kind === 'not_read' && visited.detail === 'stopped'

/** One turn of one listing: its shop's robots.txt where that is not known, else its page. */
export const fetchListing = async (id: string, deps: FetchingDeps, signal?: AbortSignal): Promise<void> => {
  const listing = deps.watch.listing(id)
  if (!listing) return
  const { domain } = listing
  claim(domain, deps)
  const { origin } = new URL(listing.url)
  const known = knownRobots(origin, deps)
  const notAsked = { kind: 'not_read', detail: null, status: null, bytes: 0, requests: 0, retryAfter: null } as const
  const asked = known ? null : await askRobots(origin, deps, signal)
  if (asked) {
    const { copy, result } = asked
    if (signal?.aborted) return
    if (result.outcome === 'refused' && isRefusedHost(result))
      return writeVisit(listing, { ...notAsked, outcome: 'refused', detail: result.reason }, deps)
    const permission = permissionOf(copy, listing.url)
    const shop = { ...deps.watch.shop(domain), delay_seconds: permission.delaySeconds }
    deps.watch.putShop(
      shopAfter(
        shop,
        { requests: Math.max(1, result.requests), well: permission.reachable, retryAfter: null },
        { now: deps.time(), today: deps.today(), pace: deps.pace, chance: deps.chance() },
      ),
    )
    // The page itself is asked for in its own turn.
    if (permission.allowed) return
  }
  const permission = permissionOf(known ?? asked!.copy, listing.url)
  if (!permission.allowed)
    return writeVisit(
      listing,
      { ...notAsked, outcome: permission.reachable ? 'robots_denied' : 'robots_unreachable' },
      deps,
    )
  const { visited } = await visitPage({ ...listing, known: listing }, deps, signal)
  // What was broken off on purpose says nothing about the page.
  if (stopped(visited)) return
  writeVisit(deps.watch.listing(id) ?? listing, visited, deps)
}

/** Shops asked at the same time. */
const together = 8
const lookedUp = 64

/**
 * Reads everything whose turn it is: one page at a time of each shop, several shops at once, until nothing is due.
 * What is due stands in the store, so that a kill at any moment loses and doubles nothing.
 * @returns how many pages and robots.txt were asked for
 */
export const fetchRound = async (deps: FetchingDeps, signal?: AbortSignal): Promise<number> => {
  const running = new Set<Promise<void>>()
  let [turns, failed] = [0, null as { readonly error: unknown } | null]
  let queue: ReturnType<FetchDeps['watch']['due']> = []
  while (!signal?.aborted && failed === null) {
    queue = queue.filter(({ domain }) => !deps.busy.has(domain))
    if (queue.length === 0) queue = deps.watch.due(deps.time(), lookedUp).filter(({ domain }) => !deps.busy.has(domain))
    if (queue.length === 0 && running.size === 0) break
    while (queue.length > 0 && running.size < together) {
      const [next, ...rest] = queue
      queue = rest
      deps.busy.add(next!.domain)
      turns++
      const turn: Promise<void> = fetchListing(next!.listing_id, deps, signal)
        .catch((error: unknown) => {
          failed ??= { error }
        })
        .finally(() => {
          deps.busy.delete(next!.domain)
          running.delete(turn)
        })
      running.add(turn)
    }
    await Promise.race(running)
  }
  await Promise.all(running)
  if (failed !== null) throw (failed as { readonly error: unknown }).error
  return turns
}
