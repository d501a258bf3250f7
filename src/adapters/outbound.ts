import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import type { Readable } from 'node:stream'
import { Agent, buildConnector, request } from 'undici'
import {
  type Outbound,
  type OutboundFailure,
  type OutboundLimits,
  type OutboundResult,
  type OutboundVisit,
  outboundLimits,
} from '#core/outbound.ts'
import { isPublicAddress, judgeAddress, type Trusted } from './outbound-address.ts'
import { readBody } from './outbound-body.ts'

export type OutboundOptions = {
  /** Who is asking, with a way to reach them. */
  readonly userAgent: string
  /** Origins (`http://127.0.0.1:8080`) whose host may be inside; from the operator’s configuration alone. */
  readonly trusted?: Trusted
  /** Every address of a name; the system’s resolver where left out. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>
}

const most = { redirects: 5, headers: 32_768 } as const

const bySystem = (hostname: string): Promise<readonly LookupAddress[]> =>
  new Promise((done, failed) => {
    systemLookup(hostname, { all: true }, (error, found) => (error ? failed(error) : done(found)))
  })

/** Told apart from what the line does by its code. */
const refusal = 'NHIP_HOST_PRIVATE'
const refused = (): Error => Object.assign(new Error('host_private'), { code: refusal })

const codeOf = (error: unknown): string => {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ((each as { code?: unknown }).code === refusal) return refusal
    if (each instanceof AggregateError && each.errors.some((inner) => codeOf(inner) === refusal)) return refusal
    if (each.cause === undefined) return String((each as { code?: unknown }).code ?? each.name)
  }
  return ''
}

const failureOf = (code: string): OutboundFailure => {
  if (/^ENOTFOUND|^EAI_|^ENODATA/.test(code)) return 'host_unknown'
  if (/TIMEOUT|ETIMEDOUT|TimeoutError/i.test(code)) return 'timeout'
  if (/HEADERS_OVERFLOW/.test(code)) return 'headers_too_large'
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(code)) return 'tls_failed'
  if (/HPE_|UND_ERR_SOCKET|RES_CONTENT_LENGTH|ECONNRESET|EPIPE/.test(code)) return 'broken'
  return 'unreachable'
}

/** Connects to addresses that were checked, and checks again what it is connected to, before a byte is sent. */
export const agentFor = (options: OutboundOptions, trusted: boolean, limits: OutboundLimits): Agent => {
  const resolve = options.resolve ?? bySystem
  const lookup: LookupFunction = (hostname, { all }, done) => {
    resolve(hostname).then(
      (found) => {
        // One bad address among good ones is enough: which of them is taken is for chance to say.
        if (found.length === 0 || (!trusted && !found.every(({ address }) => isPublicAddress(address))))
          return done(refused(), '', 0)
        if (all) return done(null, [...found])
        return done(null, found[0]!.address, found[0]!.family)
      },
      (error) => done(error, '', 0),
    )
  }
  const connect = buildConnector({
    lookup,
    timeout: limits.connecting,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  })
  return new Agent({
    connect: (target, done) => {
      connect(target, (error, socket) => {
        if (error) return done(error, null)
        if (trusted || isPublicAddress(socket.remoteAddress ?? '')) return done(null, socket)
        socket.destroy()
        return done(refused(), null)
      })
    },
    // One connection for each request: an address is looked up and checked anew, and nothing is kept open.
    pipelining: 0,
    connections: 1,
    headersTimeout: limits.waiting,
    bodyTimeout: limits.waiting,
    maxHeaderSize: most.headers,
  })
}

export type Sent = {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

type Hop =
  | {
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly encoding: string
      readonly body: Readable
      readonly close: () => Promise<void>
    }
  | { readonly failed: string }

const plainHeaders = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || name === 'set-cookie' ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )

/**
 * Opens the one way out of the program to other people’s servers. An address is parsed once; http and https on their
 * usual ports; hosts that are, or lead to, anything but the public internet are refused, before asking, while looking
 * up and once connected; redirects are followed by hand and checked each; sizes are counted after decompression. No
 * cookies, no proxies of the environment.
 */
export const openOutbound = (options: OutboundOptions): Outbound & { readonly fetch: typeof fetch } => {
  const hop = async (
    url: URL,
    trusted: boolean,
    sent: Sent,
    limits: OutboundLimits,
    signal: AbortSignal,
  ): Promise<Hop> => {
    const agent = agentFor(options, trusted, limits)
    const close = (): Promise<void> => agent.destroy().catch(() => undefined)
    try {
      const answer = await request(url, {
        dispatcher: agent,
        method: sent.method,
        headers: { ...sent.headers, 'user-agent': options.userAgent, 'accept-encoding': 'gzip, br' },
        ...(sent.body === undefined ? {} : { body: sent.body }),
        signal,
      })
      return {
        status: answer.statusCode,
        headers: plainHeaders(answer.headers),
        encoding: String(answer.headers['content-encoding'] ?? ''),
        body: answer.body,
        close,
      }
    } catch (error) {
      await close()
      return { failed: codeOf(error) }
    }
  }

  const visit = async (asked: OutboundVisit): Promise<OutboundResult> => {
    const limits = { ...outboundLimits, ...asked.limits }
    const patience = AbortSignal.timeout(limits.whole)
    const signal = asked.signal ? AbortSignal.any([patience, asked.signal]) : patience
    let target = asked.url
    let requests = 0
    const fail = (code: string): OutboundResult => {
      if (code === refusal) return { outcome: 'refused', reason: 'host_private', url: target, requests }
      const reason = asked.signal?.aborted ? 'stopped' : patience.aborted ? 'timeout' : failureOf(code)
      return { outcome: 'failed', reason, url: target, requests }
    }
    for (;;) {
      const judged = judgeAddress(target, options.trusted)
      if ('refused' in judged) return { outcome: 'refused', reason: judged.refused, url: target, requests }
      target = judged.url.href
      requests++
      const answer = await hop(
        judged.url,
        judged.trusted,
        { method: 'GET', headers: { accept: `${asked.types.join(', ')}, */*;q=0.1`, ...asked.headers } },
        limits,
        signal,
      )
      if ('failed' in answer) return fail(answer.failed)
      try {
        const location = answer.headers['location']
        if ([301, 302, 303, 307, 308].includes(answer.status) && location !== undefined) {
          answer.body.on('error', () => undefined).destroy()
          const next = URL.canParse(location, target) ? new URL(location, target) : null
          const refuse = (reason: 'redirect_refused' | 'redirects_too_many' | 'redirect_declined'): OutboundResult => ({
            outcome: 'refused',
            reason,
            url: target,
            requests,
            ...(next === null ? {} : { location: next.href.slice(0, 2048) }),
          })
          if (next === null || location.includes('\\')) return refuse('redirect_refused')
          if (judged.url.protocol === 'https:' && next.protocol === 'http:') return refuse('redirect_refused')
          if (requests > most.redirects) return refuse('redirects_too_many')
          next.hash = ''
          // Where it may not go at all is said as such, not left to whoever asked.
          const there = judgeAddress(next.href, options.trusted)
          if ('refused' in there) return { outcome: 'refused', reason: there.refused, url: target, requests }
          if (asked.mayFollow && !(await asked.mayFollow(next.href))) return refuse('redirect_declined')
          target = next.href
          continue
        }
        const given = (body: Uint8Array, cut: boolean): OutboundResult => ({
          outcome: 'answered',
          url: target,
          status: answer.status,
          headers: answer.headers,
          body,
          cut,
          requests,
        })
        const type = (answer.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
        if (answer.status === 304 || answer.status === 204 || !asked.types.includes(type)) {
          answer.body.on('error', () => undefined).destroy()
          if (answer.status < 200 || answer.status >= 300 || answer.status === 204)
            return given(new Uint8Array(), false)
          return { outcome: 'failed', reason: 'content_type', url: target, requests }
        }
        const body = await readBody(answer.body, answer.encoding, limits, asked.cut === true)
        if ('failed' in body) return { outcome: 'failed', reason: body.failed, url: target, requests }
        return given(body.bytes, body.cut)
      } catch (error) {
        const failed = fail(codeOf(error))
        return failed.outcome === 'failed' && failed.reason === 'unreachable' ? { ...failed, reason: 'broken' } : failed
      } finally {
        await answer.close()
      }
    }
  }

  /** For libraries that speak to a server themselves. Follows no redirect and holds answers to the same limits. */
  const fetchOne: typeof fetch = async (input, init = {}) => {
    const limits = outboundLimits
    const judged = judgeAddress(input instanceof Request ? input.url : String(input), options.trusted)
    if ('refused' in judged) throw new TypeError('fetch failed', { cause: new Error(judged.refused) })
    const patience = AbortSignal.timeout(limits.whole)
    const signal = init.signal ? AbortSignal.any([patience, init.signal]) : patience
    const method = (init.method ?? 'GET').toUpperCase()
    if (method !== 'GET' && method !== 'POST') throw new TypeError(`fetch failed: ${method}`)
    const body = init.body === undefined || init.body === null ? {} : { body: String(init.body) }
    const headers = Object.fromEntries(new Headers(init.headers))
    if (init.body instanceof URLSearchParams) headers['content-type'] ??= 'application/x-www-form-urlencoded'
    const answer = await hop(judged.url, judged.trusted, { method, headers, ...body }, limits, signal)
    if ('failed' in answer) {
      if (init.signal?.aborted) throw init.signal.reason
      throw new TypeError('fetch failed', { cause: new Error(answer.failed) })
    }
    try {
      const read = await readBody(answer.body, answer.encoding, limits, false)
      if ('failed' in read) throw new TypeError('fetch failed', { cause: new Error(read.failed) })
      const { 'content-encoding': _packed, 'content-length': _length, ...kept } = answer.headers
      const bare = [204, 205, 304].includes(answer.status)
      return new Response(bare ? null : Buffer.from(read.bytes), { status: answer.status, headers: kept })
    } finally {
      await answer.close()
    }
  }
  return { visit, fetch: fetchOne }
}
