import type { Leaves } from './leaves.ts'

/**
 * Sets two members side by side: rows of the first become the window `current`, rows of the second `previous`, and the
 * dimension itself goes. Windows before are those of the first member.
 */
export const sideBySide = (leaves: Leaves, dimension: string, first: string, second: string): Leaves => {
  const { table, slots, columns } = leaves
  const at = table.dimensions.indexOf(dimension)
  const others = table.dimensions.map((_, d) => d).filter((d) => d !== at)
  const code = (member: string): number => (at < 0 ? -1 : table.members[at]!.indexOf(member))
  const [one, other] = [code(first), code(second)]
  const places = new Map<string, number>()
  const rows: { readonly leaf: number; readonly to: number }[] = []
  const origin: number[] = []
  for (let leaf = 0; leaf < table.size; leaf++) {
    const key = others.map((d) => table.codes[d]![leaf]!).join()
    let to = places.get(key)
    if (to === undefined) {
      to = origin.push(leaf) - 1
      places.set(key, to)
    }
    rows.push({ leaf, to })
  }
  const moved = columns.map((bySlot) =>
    slots.map((slot, s) => {
      const from = slot === 'previous' || slot === 'before' ? slots.indexOf(slot === 'before' ? 'now' : 'current') : s
      const wanted = slot === 'previous' || slot === 'before' ? other : one
      const out = new Float64Array(origin.length)
      for (const { leaf, to } of rows)
        if (at >= 0 && table.codes[at]![leaf] === wanted) out[to]! += bySlot[from]![leaf]!
      return out
    }),
  )
  const kept = others.filter((d) => new Set(origin.map((leaf) => table.codes[d]![leaf])).size > 1)
  const functionOf = Object.fromEntries(
    Object.entries(leaves.functionOf).filter(([a, b]) => a !== dimension && b !== dimension),
  )
  return {
    table: {
      dimensions: kept.map((d) => table.dimensions[d]!),
      members: kept.map((d) => table.members[d]!),
      codes: kept.map((d) => Int32Array.from(origin, (leaf) => table.codes[d]![leaf]!)),
      size: origin.length,
    },
    slots,
    columns: moved,
    functionOf,
  }
}
