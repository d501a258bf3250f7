import type { LeafTable } from './leaf-table.ts'

/** Whether each member of `of` goes with one member of `by` only, as each rep has one team. */
const follows = (leaves: LeafTable, of: number, by: number): boolean => {
  const [from, to] = [leaves.codes[of]!, leaves.codes[by]!]
  const first = new Int32Array(leaves.members[of]!.length).fill(-1)
  for (let leaf = 0; leaf < leaves.size; leaf++) {
    const member = from[leaf]!
    if (first[member] === -1) first[member] = to[leaf]!
    else if (first[member] !== to[leaf]) return false
  }
  return true
}

/**
 * Which two dimensions are worth joining: not one that follows from the other, as declared or as the leaves show,
 * since together they make the same segments as the finer one alone.
 */
export const joinable = (
  leaves: LeafTable,
  functionOf: Readonly<Record<string, string>>,
): ((a: number, b: number) => boolean) => {
  const declared = (a: number, b: number): boolean => functionOf[leaves.dimensions[a]!] === leaves.dimensions[b]
  const apart = leaves.dimensions.map((_, a) =>
    leaves.dimensions.map(
      (_, b) => a !== b && !(declared(a, b) || declared(b, a) || follows(leaves, a, b) || follows(leaves, b, a)),
    ),
  )
  return (a, b) => apart[a]![b]!
}

/** dimension → another it follows from in these leaves; of two that follow from each other, the later one. */
export const functionsIn = (leaves: LeafTable): Record<string, string> => {
  const { dimensions, members } = leaves
  const found: Record<string, string> = {}
  for (let a = 0; a < dimensions.length; a++)
    for (let b = 0; b < dimensions.length; b++) {
      if (a === b || found[dimensions[a]!] || found[dimensions[b]!] === dimensions[a]) continue
      // A dimension with as many members as there are leaves determines everything and says nothing.
      if (members[a]!.length > members[b]!.length || (members[a]!.length === members[b]!.length && a < b)) continue
      if (follows(leaves, b, a)) found[dimensions[a]!] = dimensions[b]!
    }
  return found
}
