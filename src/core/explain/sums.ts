export const sumOf = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}

/** Sum over some leaves. */
export const sumAt = (values: Float64Array, leaves: Int32Array): number => {
  let sum = 0
  for (const leaf of leaves) sum += values[leaf]!
  return sum
}

/** Sum of the leaves of each part. */
export const sumsByPart = (values: Float64Array, parts: Int32Array, count: number): Float64Array => {
  const sums = new Float64Array(count)
  for (let leaf = 0; leaf < values.length; leaf++) sums[parts[leaf]!]! += values[leaf]!
  return sums
}
