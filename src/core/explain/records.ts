import type { Columns, Numbers } from '../warehouse.ts'
import type { Sum } from './explanation.ts'
import type { LeafBranch, LeafLayout } from './plan-leaves.ts'

/** Members of one dimension kept apart; those beyond, the smallest by volume, are folded into one. */
export const mostMembers = 400

/** Sums of one branch as the engine returned them. */
export type BranchRecords = {
  readonly branch: LeafBranch
  readonly piece: Numbers
  /** Combination of members: the first dimension is the highest digit. */
  readonly key: Float64Array | Int32Array
  readonly measures: readonly Numbers[]
}

export type Records = {
  /** Members of each dimension after folding. */
  readonly sizes: readonly number[]
  /** Places of the members as read, from the largest member by volume on. */
  readonly order: readonly (readonly number[])[]
  /** What a digit of a key stands for: the rank of a member, or its place as read, whose rank this tells. */
  readonly ranks: readonly Int32Array[] | null
  readonly branches: readonly BranchRecords[]
  /** Whether several records of a branch may be of one leaf and piece. */
  readonly repeats: boolean
}

/** Weight of each measure of a branch in a sum. */
export const weightsIn = (sum: Sum, { measures }: LeafBranch): readonly number[] =>
  measures.map((aliases) => aliases.reduce((all, alias) => all + (sum[alias] ?? 0), 0))

type Taken = BranchRecords & { readonly places: readonly Numbers[] }

const numbersOf = (answer: Columns, name: string): Numbers => answer[name] as Numbers

const picked = (values: Numbers, rows: Int32Array | null): Numbers => {
  if (rows === null) return values
  const out = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) out[i] = values[rows[i]!]!
  return out
}

/** Rows of one branch that lie in a window; null where that is all of them. */
const rowsIn = (answer: Columns, part: number): Int32Array | null => {
  const [parts, pieces] = [answer['part'] as Numbers | undefined, numbersOf(answer, 'piece')]
  const isOf = (i: number): boolean => (parts === undefined || parts[i] === part) && pieces[i]! >= 0
  let count = 0
  for (let i = 0; i < pieces.length; i++) if (isOf(i)) count++
  if (count === pieces.length) return null
  const rows = new Int32Array(count)
  for (let i = 0, at = 0; i < pieces.length; i++) if (isOf(i)) rows[at++] = i
  return rows
}

/** Records from which on it pays to put those of near keys near each other first, and groups they are put in. */
const many = 100_000
const groupBits = 11

/** Records in groups of near keys: what is then looked up for one of them is at hand for the next. */
const grouped = (own: Taken, most: number): Taken => {
  const { key, piece, measures } = own
  if (key.length < many || most > 2 ** 31 - 1) return own
  const shift = Math.max(0, Math.ceil(Math.log2(most)) - groupBits)
  const starts = new Int32Array(2 ** groupBits + 1)
  for (let i = 0; i < key.length; i++) starts[(key[i]! >>> shift) + 1]!++
  for (let group = 0; group < 2 ** groupBits; group++) starts[group + 1]! += starts[group]!
  const like = <T extends Numbers>(values: T): T => new (values.constructor as new (size: number) => T)(values.length)
  const to = { key: like(key), piece: like(piece), measures: measures.map(like) }
  for (let i = 0; i < key.length; i++) {
    const at = starts[key[i]! >>> shift]!++
    to.key[at] = key[i]!
    to.piece[at] = piece[i]!
    for (let m = 0; m < measures.length; m++) to.measures[m]![at] = measures[m]![i]!
  }
  return { ...own, ...to }
}

const takenOf = (answer: Columns, { branches, dimensions, parts }: LeafLayout): readonly Taken[] =>
  branches.map((branch, b) => {
    const rows = rowsIn(answer, parts.sums[b]!)
    const take = (name: string): Numbers => picked(numbersOf(answer, name), rows)
    const key = answer['key'] ? take('key') : new Float64Array(0)
    return {
      branch,
      piece: take('piece'),
      key: key instanceof Uint8Array ? Int32Array.from(key) : key,
      measures: branch.measures.map((_, m) => take(`m${m + 1}`)),
      places: answer['key'] ? [] : dimensions.map((_, d) => take(`c${d + 1}`)),
    }
  })

/** How much each member holds of a sum, whatever its sign, over all windows. */
const volumesOf = (
  taken: readonly Taken[],
  sizes: readonly number[],
  sum: Sum | undefined,
): readonly Float64Array[] => {
  const volumes = sizes.map((size) => new Float64Array(size))
  const told = sizes.flatMap((size, d) => (size > 1 ? [d] : [])).reverse()
  for (const { branch, piece, measures, key, places } of taken) {
    const weights = weightsIn(sum ?? {}, branch).map(Math.abs)
    const times = branch.windows.map((windows) => windows.length)
    for (let i = 0; i < piece.length; i++) {
      let volume = 0
      for (let m = 0; m < weights.length; m++) volume += weights[m]! * Math.abs(measures[m]![i]!)
      volume *= times[piece[i]!]!
      let rest = places.length > 0 ? 0 : key[i]!
      for (let k = 0; k < told.length; k++) {
        const d = told[k]!
        if (places.length > 0) volumes[d]![places[d]![i]!]! += volume
        else {
          const above = Math.floor(rest / sizes[d]!)
          volumes[d]![rest - above * sizes[d]!]! += volume
          rest = above
        }
      }
    }
  }
  return volumes
}

/** Places from the largest member on. Rounded, as the engine adds in any order: the last digits must not decide. */
const bySize = (volumes: Float64Array): readonly number[] => {
  const rounded = volumes.map((volume) => Math.round(volume * 1e4) / 1e4)
  return [...volumes.keys()].sort((a, b) => rounded[b]! - rounded[a]! || a - b)
}

/** Members kept: fewer than usual only where combinations could not be numbered otherwise. */
const keptOf = (sizes: readonly number[]): number => {
  let kept = mostMembers
  const combinations = (): number => sizes.reduce((product, size) => product * Math.min(size, kept + 1), 1)
  while (combinations() > Number.MAX_SAFE_INTEGER) kept = Math.floor(kept * 0.9)
  return kept
}

/** The same records with keys of ranks in place of members as read. */
const keyed = (
  { places, key, ...own }: Taken,
  sizes: readonly number[],
  ranks: readonly Int32Array[],
): BranchRecords => {
  const digits = new Int32Array(sizes.length)
  const made = new Float64Array(own.piece.length)
  for (let i = 0; i < made.length; i++) {
    let rest = places.length > 0 ? 0 : key[i]!
    for (let d = sizes.length - 1; d >= 0; d--) {
      if (places.length > 0) digits[d] = places[d]![i]!
      else {
        const above = Math.floor(rest / ranks[d]!.length)
        digits[d] = rest - above * ranks[d]!.length
        rest = above
      }
    }
    let all = 0
    for (let d = 0; d < sizes.length; d++) all = all * sizes[d]! + ranks[d]![digits[d]!]!
    made[i] = all
  }
  return { ...own, key: made }
}

/** @param known names of the members of each dimension by place */
export const recordsOf = (answer: Columns, layout: LeafLayout, known: readonly (readonly string[])[]): Records => {
  const read = known.map(({ length }) => Math.max(1, length))
  const combinations = read.reduce((product, size) => product * size, 1)
  const taken = takenOf(answer, layout).map((own) => grouped(own, combinations))
  const order = volumesOf(taken, read, layout.columns[0]).map(bySize)
  const kept = keptOf(read)
  const sizes = read.map((size) => Math.min(size, kept + 1))
  const ranks = order.map((places) => {
    const rank = new Int32Array(places.length)
    for (const [i, place] of places.entries()) rank[place] = Math.min(i, kept)
    return rank
  })
  const folded = sizes.some((size, d) => size < read[d]!)
  const told = answer['key'] !== undefined
  const plain = read.map((size) => Int32Array.from({ length: size }, (_, place) => place))
  return {
    sizes,
    order,
    ranks: folded ? null : ranks,
    branches: told && !folded ? taken : taken.map((own) => keyed(own, sizes, folded ? ranks : plain)),
    repeats: folded || told,
  }
}
