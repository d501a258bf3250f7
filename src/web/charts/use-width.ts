import { useEffect, useRef, useState } from 'react'

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
