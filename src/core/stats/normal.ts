/** 97.5 % point of the standard normal. */
export const z95 = 1.959963984540054

/**
 * Distribution function of the standard normal, absolute error below 1e-15 near the centre.
 * Source: W. J. Cody, rational Chebyshev approximation of erf, by way of the complementary error
 * function's continued fraction (Numerical Recipes 3rd ed., `erfc`, §6.2.2, fractional error < 1.2e-16).
 */
export const normalCdf = (z: number): number =>
  z >= 0 ? 1 - erfcTail(z / Math.SQRT2) / 2 : erfcTail(-z / Math.SQRT2) / 2

const coefficients = [
  -1.3026537197817094, 6.419697923564902e-1, 1.9476473204185836e-2, -9.56151478680863e-3, -9.46595344482036e-4,
  3.66839497852761e-4, 4.2523324806907e-5, -2.0278578112534e-5, -1.624290004647e-6, 1.30365583558e-6, 1.5626441722e-8,
  -8.5238095915e-8, 6.529054439e-9, 5.059343495e-9, -9.91364156e-10, -2.27365122e-10, 9.6467911e-11, 2.394038e-12,
  -6.886027e-12, 8.94487e-13, 3.13092e-13, -1.12708e-13, 3.81e-16, 7.106e-15, -1.523e-15, -9.4e-17, 1.21e-16, -2.8e-17,
] as const

const erfcTail = (x: number): number => {
  const t = 2 / (2 + x)
  const ty = 4 * t - 2
  let d = 0
  let dd = 0
  for (let j = coefficients.length - 1; j > 0; j--) {
    const previous = d
    d = ty * d - dd + coefficients[j]!
    dd = previous
  }
  return t * Math.exp(-x * x + 0.5 * (coefficients[0] + ty * d) - dd)
}

/** Two-sided p-value of a standard normal statistic. */
export const twoSided = (z: number): number => Math.min(1, 2 * normalCdf(-Math.abs(z)))
