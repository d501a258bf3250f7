/** Why a request to somebody else's server was never made, or was broken off. */
export type OutboundRefusal =
  /** not a plain http(s) address: scheme, password, backslash, control characters, length */
  | 'address_invalid'
  | 'port_refused'
  /** a host inside: an address in place of a name, a name of this network, a name that leads to such an address */
  | 'host_private'
  | 'redirect_refused'
  | 'redirects_too_many'
  /** whoever asked did not want to follow there */
  | 'redirect_declined'

export type OutboundFailure =
  | 'host_unknown'
  | 'unreachable'
  | 'tls_failed'
  | 'timeout'
  | 'headers_too_large'
  | 'body_too_large'
  /** far more came out of the compressed answer than went in */
  | 'bomb'
  | 'encoding_unknown'
  | 'content_type'
  | 'broken'
  | 'stopped'

/** Most an answer may take. Milliseconds and bytes. */
export type OutboundLimits = {
  readonly connecting: number
  /** to the first byte, and between two */
  readonly waiting: number
  /** everything, redirects included */
  readonly whole: number
  readonly received: number
  /** after decompression */
  readonly unpacked: number
}

export const outboundLimits: OutboundLimits = {
  connecting: 5_000,
  waiting: 10_000,
  whole: 30_000,
  received: 5_000_000,
  unpacked: 10_000_000,
}

export type OutboundVisit = {
  readonly url: string
  /** Media types that are read, `text/html`. A body of another is not. */
  readonly types: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  readonly limits?: Partial<OutboundLimits>
  /** Gives what came up to the limit in place of a failure. */
  readonly cut?: boolean
  /** Asked before each redirect is followed, with the address it leads to. */
  readonly mayFollow?: (url: string) => Promise<boolean>
  readonly signal?: AbortSignal
}

export type OutboundAnswer = {
  readonly outcome: 'answered'
  /** where the answer came from, after redirects */
  readonly url: string
  readonly status: number
  /** names in lower case; cookies are left out */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly cut: boolean
  /** requests made, redirects included */
  readonly requests: number
}

export type OutboundResult =
  | OutboundAnswer
  | {
      readonly outcome: 'refused'
      readonly reason: OutboundRefusal
      readonly url: string
      readonly requests: number
      /** where the redirect that was not followed leads */
      readonly location?: string
    }
  | { readonly outcome: 'failed'; readonly reason: OutboundFailure; readonly url: string; readonly requests: number }

/** The one way out to other people's servers over HTTP. Never throws for what a server or a line does. */
export type Outbound = { readonly visit: (visit: OutboundVisit) => Promise<OutboundResult> }
