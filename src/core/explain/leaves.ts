import type { Row } from '../warehouse.ts'
import { arrange } from './arrange.ts'
import type { Sum } from './explanation.ts'
import { functionsIn } from './functions.ts'
import type { LeafTable } from './leaf-table.ts'
import { fieldMark, type LeafBranch, type LeafLayout } from './plan-leaves.ts'

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

/** Codes of names in their own order, the missing one first. */
type Named = { readonly names: readonly string[]; readonly codes: Int32Array }

/** Members of one field of all leaves; `fields` holds `width` of them for each leaf. */
const namedIn = (fields: readonly string[], width: number, field: number): Named => {
  const seen = new Map<string, number>()
  const codes = new Int32Array(fields.length / width)
  for (let i = field, leaf = 0; i < fields.length; i += width, leaf++) {
    const name = fields[i]!
    let code = seen.get(name)
    if (code === undefined) {
      code = seen.size
      seen.set(name, code)
    }
    codes[leaf] = code
  }
  const names = [...seen.keys()].sort()
  const sorted = new Int32Array(names.length)
  for (const [i, name] of names.entries()) sorted[seen.get(name)!] = i
  return { names, codes: codes.map((code) => sorted[code]!) }
}

/** Places of keys; null where one stands twice, so that sums could not be told apart. */
const placesOf = (keys: Float64Array): ((key: number) => number) | null => {
  const size = 2 ** Math.ceil(Math.log2(2 * keys.length + 2))
  const slots = new Int32Array(size).fill(-1)
  const slotOf = (key: number): number => {
    let slot = key % size
    while (slots[slot] !== -1 && keys[slots[slot]!] !== key) slot = (slot + 1) % size
    return slot
  }
  for (let i = 0; i < keys.length; i++) {
    const slot = slotOf(keys[i]!)
    if (slots[slot] !== -1) return null
    slots[slot] = i
  }
  return (key) => slots[slotOf(key)]!
}

/** Sums of one branch by piece, within a piece by leaf; the engine returns them in any order. */
type Records = {
  readonly branch: LeafBranch
  readonly leaves: Int32Array
  /** Where the records of each piece begin, and where the last ends. */
  readonly starts: Int32Array
  readonly measures: readonly Float64Array[]
}

// Filled in a loop: the constructors that take a function go through an iterator, ten times as slow.
const inOrder = (list: readonly number[], order: Int32Array): Float64Array => {
  const out = new Float64Array(order.length)
  for (let i = 0; i < order.length; i++) out[i] = list[order[i]!]!
  return out
}

const recordsOf = (
  branch: LeafBranch,
  lists: readonly (readonly number[] | null)[],
  room: number,
  leaves: number,
  leafOf: (key: number) => number,
): Records => {
  const [records, ...numbers] = lists.map((list) => list ?? [])
  const count = records?.length ?? 0
  const [leaf, piece] = [new Int32Array(count), new Int32Array(count)]
  const starts = new Int32Array(branch.windows.length + 1)
  for (let i = 0; i < count; i++) {
    piece[i] = records![i]! % room
    leaf[i] = leafOf((records![i]! - piece[i]!) / room)
    starts[piece[i]! + 1]!++
  }
  for (let k = 0; k < branch.windows.length; k++) starts[k + 1]! += starts[k]!
  const { order } = arrange([piece, leaf], [branch.windows.length, leaves], count)
  return {
    branch,
    leaves: order.map((i) => leaf[i]!),
    starts,
    measures: numbers.map((list) => inOrder(list, order)),
  }
}

/** Weight of each measure of a branch in a sum. */
const weightsIn = (sum: Sum, { measures }: LeafBranch): readonly number[] =>
  measures.map((aliases) => aliases.reduce((all, alias) => all + (sum[alias] ?? 0), 0))

/** How much each leaf holds, whatever its sign, over all windows. */
const volumeOf = (records: readonly Records[], sum: Sum | undefined, leaves: number): Float64Array => {
  const volume = new Float64Array(leaves)
  for (const { branch, leaves: at, starts, measures } of sum ? records : [])
    for (const [m, weight] of weightsIn(sum!, branch).entries())
      for (const [piece, { length }] of branch.windows.entries())
        for (let i = starts[piece]!; i < starts[piece + 1]!; i++)
          volume[at[i]!]! += Math.abs(length * weight * measures[m]![i]!)
  return volume
}

/** One column of sums in every window, leaves put at their `places`. */
const columnOf = (
  records: readonly Records[],
  sum: Sum,
  windows: number,
  places: Int32Array,
  size: number,
): readonly Float64Array[] => {
  const columns = Array.from({ length: windows }, () => new Float64Array(size))
  for (const { branch, leaves, starts, measures } of records)
    for (const [m, weight] of weightsIn(sum, branch).entries()) {
      if (weight === 0) continue
      const values = measures[m]!
      for (const [piece, own] of branch.windows.entries())
        for (const window of own) {
          const column = columns[window]!
          for (let i = starts[piece]!; i < starts[piece + 1]!; i++) column[places[leaves[i]!]!]! += weight * values[i]!
        }
    }
  return columns
}

/** Codes from the largest member by volume, those beyond the most kept made one, and the members in that order. */
const bySize = ({ names }: Named, codes: Int32Array, volume: Float64Array) => {
  const sizes = new Float64Array(names.length)
  for (let leaf = 0; leaf < codes.length; leaf++) sizes[codes[leaf]!]! += volume[leaf]!
  const order = names.map((_, code) => code).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  const rank = new Int32Array(names.length)
  for (const [i, code] of order.entries()) rank[code] = Math.min(i, mostMembers)
  return { members: membersOf(order.map((code) => names[code]!)), codes: codes.map((code) => rank[code]!) }
}

/**
 * The leaves of one table, `at` its number from 1, as the statement of `planLeaves` returned them. The same however
 * the engine ordered its rows.
 * @returns null where two combinations of members had one key
 */
export const readLeaves = (rows: readonly Row[], at: number, layout: LeafLayout): Leaves | null => {
  const { dimensions, slots, branches, room } = layout
  const partOf = (name: string): Row | undefined => rows.find((row) => row['part'] === name)
  const text = partOf(`leaves_${at}`)?.['leaves'] as string | null | undefined
  const fields = text ? text.split(fieldMark) : []
  const width = 1 + dimensions.length
  if (fields.length % width !== 0) throw new Error(`leaves of ${fields.length} fields, ${width} each`)
  const size = fields.length / width
  const keys = new Float64Array(size)
  for (let leaf = 0; leaf < size; leaf++) keys[leaf] = Number(fields[leaf * width])
  const placeOf = placesOf(keys)
  if (!placeOf) return null
  const named = dimensions.map((_, d) => namedIn(fields, width, d + 1))
  const first = arrange(
    named.map(({ codes }) => codes),
    named.map(({ names }) => names.length),
    size,
  )
  const records = branches.map((branch, i) => {
    const lists = partOf(`sums_${at}_${i + 1}`)?.['sums'] as unknown as readonly (readonly number[] | null)[] | null
    return recordsOf(branch, lists ?? [], room, size, (key) => first.group[placeOf(key)]!)
  })
  const volume = volumeOf(records, layout.columns[0], size)
  const sorted = named.map((one) =>
    bySize(
      one,
      first.order.map((leaf) => one.codes[leaf]!),
      volume,
    ),
  )
  const { order, group, groups } = arrange(
    sorted.map(({ codes }) => codes),
    sorted.map(({ members }) => members.length),
    size,
  )
  const origin = new Int32Array(groups)
  for (const leaf of order) origin[group[leaf]!] = leaf
  const kept = sorted.map((_, d) => d).filter((d) => sorted[d]!.members.length > 1)
  const table: LeafTable = {
    dimensions: kept.map((d) => dimensions[d]!),
    members: kept.map((d) => sorted[d]!.members),
    codes: kept.map((d) => origin.map((leaf) => sorted[d]!.codes[leaf]!)),
    size: groups,
  }
  const columns = layout.columns.map((sum) => columnOf(records, sum, slots.length, group, groups))
  return { table, slots, columns, functionOf: functionsIn(table) }
}

const membersOf = (names: readonly string[]): string[] => {
  const kept = names.slice(0, mostMembers).map((name) => (name === '' ? missingMember : name))
  return names.length > mostMembers ? [...kept, `${foldedMark}${names.length - mostMembers}`] : kept
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
