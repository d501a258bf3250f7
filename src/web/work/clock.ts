/** Milliseconds since 1970 by the browser: only differences of it count, so a clock that is wrong does no harm. */
export const browserTime = (): number => Date.now()

/** A name for one log that no other will have. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
