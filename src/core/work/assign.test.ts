import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AssignmentRules, assign, fits, isAssignmentRules, type Load, type Unassigned } from './assign.ts'

const contact = (id: string, at: string, source: string | null = null, location: string | null = null): Unassigned => ({
  contact_id: id,
  received_at: at,
  source,
  location_id: location,
  product_line: null,
})
const names = ['Lan', 'Hoa', 'Nam', 'Tú', 'Minh']
const [sources, places] = [
  ['facebook', 'zalo', 'web', null],
  ['S1', 'S2', null],
]

const someContacts = fc.uniqueArray(fc.nat(10_000), { maxLength: 60 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record({
        contact_id: fc.constant(`C${id}`),
        received_at: fc.nat(5_000).map((minute) => new Date(1.79e12 + minute * 60_000).toISOString().slice(0, 16)),
        source: fc.constantFrom(...sources),
        location_id: fc.constantFrom(...places),
        product_line: fc.constantFrom('bếp', null),
      }),
    ),
  ),
)
const someReps = fc.shuffledSubarray(names, { minLength: 1 })
const someRules: fc.Arbitrary<AssignmentRules> = fc.record({
  rules: fc.array(
    fc.record(
      {
        sources: fc.subarray(['facebook', 'zalo', 'web']),
        locations: fc.subarray(['S1', 'S2']),
        product_lines: fc.constant(['bếp']),
        reps: someReps,
      },
      { requiredKeys: ['reps'] },
    ),
    { maxLength: 5 },
  ),
  daily_cap: fc.option(fc.integer({ min: 1, max: 12 })),
})
const someLoads: fc.Arbitrary<readonly Load[]> = fc.subarray(names).chain((reps) =>
  fc.tuple(
    ...reps.map((rep) =>
      fc.record({
        rep: fc.constant(rep),
        today: fc.nat(14),
        last: fc.option(fc.constantFrom('2026-11-17T10:00:00', '2026-11-18T09:00:00')),
        away: fc.boolean(),
      }),
    ),
  ),
)

describe('round robin, worked out by hand', () => {
  const four = ['09:00', '09:10', '09:20', '09:30'].map((time, i) => contact(`C${i}`, `2026-11-18T${time}`, 'facebook'))

  test('each in turn, beginning with whoever was given one longest ago', () => {
    const rules = { rules: [{ reps: ['Lan', 'Hoa', 'Nam'] }], daily_cap: null }
    const loads = [
      { rep: 'Lan', today: 1, last: '2026-11-18T08:30:00' },
      { rep: 'Hoa', today: 0, last: '2026-11-17T17:00:00' },
    ]
    expect(assign(four, rules, loads).map(({ owner }) => owner)).toEqual(['Nam', 'Hoa', 'Lan', 'Nam'])
  })

  test('by source and place first, the rest by the rule after it, what fits none stays with nobody', () => {
    const rules = {
      rules: [
        { sources: ['facebook'], locations: ['S1'], reps: ['Lan'] },
        { sources: ['zalo'], reps: ['Hoa'] },
      ],
      daily_cap: null,
    }
    const given = assign(
      [contact('A', '1', 'facebook', 'S1'), contact('B', '2', 'facebook', 'S2'), contact('C', '3', 'zalo', null)],
      rules,
      [],
    )
    expect(given.map(({ owner, rule, reason }) => [owner, rule, reason])).toEqual([
      ['Lan', 1, 'given'],
      [null, null, 'no_rule'],
      ['Hoa', 2, 'given'],
    ])
  })

  test('a full day leaves the rest with nobody, and says whether people were full or away', () => {
    const rules = { rules: [{ reps: ['Lan', 'Hoa'] }], daily_cap: 2 }
    const full = assign(four, rules, [{ rep: 'Lan', today: 1, last: null }])
    expect(full.map(({ owner, reason }) => [owner, reason])).toEqual([
      ['Lan', 'given'],
      ['Hoa', 'given'],
      ['Hoa', 'given'],
      [null, 'cap_reached'],
    ])
    const away = ['Lan', 'Hoa'].map((rep) => ({ rep, today: 0, last: null, away: true }))
    expect(new Set(assign(four, rules, away).map(({ reason }) => reason))).toEqual(new Set(['all_away']))
  })
})

describe('whatever the contacts, rules and loads', () => {
  const all = fc.tuple(someContacts, someRules, someLoads)

  test('each contact is decided once, and nobody gets one a rule does not give them, while away, or beyond the day’s cap', () => {
    fc.assert(
      fc.property(all, ([contacts, rules, loads]) => {
        const decisions = assign(contacts, rules, loads)
        expect(decisions.map(({ contact_id }) => contact_id).sort()).toEqual(
          contacts.map(({ contact_id }) => contact_id).sort(),
        )
        const got = new Map<string, number>()
        for (const { contact_id, owner, rule, reason } of decisions) {
          const own = contacts.find((each) => each.contact_id === contact_id)!
          expect(owner === null).toBe(reason !== 'given')
          if (owner === null) continue
          const by = rules.rules[rule! - 1]!
          expect(by.reps).toContain(owner)
          expect(fits(by, own)).toBe(true)
          expect(loads.find(({ rep }) => rep === owner)?.away).not.toBe(true)
          got.set(owner, (got.get(owner) ?? 0) + 1)
        }
        for (const [rep, count] of got)
          if (rules.daily_cap !== null)
            expect((loads.find((load) => load.rep === rep)?.today ?? 0) + count).toBeLessThanOrEqual(rules.daily_cap)
      }),
      { numRuns: 1_000 },
    )
  })

  test('nobody is passed over: what stays unassigned had nobody free in any rule that fits', () => {
    fc.assert(
      fc.property(all, ([contacts, rules, loads]) => {
        const today = new Map(loads.map(({ rep, today: count }) => [rep, count]))
        const away = new Set(loads.flatMap((load) => (load.away ? [load.rep] : [])))
        for (const { contact_id, owner } of assign(contacts, rules, loads)) {
          const own = contacts.find((each) => each.contact_id === contact_id)!
          const free = rules.rules
            .filter((rule) => fits(rule, own))
            .flatMap(({ reps }) => reps)
            .filter((rep) => !away.has(rep) && (rules.daily_cap === null || (today.get(rep) ?? 0) < rules.daily_cap))
          expect(free.length > 0).toBe(owner !== null)
          if (owner !== null) today.set(owner, (today.get(owner) ?? 0) + 1)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('the order they are handed over in does not matter', () => {
    fc.assert(
      fc.property(all, fc.infiniteStream(fc.nat()), ([contacts, rules, loads], chance) => {
        const keyed = contacts.map((each) => [chance.next().value ?? 0, each] as const)
        const shuffled = keyed.sort(([a], [b]) => a - b).map(([, each]) => each)
        expect(assign(shuffled, rules, [...loads].reverse())).toEqual(assign(contacts, rules, loads))
      }),
      { numRuns: 500 },
    )
  })

  test('without caps one rule shares out evenly: nobody gets two more than another', () => {
    fc.assert(
      fc.property(someContacts, someReps, (contacts, reps) => {
        const decisions = assign(contacts, { rules: [{ reps }], daily_cap: null }, [])
        const counts = reps.map((rep) => decisions.filter(({ owner }) => owner === rep).length)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })

  test('rules made of the right parts are taken, others refused', () => {
    fc.assert(fc.property(someRules, (rules) => void expect(isAssignmentRules(rules)).toBe(true)))
    for (const wrong of [
      null,
      [],
      {},
      { rules: [], daily_cap: 0 },
      { rules: [], daily_cap: 1.5 },
      { rules: [{}], daily_cap: null },
      { rules: [{ reps: [] }], daily_cap: null },
      { rules: [{ reps: ['Lan', 'Lan'] }], daily_cap: null },
      { rules: [{ reps: ['Lan'], sources: 'facebook' }], daily_cap: null },
      { rules: [{ reps: ['Lan'], owner: ['x'] }], daily_cap: null },
      { rules: [{ reps: ['Lan'] }], daily_cap: null, more: 1 },
    ])
      expect([wrong, isAssignmentRules(wrong)]).toEqual([wrong, false])
  })
})
