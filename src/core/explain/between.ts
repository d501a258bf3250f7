import { type Leaves, sumOf } from './leaves.ts'

/** Share of both members' volume that has to lie in the same members of a dimension for it to tell them apart. */
const incommon = 0.1

/** Whether two members are found in the same members of another dimension: a store's own staff are in no other. */
const compares = (leaves: Leaves, at: number, one: number, other: number, d: number): boolean => {
  const { table, columns } = leaves
  const volume = columns[0]![leaves.slots.indexOf('current')]!
  const [a, b] = [one, other].map((code) => {
    const sums = new Float64Array(table.members[d]!.length)
    for (let leaf = 0; leaf < table.size; leaf++)
      if (table.codes[at]![leaf] === code) sums[table.codes[d]![leaf]!]! += Math.abs(volume[leaf]!)
    return sums
  }) as [Float64Array, Float64Array]
  const [allA, allB] = [sumOf(a), sumOf(b)]
  if (allA === 0 || allB === 0) return false
  return a.reduce((sum, value, i) => sum + Math.min(value / allA, b[i]! / allB), 0) >= incommon
}

/**
 * Sets two members side by side: rows of the first become the window `current`, rows of the second `previous`, and the
 * dimension itself goes, with those in which the two have nothing in common. Windows before are those of the first.
 */
export const sideBySide = (leaves: Leaves, dimension: string, first: string, second: string): Leaves => {
  const { table, slots, columns } = leaves
  const at = table.dimensions.indexOf(dimension)
  const code = (member: string): number => (at < 0 ? -1 : table.members[at]!.indexOf(member))
  const [one, other] = [code(first), code(second)]
  const kept = table.dimensions
    .map((_, d) => d)
    .filter((d) => d !== at && at >= 0 && compares(leaves, at, one, other, d))
  const places = new Map<string, number>()
  const to = new Int32Array(table.size)
  const origin: number[] = []
  for (let leaf = 0; leaf < table.size; leaf++) {
    const key = kept.map((d) => table.codes[d]![leaf]!).join()
    let place = places.get(key)
    if (place === undefined) {
      place = origin.push(leaf) - 1
      places.set(key, place)
    }
    to[leaf] = place
  }
  const moved = columns.map((bySlot) =>
    slots.map((slot, s) => {
      const isSecond = slot === 'previous' || slot === 'before'
      const from = isSecond ? slots.indexOf(slot === 'before' ? 'now' : 'current') : s
      const out = new Float64Array(origin.length)
      for (let leaf = 0; leaf < table.size; leaf++)
        if (at >= 0 && table.codes[at]![leaf] === (isSecond ? other : one)) out[to[leaf]!]! += bySlot[from]![leaf]!
      return out
    }),
  )
  const names = kept.map((d) => table.dimensions[d]!)
  return {
    table: {
      dimensions: names,
      members: kept.map((d) => table.members[d]!),
      codes: kept.map((d) => Int32Array.from(origin, (leaf) => table.codes[d]![leaf]!)),
      size: origin.length,
    },
    slots,
    columns: moved,
    functionOf: Object.fromEntries(
      Object.entries(leaves.functionOf).filter(([a, b]) => names.includes(a) && names.includes(b)),
    ),
  }
}
