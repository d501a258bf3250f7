import { statusIn } from '../mail.ts'

/** What a message that came back says, as far as it can be known from it alone. */
export type Returned =
  | {
      readonly kind: 'failed' | 'delayed'
      readonly tokens: readonly string[]
      readonly status: string | null
      readonly response: string
    }
  /** The reader called it spam, or asked to be left alone, by way of the mail provider. */
  | { readonly kind: 'complaint'; readonly tokens: readonly string[] }
  /** Out of office, or nothing of ours: says nothing of whether mail arrives. */
  | { readonly kind: 'other' }

type Part = { readonly headers: ReadonlyMap<string, string>; readonly body: string }

/** Most bytes of a message that is looked at. */
export const mostBytes = 2 * 2 ** 20

const splitAt = (text: string): readonly [string, string] => {
  const at = /\r?\n\r?\n/.exec(text)
  return at ? [text.slice(0, at.index), text.slice(at.index + at[0].length)] : [text, '']
}

const headersOf = (text: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const line of text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !found.has(name)) found.set(name, line.slice(colon + 1).trim())
  }
  return found
}

const partOf = (text: string): Part => {
  const [head, body] = splitAt(text)
  return { headers: headersOf(head), body }
}

const typeOf = ({ headers }: Part): string => (headers.get('content-type') ?? 'text/plain').toLowerCase()

const mostDepth = 4

/** A message and the parts within it, whatever they are wrapped in. */
const partsOf = (part: Part, depth = 0): readonly Part[] => {
  const boundary = /boundary="?([^";\r\n]+)"?/i.exec(part.headers.get('content-type') ?? '')?.[1]
  if (!typeOf(part).startsWith('multipart/') || boundary === undefined || depth > mostDepth) return [part]
  const inner = part.body.split(`--${boundary}`).slice(1, 40)
  return inner
    .filter((text) => !text.startsWith('--'))
    .flatMap((text) => partsOf(partOf(text.replace(/^\r?\n/, '')), depth + 1))
}

/** Names of our own messages: a part of the Message-ID, and of the address a bounce comes back to. */
const tokensIn = (text: string): readonly string[] => [
  ...new Set(
    [...text.matchAll(/([A-Za-z0-9_-]{22})\.nhip@/g), ...text.matchAll(/\+([A-Za-z0-9_-]{22})@/g)].map(
      (each) => each[1]!,
    ),
  ),
]

/** What a bounce that follows no standard says in its own words. */
const plainFailure =
  /(undeliver|delivery (status|has failed|failure)|returned mail|mail delivery failed|failure notice|không gửi được)/i

/**
 * Reads a message that came back: a delivery report (RFC 3464), a complaint (RFC 5965), or a bounce in a server’s own
 * words. What it says counts only where it names a message of ours, which nobody else can.
 * @param raw the whole message as text
 */
export const readReturned = (raw: string): Returned => {
  const whole = partOf(raw)
  const { headers } = whole
  const auto = headers.get('auto-submitted')?.toLowerCase() ?? ''
  const parts = partsOf(whole)
  const of = (type: string): readonly Part[] => parts.filter((part) => typeOf(part).startsWith(type))
  const tokens = tokensIn(
    [
      headers.get('to') ?? '',
      headers.get('delivered-to') ?? '',
      headers.get('x-original-to') ?? '',
      ...of('message/rfc822').map(({ body }) => splitAt(body)[0]),
      ...of('text/rfc822-headers').map(({ body }) => body),
      ...of('message/global-headers').map(({ body }) => body),
    ].join('\n'),
  )
  if (of('message/feedback-report').length > 0) return { kind: 'complaint', tokens }
  const [report] = of('message/delivery-status')
  if (report) {
    const fields = headersOf(report.body.replaceAll(/\r?\n\r?\n/g, '\n'))
    const action = (fields.get('action') ?? '').toLowerCase()
    const response = (fields.get('diagnostic-code') ?? '').replace(/^[a-z0-9-]+;\s*/i, '').slice(0, 500)
    const told = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null
    // Some report `5.0.0` and say what they mean in the words alone.
    const status = told === null || /\.0\.0$/.test(told) ? (statusIn(response) ?? told) : told
    if (action === 'failed') return { kind: 'failed', tokens, status, response }
    return action === 'delayed' ? { kind: 'delayed', tokens, status, response } : { kind: 'other' }
  }
  if (/auto-replied/.test(auto) || headers.has('x-autoreply') || headers.has('x-autorespond')) return { kind: 'other' }
  const isBounce = /<>/.test(headers.get('return-path') ?? '') || plainFailure.test(headers.get('subject') ?? '')
  const line = /^.*\b([45]\d\d[ -](?:#)?[45]\.\d{1,3}\.\d{1,3}\b.*)$/m.exec(raw)?.[1]?.trim() ?? null
  if (!isBounce || line === null) return { kind: 'other' }
  return {
    kind: line.startsWith('5') ? 'failed' : 'delayed',
    tokens: tokens.length > 0 ? tokens : tokensIn(raw),
    status: statusIn(line),
    response: line.slice(0, 500),
  }
}
