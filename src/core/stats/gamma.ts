/**
 * Natural logarithm of the gamma function for x > 0, relative error below 1e-14.
 * Source: C. Lanczos, *SIAM J. Numer. Anal.* 1 (1964) 86, with g = 7 and nine terms (coefficients of P. Godfrey).
 */
export const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const y = x - 1
  let sum = 0.99999999999980993
  for (const [i, coefficient] of coefficients.entries()) sum += coefficient / (y + i + 1)
  const t = y + 7.5
  return Math.log(Math.sqrt(2 * Math.PI)) + (y + 0.5) * Math.log(t) - t + Math.log(sum)
}

const coefficients = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const

/**
 * Gauss's hypergeometric function ₂F₁(a, b; c; z) by its series, for 0 ≤ z < 1 and c no integer below 1.
 * The series is summed until a term no longer changes the sum; near z = 1 that takes many terms, never no end.
 */
export const hypergeometric = (a: number, b: number, c: number, z: number): number => {
  let term = 1
  let sum = 1
  for (let n = 0; n < 1_000_000; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z
    sum += term
    if (Math.abs(term) <= 1e-16 * Math.abs(sum) && n > Math.abs(a) + Math.abs(b)) break
    if (term === 0) break
  }
  return sum
}
