/**
 * What sums over groups give away. Answers with the same groups are one *atom*, with a weight (how many) and the
 * groups it lies in. A set of atoms is *determined* when the released sums, added and subtracted in any way,
 * yield something that depends on that set alone. All arithmetic is exact, modulo a prime: whatever follows from
 * the sums over the rationals follows modulo a prime that divides none of the denominators met, and what follows
 * modulo the prime only makes more be hidden.
 */
export type Atom = { readonly weight: number; readonly groups: readonly number[] }

/** Multiplications left; spending more makes what is not settled count as determined. */
export type Effort = { left: number }

/** Largest prime whose products stay exact in a double. */
const prime = 67_108_859

const inverse = (value: number): number => {
  if (value === 1) return 1
  let [a, b, u, v] = [value, prime, 1, 0]
  while (b !== 0) {
    const q = Math.floor(a / b)
    ;[a, b] = [b, a - q * b]
    ;[u, v] = [v, u - q * v]
  }
  return ((u % prime) + prime) % prime
}

/** `value mod prime` of what is below `prime²` and a little: the engine's `%` takes many times longer on large numbers. */
const reduced = (value: number): number => {
  const rest = value - Math.floor(value / prime) * prime
  return rest < 0 ? rest + prime : rest >= prime ? rest - prime : rest
}

/** A row whose entries are mostly zero, with the places where they are not. */
type Sparse = { readonly values: Float64Array; readonly places: readonly number[] }

const scaled = (row: Float64Array, scale: number): Sparse => {
  const values = new Float64Array(row.length)
  const places: number[] = []
  for (let i = 0; i < row.length; i++) {
    if (row[i] === 0) continue
    values[i] = scale === 1 ? row[i]! : reduced(row[i]! * scale)
    places.push(i)
  }
  return { values, places }
}

/** `row += factor · other`. */
const addTo = (row: Float64Array, { values, places }: Sparse, factor: number): void => {
  for (const i of places) row[i] = reduced(row[i]! + factor * values[i]!)
}

/** Counts the independent columns put in, one by one. */
const rankOf = (size: number, effort: Effort) => {
  const pivots: { readonly at: number; readonly column: Sparse }[] = []
  const column = new Float64Array(size)
  return {
    rank: () => pivots.length,
    add: (groups: readonly number[]): boolean => {
      column.fill(0)
      for (const group of groups) column[group] = 1
      effort.left -= pivots.length * size
      for (const pivot of pivots) {
        const factor = column[pivot.at]!
        if (factor !== 0) addTo(column, pivot.column, prime - factor)
      }
      let at = 0
      while (at < size && column[at] === 0) at++
      if (at === size) return false
      pivots.push({ at, column: scaled(column, inverse(column[at]!)) })
      return true
    },
  }
}

/**
 * Whether the answers can be dealt into `floor` hands that each determine every sum by themselves. Fewer answers
 * than `floor` then leave at least one hand untouched, so nothing can depend on them alone.
 */
const dealt = (atoms: readonly Atom[], size: number, floor: number, effort: Effort): boolean => {
  const left = atoms.map((atom) => atom.weight)
  const total = left.reduce((sum, weight) => sum + weight, 0)
  // Every atom lies in one group of each split, so that all splits but one repeat the total.
  const most = size - (atoms[0]?.groups.length ?? 1) + 1
  let rank: number | null = null
  for (let hand = 0; hand < floor; hand++) {
    const columns = rankOf(size, effort)
    const order = left.map((_, i) => i).sort((a, b) => left[b]! - left[a]! || a - b)
    for (const i of order) {
      if (left[i]! === 0 || columns.rank() === (rank ?? most) || effort.left < 0) break
      if (columns.add(atoms[i]!.groups)) left[i]!--
    }
    rank ??= columns.rank()
    if (columns.rank() < rank || rank * floor > total || effort.left < 0) return false
  }
  return true
}

/**
 * The sums as reduced rows over the atoms: each row is one for its own atom of the basis and zero for the others
 * of it, so that a column tells from which basis atoms its atom follows.
 */
type Tableau = { readonly rows: readonly Float64Array[]; readonly basis: readonly number[] }

const exchange = ({ rows, basis }: Tableau, at: number, enters: number, effort: Effort): Tableau => {
  effort.left -= rows.length * rows[0]!.length
  const lead = scaled(rows[at]!, inverse(rows[at]![enters]!))
  const moved = rows.map((row, i) => {
    if (i === at) return lead.values
    const factor = row[enters]!
    if (factor === 0) return row
    const copy = row.slice()
    addTo(copy, lead, prime - factor)
    return copy
  })
  return { rows: moved, basis: basis.map((atom, i) => (i === at ? enters : atom)) }
}

const tableauOf = (atoms: readonly Atom[], size: number, order: readonly number[], effort: Effort): Tableau => {
  const rows: Float64Array[] = Array.from({ length: size }, () => new Float64Array(atoms.length))
  for (const [i, atom] of atoms.entries()) for (const group of atom.groups) rows[group]![i] = 1
  const basis: number[] = []
  for (const atom of order) {
    const own = basis.length
    const at = rows.findIndex((row, i) => i >= own && row[atom] !== 0)
    if (at < 0) continue
    effort.left -= size * atoms.length
    const lead = scaled(rows[at]!, inverse(rows[at]![atom]!))
    rows[at] = rows[own]!
    rows[own] = lead.values
    for (const [i, row] of rows.entries()) if (i !== own && row[atom] !== 0) addTo(row, lead, prime - row[atom]!)
    basis.push(atom)
  }
  return { rows: rows.slice(0, basis.length), basis }
}

/**
 * A determined set of fewer than `floor` answers, as indices of atoms; null where there is none. Sound: an answer
 * of null means that no combination of the sums isolates fewer than `floor` answers. Where the search would take
 * more effort than is left, the atom it stopped at is given, as if it were determined.
 * @param size number of groups
 */
export const determinedSet = (
  atoms: readonly Atom[],
  size: number,
  floor: number,
  effort: Effort,
): readonly number[] | null => {
  const weight = (atom: number): number => atoms[atom]!.weight
  const light = atoms.map((_, i) => i).filter((i) => weight(i) < floor)
  if (light.length === 0) return null
  if (dealt(atoms, size, floor, effort)) return null
  if (effort.left < 0) return [light[0]!]
  const order = atoms.map((_, i) => i).sort((a, b) => weight(b) - weight(a) || a - b)
  const first = tableauOf(atoms, size, order, effort)

  /** Takes an atom out of the basis; null where no atom but those gone can stand in for it. */
  const without = (tableau: Tableau, atom: number, gone: readonly number[]): Tableau | null => {
    const at = tableau.basis.indexOf(atom)
    if (at < 0) return tableau
    const row = tableau.rows[at]!
    const enters = order.find((other) => row[other] !== 0 && other !== atom && !gone.includes(other))
    return enters === undefined ? null : exchange(tableau, at, enters, effort)
  }
  const circuit = (tableau: Tableau, atom: number): number[] =>
    tableau.basis.filter((_, i) => tableau.rows[i]![atom] !== 0)

  /** Whether `needed` ways to get the target from others were found that share no answer. */
  const packed = (start: Tableau, target: number, needed: number): boolean => {
    const left = atoms.map((atom) => atom.weight)
    const gone = [target]
    let tableau: Tableau | null = start
    for (let found = 0; tableau; ) {
      const used = circuit(tableau, target)
      const least = Math.min(...used.map((atom) => left[atom]!))
      found += least
      if (found >= needed) return true
      for (const atom of used) left[atom]! -= least
      for (const atom of used.filter((each) => left[each] === 0)) {
        gone.push(atom)
        tableau = tableau && without(tableau, atom, gone)
      }
    }
    return false
  }

  /** Atoms that must go, of at most `budget` answers, for the target no longer to follow from the others. */
  const search = (
    tableau: Tableau,
    target: number,
    gone: readonly number[],
    budget: number,
  ): readonly number[] | null => {
    if (effort.left < 0) return [target]
    for (const atom of circuit(tableau, target)) {
      if (weight(atom) > budget) continue
      const next = without(tableau, atom, [target, ...gone])
      if (!next) return [target, ...gone, atom]
      const found = search(next, target, [...gone, atom], budget - weight(atom))
      if (found) return found
    }
    return null
  }

  const starts = light.map((target) => ({ target, start: without(first, target, []) }))
  const alone = starts.find(({ start }) => start === null)
  if (alone) return [alone.target]
  for (const { target, start } of starts) {
    if (packed(start!, target, floor - weight(target))) continue
    const found = search(start!, target, [], floor - 1 - weight(target))
    if (found) return found
  }
  return null
}
