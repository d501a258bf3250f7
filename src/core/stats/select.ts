/** Puts the value of rank `k` (0-based) of values[low … high] in its place, smaller ones before it (C. Hoare, 1961). */
const place = (values: Float64Array, low: number, high: number, k: number): void => {
  let [from, to] = [low, high]
  while (from < to) {
    const pivot = values[(from + to) >> 1]!
    let [i, j] = [from, to]
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i <= j) {
        const held = values[i]!
        values[i++] = values[j]!
        values[j--] = held
      }
    }
    if (k <= j) to = j
    else if (k >= i) from = i
    else return
  }
}

/** The values of some ranks (0-based, ascending) in expected linear time; `values` is reordered. */
export const ranked = (values: Float64Array, ranks: readonly number[]): number[] => {
  const found = new Array<number>(ranks.length)
  const between = (first: number, last: number, low: number, high: number): void => {
    if (first > last) return
    const middle = (first + last) >> 1
    const rank = ranks[middle]!
    place(values, low, high, rank)
    found[middle] = values[rank]!
    between(first, middle - 1, low, rank)
    between(middle + 1, last, rank, high)
  }
  between(0, ranks.length - 1, 0, values.length - 1)
  return found
}

/** Median of numbers, which are reordered; 0 of none. */
export const median = (values: Float64Array): number => {
  if (values.length === 0) return 0
  const upper = values.length >> 1
  if (values.length % 2 === 1) return ranked(values, [upper])[0]!
  const [a, b] = ranked(values, [upper - 1, upper])
  return (a! + b!) / 2
}
