/** a · ln(a ÷ b), 0 at a = 0. */
const part = (a: number, b: number): number => (a > 0 && b > 0 ? a * Math.log(a / b) : 0)

/** Least that is taken to be expected of a forecast of nothing, in effective events: it was not known that exactly. */
const leastDue = 0.5

/**
 * Likelihood-ratio statistic of a count against its history: `seen` in one window and `due` on average over `windows`
 * others, against equal rates (two-sample Poisson test, conditional on the sum; one-sample where `windows` is
 * Infinity). Chi-square with one degree of freedom. Source: M. Kulldorff, *Commun. Stat.* 26 (1997) 1481–1496.
 */
export const againstExpected = (seen: number, due: number, windows: number): number => {
  if (!Number.isFinite(windows)) {
    const least = Math.max(due, leastDue)
    return seen < least && due < leastDue ? 0 : 2 * (part(seen, least) - (seen - least))
  }
  const past = due * windows
  const each = (seen + past) / (1 + windows)
  return each > 0 ? 2 * (part(seen, each) + part(past, each * windows)) : 0
}

/**
 * The same statistic against the rest of the whole: does seen ÷ due differ inside and outside (G-test of the 2 × 2
 * table of window by inside; given the whole, where the forecast is taken as exact)?
 */
export const againstRest = (seen: number, due: number, allSeen: number, allDue: number, windows: number): number => {
  const [outSeen, outDue] = [allSeen - seen, allDue - due]
  if (!(allSeen > 0) || !(allDue > 0) || !(outDue > 0)) return 0
  if (!Number.isFinite(windows)) {
    const ratio = allSeen / allDue
    return 2 * (part(seen, Math.max(due, leastDue) * ratio) + part(outSeen, outDue * ratio))
  }
  const [past, outPast] = [due * windows, outDue * windows]
  const [inside, outside] = [seen + past, outSeen + outPast]
  const before = allDue * windows
  const all = allSeen + before
  return (
    2 *
    (part(seen, (allSeen * inside) / all) +
      part(past, (before * inside) / all) +
      part(outSeen, (allSeen * outside) / all) +
      part(outPast, (before * outside) / all))
  )
}
