import { isIP, isIPv4 } from 'node:net'
import type { Context } from 'hono'

type Connection = { readonly socket?: { readonly remoteAddress?: string }; readonly httpVersion?: string }

const connectionOf = (context: Context): Connection | undefined =>
  (context.env as { incoming?: Connection } | undefined)?.incoming

/** What proxies and tunnels add to the requests they pass on. */
const marks = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'x-original-forwarded-for',
  'tailscale-user-login',
]

/**
 * Whether the request came through somebody else: said by a header or, where a proxy adds none, by the version of HTTP
 * that proxies alone still speak.
 */
export const isForwarded = (context: Context): boolean =>
  marks.some((name) => context.req.header(name) !== undefined) || connectionOf(context)?.httpVersion === '1.0'

/** Without a port, brackets or a zone. */
const bare = (address: string): string => {
  const text = address.trim().replace(/^::ffff:(?=\d+\.)/i, '')
  const bracketed = /^\[([^\]%]+)[^\]]*\](:\d+)?$/.exec(text)?.[1]
  const withPort = /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1]
  return bracketed ?? withPort ?? text.replace(/%.*$/, '')
}

/**
 * An address as attempts are counted by: of IPv6 the network of one subscriber, who has 2⁶⁴ addresses in it.
 * Null where the text is no address.
 */
export const networkOf = (address: string): string | null => {
  const text = bare(address)
  const kind = isIP(text)
  if (kind === 0) return null
  if (kind === 4) return text
  const [head = '', tail = ''] = text.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const after = tail.split(':').filter((group) => group !== '')
  const last = after.at(-1)
  const missing = text.includes('::') ? 8 - groups.length - after.length - (last && isIPv4(last) ? 1 : 0) : 0
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...after]
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

const isThisMachine = (address: string): boolean => address === '::1' || address.startsWith('127.')

/** Where the request comes from: what the connection says, or a proxy on this machine of it. */
export const addressOf = (context: Context): string => {
  const peer = bare(connectionOf(context)?.socket?.remoteAddress ?? '')
  const told = isThisMachine(peer) ? context.req.header('x-forwarded-for')?.split(',').at(-1) : undefined
  return (told === undefined ? null : networkOf(told)) ?? networkOf(peer) ?? peer
}
