import type { LeafTable } from './leaf-table.ts'
import type { Segment } from './scan.ts'

/** Conditions in words: dimension → member, in the order of the table's dimensions. */
export const whereOf = (leaves: LeafTable, { dimensions, codes }: Segment): Record<string, string> =>
  Object.fromEntries(
    dimensions
      .map((d, i) => [d, leaves.members[d]![codes[i]!]!] as const)
      .sort(([a], [b]) => a - b)
      .map(([d, member]) => [leaves.dimensions[d]!, member]),
  )
