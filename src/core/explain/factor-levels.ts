import type { Chain, Link, Sum } from './explanation.ts'
import { type Chance, judge } from './judge.ts'
import { type Leaves, totalsIn } from './leaves.ts'

/** Level of a factor in both windows, and how often so large a change of it comes up by chance. */
export type FactorLevel = { readonly before: number; readonly after: number; readonly pValue: number | null }

export type LevelQuestion = {
  readonly chains: readonly Chain[]
  readonly leaves: Leaves
  readonly groups: Leaves | null
  readonly columnOf: (sum: Sum) => number
  readonly groupColumnOf: (sum: Sum) => number
  readonly names: readonly [now: string, before: string]
}

/**
 * Each step of the first chain as a number of its own: visitors, the buying rate, items per order …, over all leaves.
 * A step can stand out although the product of all of them does not.
 */
export const levelsOf = (question: LevelQuestion): ReadonlyMap<string, FactorLevel> => {
  const { leaves, groups, names } = question
  const levels = new Map<string, FactorLevel>()
  const links = question.chains[0]?.links ?? []
  const history = leaves.slots.filter((slot) => slot.startsWith('h'))
  const slots = [...names, ...history]
  const totals = (link: Link): ((slot: string) => number) | null => {
    if (link.group && !groups) return null
    const column = (link.group ? question.groupColumnOf : question.columnOf)(link.column)
    const sums = totalsIn(link.group ? groups! : leaves, column, slots)
    return (slot) => sums[slots.indexOf(slot)]!
  }
  for (const [i, link] of links.entries()) {
    const [own, base] = [totals(link), i === 0 ? null : totals(links[i - 1]!)]
    if (!own || (i > 0 && !base)) continue
    const at = (slot: string): readonly [number, number | null] => [own(slot), base ? base(slot) : null]
    const [now, before] = [at(names[0]), at(names[1])]
    if (base && (now[1] === 0 || before[1] === 0)) continue
    const level = ([value, bases]: readonly [number, number | null]): number => (bases === null ? value : value / bases)
    const share = base !== null && now[0] <= now[1]! && before[0] <= before[1]!
    const chance: Chance = { dispersion: 1, range: share ? [0, 1] : null, counts: i === 0 }
    const windows = history.map(at)
    const { comparison } = judge({ now, before, windows }, chance)
    if (level(now) !== level(before) || i === 0)
      levels.set(link.factor, {
        before: level(before),
        after: level(now),
        pValue: windows.length >= 3 ? comparison : null,
      })
  }
  return levels
}
