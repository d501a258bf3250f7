import type { Explanation, Sum } from './explanation.ts'
import type { Leaves } from './leaves.ts'

/** What the factors of a change are worked out from. */
export type FactorQuestion = {
  readonly explanation: Explanation
  readonly leaves: Leaves
  /** Place in `leaves.columns` of a sum. */
  readonly columnOf: (sum: Sum) => number
  /** The same for columns known of whole groups. */
  readonly groups: { readonly leaves: Leaves; readonly columnOf: (sum: Sum) => number } | null
  /** Number of the part each leaf lies in; the rest is the last. */
  readonly parts: Int32Array
  readonly partCount: number
  /** Effects worked out member by member, see `WorkedFactors`. */
  readonly worked: ReadonlyMap<string, Readonly<Record<string, number>>> | null
  /** Dimension the mix of a ratio is told by. */
  readonly stratum: string | null
  /** The windows are two members set side by side. */
  readonly sides: boolean
  /** Places of the two windows among the slots. */
  readonly now: number
  readonly before: number
}

/** Effects by factor, and part × factor. Rows of parts and columns of factors add up to the same change. */
export type Factors = { readonly ids: readonly string[]; readonly matrix: readonly (readonly number[])[] }

export type Cell = { readonly part: number; readonly group: number; readonly code: number }

export const dimensionAt = (leaves: Leaves, name: string | undefined): number =>
  name === undefined ? -1 : leaves.table.dimensions.indexOf(name)

/** Leaves gathered into cells of part × group × member, with their sums in both windows. */
export const gather = (question: FactorQuestion, groupName: string | undefined, cellName: string | undefined) => {
  const { leaves, parts, now, before } = question
  const { table } = leaves
  const [groupAt, cellAt] = [dimensionAt(leaves, groupName), dimensionAt(leaves, cellName)]
  const cells: Cell[] = []
  const places = new Int32Array(table.size)
  const known = new Map<number, number>()
  const [groupCount, cellCount] = [table.members[groupAt]?.length ?? 1, table.members[cellAt]?.length ?? 1]
  for (let leaf = 0; leaf < table.size; leaf++) {
    const group = groupAt < 0 ? 0 : table.codes[groupAt]![leaf]!
    const code = cellAt < 0 ? 0 : table.codes[cellAt]![leaf]!
    const key = (parts[leaf]! * groupCount + group) * cellCount + code
    let at = known.get(key)
    if (at === undefined) {
      at = cells.push({ part: parts[leaf]!, group, code }) - 1
      known.set(key, at)
    }
    places[leaf] = at
  }
  const sums = (column: number): readonly [Float64Array, Float64Array] => {
    const [a, b] = [new Float64Array(cells.length), new Float64Array(cells.length)]
    const [current, previous] = [leaves.columns[column]![now]!, leaves.columns[column]![before]!]
    for (let leaf = 0; leaf < table.size; leaf++) {
      a[places[leaf]!]! += current[leaf]!
      b[places[leaf]!]! += previous[leaf]!
    }
    return [a, b]
  }
  return { cells, sums, groupNames: table.members[groupAt] ?? null }
}

/** Collects effects by factor id and part. */
export const ledger = (partCount: number) => {
  const rows = new Map<string, Float64Array>()
  return {
    add: (factor: string, part: number, effect: number): void => {
      if (!rows.has(factor)) rows.set(factor, new Float64Array(partCount))
      rows.get(factor)![part]! += effect
    },
    result: (): Factors => {
      const ids = [...rows.keys()]
      return { ids, matrix: Array.from({ length: partCount }, (_, part) => ids.map((id) => rows.get(id)![part]!)) }
    },
  }
}
