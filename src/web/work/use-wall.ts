import { useEffect, useState } from 'react'
import { wallAfter } from '#core/work/running-clock.ts'
import { browserTime } from './clock.ts'

/** The organisation’s wall clock now, from when the server last told it. */
export const wallNow = (asOf: string, heard: number): string => wallAfter(asOf, Math.max(0, browserTime() - heard))

/** The same, moving on twice a minute. */
export const useWall = (asOf: string, heard: number): string => {
  const [now, setNow] = useState(() => wallNow(asOf, heard))
  useEffect(() => {
    const read = (): void => setNow(wallNow(asOf, heard))
    read()
    const ticking = setInterval(read, 30_000)
    return () => clearInterval(ticking)
  }, [asOf, heard])
  return now
}
