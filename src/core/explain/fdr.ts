/**
 * Benjamini–Hochberg: which of many findings to keep so that the expected share of false ones among them is at most
 * `rate`. Source: Y. Benjamini, Y. Hochberg, *J. R. Stat. Soc. B* 57 (1995) 289.
 * @param pValues in any order
 * @returns for each whether it is kept
 */
export const discoveries = (pValues: readonly number[], rate: number): boolean[] => {
  const order = pValues.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p)
  let last = -1
  for (const [rank, { p }] of order.entries()) if (p <= (rate * (rank + 1)) / order.length) last = rank
  const kept = new Set(order.slice(0, last + 1).map(({ i }) => i))
  return pValues.map((_, i) => kept.has(i))
}
