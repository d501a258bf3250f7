import { arrange } from './arrange.ts'
import type { Leaves } from './leaves.ts'
import { sumOf } from './sums.ts'

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

/** First letter of the windows before of the second member; those of the first are `h1`, `h2` … */
export const secondWindows = 'k'

/**
 * Sets two members side by side: rows of the first become the window `current`, rows of the second `previous`, and the
 * dimension itself goes, with those in which the two have nothing in common. Windows before are
 * those of the first, beside them those of the second.
 */
export const sideBySide = (leaves: Leaves, dimension: string, first: string, second: string): Leaves => {
  const { table, slots, columns } = leaves
  const at = table.dimensions.indexOf(dimension)
  const code = (member: string): number => (at < 0 ? -1 : table.members[at]!.indexOf(member))
  const [one, other] = [code(first), code(second)]
  const kept = table.dimensions
    .map((_, d) => d)
    .filter((d) => d !== at && at >= 0 && compares(leaves, at, one, other, d))
  const { order, group, groups } = arrange(
    kept.map((d) => table.codes[d]!),
    kept.map((d) => table.members[d]!.length),
    table.size,
  )
  const origin = new Int32Array(groups)
  for (const leaf of order) origin[group[leaf]!] = leaf
  const history = slots.filter((slot) => slot.startsWith('h'))
  const sides = [...slots, ...history.map((slot) => slot.replace('h', secondWindows))]
  const moved = columns.map((bySlot) =>
    sides.map((slot, s) => {
      const isSecond = slot === 'previous' || slot === 'before' || slot.startsWith(secondWindows)
      const of = slot.startsWith(secondWindows)
        ? slot.replace(secondWindows, 'h')
        : slot === 'before'
          ? 'now'
          : 'current'
      const from = isSecond ? slots.indexOf(of) : s
      const out = new Float64Array(groups)
      for (let leaf = 0; leaf < table.size; leaf++)
        if (at >= 0 && table.codes[at]![leaf] === (isSecond ? other : one)) out[group[leaf]!]! += bySlot[from]![leaf]!
      return out
    }),
  )
  const names = kept.map((d) => table.dimensions[d]!)
  return {
    table: {
      dimensions: names,
      members: kept.map((d) => table.members[d]!),
      codes: kept.map((d) => origin.map((leaf) => table.codes[d]![leaf]!)),
      size: groups,
    },
    slots: sides,
    columns: moved,
    functionOf: Object.fromEntries(
      Object.entries(leaves.functionOf).filter(([a, b]) => names.includes(a) && names.includes(b)),
    ),
  }
}
