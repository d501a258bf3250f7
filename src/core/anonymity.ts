import { units } from './anonymity-days.ts'
import { keptChoice } from './anonymity-kept.ts'
import { type Atom, determinedSet } from './stats/determined.ts'

/**
 * What may be shown of answers whose authors must stay unknown. Which sums exist at all is decided once from the
 * answers themselves, the same for every question, role and moment: a question is then answered when it asks for
 * such a sum, or for several of them together, and hidden otherwise. No sequence of questions can therefore
 * yield more than the sums, and the sums are chosen so that they isolate nobody.
 */

/** Answers of one day with the same members; `count` is how many. */
export type AnswerCell = {
  readonly day: string
  readonly members: readonly (string | null)[]
  readonly count: number
}

/** A cell with what a table keeps of the choice made for it. */
export type KeptCell = AnswerCell & { readonly kept?: string | null }

/** A time in which the sums are chosen without regard to any other, with the ways its answers may be split. */
export type Epoch<C extends AnswerCell> = {
  readonly cells: readonly C[]
  /** Number of the epoch's own unit of time in `units`. */
  readonly depth: number
  readonly splits: readonly Split[]
}

/** Block of each cell; every block is released, the pooled groups together being one. */
export type Split = { readonly blocks: Int32Array; readonly sizes: readonly number[] }

/** Fewest answers shown, whatever an owner sets. */
export const lowestFloor = 3

export const floorOf = (setting: number): number => Math.max(lowestFloor, Math.ceil(setting) || 0)

const sumOf = (cells: readonly AnswerCell[]): number => cells.reduce((sum, cell) => sum + cell.count, 0)

const sizes = (cells: readonly AnswerCell[], keys: readonly string[]): Map<string, number> => {
  const found = new Map<string, number>()
  for (const [i, { count }] of cells.entries()) found.set(keys[i]!, (found.get(keys[i]!) ?? 0) + count)
  return found
}

/** What a function of days gives for each cell, asked once per day. */
const perDay = (cells: readonly AnswerCell[], of: (day: string) => string): readonly string[] => {
  const known = new Map([...new Set(cells.map((cell) => cell.day))].map((day) => [day, of(day)]))
  return cells.map((cell) => known.get(cell.day)!)
}

const pairs = (dimensions: number): number[][] =>
  Array.from({ length: dimensions }, (_, i) =>
    Array.from({ length: dimensions - i - 1 }, (_, j) => [i, i + j + 1]),
  ).flat()

const memberKey =
  (dimensions: readonly number[]) =>
  (cell: AnswerCell): string =>
    JSON.stringify(dimensions.map((i) => cell.members[i] ?? null))

/** Above this many answers crossings of two dimensions no longer keep a time from being divided. */
const manyAnswers = 2000
/** Share of answers that may be left out, or become hidden, for a time to be divided. */
const leftOut = 0.1
const hiddenByDividing = 0.05

/** Whether nearly all members of a split that are visible in the whole are visible in the parts. */
const keepsMembers = (
  whole: readonly AnswerCell[],
  parts: readonly (readonly AnswerCell[])[],
  by: readonly number[],
  floor: number,
): boolean => {
  const keyOf = memberKey(by)
  const visible = new Set([...sizes(whole, whole.map(keyOf))].filter(([, count]) => count >= floor).map(([key]) => key))
  const lost = parts
    .flatMap((part) => [...sizes(part, part.map(keyOf))])
    .reduce((sum, [key, count]) => (visible.has(key) && count < floor ? sum + count : sum), 0)
  return lost <= hiddenByDividing * sumOf(whole)
}

/**
 * Whether months are worth more than their quarter's finest members: the first dimension, the one most asked for,
 * and half of all must keep theirs. Weeks and days must cost nothing.
 */
const worthDividing = (
  whole: readonly AnswerCell[],
  parts: readonly (readonly AnswerCell[])[],
  depth: number,
  floor: number,
): boolean => {
  const single = (whole[0]?.members ?? []).map((_, i) => [i])
  const keeps = (by: readonly number[]): boolean => keepsMembers(whole, parts, by, floor)
  if (depth === 0) return single.length === 0 || (keeps(single[0]!) && 2 * single.filter(keeps).length >= single.length)
  return single.every(keeps) && (sumOf(whole) > manyAnswers || pairs(single.length).every(keeps))
}

/**
 * Divides time as finely as keeps the members visible: quarters, months, weeks, days. A month with too few
 * answers is left out of everything where it is a sliver of its quarter; otherwise the quarter stays whole.
 */
const epochsOf = <C extends AnswerCell>(
  cells: readonly C[],
  floor: number,
): { cells: readonly C[]; depth: number }[] => {
  const divide = (members: readonly C[], depth: number): { cells: readonly C[]; depth: number }[] => {
    const unit = units[depth + 1]
    if (!unit) return [{ cells: members, depth }]
    const parts = [...Map.groupBy(members, (cell) => unit(cell.day)).values()]
    const kept = parts.filter((part) => sumOf(part) >= floor)
    const missing = sumOf(members) - sumOf(kept.flat())
    const divisible = depth === 0 ? missing <= leftOut * sumOf(members) : missing === 0
    return kept.length > 0 && divisible && worthDividing(kept.flat(), kept, depth, floor)
      ? kept.flatMap((part) => divide(part, depth + 1))
      : [{ cells: members, depth }]
  }
  return [...Map.groupBy(cells, (cell) => units[0]!(cell.day)).values()]
    .filter((quarter) => sumOf(quarter) >= floor)
    .flatMap((quarter) => divide(quarter, 0))
}

/** Ways to split an epoch, most wanted first: unit of time (its number, or none) and dimensions. */
const wanted = (
  depth: number,
  dimensions: number,
): { readonly unit: number | null; readonly by: readonly number[] }[] => {
  const single = Array.from({ length: dimensions }, (_, i) => [i])
  const crossed = pairs(dimensions)
  const [months, weeks, days] = [1, 2, 3].map((unit) => (unit > depth ? [unit] : [])) as [number[], number[], number[]]
  const across = (times: readonly number[], splits: readonly number[][]) =>
    times.flatMap((unit) => splits.map((by) => ({ unit, by })))
  return [
    ...single.map((by) => ({ unit: null, by })),
    ...across(months, [[], ...single]),
    ...across(weeks, [[]]),
    ...crossed.map((by) => ({ unit: null, by })),
    ...across(weeks, single),
    ...across(days, [[]]),
    ...across([...months, ...weeks], crossed),
    ...across(days, single),
  ]
}

/** Groups hidden so that what is hidden together has `floor` answers or more; null where nothing is left to show. */
export const pooled = (
  counts: ReadonlyMap<string, number>,
  floor: number,
  also: ReadonlySet<string>,
): ReadonlySet<string> | null => {
  const hidden = new Set([...counts].filter(([key, count]) => count < floor || also.has(key)).map(([key]) => key))
  const shown = [...counts].filter(([key]) => !hidden.has(key)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))
  let together = [...hidden].reduce((sum, key) => sum + counts.get(key)!, 0)
  while (hidden.size > 0 && (together < floor || hidden.size < 2) && shown.length > 0) {
    const [key, count] = shown.pop()!
    hidden.add(key)
    together += count
  }
  return shown.length > 0 && counts.size > 1 ? hidden : null
}

/** @param keys group of each cell */
const splitBy = (keys: readonly string[], hidden: ReadonlySet<string>): Split => {
  const numbers = new Map<string, number>()
  const blocks = Int32Array.from(keys, (group) => {
    const key = hidden.has(group) ? '' : group
    if (!numbers.has(key)) numbers.set(key, numbers.size)
    return numbers.get(key)!
  })
  const counts = Array.from({ length: numbers.size }, () => 0)
  for (const block of blocks) counts[block]!++
  return { blocks, sizes: counts }
}

const atomsOf = (
  cells: readonly AnswerCell[],
  splits: readonly Split[],
): { atoms: Atom[]; cellAtom: number[]; groups: number } => {
  const starts: number[] = []
  let groups = 0
  for (const split of splits) {
    starts.push(groups)
    groups += split.sizes.length
  }
  const index = new Map<string, number>()
  const atoms: { weight: number; groups: number[] }[] = []
  const cellAtom = cells.map((cell, i) => {
    const lies = splits.map((split, j) => starts[j]! + split.blocks[i]!)
    const key = lies.join()
    const at = index.get(key) ?? atoms.push({ weight: 0, groups: lies }) - 1
    index.set(key, at)
    atoms[at]!.weight += cell.count
    return at
  })
  return { atoms, cellAtom, groups }
}

/** Times a split is made coarser before it is given up. */
const attempts = 6
/** Multiplications spent on one epoch, and on one way to split it; a count, so that every machine decides alike. */
const effortPerEpoch = 6_000_000
const effortPerSplit = 1_500_000

/** The splits of one epoch that can be released together. */
const splitsOf = <C extends AnswerCell>(cells: readonly C[], depth: number, floor: number): readonly Split[] => {
  const accepted: Split[] = [
    splitBy(
      cells.map(() => ''),
      new Set(),
    ),
  ]
  const times = units.map((unit) => perDay(cells, unit))
  let effort = effortPerEpoch
  for (const { unit, by } of wanted(depth, cells[0]!.members.length)) {
    const member = memberKey(by)
    const keys = cells.map((cell, i) => `${unit === null ? '' : times[unit]![i]!} ${member(cell)}`)
    const counts = sizes(cells, keys)
    const also = new Set<string>()
    for (let attempt = 0; attempt < attempts; attempt++) {
      const hidden = pooled(counts, floor, also)
      if (!hidden) break
      const split = splitBy(keys, hidden)
      const { atoms, cellAtom, groups } = atomsOf(cells, [...accepted, split])
      const spent = { left: Math.min(effort, effortPerSplit) }
      effort -= spent.left
      const found = determinedSet(atoms, groups, floor, spent)
      effort += Math.max(0, spent.left)
      if (spent.left < 0) break
      if (!found) {
        accepted.push(split)
        break
      }
      const touched = keys.filter((_, i) => found.includes(cellAtom[i]!))
      const next = [...new Set(touched)]
        .filter((key) => !hidden.has(key))
        .sort((a, b) => counts.get(a)! - counts.get(b)!)[0]
      const smallest = [...counts].filter(([key]) => !hidden.has(key)).sort((a, b) => a[1] - b[1])[0]
      for (const key of hidden) also.add(key)
      also.add(next ?? smallest![0])
    }
  }
  return accepted
}

/** Number of the way of choosing: another one must choose anew what tables keep. */
export const chosenBy = 1

/** An epoch by the places its cells have in their quarter. */
export type Chosen = { readonly indexes: readonly number[]; readonly depth: number; readonly splits: readonly Split[] }

/** Choices made lately, by the answers of a quarter: choosing takes a thousand times longer than looking. */
const chosen = new Map<string, readonly Chosen[]>()
const mostKept = 400

/** Chooses for the cells of one quarter, or takes what was chosen for them. */
export const choose = (cells: readonly KeptCell[], floor: number): readonly Chosen[] => {
  const kept = keptChoice(cells, floor)
  if (kept) return kept
  const key = `${floor}|${cells.map(({ day, members, count }) => `${day}${JSON.stringify(members)}${count}`).join()}`
  const known = chosen.get(key)
  if (known) return known
  const index = new Map(cells.map((cell, i) => [cell, i]))
  const made = epochsOf(cells, floor).map(({ cells: own, depth }) => ({
    indexes: own.map((cell) => index.get(cell)!),
    depth,
    splits: splitsOf(own, depth, floor),
  }))
  if (chosen.size >= mostKept) chosen.delete(chosen.keys().next().value!)
  chosen.set(key, made)
  return made
}

/**
 * Chooses the sums that exist. Deterministic: the same answers give the same sums.
 * @param cells answers of whole quarters; quarters are independent of each other
 * @param floor answers below which nothing may be known
 */
export const planRelease = <C extends KeptCell>(cells: readonly C[], floor: number): readonly Epoch<C>[] =>
  [...Map.groupBy(cells, (cell) => units[0]!(cell.day)).values()].flatMap((quarter) =>
    choose(quarter, floor).map(({ indexes, ...rest }) => ({ ...rest, cells: indexes.map((i) => quarter[i]!) })),
  )
