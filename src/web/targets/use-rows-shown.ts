import { type RefObject, useEffect, useState } from 'react'

/** A row of the sheet, or the room so many rows take that are not drawn. */
export type Drawn = { readonly row: number } | { readonly after: number; readonly rows: number }

/** Below this all rows are drawn, each as high as its words. */
const few = 60
/** Rows drawn beyond what is seen, so that scrolling finds them there. */
const beyond = 12

/** Rows from one to another and one more wherever it stands, with room for those between that are not drawn. */
export const drawnRows = (count: number, from: number, to: number, also: number): readonly Drawn[] => {
  const seen = Array.from(
    { length: Math.max(0, Math.min(count, to) - Math.max(0, from)) },
    (_, i) => Math.max(0, from) + i,
  )
  const rows = also >= 0 && also < count && !seen.includes(also) ? [...seen, also].sort((a, b) => a - b) : seen
  const drawn: Drawn[] = []
  let next = 0
  for (const row of rows) {
    if (row > next) drawn.push({ after: next, rows: row - next })
    drawn.push({ row })
    next = row + 1
  }
  if (next < count) drawn.push({ after: next, rows: count - next })
  return drawn
}

/**
 * Rows to draw of a long sheet: those in sight, and always the one that holds the focus.
 * @param height of a row, in pixels, the same for all of them once they are many
 */
export const useRowsShown = (
  room: RefObject<HTMLElement | null>,
  count: number,
  height: number,
  focused: number,
): { readonly rows: readonly Drawn[]; readonly isLong: boolean } => {
  const [sight, setSight] = useState({ from: 0, to: 40 })
  const isLong = count > few
  useEffect(() => {
    const box = room.current
    if (!box || !isLong) return
    const look = (): void => {
      // In steps, so that not each pixel draws anew.
      const first = Math.floor(box.scrollTop / height / 4) * 4
      const last = first + Math.ceil(box.clientHeight / height) + 4
      setSight((now) =>
        now.from === first - beyond && now.to === last + beyond ? now : { from: first - beyond, to: last + beyond },
      )
    }
    look()
    box.addEventListener('scroll', look, { passive: true })
    const sizes = new ResizeObserver(look)
    sizes.observe(box)
    return () => {
      box.removeEventListener('scroll', look)
      sizes.disconnect()
    }
  }, [room, isLong, height])
  return { isLong, rows: isLong ? drawnRows(count, sight.from, sight.to, focused) : drawnRows(count, 0, count, 0) }
}
