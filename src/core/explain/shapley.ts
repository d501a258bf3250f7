/**
 * The symmetric Shapley value of `count` factors: how much of `value(all) − value(none)` each accounts for, whatever
 * order they change in.
 *
 * Source: L. S. Shapley, *A Value for n-Person Games* (1953); for two states of a formula it equals the
 * standardisation of P. Das Gupta, *Standardization and Decomposition of Rates* (U.S. Bureau of the Census, 1993).
 *
 * @param count number of factors, at most 12 (2^count evaluations)
 * @param value result with the factors whose bits are set in `mask` in their new state, the others in their old one
 * @returns effects in the order of the factors; they add up to `value(2^count − 1) − value(0)`
 */
export const shapley = (count: number, value: (mask: number) => number): number[] => {
  const values = Float64Array.from({ length: 1 << count }, (_, mask) => value(mask))
  const weights = coalitionWeights(count)
  return Array.from({ length: count }, (_, factor) => {
    const bit = 1 << factor
    let effect = 0
    for (let mask = 0; mask < values.length; mask++)
      if (!(mask & bit)) effect += weights[bitsIn(mask)]! * (values[mask | bit]! - values[mask]!)
    return effect
  })
}

/**
 * The same for a plain product of factors.
 * @param before factors in the old state
 * @param after the same factors in the new state
 */
export const shapleyOfProduct = (before: readonly number[], after: readonly number[]): number[] =>
  shapley(before.length, (mask) => before.reduce((product, old, i) => product * (mask & (1 << i) ? after[i]! : old), 1))

const bitsIn = (mask: number): number => {
  let bits = 0
  for (let rest = mask; rest > 0; rest &= rest - 1) bits++
  return bits
}

const known = new Map<number, readonly number[]>()

/** |S|! (n − |S| − 1)! ÷ n! by |S|. */
const coalitionWeights = (count: number): readonly number[] => {
  const found = known.get(count)
  if (found) return found
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const weights = Array.from(
    { length: count },
    (_, size) => (factorial(size) * factorial(count - size - 1)) / factorial(count),
  )
  known.set(count, weights)
  return weights
}
