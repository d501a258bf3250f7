import { describe, expect, test } from 'vitest'
import { shownComments, withoutPersons } from '#core/pulse/comments.ts'
import { changesSince } from '#core/pulse/compare-waves.ts'
import { askedOn, freezePlan } from '#core/pulse/freeze-plan.ts'
import { tellsBetweenRounds } from '#core/pulse/known-groups.ts'
import { releaseQuestion } from '#core/pulse/plan-release.ts'
import { type Question, questions, questionsFor } from '#core/pulse/questions.ts'
import { bandOf } from '#core/pulse/released.ts'
import type { Ballot, Employee, PulseCell } from '#core/pulse/round.ts'
import { toldParticipation } from '#operations/pulse/release-round.ts'

const floor = 5
const group = (
  team: string | null,
  scores: readonly number[],
  location: string | null = null,
  tenure: string | null = null,
) => scores.map((score) => ({ cell: [team, location, tenure] as PulseCell, score }))
type Given = ReturnType<typeof group>

/** Releases answers to one question, `silent` more people having been asked. */
const release = (given: Given, question: Question = 'tools', silent = 3, units = ['A', 'B', 'C']) => {
  const ballots = given.map(({ cell, score }): Ballot => ({ cell, answers: { [question]: score } }))
  const asked = [
    ...given,
    ...group(
      null,
      Array.from({ length: silent }, () => 0),
    ),
  ].map(({ cell }, i) => ({
    person: `p${i}`,
    cell,
  }))
  const plan = { floor, asked: asked.length, units: { team: units, location: ['S1', 'S2'], tenure_band: [] } }
  return releaseQuestion(question, { plan }, ballots, asked, [])
}
const teams = (out: ReturnType<typeof release>) =>
  Object.fromEntries((out.told.by.team ?? []).map(({ unit, told }) => [unit, told?.score ?? null]))
const perGroup = (out: ReturnType<typeof release>) =>
  [...Map.groupBy(out.rows, ({ team, location_id }) => `${team} ${location_id}`)].map(([name, rows]) => [
    name,
    rows.length,
  ])

describe('what is told of a question', () => {
  test('four answers: nothing; five: the mean, no rows, as scores of so few could be told apart', () => {
    expect(release(group('A', [5, 4, 3, 2])).told.whole).toBeNull()
    const five = release(group('A', [5, 4, 3, 2, 1]))
    expect(five.told.whole).toEqual({ score: 3, answers: '5–9', classes: null, margin: null })
    expect(five.rows).toEqual([])
  })

  test('of teams with 7, 6 and 4 answers the 4 are hidden, and the 6 with them', () => {
    const out = release([
      ...group('A', [5, 5, 4, 4, 3, 2, 5]),
      ...group('B', [4, 3, 2, 5, 1, 4]),
      ...group('C', [2, 3, 4, 1]),
    ])
    // 28 ÷ 7
    expect(teams(out)).toEqual({ A: 4, B: null, C: null })
    // Of rows A has too few, so that no team is told apart there.
    expect(perGroup(out)).toEqual([['null null', 17]])
  })

  test('rows carry a team from eight answers on', () => {
    const out = release([...group('A', [5, 5, 4, 4, 3, 2, 5, 1]), ...group('B', [4, 3, 2, 5, 1, 4, 2, 2, 3])])
    expect(perGroup(out)).toEqual([
      ['A null', 8],
      ['B null', 9],
    ])
  })

  test('a second dimension goes into the rows only where every group of both has eight', () => {
    const one = [5, 5, 4, 4, 3, 2, 5, 1]
    const four = (last: readonly number[]) =>
      release([...group('A', one, 'S1'), ...group('A', one, 'S2'), ...group('B', one, 'S1'), ...group('B', last, 'S2')])
    expect(perGroup(four(one)).map(([name]) => name)).toEqual(['A S1', 'A S2', 'B S1', 'B S2'])
    expect(perGroup(four(one.slice(1))).map(([name]) => name)).toEqual(['A null', 'B null'])
  })

  test('a team of one mind is hidden, as its number would be everybody’s own; so is a whole of one mind', () => {
    const mixed = [5, 4, 3, 2, 1, 5, 4, 3]
    expect(teams(release([...group('A', mixed), ...group('B', [5, 5, 5, 5, 5]), ...group('C', mixed)]))).toMatchObject({
      B: null,
    })
    expect(release(group('A', [4, 4, 4, 4, 4, 4, 4, 4])).told.whole).toBeNull()
    // Promoters all: 9 or 10 make no difference to the number.
    expect(release(group('A', [9, 10, 9, 10, 9, 10, 9, 10]), 'enps').told.whole).toBeNull()
  })

  test('classes from eight answers on, and only where nobody has few others in theirs; in steps of 5 %', () => {
    // Six of 1–2, five of 3, nine of 4–5: 30, 25 and 45 %; 64 ÷ 20;
    // squares 2·1 + 4·4 + 5·9 + 6·16 + 3·25 = 234, 1,96 · √((234 − 64² ÷ 20) ÷ 19 ÷ 20).
    const scores = [1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5]
    expect(release(group('A', scores)).told.whole).toEqual({
      score: 3.2,
      answers: '20–29',
      classes: [0.3, 0.25, 0.45],
      margin: 0.54,
    })
    expect(release(group('A', [...scores.slice(0, 6), 3, ...scores.slice(11)])).told.whole?.classes).toBeNull()
  })

  test('eNPS is whole points of promoters less detractors', () => {
    // 4 of 9–10, 2 of 7–8, 5 of 0–6: −1 ÷ 11.
    expect(release(group('A', [9, 10, 9, 10, 7, 8, 0, 3, 6, 5, 1]), 'enps').told.whole?.score).toBe(-9)
  })

  test('a mean hidden with others is not pinned by what is hidden together: 24 of 25 points', () => {
    // B and C together 5 + 4 answers, 44 of 45 points: none of them can be far from 5. A is hidden with them or nothing is told.
    const out = release([
      ...group('A', [1, 2, 3, 4, 5, 1, 2, 3]),
      ...group('B', [5, 5, 5, 5, 4]),
      ...group('C', [5, 5, 5, 5]),
    ])
    expect(Object.values(teams(out)).every((score) => score === null)).toBe(true)
    expect(out.told.whole).not.toBeNull()
  })
})

describe('between rounds', () => {
  test('a change is noise while it is smaller than both margins together, of the last round that told the question', () => {
    const told = (score: number, margin: number | null) => ({
      question: 'tools' as const,
      whole: { score, answers: '10–19', classes: null, margin },
      by: {},
    })
    const hidden = { question: 'tools' as const, whole: null, by: {} }
    const since = (now: ReturnType<typeof told>, ...earlier: (typeof hidden | ReturnType<typeof told>)[]) =>
      changesSince(
        [now],
        earlier.map((one, i) => ({ number: 9 - i, questions: [one] })),
      ).tools
    // √(0.3² + 0.4²) = 0.5
    expect(since(told(3.5, 0.3), told(3.1, 0.4))).toEqual({ score: 0.4, against: 9, within_noise: true })
    expect(since(told(3.6, 0.3), hidden, told(3.1, 0.4))).toEqual({ score: 0.5, against: 8, within_noise: false })
    expect(since(told(3.6, null), told(3.1, 0.4))?.within_noise).toBeNull()
    expect(since(told(3.6, 0.3), hidden)).toBeUndefined()
  })

  const people = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `p${from + i}`)

  test('everybody answered twice and one left: the difference would be that one', () => {
    expect(tellsBetweenRounds([people(0, 12), people(0, 11)], floor)).toBe(true)
    expect(tellsBetweenRounds([people(0, 12), people(0, 12)], floor)).toBe(false)
    expect(tellsBetweenRounds([people(0, 12), people(0, 7)], floor)).toBe(false)
    // Two that together say it: A ∪ B and B are known, then A less one.
    expect(tellsBetweenRounds([people(0, 20), people(10, 20), people(0, 9)], floor)).toBe(true)
  })

  test('the second round then tells nothing of the question, and what others were not known of is told', () => {
    const scores = [5, 4, 3, 2, 1, 5, 4, 3, 2, 1, 5, 4]
    const first = release(group('A', scores), 'tools', 0)
    expect(first.told.whole).not.toBeNull()
    expect(first.known).toHaveLength(2)
    const asked = first.known[0]!.people.slice(0, 11).map((person) => ({
      person,
      cell: ['A', null, null] as PulseCell,
    }))
    const ballots = scores.slice(0, 11).map((tools): Ballot => ({ cell: ['A', null, null], answers: { tools } }))
    const plan = { floor, asked: 11, units: { team: ['A'], location: [], tenure_band: [] } }
    expect(releaseQuestion('tools', { plan }, ballots, asked, first.known).told.whole).toBeNull()
    expect(releaseQuestion('tools', { plan }, ballots.slice(1), asked, first.known).told.whole).not.toBeNull()
  })
})

describe('around a round', () => {
  test('how many answered is told in bands, and participation in fives, never as all', () => {
    expect([5, 9, 10, 24, 100].map(bandOf)).toEqual(['5–9', '5–9', '10–19', '20–29', '100–109'])
    expect([toldParticipation(4, 20, 5), toldParticipation(11, 24, 5), toldParticipation(24, 24, 5)]).toEqual([
      null,
      0.45,
      0.95,
    ])
  })

  test('units of fewer people than the floor are counted with the other small ones, whoever is leaving is not asked', () => {
    const employee = (team: string, leaving_on: string | null = null): Employee => ({
      id: 'x',
      name: 'x',
      email: null,
      team,
      location: null,
      tenure_band: null,
      language: 'vi',
      leaving_on,
    })
    const people = [...'AAAAAABBBBB'].map((team) => employee(team))
    const going = [...people, employee('B', '2026-11-18'), employee('B', '2026-11-19')]
    expect(askedOn(going, '2026-11-18')).toHaveLength(12)
    const { plan, cellOf } = freezePlan(people.slice(0, 10), floor)
    expect(plan.units.team).toEqual(['A'])
    expect([cellOf(people[0]!), cellOf(people[9]!)]).toEqual([
      ['A', null, null],
      [null, null, null],
    ])
  })

  test('short rounds turn through the statements two by two; recommending is asked in whole ones', () => {
    const asked: (readonly Question[])[] = []
    for (let i = 0; i < 5; i++) asked.push(questionsFor('short', asked))
    expect(asked).toEqual([
      ['belonging', 'process_agreement'],
      ['recognition', 'workload'],
      ['tools', 'manager_support'],
      ['belonging', 'growth'],
      ['process_agreement', 'recognition'],
    ])
    expect(questionsFor('whole', asked)).toEqual(questions)
  })

  test('comments are shown from ten on, without names, addresses and numbers of people', () => {
    const ten = Array.from({ length: 10 }, (_, i) => `Ý ${i}`)
    expect(shownComments(ten.slice(1), [])).toBeNull()
    expect(shownComments(ten, [])).toHaveLength(10)
    expect(
      withoutPersons('Anh Trần Văn Minh (minh@congty.vn, 0912 345 678) hay văn minh lắm, +84 912.345.678', [
        'Trần Văn Minh',
      ]),
    ).toBe('Anh … (…, …) hay … lắm, …')
    expect(withoutPersons('Văn Minhh và 2026-11-18', ['Trần Văn Minh'])).toBe('Văn Minhh và 2026-11-18')
  })
})
