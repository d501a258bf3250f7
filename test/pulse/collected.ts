import type { QuestionRelease } from '#core/pulse/plan-release.ts'
import type { Question } from '#core/pulse/questions.ts'
import type { KnownGroup } from '#core/pulse/released.ts'
import type { Ballot, PulseCell, Round } from '#core/pulse/round.ts'
import { isolated } from '../anonymity/attacker.ts'

/** Somebody asked, with what they answer; undefined: not at all. */
export type Respondent = { readonly person: string; readonly cell: PulseCell; readonly score: number | undefined }

export type Release = (
  question: Question,
  round: Pick<Round, 'plan'>,
  ballots: readonly Ballot[],
  asked: readonly { readonly person: string; readonly cell: PulseCell }[],
  earlier: readonly KnownGroup[],
) => QuestionRelease

/** Numbers by a seed, so that a finding can be looked at again (Park and Miller). */
export const chanceFrom = (seed: number): ((n: number) => number) => {
  let state = (seed * 48_271 + 11) % 2_147_483_647 || 1
  return (n) => {
    state = (state * 48_271) % 2_147_483_647
    return state % n
  }
}

const dimensions = ['team', 'location', 'tenure_band'] as const

/** A company of three rounds: people join, leave and move between them, and answer or not. */
export const companyOf = (seed: number): readonly (readonly Respondent[])[] => {
  const chance = chanceFrom(seed)
  const pick = <T>(items: readonly T[]): T => items[chance(items.length)]!
  const [size, all] = [8 + chance(24), chance(3) === 0]
  // In some companies a team sits in one place, which makes the sums of both nearly the same.
  const nested = chance(2) === 0
  const places: Readonly<Record<string, string>> = { A: 'X', B: 'Y', C: 'Z' }
  const cell = (): PulseCell => {
    const team = pick(['A', 'A', 'A', 'B', 'B', 'C', null])
    const place = nested && team !== null && chance(8) > 0 ? places[team]! : pick(['X', 'X', 'Y', 'Z'])
    return [team, place, pick(['new', 'old', 'old', null])]
  }
  let next = 0
  const hired = () => ({ person: `p${next++}`, cell: cell() })
  let people = Array.from({ length: size }, hired)
  return [0, 1, 2].map((round) => {
    if (round > 0) {
      people = people.filter(() => chance(12) > 0)
      for (let i = chance(3); i > 0; i--) people.push(hired())
      people = people.map((one) => (chance(15) === 0 ? { ...one, cell: cell() } : one))
    }
    return people.map((one) => ({ ...one, score: all || chance(5) > 0 ? 1 + chance(5) : undefined }))
  })
}

export const planOf = (people: readonly Respondent[], floor: number): Round['plan'] => {
  const units = (at: number): string[] => [...new Set(people.flatMap(({ cell }) => cell[at] ?? []))].sort()
  return { floor, asked: people.length, units: { team: units(0), location: units(1), tenure_band: units(2) } }
}

/** Releases a question round after round, as it would be; gives what came of each. */
export const releasedBy = (
  release: Release,
  company: readonly (readonly Respondent[])[],
  floor: number,
  forgets = false,
): readonly QuestionRelease[] => {
  const earlier: KnownGroup[] = []
  return company.map((people) => {
    const ballots = people.flatMap(({ cell, score }) =>
      score === undefined ? [] : [{ cell, answers: { tools: score } }],
    )
    const out = release('tools', { plan: planOf(people, floor) }, ballots, people, forgets ? [] : earlier)
    earlier.push(...out.known)
    return out
  })
}

/** A number told, by whom it may be about: `fits` says so of anybody, from what everybody knows of the plan and the list. */
type Known = { readonly fits: (cell: PulseCell) => boolean }

/** Groups whose sum a reader of one release knows: of every number told, and of the rows those that look alike. */
const groupsKnown = (out: QuestionRelease): readonly Known[] => {
  const told = dimensions.flatMap((dimension, at) =>
    (out.told.by[dimension] ?? []).flatMap(({ unit, told: number }): Known[] =>
      number ? [{ fits: (cell) => (cell[at] ?? '') === unit }] : [],
    ),
  )
  const values = out.rows.map(({ team, location_id, tenure_band }) => [team, location_id, tenure_band])
  const shown = dimensions.map((_, at) => new Set(values.map((row) => row[at]).filter((unit) => unit !== null)))
  const rowOf = (cell: PulseCell): string =>
    JSON.stringify(cell.map((unit, at) => (unit !== null && shown[at]!.has(unit) ? unit : null)))
  const rows = [...new Set(values.map((row) => JSON.stringify(row)))].map(
    (row): Known => ({ fits: (cell) => rowOf(cell) === row }),
  )
  return [...(out.told.whole ? [{ fits: () => true }] : []), ...told, ...rows]
}

const answersOf = (people: readonly Respondent[]): readonly Respondent[] =>
  people.filter(({ score }) => score !== undefined)

/** The sets of answers a reader knows sums of, answers numbered in the order of the list. */
export const sumsKnown = (out: QuestionRelease, people: readonly Respondent[]): readonly ReadonlySet<number>[] =>
  groupsKnown(out).map(({ fits }) => new Set(answersOf(people).flatMap(({ cell }, i) => (fits(cell) ? [i] : []))))

/**
 * Answers of one round that readers pin down to fewer than the floor: a coalition takes its own answers out of every
 * sum, so that as many fewer are left to tell apart. Null: nobody.
 */
export const foundInRound = (
  out: QuestionRelease,
  people: readonly Respondent[],
  floor: number,
  coalition: readonly number[] = [],
): readonly number[] | null => {
  const answers = answersOf(people).length
  const own = new Set(coalition.filter((i) => i < answers))
  const sums = sumsKnown(out, people)
    .map((sum) => new Set([...sum].filter((i) => !own.has(i))))
    .filter((sum) => sum.size > 0)
  return isolated(sums, answers, floor - own.size)
}

/**
 * The same over all rounds for readers who take answers to have stayed the same: they may subtract sums of different
 * rounds, wherever all who were asked answered, as elsewhere nobody knows whose answers a sum holds.
 */
export const foundOverRounds = (
  outs: readonly QuestionRelease[],
  company: readonly (readonly Respondent[])[],
  floor: number,
): readonly string[] | null => {
  const persons = [...new Set(company.flatMap((people) => people.map(({ person }) => person)))]
  const number = new Map(persons.map((person, i) => [person, i]))
  const sums = outs.flatMap((out, round) =>
    groupsKnown(out).flatMap(({ fits }) => {
      const asked = company[round]!.filter(({ cell }) => fits(cell))
      return asked.every(({ score }) => score !== undefined)
        ? [new Set(asked.map((one) => number.get(one.person)!))]
        : []
    }),
  )
  const found = isolated(sums, persons.length, floor)
  return found === null ? null : found.map((i) => persons[i]!)
}
