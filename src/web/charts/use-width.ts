import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

/** Width of the place a chart is drawn in, so that its text is never scaled. */
export const useWidth = (guess = 640) => {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(guess)
  useEffect(() => {
    const box = place.current
    if (!box) return
    const observer = new ResizeObserver(() => setWidth(Math.max(240, Math.floor(box.clientWidth))))
    observer.observe(box)
    return () => observer.disconnect()
  }, [])
  return [place, width] as const
}

const narrow = '(max-width: 760px)'

/** Whether the page is as narrow as a phone. */
export const useIsNarrow = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const query = matchMedia(narrow)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => matchMedia(narrow).matches,
  )
