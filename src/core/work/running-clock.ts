/** Clocks that run on between two answers of the server. Walls are texts, `2026-11-18T11:40:00`; no zone is involved. */

const minuteOf = (wall: string): number => {
  const [hours = '0', minutes = '0', seconds = '0'] = wall.slice(11).split(':')
  return Number(hours) * 60 + Number(minutes) + Number(seconds) / 60
}

/** The wall clock so many milliseconds after it showed something. */
export const wallAfter = (wall: string, milliseconds: number): string =>
  new Date(Date.parse(`${wall}Z`) + milliseconds).toISOString().slice(0, 19)

/** What business time runs in today: opening and closing minute, equal where it is closed. */
export type BusinessDay = { readonly open: number; readonly close: number }

/**
 * Business minutes waited by now, from those waited when the clocks were read. On another day than that the hours are
 * not known, and the clock stands at that day’s closing until it is read again.
 */
export const businessMinutesNow = (
  waited: number,
  readAt: string,
  now: string,
  { open, close }: BusinessDay,
): number => {
  const until = now.slice(0, 10) === readAt.slice(0, 10) ? Math.min(minuteOf(now), close) : close
  return Math.floor(waited + Math.max(0, until - Math.max(minuteOf(readAt), open)))
}
