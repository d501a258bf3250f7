import type { Numbers } from '../warehouse.ts'
import { markedBits } from './bit-ranks.ts'
import type { Sum } from './explanation.ts'
import { type BranchRecords, type Records, weightsIn } from './records.ts'

/**
 * What the leaves hold in the windows, where they hold something: leaf by leaf, within a leaf window by window. Windows
 * of the same days are one.
 */
export type LeafCells = {
  readonly leaf: Int32Array
  readonly slot: Uint8Array
  /** Number of the cells’ `slot` of each window asked for. */
  readonly slotOf: readonly number[]
  /** Values of one column. */
  readonly valuesOf: (column: number) => Float64Array
}

/** Number of each window among those that differ, and the slots a record of each piece counts in, by branch. */
const slotsOf = (branches: readonly BranchRecords[], windows: number) => {
  const keys = Array.from({ length: windows }, (_, window) =>
    JSON.stringify(
      branches.map(({ branch }) => branch.windows.flatMap((own, piece) => (own.includes(window) ? [piece] : []))),
    ),
  )
  const distinct = [...new Set(keys)]
  const slotOf = keys.map((key) => distinct.indexOf(key))
  const ofPiece = branches.map(({ branch }) => branch.windows.map((own) => [...new Set(own.map((w) => slotOf[w]!))]))
  return { slotOf, ofPiece, count: distinct.length }
}

const isWhole = (values: Numbers): boolean => !(values instanceof Float64Array) || values.every(Number.isInteger)

/**
 * An order in which sums of the records do not hang on that of the engine; null for theirs. Whole numbers add up to the
 * same in any.
 */
const steadyOrder = ({ measures, piece }: BranchRecords): Int32Array | null => {
  if (measures.every(isWhole)) return null
  const differ = (a: number, b: number): number => {
    for (const values of measures) if (values[a] !== values[b]) return values[a]! - values[b]!
    return 0
  }
  return Int32Array.from(piece.keys()).sort(differ)
}

/**
 * @param leafOf leaf of a key
 * @param size leaves
 */
export const cellsOf = (
  { branches, repeats }: Records,
  sums: readonly Sum[],
  windows: number,
  leafOf: (key: number) => number,
  size: number,
): LeafCells => {
  const { slotOf, ofPiece, count } = slotsOf(branches, windows)
  const bits = markedBits(size * count)
  for (const [b, { key, piece }] of branches.entries()) {
    const slots = ofPiece[b]!
    for (let i = 0; i < key.length; i++) {
      const own = slots[piece[i]!]!
      const first = leafOf(key[i]!) * count
      for (let k = 0; k < own.length; k++) bits.mark(first + own[k]!)
    }
  }
  const ranks = bits.ranks()
  const [leaf, slot] = [new Int32Array(ranks.count), new Uint8Array(ranks.count)]
  /** Cells of the records of each branch, one record after another. */
  const cellsOfRecords = branches.map(({ key, piece }, b) => {
    const slots = ofPiece[b]!
    let all = 0
    for (let i = 0; i < piece.length; i++) all += slots[piece[i]!]!.length
    const cells = new Int32Array(all)
    let at = 0
    for (let i = 0; i < key.length; i++) {
      const own = slots[piece[i]!]!
      const of = leafOf(key[i]!)
      for (let k = 0; k < own.length; k++) {
        const cell = ranks.rankOf(of * count + own[k]!)
        leaf[cell] = of
        slot[cell] = own[k]!
        cells[at++] = cell
      }
    }
    return cells
  })
  const steady = branches.map((own) => (repeats ? steadyOrder(own) : null))
  const known = new Map<number, Float64Array>()
  const valuesOf = (column: number): Float64Array => {
    const made = new Float64Array(ranks.count)
    for (const [b, { branch, piece, measures }] of branches.entries())
      for (const [m, weight] of weightsIn(sums[column]!, branch).entries())
        if (weight !== 0)
          addUp(made, cellsOfRecords[b]!, { piece, slots: ofPiece[b]! }, measures[m]!, weight, steady[b]!)
    return made
  }
  return {
    leaf,
    slot,
    slotOf,
    valuesOf: (column) => {
      const made = known.get(column) ?? valuesOf(column)
      known.set(column, made)
      return made
    },
  }
}

type Pieces = { readonly piece: Numbers; readonly slots: readonly (readonly number[])[] }

/** Adds the records of a branch to their cells, in an order of theirs. */
const addUp = (
  made: Float64Array,
  cells: Int32Array,
  { piece, slots }: Pieces,
  values: Numbers,
  weight: number,
  order: Int32Array | null,
): void => {
  if (order === null && cells.length === values.length) {
    for (let i = 0; i < cells.length; i++) made[cells[i]!]! += weight * values[i]!
    return
  }
  const first = new Int32Array(values.length + 1)
  for (let i = 0; i < values.length; i++) first[i + 1] = first[i]! + slots[piece[i]!]!.length
  for (let k = 0; k < values.length; k++) {
    const i = order === null ? k : order[k]!
    for (let at = first[i]!; at < first[i + 1]!; at++) made[cells[at]!]! += weight * values[i]!
  }
}

/** The column of each window, each made when it is first used. */
export const wholeColumns = (cells: LeafCells, column: number, size: number): readonly Float64Array[] => {
  const { leaf, slot, slotOf, valuesOf } = cells
  const made = new Map<number, Float64Array>()
  const whole = (own: number): Float64Array => {
    const values = valuesOf(column)
    const out = new Float64Array(size)
    for (let i = 0; i < values.length; i++) if (slot[i] === own) out[leaf[i]!] = values[i]!
    made.set(own, out)
    return out
  }
  const columns: Float64Array[] = []
  for (const [window, own] of slotOf.entries())
    Object.defineProperty(columns, window, {
      enumerable: true,
      configurable: true,
      get: () => made.get(own) ?? whole(own),
    })
  return columns
}
