type Waiting = { readonly begin: () => void; readonly signal: AbortSignal }

/**
 * Lets so many of one kind of question be on their way at once; the others wait, and those nobody waits for any more
 * are never asked. An explanation takes the engine far longer than a reading: seven of them at once, for filters that
 * have changed again meanwhile, would keep the numbers themselves waiting.
 */
export const takeTurns = (most: number) => {
  const queue: Waiting[] = []
  let running = 0
  const next = (): void => {
    while (running < most) {
      const waiting = queue.shift()
      if (!waiting) return
      if (waiting.signal.aborted) continue
      running += 1
      waiting.begin()
    }
  }
  return async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    await new Promise<void>((resolve, reject) => {
      queue.push({ begin: resolve, signal })
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      next()
    })
    try {
      return await work()
    } finally {
      running -= 1
      next()
    }
  }
}
