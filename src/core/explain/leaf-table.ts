/**
 * One row per used combination of dimension members. `codes[d][leaf]` is the place of the leaf's member in
 * `members[d]`. The additive columns of a question are arrays of the same `size` beside it.
 */
export type LeafTable = {
  readonly dimensions: readonly string[]
  readonly members: readonly (readonly string[])[]
  readonly codes: readonly Int32Array[]
  readonly size: number
}

/** Conditions joined by “and”: dimension → member. */
export type Where = Readonly<Record<string, string>>
