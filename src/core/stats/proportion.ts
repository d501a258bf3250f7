import { twoSided, z95 } from './normal.ts'

/**
 * Wilson score interval of a proportion, 95 %.
 * Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212.
 * @param successes 0 … trials
 * @param trials above 0
 */
export const wilson = (successes: number, trials: number): readonly [number, number] => {
  const p = successes / trials
  const z2 = z95 * z95
  const centre = (p + z2 / (2 * trials)) / (1 + z2 / trials)
  const half = (z95 * Math.sqrt((p * (1 - p)) / trials + z2 / (4 * trials * trials))) / (1 + z2 / trials)
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}

/** Two-sided p-value of the difference of two proportions, pooled z-test; null where it cannot be told. */
export const proportionsDiffer = (a: number, n: number, b: number, m: number): number | null => {
  if (n <= 0 || m <= 0) return null
  const pooled = (a + b) / (n + m)
  const variance = pooled * (1 - pooled) * (1 / n + 1 / m)
  if (!(variance > 0)) return null
  return twoSided((a / n - b / m) / Math.sqrt(variance))
}

/**
 * Two-sided p-value that two counts come from one rate, given the days each was counted over: normal
 * approximation of the conditional binomial test (Przyborowski & Wilenski 1940).
 */
export const countsDiffer = (a: number, daysA: number, b: number, daysB: number): number | null => {
  const total = a + b
  if (total <= 0 || daysA <= 0 || daysB <= 0) return null
  const share = daysA / (daysA + daysB)
  return twoSided((a - total * share) / Math.sqrt(total * share * (1 - share)))
}
