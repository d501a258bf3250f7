import { describe, expect, test } from 'vitest'
import type { DimensionName } from '#core/dimension.ts'
import { employeeSatisfaction } from '#kpis/employee-satisfaction/kpi.ts'
import { asking } from '../asking.ts'

const today = '2026-12-31'
const { ask, built } = asking(employeeSatisfaction, { from: '2026-10-01', to: '2026-12-31' }, today)
const companies = Math.ceil(Number(process.env['NHIP_ATTACKS'] ?? 24) / 8)
const floor = 5

type Answer = {
  readonly answer_id: string
  readonly question: 'belonging'
  readonly answered_on: string
  readonly score: number
  readonly team: string
  readonly location_id: string
  readonly tenure_band: string
}

/** Numbers by a seed, so that a finding can be looked at again (Park and Miller). */
const chanceFrom = (seed: number) => {
  let state = seed * 48_271 + 7
  return <T>(items: readonly T[]): T => {
    state = (state * 48_271) % 2_147_483_647
    return items[state % items.length]!
  }
}

/** Answers of a few days, some teams content and some not, so that classes run short in places. */
const companyOf = (seed: number): readonly Answer[] => {
  const pick = chanceFrom(seed)
  const size = 30 + pick([0, 10, 20, 40])
  return Array.from({ length: size }, (_, i) => {
    const team = pick(['A', 'A', 'A', 'B', 'B', 'C'])
    return {
      answer_id: `a${i}`,
      question: 'belonging',
      answered_on: pick(['2026-10-07', '2026-10-21', '2026-11-04', '2026-12-02']),
      score: team === 'A' ? pick([1, 2, 3, 4, 5]) : team === 'B' ? pick([4, 5, 5, 4, 2]) : pick([1, 3, 5]),
      team,
      location_id: pick(['X', 'X', 'Y']),
      tenure_band: pick(['new', 'old']),
    }
  })
}

const prime = 1_000_003
const inverse = (value: number): number => {
  let [result, base] = [1, value]
  for (let e = prime - 2; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = (result * base) % prime
    base = (base * base) % prime
  }
  return result
}
const rankOf = (rows: readonly (readonly number[])[]): number => {
  const basis: number[][] = []
  for (const given of rows) {
    const row = [...given]
    for (const other of basis) {
      const lead = other.findIndex((value) => value !== 0)
      const factor = row[lead]!
      if (factor !== 0) for (const [j, value] of other.entries()) row[j] = (row[j]! + (prime - factor) * value) % prime
    }
    const lead = row.findIndex((value) => value !== 0)
    if (lead < 0) continue
    const scale = inverse(row[lead]!)
    basis.push(row.map((value) => (value * scale) % prime))
  }
  return basis.length
}

const hasFewInAClass = (group: readonly number[], answers: readonly Answer[]): boolean =>
  [true, false]
    .map((agrees) => group.filter((i) => answers[i]!.score >= 4 === agrees).length)
    .some((size) => size > 0 && size < floor)

/** Whether one known set less another that lies in it already tells of such a group. */
const foundBySubtraction = (known: readonly ReadonlySet<number>[], answers: readonly Answer[]): boolean =>
  known.some((whole) =>
    known.some(
      (part) =>
        part.size < whole.size &&
        [...part].every((i) => whole.has(i)) &&
        hasFewInAClass(
          [...whole].filter((i) => !part.has(i)),
          answers,
        ),
    ),
  )

/** A group whose class has one to `floor` − 1 answers and follows from sets whose classes are known; null: there is none. */
const found = (known: readonly ReadonlySet<number>[], answers: readonly Answer[]): readonly number[] | null => {
  const together = Map.groupBy(
    answers.map((_, i) => i),
    (i) => known.map((set) => Number(set.has(i))).join(),
  )
  const atoms = [...together].filter(([key]) => key.includes('1')).map(([, members]) => members)
  // Every union of these is tried.
  expect(atoms.length).toBeLessThan(13)
  const rows = known.map((set) => atoms.map((atom) => Number(set.has(atom[0]!))))
  const rank = rankOf(rows)
  for (let chosen = 1; chosen < 2 ** atoms.length; chosen++) {
    const picked = atoms.filter((_, i) => Math.floor(chosen / 2 ** i) % 2 === 1)
    const group = picked.flat()
    if (!hasFewInAClass(group, answers)) continue
    const row = atoms.map((_, i) => Math.floor(chosen / 2 ** i) % 2)
    if (rankOf([...rows, row]) === rank) return group
  }
  return null
}

const months = [
  { from: '2026-10-01', to: '2026-10-31' },
  { from: '2026-11-01', to: '2026-11-30' },
  { from: '2026-12-01', to: '2026-12-31' },
  { from: '2026-10-01', to: '2026-12-31' },
]
const splits: readonly (readonly DimensionName[])[] = [
  [],
  ['team'],
  ['location'],
  ['tenure_band'],
  ['team', 'location'],
]
const columns = { team: 'team', location: 'location_id', tenure_band: 'tenure_band' } as const

/** Every set of answers a reader can ask about, and whether the number shown tells its share of agreement. */
const readings = async (answers: readonly Answer[]) => {
  const warehouse = await built({ pulse_answer: answers })
  const all: { set: ReadonlySet<number>; tellsShare: boolean; answers: number | null | undefined }[] = []
  for (const period of months)
    for (const by of splits) {
      const reading = await ask(warehouse, 'belonging', { period, by })
      for (const group of by.length === 0 ? [reading] : (reading.by ?? [])) {
        if (group.value === null) continue
        const members = 'members' in group ? group.members : {}
        const set = new Set(
          answers.flatMap((answer, i) =>
            answer.answered_on >= period.from &&
            answer.answered_on <= period.to &&
            Object.entries(members).every(([name, member]) => answer[columns[name as keyof typeof columns]] === member)
              ? [i]
              : [],
          ),
        )
        all.push({ set, tellsShare: group.also?.['favourable_rate'] !== undefined, answers: group.denominator })
      }
    }
  return all
}

describe('shares of agreement', () => {
  test('put together, tell of no class with few answers in it; judged each by itself, they would', async () => {
    let [told, foundAlone] = [0, 0]
    for (let seed = 1; seed <= companies; seed++) {
      const answers = companyOf(seed)
      const shown = (await readings(answers)).filter(({ set, answers: count }) => set.size === count)
      const sharing = shown.filter(({ tellsShare }) => tellsShare).map(({ set }) => set)
      told += sharing.length
      expect([seed, found(sharing, answers)]).toEqual([seed, null])
      const alone = shown.filter(({ set }) => {
        const agree = [...set].filter((i) => answers[i]!.score >= 4).length
        return set.size >= 8 && [agree, set.size - agree].every((size) => size >= floor)
      })
      if (
        foundBySubtraction(
          alone.map(({ set }) => set),
          answers,
        )
      )
        foundAlone++
    }
    expect(told).toBeGreaterThanOrEqual(companies)
    expect(foundAlone).toBeGreaterThan(0)
  }, 120_000)
})
