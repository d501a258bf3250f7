import type { Listing, PriceResult } from './reading.ts'
import type { Choosable } from './watched.ts'

export type PageToRead = {
  readonly url: string
  readonly status: number
  /** `Content-Type` as sent */
  readonly contentType: string
  readonly body: Uint8Array
  readonly cut: boolean
  readonly readAt: number
  readonly listing: Listing
}

/** What was read, what else could be chosen, and, where a rule was given, the piece of the page it points into. */
export type PageRead = {
  readonly result: PriceResult
  readonly choices: readonly Choosable[]
  readonly piece: string | null
}

/** Reads pages apart from everything else: one that takes too long or too much is given up, and nothing else with it. */
export type PageReader = {
  readonly read: (page: PageToRead) => Promise<PageRead | null>
  readonly close: () => Promise<void>
}
