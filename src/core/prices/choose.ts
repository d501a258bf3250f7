import { type Amount, approximate, compared, shifted } from './amount.ts'
import type { Candidate, CandidateSource } from './candidate.ts'

/** An amount and everything that speaks for it, one vote per kind of source. */
export type Choice = {
  readonly amount: Amount
  readonly score: number
  readonly sources: readonly CandidateSource[]
  readonly sure: boolean
  readonly candidates: readonly Candidate[]
}

const structured = new Set<CandidateSource>(['json_ld', 'microdata', 'rdfa', 'meta', 'platform', 'state'])

/** Other readings of the digits are taken only where another kind of source shows them for certain. */
const resolved = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const sureBy = new Map<Amount, Set<CandidateSource>>()
  for (const each of candidates)
    if (each.sure && each.role !== 'other')
      sureBy.set(each.amount, (sureBy.get(each.amount) ?? new Set()).add(each.source))
  const backed = (amount: Amount, source: CandidateSource): boolean =>
    [...(sureBy.get(amount) ?? [])].some((other) => other !== source)
  return candidates.map((each) => {
    if (each.alternatives.length === 0 || backed(each.amount, each.source))
      return backed(each.amount, each.source) ? { ...each, sure: true } : each
    const other = each.alternatives.find((amount) => backed(amount, each.source))
    return other === undefined
      ? each
      : { ...each, amount: other, alternatives: [each.amount], sure: true, marks: [...each.marks, 'read_again'] }
  })
}

const scored = (candidates: readonly Candidate[]): readonly Choice[] => {
  const byAmount = new Map<Amount, Candidate[]>()
  for (const each of candidates) {
    const list = byAmount.get(each.amount)
    if (list === undefined) byAmount.set(each.amount, [each])
    else list.push(each)
  }
  return [...byAmount]
    .map(([amount, list]): Choice => {
      const best = new Map<CandidateSource, number>()
      for (const each of list)
        best.set(each.source, Math.max(best.get(each.source) ?? Number.NEGATIVE_INFINITY, each.weight))
      const sources = [...best].filter(([, weight]) => weight > 0.3).map(([source]) => source)
      const agreement = sources.length >= 2 ? 0.5 * (sources.length - 1) : 0
      return {
        amount,
        score: [...best.values()].reduce((sum, weight) => sum + weight, 0) + agreement,
        sources,
        sure: list.some((each) => each.sure),
        candidates: list,
      }
    })
    .sort((a, b) => b.score - a.score || compared(a.amount, b.amount))
}

/** `regular-price` with nothing lower beside it is the price: many shops call every price without a sale that. */
const unlisted = (all: readonly Candidate[]): readonly Candidate[] =>
  all.map((each) => {
    if (each.role !== 'list' || !each.marks.includes('list_by_class')) return each
    const lower = all.some(
      (other) =>
        other.role === 'price' &&
        other.source === 'visible' &&
        other.weight > 0.4 &&
        compared(other.amount, each.amount) < 0 &&
        Math.abs(other.at - each.at) < 80,
    )
    return lower ? each : { ...each, role: 'price' as const }
  })

export type Chosen = {
  readonly best: Choice | null
  readonly second: Choice | null
  readonly list: Candidate | null
  readonly candidates: readonly Candidate[]
  readonly reconciled: boolean
}

const visibleStrength = (choice: Choice): number =>
  Math.max(0, ...choice.candidates.filter((each) => each.source === 'visible').map((each) => each.weight))

/**
 * Chooses by the sum of weights per amount. When the structured amount stands struck through on the page and a lower
 * amount stands beside it, the lower is the price and the structured one the list price.
 */
export const chooseAmount = (all: readonly Candidate[]): Chosen => {
  const candidates = resolved(unlisted(all))
  const lists = candidates.filter((each) => each.role === 'list' && each.weight > 0)
  // A page that offers nothing new (a classified advertisement) offers its used thing.
  const anyNew = candidates.some(
    (each) => each.role === 'price' && structured.has(each.source) && each.source !== 'state' && each.weight > 1,
  )
  const payable = candidates.filter(
    (each) => each.role === 'price' || each.role === 'low' || (each.role === 'used' && !anyNew),
  )
  // An amount shown only struck through, or only as a list price, is not what one pays.
  const struck = new Set(
    candidates
      .filter((each) => each.source === 'visible' && (each.role === 'list' || each.role === 'other') && each.weight > 0)
      .map((each) => each.amount),
  )
  const choices = scored(payable).map((choice) =>
    struck.has(choice.amount) && visibleStrength(choice) < 1
      ? { ...choice, struck: true }
      : { ...choice, struck: false },
  )
  const [top] = choices
  let best: Choice | undefined = top
  let reconciled = false
  if (top?.struck === true) {
    const place = lists.filter((each) => each.source === 'visible' && each.amount === top.amount).map((each) => each.at)
    const lower = choices.find(
      (choice) =>
        choice !== top &&
        compared(choice.amount, top.amount) < 0 &&
        approximate(choice.amount) >= 0.1 * approximate(top.amount) &&
        choice.candidates.some(
          (each) => each.source === 'visible' && each.weight > 0.8 && place.some((at) => Math.abs(each.at - at) < 60),
        ),
    )
    if (lower !== undefined) {
      best = lower
      reconciled = true
    }
  }
  if (!reconciled && best !== undefined) {
    const pair = choices.find((choice) => choice !== best && isPairOf(best!, choice))
    if (pair !== undefined && pair === choices[1]) {
      reconciled = true
      const list = pair.candidates.find((each) => each.source === 'visible')!
      lists.push({ ...list, role: 'list', weight: Math.max(list.weight, 1) })
    }
  }
  const second = choices.find((choice) => choice !== best && !(reconciled && compared(choice.amount, best!.amount) > 0))
  const list =
    best === undefined ? null : listFor(best, lists, reconciled && top !== undefined && top !== best ? top : null)
  return { best: best ?? null, second: second ?? null, list, candidates, reconciled }
}

/** A lower amount said to be the price now, and a higher one that stands only beside it. */
const isPairOf = (low: Choice, high: Choice): boolean => {
  if (compared(high.amount, low.amount) <= 0 || approximate(high.amount) > 5 * approximate(low.amount)) return false
  const now = low.candidates.filter((each) => each.source === 'visible' && each.marks.includes('said_to_be_now'))
  return (
    now.length > 0 &&
    high.candidates.every((each) => each.source === 'visible' && now.some((mine) => Math.abs(mine.at - each.at) < 40))
  )
}

const listFor = (best: Choice, lists: readonly Candidate[], replaced: Choice | null): Candidate | null => {
  if (replaced !== null) return replaced.candidates[0] ?? null
  const places = best.candidates.filter((each) => each.source === 'visible').map((each) => each.at)
  const higher = lists.filter(
    (each) => compared(each.amount, best.amount) > 0 && approximate(each.amount) < 20 * approximate(best.amount),
  )
  const near = higher.filter((each) => structured.has(each.source) || places.some((at) => Math.abs(at - each.at) < 60))
  return near.sort((a, b) => b.weight - a.weight)[0] ?? null
}

/** Whether two amounts are one price read at two scales (`1299` and `129900`). */
export const isScaleOf = (a: Amount, b: Amount): boolean => [-3, -2, 2, 3].some((power) => shifted(b, power) === a)
