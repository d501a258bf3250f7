import type { LeafTable } from './leaf-table.ts'

/** Additive evidence per leaf: what was seen, what was expected, and its variance where nothing happened. */
export type Evidence = { readonly seen: Float64Array; readonly due: Float64Array; readonly spread: Float64Array }

/** Sums of the evidence over every combination of members of some dimensions. */
export type Cuboid = {
  readonly dimensions: readonly number[]
  /** Place value of each dimension's code in a cell's number; empty where cells are numbered by `cellOf`. */
  readonly strides: readonly number[]
  /** Cell of each leaf, where the combinations are far more than those used. */
  readonly cellOf: Int32Array | null
  /** A leaf of each cell; only beside `cellOf`. */
  readonly leafOf: Int32Array | null
  readonly size: number
  readonly seen: Float64Array
  readonly due: Float64Array
  readonly spread: Float64Array
}

/** The sets of at most `most` of `count` dimensions, smaller sets first, without the forbidden pairs. */
export const dimensionSets = (
  count: number,
  most: number,
  together: (a: number, b: number) => boolean,
): readonly (readonly number[])[] => {
  let layer: number[][] = [[]]
  const sets: number[][] = []
  for (let depth = 0; depth < Math.min(most, count); depth++) {
    const next: number[][] = []
    for (const set of layer)
      for (let d = (set.at(-1) ?? -1) + 1; d < count; d++)
        if (set.every((other) => together(other, d))) next.push([...set, d])
    sets.push(...next)
    layer = next
  }
  return sets
}

const numberCells = (
  leaves: LeafTable,
  dimensions: readonly number[],
): Pick<Cuboid, 'strides' | 'cellOf' | 'leafOf' | 'size'> => {
  const strides: number[] = []
  let product = 1
  for (const d of dimensions) {
    strides.push(product)
    product *= leaves.members[d]!.length
  }
  if (product <= Math.max(1 << 16, 2 * leaves.size)) return { strides, cellOf: null, leafOf: null, size: product }
  const slots = 1 << Math.ceil(Math.log2(2 * leaves.size + 2))
  const keys = new Float64Array(slots).fill(-1)
  const cells = new Int32Array(slots)
  const cellOf = new Int32Array(leaves.size)
  const leafOf = new Int32Array(leaves.size)
  const columns = dimensions.map((d) => leaves.codes[d]!)
  let size = 0
  for (let leaf = 0; leaf < leaves.size; leaf++) {
    let key = 0
    for (let i = 0; i < columns.length; i++) key += columns[i]![leaf]! * strides[i]!
    // Fibonacci hashing of both halves of the key; the table is at most half full.
    let slot = (Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 4294967296) | 0, 0x85ebca6b)) >>> 0
    slot = (slot ^ (slot >>> 15)) & (slots - 1)
    while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & (slots - 1)
    if (keys[slot] === -1) {
      keys[slot] = key
      cells[slot] = size
      leafOf[size++] = leaf
    }
    cellOf[leaf] = cells[slot]!
  }
  return { strides: [], cellOf, leafOf: leafOf.slice(0, size), size }
}

/** The cell of a leaf. */
export const cellAt = (cuboid: Cuboid, leaves: LeafTable, leaf: number): number => {
  if (cuboid.cellOf) return cuboid.cellOf[leaf]!
  let cell = 0
  for (let i = 0; i < cuboid.dimensions.length; i++)
    cell += leaves.codes[cuboid.dimensions[i]!]![leaf]! * cuboid.strides[i]!
  return cell
}

/** The members' codes that make up a cell, in the order of the cuboid's dimensions. */
export const codesOf = (cuboid: Cuboid, leaves: LeafTable, cell: number): readonly number[] =>
  cuboid.dimensions.map((d, i) =>
    cuboid.leafOf
      ? leaves.codes[d]![cuboid.leafOf[cell]!]!
      : Math.floor(cell / cuboid.strides[i]!) % leaves.members[d]!.length,
  )

/**
 * Adds evidence up by the cell of each leaf: in one pass, as the leaves may be millions. The three sums of a cell lie
 * beside each other meanwhile, so that each leaf touches one place.
 */
const gatherLeaves = (into: Cuboid, leaves: LeafTable, from: Evidence, beside: Float64Array): void => {
  const { dimensions, strides, size } = into
  const columns = dimensions.map((d) => leaves.codes[d]!)
  const first = columns[0]!
  const [second, third] = [columns[1] ?? first, columns[2] ?? first]
  const [times2, times3] = [columns[1] ? strides[1]! : 0, columns[2] ? strides[2]! : 0]
  const { seen, due, spread } = from
  beside.fill(0, 0, 3 * size)
  for (let leaf = 0; leaf < leaves.size; leaf++) {
    let cell = first[leaf]! + second[leaf]! * times2 + third[leaf]! * times3
    for (let i = 3; i < columns.length; i++) cell += columns[i]![leaf]! * strides[i]!
    const at = 3 * cell
    beside[at]! += seen[leaf]!
    beside[at + 1]! += due[leaf]!
    beside[at + 2]! += spread[leaf]!
  }
  for (let cell = 0, at = 0; cell < size; cell++) {
    into.seen[cell] = beside[at++]!
    into.due[cell] = beside[at++]!
    into.spread[cell] = beside[at++]!
  }
}

const gather = (into: Cuboid, cells: Int32Array, from: Evidence): void => {
  const { seen, due, spread } = into
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    seen[cell]! += from.seen[i]!
    due[cell]! += from.due[i]!
    spread[cell]! += from.spread[i]!
  }
}

/** Where each cell of a finer cuboid falls in a coarser one of some of its dimensions. */
const coarser = (fine: Cuboid, shell: Cuboid, leaves: LeafTable): Int32Array => {
  const cells = new Int32Array(fine.size)
  if (fine.leafOf) {
    for (let cell = 0; cell < fine.size; cell++) cells[cell] = cellAt(shell, leaves, fine.leafOf[cell]!)
    return cells
  }
  for (let i = 0; i < shell.dimensions.length; i++) {
    const d = shell.dimensions[i]!
    const [stride, members] = [fine.strides[fine.dimensions.indexOf(d)]!, leaves.members[d]!.length]
    const place = shell.strides[i]!
    for (let cell = 0; cell < cells.length; cell++) cells[cell]! += (Math.trunc(cell / stride) % members) * place
  }
  return cells
}

/**
 * Sums the evidence over every given set of dimensions. Deep cuboids are summed from the leaves, the others from the
 * smallest that holds them, so the cost is about one pass over the leaves per deepest cuboid.
 */
export const buildCuboids = (
  leaves: LeafTable,
  sets: readonly (readonly number[])[],
  evidence: Evidence,
): readonly Cuboid[] => {
  const built: Cuboid[] = []
  let beside = new Float64Array(0)
  for (const dimensions of [...sets].sort((a, b) => b.length - a.length)) {
    const numbered = numberCells(leaves, dimensions)
    const shell: Cuboid = {
      dimensions,
      ...numbered,
      seen: new Float64Array(numbered.size),
      due: new Float64Array(numbered.size),
      spread: new Float64Array(numbered.size),
    }
    let from: Cuboid | null = null
    for (const other of built)
      if (
        (other.leafOf !== null || shell.leafOf === null) &&
        other.dimensions.length > dimensions.length &&
        other.size < (from?.size ?? leaves.size) &&
        dimensions.every((d) => other.dimensions.includes(d))
      )
        from = other
    if (from) gather(shell, coarser(from, shell, leaves), from)
    else if (shell.cellOf) gather(shell, shell.cellOf, evidence)
    else {
      if (beside.length < 3 * shell.size) beside = new Float64Array(3 * shell.size)
      gatherLeaves(shell, leaves, evidence, beside)
    }
    built.push(shell)
  }
  return sets.map((dimensions) => built.find((cuboid) => cuboid.dimensions === dimensions)!)
}

/** Takes leaves out of every cuboid. */
export const removeLeaves = (
  cuboids: readonly Cuboid[],
  leaves: LeafTable,
  gone: Int32Array,
  evidence: Evidence,
): void => {
  for (const cuboid of cuboids)
    for (let i = 0; i < gone.length; i++) {
      const leaf = gone[i]!
      const cell = cellAt(cuboid, leaves, leaf)
      cuboid.seen[cell]! -= evidence.seen[leaf]!
      cuboid.due[cell]! -= evidence.due[leaf]!
      cuboid.spread[cell]! -= evidence.spread[leaf]!
    }
}
