import type { OutboundResult } from '#core/outbound.ts'
import { retryAfter } from '#core/prices/pace.ts'
import type { PageRead } from '#core/prices/page-reader.ts'
import type { Listing } from '#core/prices/reading.ts'
import { judgeRobots, parseRobots, robotsState } from '#core/prices/robots.ts'
import type { Visited } from '#core/prices/visited.ts'
import type { RobotsCopy, WatchedListing } from '#core/prices/watched.ts'
import type { FetchDeps } from './dependencies.ts'

/** The name robots.txt knows us by. */
export const robotName = 'NhipBot'

const hour = 3_600_000
const robotsKept = { known: 24 * hour, unreachable: hour, old: 7 * 24 * hour } as const
const robotsBytes = 512 * 1024

/** What a page was when it was last looked at. */
export type Seen = { readonly visited: Visited; readonly read: PageRead | null; readonly at: number }

/** What of a listing a visit needs. */
export type Visiting = Listing & {
  readonly known?: Pick<WatchedListing, 'etag' | 'last_modified' | 'full_at' | 'open'>
}

const isFresh = (copy: RobotsCopy, now: number): boolean =>
  now - copy.fetched_at < (robotsState(copy.status) === 'unreachable' ? robotsKept.unreachable : robotsKept.known)

/** The copy of a robots.txt that still counts; null where it has to be asked for. */
export const knownRobots = (origin: string, { watch, time }: FetchDeps): RobotsCopy | null => {
  const copy = watch.robots(origin)
  return copy && isFresh(copy, time()) ? copy : null
}

/** Whether the host itself may not be asked, whatever stands there. */
export const isRefusedHost = (result: OutboundResult): boolean =>
  result.outcome === 'refused' && ['address_invalid', 'port_refused', 'host_private'].includes(result.reason)

/** Asks for the robots.txt of an origin and keeps it. One that is not reachable now leaves the last known one in force for a week. */
export const askRobots = async (
  origin: string,
  deps: FetchDeps,
  signal?: AbortSignal,
): Promise<{ readonly copy: RobotsCopy; readonly result: OutboundResult }> => {
  const { watch, outbound, time } = deps
  const result = await (await outbound()).visit({
    url: `${origin}/robots.txt`,
    types: ['text/plain', 'text/html', 'application/octet-stream', ''],
    limits: { unpacked: robotsBytes },
    cut: true,
    ...(signal ? { signal } : {}),
  })
  const now = time()
  const status = result.outcome === 'answered' ? result.status : null
  const before = watch.robots(origin)
  if (robotsState(status) === 'unreachable' && before && robotsState(before.status) !== 'unreachable')
    if (now - before.fetched_at < robotsKept.old) {
      // Asked again within the hour; until then by what it said before.
      const copy = {
        ...before,
        fetched_at: Math.min(before.fetched_at, now - robotsKept.known + robotsKept.unreachable),
      }
      watch.putRobots(copy)
      return { copy, result }
    }
  const text =
    result.outcome === 'answered' && robotsState(status) === 'rules' ? new TextDecoder().decode(result.body) : null
  const copy = { origin, fetched_at: now, status, text }
  // Where nothing may be asked nothing is learnt: it is refused anew each time, and said so.
  if (!isRefusedHost(result)) watch.putRobots(copy)
  return { copy, result }
}

export type Permission = { readonly allowed: boolean; readonly reachable: boolean; readonly delaySeconds: number }

/** Whether robots.txt lets us read an address, and how far apart. */
export const permissionOf = (copy: RobotsCopy, url: string): Permission => {
  const state = robotsState(copy.status)
  if (state === 'unreachable') return { allowed: false, reachable: false, delaySeconds: 0 }
  if (state !== 'rules') return { allowed: state === 'allowed', reachable: true, delaySeconds: 0 }
  const { allowed, delaySeconds } = judgeRobots(parseRobots(copy.text ?? ''), robotName, url)
  return { allowed, reachable: true, delaySeconds: Math.min(delaySeconds ?? 0, 86_400) }
}

/** A page is asked for whole at least once a day, whatever it says of not having changed. */
const conditional = ({ known, rule }: Visiting, now: number): Record<string, string> => {
  if (!known?.open || known.full_at === null || now - known.full_at > 23 * hour || rule?.price === '') return {}
  // Only a strong mark says that not a letter changed.
  if (known.etag !== null && !known.etag.startsWith('W/')) return { 'if-none-match': known.etag }
  return {}
}

const pageTypes = ['text/html', 'application/xhtml+xml']

const notReadOf = (result: Exclude<OutboundResult, { outcome: 'answered' }>, deps: FetchDeps): Visited => {
  const { reason, requests } = result
  const rest = { kind: 'not_read', status: null, bytes: 0, requests, retryAfter: null } as const
  if (result.outcome === 'failed') return { ...rest, outcome: 'failed', detail: reason }
  if (reason !== 'redirect_declined') return { ...rest, outcome: 'refused', detail: reason }
  const away = result.location !== undefined && deps.domainOf(result.location) !== deps.domainOf(result.url)
  return away
    ? { ...rest, outcome: 'moved', detail: result.location ?? null }
    : { ...rest, outcome: 'robots_denied', detail: null }
}

/**
 * Asks for a page once and reads it. Redirects are followed within the shop alone, and where its robots.txt lets us.
 * Whether the page itself may be asked for was looked at before.
 */
export const visitPage = async (listing: Visiting, deps: FetchDeps, signal?: AbortSignal): Promise<Seen> => {
  const domain = deps.domainOf(listing.url)
  const begun = deps.time()
  let further = 0
  const result = await (await deps.outbound()).visit({
    url: listing.url,
    types: pageTypes,
    headers: conditional(listing, begun),
    cut: true,
    ...(signal ? { signal } : {}),
    mayFollow: async (url) => {
      if (deps.domainOf(url) !== domain) return false
      const { origin } = new URL(url)
      const known = knownRobots(origin, deps)
      if (!known) further++
      return permissionOf(known ?? (await askRobots(origin, deps, signal)).copy, url).allowed
    },
  })
  const at = deps.time()
  if (result.outcome !== 'answered') {
    const visited = notReadOf(result, deps)
    return { visited: { ...visited, requests: visited.requests + further }, read: null, at }
  }
  const { status, headers, body } = result
  const rest = {
    status,
    bytes: body.length,
    requests: result.requests + further,
    retryAfter: retryAfter(headers['retry-after'], at),
  }
  if (status === 304) return { visited: { kind: 'not_modified', ...rest }, read: null, at }
  const { known: _known, ...what } = listing
  const read = await deps.pages.read({
    url: result.url,
    status,
    contentType: headers['content-type'] ?? '',
    body,
    cut: result.cut,
    readAt: at,
    listing: what,
  })
  if (read === null)
    return { visited: { kind: 'not_read', outcome: 'failed', detail: 'page_too_heavy', ...rest }, read, at }
  const page = { result: read.result, choices: read.choices }
  const etag = headers['etag'] ?? null
  return { visited: { kind: 'read', page, etag, lastModified: headers['last-modified'] ?? null, ...rest }, read, at }
}
