/**
 * Benjamini–Hochberg: least rate of false ones among the findings at which each would be kept. Source: Y. Benjamini,
 * Y. Hochberg, *J. R. Stat. Soc. B* 57 (1995) 289.
 * @param pValues in any order
 * @param tests how many were looked at; those not among `pValues` had larger ones
 */
export const falseRates = (pValues: readonly number[], tests = pValues.length): number[] => {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!)
  const rates = new Array<number>(pValues.length)
  let least = 1
  for (const [place, i] of order.entries()) {
    least = Math.min(least, (pValues[i]! * tests) / (order.length - place))
    rates[i] = least
  }
  return rates
}
