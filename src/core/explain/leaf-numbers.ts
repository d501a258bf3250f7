import { ranksOf } from './bit-ranks.ts'
import type { Records } from './records.ts'

export type LeafNumbers = {
  readonly size: number
  readonly leafOf: (key: number) => number
  /** Ranks of the members of some dimensions, by leaf. */
  readonly codes: (dimensions: readonly number[]) => readonly Int32Array[]
}

/** Numbers the combinations of members that are used, in the order of their keys. */
export const numberLeaves = ({ branches, sizes, ranks }: Records): LeafNumbers => {
  const combinations = sizes.reduce((product, size) => product * size, 1)
  const { count, rankOf, keys } = ranksOf(
    branches.map(({ key }) => key),
    combinations,
  )
  const codes = (dimensions: readonly number[]): readonly Int32Array[] => {
    const columns = dimensions.map(() => new Int32Array(count))
    const all = keys()
    // The first dimension is the highest digit: taken off last.
    for (let d = sizes.length - 1; d >= 0; d--) {
      const size = sizes[d]!
      if (size === 1) continue
      const column = columns[dimensions.indexOf(d)]
      const own = ranks?.[d]
      for (let leaf = 0; leaf < count; leaf++) {
        const above = Math.floor(all[leaf]! / size)
        const digit = all[leaf]! - above * size
        all[leaf] = above
        if (column) column[leaf] = own ? own[digit]! : digit
      }
    }
    return columns
  }
  return { size: count, leafOf: rankOf, codes }
}
