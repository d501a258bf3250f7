import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'
import type { OutboundRefusal } from '#core/outbound.ts'

const longestUrl = 2048
const ports = ['', '80', '443']
/** Names that only mean something inside a network, and the ones given out for that purpose. */
const insideNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|onion|invalid|test)$/
/** Addresses of a cloud's own services that look public. */
const insideAddresses = ['168.63.129.16']

const literalOf = (hostname: string): string | null => {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return ipaddr.isValid(bare) ? bare : null
}

const ownAddresses = (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address))

/** Whether an address belongs to the public internet and to somebody else. */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  const plain = ipaddr.process(address)
  if (plain.range() !== 'unicast') return false
  // Of IPv6 only what has been given out so far; everything else wraps or translates something.
  if (plain instanceof ipaddr.IPv6 && !plain.match(ipaddr.IPv6.parse('2000::'), 3)) return false
  const same = (other: string): boolean =>
    ipaddr.isValid(other) && ipaddr.process(other).toNormalizedString() === plain.toNormalizedString()
  return ![...insideAddresses, ...ownAddresses()].some(same)
}

/** Origins named by whoever runs the program: only there may a host be inside. */
export type Trusted = readonly string[]

export type JudgedAddress =
  | { readonly url: URL; readonly trusted: boolean }
  | { readonly refused: Extract<OutboundRefusal, 'address_invalid' | 'port_refused' | 'host_private'> }

/** Whether a text holds anything a parser of addresses drops or bends on its way. */
const isBent = (text: string): boolean =>
  text.includes('\\') || [...text].some((each) => each <= ' ' || (each >= '\u007f' && each <= '\u00a0'))

/**
 * Parses an address once, the way it will be fetched, and says whether it may be. Hosts written as numbers, in whatever
 * way (`127.1`, `0x7f.1`, `2130706433`, full-width or circled digits), come out of the parser as addresses; a host given
 * as an address is refused even where it is public, since shops and providers have names.
 */
export const judgeAddress = (text: string, trusted: Trusted = []): JudgedAddress => {
  if (text.length > longestUrl || isBent(text) || !URL.canParse(text)) return { refused: 'address_invalid' }
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { refused: 'address_invalid' }
  if (url.username !== '' || url.password !== '') return { refused: 'address_invalid' }
  if (trusted.includes(url.origin)) return { url, trusted: true }
  if (!ports.includes(url.port)) return { refused: 'port_refused' }
  const { hostname } = url
  if (hostname.endsWith('.') || literalOf(hostname) !== null) return { refused: 'host_private' }
  if (!hostname.includes('.') || insideNames.test(hostname)) return { refused: 'host_private' }
  return { url, trusted: false }
}
