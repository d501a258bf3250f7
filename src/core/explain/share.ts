/** Ups and downs that leave at most this part of all movement standing cancel. */
const standing = 0.2

/** Whether movements add up to something: neither way is that of a net they nearly cancel in. */
export const addsUp = (net: number, gross: number): boolean => Math.abs(net) > standing * gross

/**
 * Part of a change an effect makes up; null where ups and downs nearly cancel, so that shares would mislead.
 * @param gross sizes of all effects added up
 */
export const shareOf = (effect: number, change: number, gross: number): number | null =>
  change !== 0 && addsUp(change, gross) ? effect / change : null
