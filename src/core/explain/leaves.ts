import type { Columns } from '../warehouse.ts'
import { functionsIn } from './functions.ts'
import { type History, historyOf, totalsOf } from './history.ts'
import { cellsOf, type LeafCells, wholeColumns } from './leaf-cells.ts'
import { numberLeaves } from './leaf-numbers.ts'
import type { LeafTable } from './leaf-table.ts'
import type { LeafLayout } from './plan-leaves.ts'
import { recordsOf } from './records.ts'

/** Stands for the missing member: nothing a file holds can be spelt so. */
export const missingMember = '\u0000'

/** Stands for groups that may not be shown: never named as a reason. */
export const hiddenMember = '\u0002'

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
  /** Where the columns were read as cells: what holds something. Whole columns are then made when they are first used. */
  readonly cells?: LeafCells
}

const membersOf = (names: readonly string[], size: number): readonly string[] => {
  const told = names.map((name) => (name === '' ? missingMember : name))
  return size < told.length ? [...told.slice(0, size - 1), `${foldedMark}${told.length - size + 1}`] : told
}

/**
 * The leaves of one table, as the statements of `planLeaves` returned them. The same however the engine ordered its
 * rows: members stand from the largest by volume on.
 * @param names of the members by part and place; left out where the answer holds them too
 */
export const readLeaves = (
  answer: Columns,
  layout: LeafLayout,
  names: ReadonlyMap<number, readonly string[]> = namesIn(answer),
): Leaves => {
  const { dimensions, slots, parts } = layout
  const known = parts.members.map((part) => names.get(part) ?? [])
  const records = recordsOf(answer, layout, known)
  const members = known.map((own, d) => {
    const named = own.length === 0 ? [] : records.order[d]!.map((place) => own[place]!)
    return membersOf(named, records.sizes[d]!)
  })
  const { leafOf, codes, size } = numberLeaves(records)
  const kept = dimensions.map((_, d) => d).filter((d) => members[d]!.length > 1)
  const table: LeafTable = {
    dimensions: kept.map((d) => dimensions[d]!),
    members: kept.map((d) => members[d]!),
    codes: codes(kept),
    size,
  }
  const cells = cellsOf(records, layout.columns, slots.length, leafOf, size)
  const columns = layout.columns.map((_, column) => wholeColumns(cells, column, size))
  return { table, slots, columns, functionOf: functionsIn(table), cells }
}

const namesIn = (answer: Columns): ReadonlyMap<number, readonly string[]> => {
  const [part, place, name] = ['part', 'piece', 'name'].map((column) => answer[column]!)
  const names = new Map<number, string[]>()
  for (let i = 0; i < part!.length; i++) {
    const own = name![i]
    if (own === null || own === undefined) continue
    const key = Number(part![i])
    if (!names.has(key)) names.set(key, [])
    names.get(key)![Number(place![i])] = String(own)
  }
  return names
}

/** Some windows of one column, in this order. */
export const historyIn = (
  { cells, columns, table, slots }: Leaves,
  column: number,
  names: readonly string[],
): History => {
  const places = names.map((name) => slots.indexOf(name))
  if (!cells) return historyOf(places.map((slot) => columns[column]![slot]!))
  const windowOf = new Int32Array(Math.max(0, ...cells.slotOf) + 1).fill(-1)
  for (const [window, place] of places.entries()) windowOf[cells.slotOf[place]!] = window
  const { leaf, slot } = cells
  const factor = new Float64Array(names.length).fill(1)
  return { count: names.length, size: table.size, leaf, slot, windowOf, value: cells.valuesOf(column), factor }
}

/** Sum over all leaves of one column in some windows. */
export const totalsIn = (leaves: Leaves, column: number, names: readonly string[]): readonly number[] =>
  names.map((name) => totalsOf(historyIn(leaves, column, [name]))[0]!)
