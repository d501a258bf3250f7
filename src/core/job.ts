/** Work the running server does by itself, over and over. A kill at any moment of it may lose or double nothing. */
export type Job = {
  /** `plural.verb`, e.g. `prices.fetch`. */
  readonly name: string
  /** Seconds from the end of one round to the start of the next; also before the first. */
  readonly every: number
  /** One round; `signal` is aborted when the server stops and wants it to end soon. */
  readonly run: (signal: AbortSignal) => Promise<void>
}
