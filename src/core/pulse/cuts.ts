import { pooled } from '../anonymity.ts'
import { type Atom, determinedSet } from '../stats/determined.ts'
import { classOf, type Question, scaleOf } from './questions.ts'
import type { PulseCell } from './round.ts'

/** One answer to the question looked at. */
export type Answer = { readonly cell: PulseCell; readonly score: number }

/** A way to divide all answers into blocks whose numbers are told; `named[block]` is null for those hidden together. */
export type Cut = {
  /** Dimensions it goes by, as places in a cell. */
  readonly by: readonly number[]
  readonly blocks: readonly number[]
  readonly named: readonly (readonly (string | null)[] | null)[]
  readonly blockOf: (cell: PulseCell) => number | null
}

/** Fewest answers in a group of rows that go to the warehouse: there, scores can be told apart. */
export const rowFloor = 8

export const wholeCut = (answers: readonly Answer[]): Cut => ({
  by: [],
  blocks: answers.map(() => 0),
  named: [[]],
  blockOf: () => 0,
})

/** What an answer adds to the number told: −1, 0 or 1 of `enps`, the score itself of the others. */
export const pointsOf = (question: Question, score: number): number =>
  question === 'enps' ? classOf(question, score) - 1 : score

const rangeOf = (question: Question): readonly [number, number] =>
  question === 'enps' ? [-1, 1] : [scaleOf(question).from, scaleOf(question).to]

/** Whether all answers say the same: their number would be everybody’s. */
export const isOfOneMind = (question: Question, answers: readonly Answer[]): boolean =>
  new Set(answers.map(({ score }) => pointsOf(question, score))).size === 1

/** Widest part of the scale within which the mean of a hidden group may not be known to lie. */
const confined = 0.2

/**
 * Whether the sum over groups hidden together says nearly what one of them answered: close to an end of the scale
 * none of them can be far from it.
 */
const isConfined = (question: Question, pool: readonly Answer[], group: readonly Answer[]): boolean => {
  const [low, high] = rangeOf(question)
  const sum = pool.reduce((total, { score }) => total + pointsOf(question, score), 0)
  const others = pool.length - group.length
  const least = Math.max(low, (sum - high * others) / group.length)
  const most = Math.min(high, (sum - low * others) / group.length)
  return most - least <= confined * (high - low)
}

const effort = 6_000_000

/** Whether no sum or difference of what the cuts tell concerns fewer answers than the floor. */
export const isSafe = (cuts: readonly Cut[], answers: readonly Answer[], floor: number): boolean => {
  const starts = cuts.map((_, i) => cuts.slice(0, i).reduce((sum, { named }) => sum + named.length, 0))
  const lies = answers.map((_, i) => cuts.map(({ blocks }, cut) => starts[cut]! + blocks[i]!))
  const atoms: Atom[] = [...Map.groupBy(lies, (groups) => groups.join()).values()].map((same) => ({
    weight: same.length,
    groups: same[0]!,
  }))
  const groups = cuts.reduce((sum, { named }) => sum + named.length, 0)
  return determinedSet(atoms, groups, floor, { left: effort }) === null
}

const unitsOf = (cell: PulseCell, by: readonly number[]): readonly (string | null)[] => by.map((i) => cell[i] ?? null)

const cutAlong = (
  answers: readonly Answer[],
  by: readonly number[],
  keyOf: (cell: PulseCell) => string,
  hidden: ReadonlySet<string>,
): Cut => {
  const numbers = new Map<string, number>()
  const named: (readonly (string | null)[] | null)[] = []
  for (const { cell } of answers) {
    const key = hidden.has(keyOf(cell)) ? '' : keyOf(cell)
    if (numbers.has(key)) continue
    numbers.set(key, named.length)
    named.push(key === '' ? null : unitsOf(cell, by))
  }
  const blockOf = (cell: PulseCell): number | null => {
    const key = keyOf(cell)
    // A unit nobody of which answered is hidden with the others.
    return numbers.get(hidden.has(key) || !numbers.has(key) ? '' : key) ?? null
  }
  return { by, blocks: answers.map(({ cell }) => blockOf(cell)!), named, blockOf }
}

/** Times a cut is made coarser before it is given up. */
const attempts = 12

/**
 * Divides the answers by one dimension so that nothing told, taken together with `others`, concerns too few: groups
 * below `fewest` are hidden, with them as many as it takes that none follows from the rest. Null where that leaves
 * nothing to tell.
 */
export const cutBy = (
  question: Question,
  answers: readonly Answer[],
  dimension: number,
  limits: { readonly fewest: number; readonly floor: number },
  others: readonly Cut[],
): Cut | null => {
  const keyOf = (cell: PulseCell): string => JSON.stringify(cell[dimension] ?? null)
  const groups = Map.groupBy(answers, ({ cell }) => keyOf(cell))
  const counts = new Map([...groups].map(([key, members]) => [key, members.length]))
  const also = new Set([...groups].filter(([, members]) => isOfOneMind(question, members)).map(([key]) => key))
  for (let attempt = 0; attempt < attempts; attempt++) {
    const hidden = pooled(counts, limits.fewest, also)
    if (!hidden) return null
    const cut = cutAlong(answers, [dimension], keyOf, hidden)
    const pool = answers.filter(({ cell }) => hidden.has(keyOf(cell)))
    const isTold =
      pool.length > 0 &&
      (isOfOneMind(question, pool) || [...hidden].some((key) => isConfined(question, pool, groups.get(key)!)))
    if (!isTold && isSafe([...others, cut], answers, limits.floor)) return cut
    for (const key of hidden) also.add(key)
    const [smallest] = [...counts]
      .filter(([key]) => !hidden.has(key))
      .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    also.add(smallest![0])
  }
  return null
}

/** The same cut divided by one more dimension, only where every part of it can stand; null otherwise. */
export const crossed = (
  question: Question,
  answers: readonly Answer[],
  cut: Cut,
  dimension: number,
  limits: { readonly fewest: number; readonly floor: number },
  others: readonly Cut[],
): Cut | null => {
  const keyOf = (cell: PulseCell): string => JSON.stringify([cut.blockOf(cell), cell[dimension] ?? null])
  const parts = [...Map.groupBy(answers, ({ cell }) => keyOf(cell)).values()]
  if (parts.length === cut.named.length && new Set(answers.map(({ cell }) => cell[dimension] ?? null)).size === 1)
    return null
  if (parts.some((part) => part.length < limits.fewest || isOfOneMind(question, part))) return null
  const finer = cutAlong(answers, [...cut.by, dimension], keyOf, new Set())
  const named = finer.named.map((_, block) => {
    const { cell } = answers[finer.blocks.indexOf(block)]!
    const before = cut.named[cut.blockOf(cell)!]
    return [...(before ?? cut.by.map(() => null)), cell[dimension] ?? null]
  })
  const whole = { ...finer, named }
  return isSafe([...others, whole], answers, limits.floor) ? whole : null
}
