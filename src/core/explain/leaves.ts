import type { Row } from '../warehouse.ts'
import { functionsIn } from './functions.ts'
import type { LeafTable } from './leaf-table.ts'
import { halvesOf } from './plan-leaves.ts'

/** Stands for the missing member: nothing a file holds can be spelt so. */
export const missingMember = '\u0000'

/** Stands for groups that may not be shown: never named as a reason. */
export const hiddenMember = '\u0002'

/** Members of one dimension kept apart; those beyond, the smallest by volume, are folded into one. */
export const mostMembers = 400

const foldedMark = '\u0001'

/** How many members are folded into this one; 0 for a member of its own. */
export const foldedCount = (member: string): number =>
  member.startsWith(foldedMark) ? Number(member.slice(foldedMark.length)) : 0

/** Leaves of a question with their columns by window. */
export type Leaves = {
  readonly table: LeafTable
  readonly slots: readonly string[]
  /** `columns[column][slot]`, one number per leaf. */
  readonly columns: readonly (readonly Float64Array[])[]
  /** Dimensions that are functions of another. */
  readonly functionOf: Readonly<Record<string, string>>
}

/** Leaves whose members are those of `dimensions`, in order, as the statement of `planLeaves` returned them. */
export const readLeaves = (
  row: Row,
  at: number,
  dimensions: readonly string[],
  columnCount: number,
  slots: readonly string[],
): Leaves => {
  const list = (name: string): readonly unknown[] => (row[name] as unknown as readonly unknown[] | null) ?? []
  const names = dimensions.map((_, i) => list(`members_${at}_${i + 1}`) as readonly (string | null)[])
  const members = names.map(membersOf)
  const records = unpacked(
    (i) => list(`leaves_${at}_${i}`) as readonly number[],
    names.map((all) => all.length),
    columnCount,
  )
  const width = 1 + dimensions.length + columnCount
  const keyOf = keying(members.map((names) => names.length))
  const first = new Map<number | string, number>()
  for (let i = 0; i < records.length; i += width) {
    const key = keyOf(records, i + 1)
    if (!first.has(key)) first.set(key, i)
  }
  // The engine returns leaves in any order; sums must not depend on it.
  const order = [...first.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const place = new Map(order.map(([key], leaf) => [key, leaf]))
  const codes = dimensions.map((_, d) => Int32Array.from(order, ([, i]) => records[i + 1 + d]!))
  const columns = Array.from({ length: columnCount }, () => slots.map(() => new Float64Array(order.length)))
  for (let i = 0; i < records.length; i += width) {
    const leaf = place.get(keyOf(records, i + 1))!
    for (let c = 0; c < columnCount; c++) columns[c]![records[i]!]![leaf]! += records[i + 1 + dimensions.length + c]!
  }
  const kept = dimensions.map((_, d) => d).filter((d) => members[d]!.length > 1)
  const table: LeafTable = {
    dimensions: kept.map((d) => dimensions[d]!),
    members: kept.map((d) => members[d]!),
    codes: kept.map((d) => codes[d]!),
    size: order.length,
  }
  return { table, slots, columns, functionOf: functionsIn(table) }
}

/** Records with a code for each member, those beyond the largest made one. */
const unpacked = (
  listOf: (column: number) => readonly number[],
  sizes: readonly number[],
  columnCount: number,
): Float64Array => {
  const halves = halvesOf(sizes.length)
  const lists = Array.from({ length: 1 + halves.length + columnCount }, (_, i) => listOf(i))
  const width = 1 + sizes.length + columnCount
  const out = new Float64Array(lists[0]!.length * width)
  for (let i = 0, o = 0; i < lists[0]!.length; i++, o += width) {
    out[o] = lists[0]![i]!
    for (let h = 0; h < halves.length; h++) {
      let rest = lists[1 + h]![i]!
      const half = halves[h]!
      for (let k = half.length - 1; k >= 0; k--) {
        const size = sizes[half[k]!]!
        const code = rest % size
        rest = (rest - code) / size
        out[o + 1 + half[k]!] = Math.min(code, mostMembers)
      }
    }
    for (let c = 0; c < columnCount; c++) out[o + 1 + sizes.length + c] = lists[1 + halves.length + c]![i]!
  }
  return out
}

const membersOf = (names: readonly (string | null)[]): string[] => {
  const kept = names.slice(0, mostMembers).map((name) => name ?? missingMember)
  return names.length > mostMembers ? [...kept, `${foldedMark}${names.length - mostMembers}`] : kept
}

/** A number for each combination of codes; a text where there are too many for numbers. */
const keying = (sizes: readonly number[]): ((records: Float64Array, at: number) => number | string) => {
  const fits = sizes.reduce((product, size) => product * Math.max(1, size), 1) < Number.MAX_SAFE_INTEGER
  if (!fits) return (records, at) => sizes.map((_, d) => String(records[at + d]).padStart(4, '0')).join()
  return (records, at) => {
    let key = 0
    for (let d = 0; d < sizes.length; d++) key = key * sizes[d]! + records[at + d]!
    return key
  }
}

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
