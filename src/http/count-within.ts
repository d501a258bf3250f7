/** Counts by name within spans of time, in memory alone. */
export type Counter = {
  /** One more; gives how many there are now. */
  readonly add: (name: string) => number
  readonly of: (name: string) => number
}

/** @param time milliseconds @param span after which counting begins anew */
export const countWithin = (time: () => number, span: number): Counter => {
  let [since, counts] = [time(), new Map<string, number>()]
  const current = (): Map<string, number> => {
    if (time() - since >= span) [since, counts] = [time(), new Map()]
    return counts
  }
  return {
    of: (name) => current().get(name) ?? 0,
    add: (name) => {
      const next = (current().get(name) ?? 0) + 1
      counts.set(name, next)
      return next
    },
  }
}
