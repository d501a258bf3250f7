import { normalCdf, twoSided } from './normal.ts'

/** Upper tail of chi-square with one degree of freedom: P(X > x). Relative error below 1e-12 down to 1e-300. */
export const chiSquareTail = (x: number): number => (x <= 0 ? 1 : twoSided(Math.sqrt(x)))

/**
 * The x that chi-square with one degree of freedom exceeds with probability `p`, 0 < p ≤ 1.
 * Starts from the asymptotic tail (Abramowitz & Stegun 26.2.23) and takes Newton steps on log P(Z > z).
 */
export const chiSquareUpper = (p: number): number => {
  if (p >= 1) return 0
  const half = p / 2
  const t = Math.sqrt(-2 * Math.log(half))
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  for (let i = 0; i < 4; i++) {
    const tail = normalCdf(-z)
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    z += (Math.log(tail / half) * tail) / density
  }
  return z * z
}
