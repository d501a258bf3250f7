import { z95 } from './normal.ts'

/** One stratum of two arms: `a` of `n` came true in the first, `b` of `m` in the second. */
export type Stratum = { readonly a: number; readonly n: number; readonly b: number; readonly m: number }

/** Sums over strata from which estimate and variance follow; they may be added up. */
export type StrataSums = {
  readonly effect: number
  readonly weight: number
  readonly spread: number
  readonly noise: number
}

/**
 * What each stratum adds: with N = n + m, effect (a·m − b·n)/N, weight n·m/N, spread
 * (b·n² − a·m²)/N² + n·m·(m − n)/(2N²) and noise (a·(m − b) + b·(n − a))/(2N). A stratum with one arm only adds nothing.
 */
export const strataSums = (strata: readonly Stratum[]): StrataSums =>
  strata
    .filter(({ n, m }) => n > 0 && m > 0)
    .map(({ a, n, b, m }) => {
      const all = n + m
      return {
        effect: (a * m - b * n) / all,
        weight: (n * m) / all,
        spread: (b * n * n - a * m * m) / (all * all) + (n * m * (m - n)) / (2 * all * all),
        noise: (a * (m - b) + b * (n - a)) / (2 * all),
      }
    })
    .reduce(
      (sum, one) => ({
        effect: sum.effect + one.effect,
        weight: sum.weight + one.weight,
        spread: sum.spread + one.spread,
        noise: sum.noise + one.noise,
      }),
      { effect: 0, weight: 0, spread: 0, noise: 0 },
    )

/**
 * Mantel–Haenszel difference of two proportions over strata, with its 95 % interval; null where no stratum has
 * both arms. Variance by T. Sato, *Biometrics* 45 (1989) 1323–1324, consistent for few large strata and for many
 * sparse ones alike; the estimate as in S. Greenland and J. M. Robins, *Biometrics* 41 (1985) 55–68.
 */
export const mantelHaenszel = (
  sums: StrataSums,
): {
  readonly difference: number
  readonly standardError: number
  readonly interval: readonly [number, number]
} | null => {
  if (!(sums.weight > 0)) return null
  const difference = sums.effect / sums.weight
  const standardError = Math.sqrt(Math.max(0, difference * sums.spread + sums.noise)) / sums.weight
  return {
    difference,
    standardError,
    interval: [Math.max(-1, difference - z95 * standardError), Math.min(1, difference + z95 * standardError)],
  }
}
