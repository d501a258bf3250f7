import { logGamma } from './gamma.ts'

/**
 * Regularised incomplete beta function I_x(a, b), relative error below 1e-12 away from zero, by its continued fraction
 * (Lentz's method). Source: NIST Digital Library of Mathematical Functions 8.17.22; Numerical Recipes 3rd ed., §6.4.
 */
const incompleteBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b
}

const betaFraction = (x: number, a: number, b: number): number => {
  const tiny = 1e-300
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return fraction
}

/** Two-sided p-value of Student's t with `freedom` > 0 degrees of freedom. */
export const studentTwoSided = (t: number, freedom: number): number =>
  incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)

/** The t that `share` of the distribution lies within, either side of zero (0.95 → 2.365 for 7 degrees of freedom). */
export const studentWithin = (share: number, freedom: number): number => {
  let [low, high] = [0, 1]
  while (studentTwoSided(high, freedom) > 1 - share) high *= 2
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2
    if (studentTwoSided(middle, freedom) > 1 - share) low = middle
    else high = middle
  }
  return (low + high) / 2
}
