/**
 * Someone who has collected sums over known sets of answers and adds and subtracts them. Written apart from the
 * code it attacks: plain Gaussian elimination over a prime field, and every small group tried.
 */
const prime = 1_000_003

const power = (base: number, exponent: number): number => {
  let result = 1
  for (let b = base, e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = (result * b) % prime
    b = (b * b) % prime
  }
  return result
}

/** Independent rows of the same span, as reduced rows. */
const basisOf = (rows: readonly (readonly number[])[]): number[][] => {
  const basis: number[][] = []
  const leads: number[] = []
  for (const given of rows) {
    const row = [...given]
    for (const [i, other] of basis.entries()) {
      const factor = row[leads[i]!]!
      if (factor !== 0) for (const [j, value] of other.entries()) row[j] = (row[j]! + (prime - factor) * value) % prime
    }
    const lead = row.findIndex((value) => value !== 0)
    if (lead < 0) continue
    const scale = power(row[lead]!, prime - 2)
    basis.push(row.map((value) => (value * scale) % prime))
    leads.push(lead)
  }
  return basis
}

const subsets = function* (items: readonly (readonly number[])[], most: number, from = 0): Generator<number[]> {
  for (let i = from; i < items.length; i++) {
    const item = items[i]!
    if (item.length > most) continue
    yield [...item]
    for (const rest of subsets(items, most - item.length, i + 1)) yield [...item, ...rest]
  }
}

/**
 * A group of fewer than `floor` answers about which some combination of the sums says something; null where
 * there is none.
 * @param sums each the set of answers it was taken over, answers numbered from 0
 */
export const isolated = (sums: readonly ReadonlySet<number>[], answers: number, floor: number): number[] | null => {
  const rows = basisOf(
    [...new Set(sums.map((sum) => [...sum].sort((a, b) => a - b).join()))].map((key) => {
      const members = new Set(key.split(',').map(Number))
      return Array.from({ length: answers }, (_, i) => Number(members.has(i)))
    }),
  )
  // Answers that lie in the same sums always move together.
  const together = Map.groupBy(
    Array.from({ length: answers }, (_, i) => i),
    (i) => rows.map((row) => row[i]).join(),
  )
  const atoms = [...together].filter(([key]) => /[^0,]/.test(key)).map(([, members]) => members)
  for (const group of subsets(
    atoms.filter((atom) => atom.length < floor),
    floor - 1,
  )) {
    const gone = new Set(group)
    const others = atoms.filter((atom) => !gone.has(atom[0]!)).map((atom) => atom[0]!)
    if (basisOf(rows.map((row) => others.map((i) => row[i]!))).length < rows.length) return group
  }
  return null
}
