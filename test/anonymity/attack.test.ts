import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DimensionName } from '#core/dimension.ts'
import type { Filter } from '#core/reading.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { openWarehouse } from '#warehouse/open.ts'
import { isolated } from './attacker.ts'
import { type Answer, dimensions, load, metric, read, rolling, shift, sumsIn } from './secret-answers.ts'

/** Companies tried per test; more by the environment, for a longer look. */
const runs = Number(process.env['NHIP_ATTACKS'] ?? 6)

let warehouse: Warehouse
beforeAll(async () => {
  warehouse = await openWarehouse({ file: ':memory:' })
})
afterAll(() => warehouse.close())

const company = (days: number, answers: { minLength: number; maxLength: number }) =>
  fc
    .record({
      answers: fc.array(
        fc.record({
          day: fc.nat({ max: days }).map((n) => shift('2026-08-20', n)),
          team: fc.constantFrom('A', 'A', 'A', 'B', 'B', 'C', null),
          location: fc.constantFrom('X', 'X', 'Y', 'Z'),
          tenure: fc.constantFrom('new', 'old', 'old', null),
        }),
        answers,
      ),
      // Teams that each sit in one place make the sums of places and teams nearly the same.
      nested: fc.boolean(),
      // Answers that come on a few days, as after an invitation.
      waves: fc.boolean(),
    })
    .map(({ answers: list, nested, waves }) =>
      list.map(
        (answer, i): Answer => ({
          ...answer,
          ...(nested && i > 0 ? { location: answer.team === 'A' ? 'X' : answer.team === 'B' ? 'Y' : 'Z' } : {}),
          ...(waves && i % 7 > 0 ? { day: shift('2026-08-20', Math.min(days, 30 * (i % 3))) } : {}),
        }),
      ),
    )

const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    dimension: fc.constant('team' as const),
    not: fc.boolean(),
    values: fc.subarray(['A', 'B', 'C', null], { minLength: 1 }),
  }),
  fc.record({
    dimension: fc.constant('location' as const),
    not: fc.boolean(),
    values: fc.subarray(['X', 'Y', 'Z'], { minLength: 1 }),
  }),
  fc.record({
    dimension: fc.constant('tenure_band' as const),
    not: fc.boolean(),
    values: fc.subarray(['new', 'old', null], { minLength: 1 }),
  }),
)
const window = (days: number) =>
  fc.oneof(
    fc.tuple(fc.nat({ max: days }), fc.nat({ max: days })).map(([a, b]) => ({
      from: shift('2026-08-20', Math.min(a, b)),
      to: shift('2026-08-20', Math.max(a, b)),
    })),
    fc.constantFrom(
      { from: '2026-07-01', to: '2026-09-30' },
      { from: '2026-10-01', to: '2026-12-31' },
      { from: '2026-08-01', to: '2026-08-31' },
      { from: '2026-09-01', to: '2026-09-30' },
      { from: '2026-10-01', to: '2026-10-31' },
      { from: '2026-09-07', to: '2026-09-13' },
      { from: '2026-07-01', to: '2026-12-31' },
    ),
  )
const question = (days: number) =>
  fc.record({
    period: window(days),
    other: window(days),
    by: fc.subarray([...dimensions], { maxLength: 2 }),
    where: fc.array(filter, { maxLength: 2 }),
    trailing: fc.boolean(),
  })

const attack = async (
  questions: readonly {
    period: { from: string; to: string }
    other: { from: string; to: string }
    by: readonly DimensionName[]
    where: readonly Filter[]
    trailing: boolean
  }[],
  floor: number,
) => {
  const sums: Set<number>[] = []
  for (const { period, other, by, where, trailing } of questions) {
    const series = Array.from({ length: 9 }, (_, i) => ({ from: period.from, to: shift(period.from, i) }))
    const reading = await read(
      warehouse,
      { period, comparison: { ...other, kind: 'range' }, by, where, series },
      floor,
      trailing ? rolling : metric,
    )
    sums.push(...sumsIn(reading))
  }
  // And what anyone would ask first.
  for (const by of [
    [],
    ['team'],
    ['location'],
    ['tenure_band'],
    ['team', 'location'],
    ['team', 'tenure_band'],
    ['location', 'tenure_band'],
  ] as const) {
    for (const month of ['08', '09', '10', '11'])
      sums.push(
        ...sumsIn(
          await read(
            warehouse,
            {
              period: { from: `2026-${month}-01`, to: `2026-${month}-${month === '08' || month === '10' ? 31 : 30}` },
              by,
              comparison: { from: '2026-07-01', to: '2026-09-30', kind: 'range' },
            },
            floor,
          ),
        ),
      )
    for (let i = 0; by.length < 2 && i < 14; i += 2)
      sums.push(
        ...sumsIn(
          await read(
            warehouse,
            { period: { from: shift('2026-08-17', 7 * i), to: shift('2026-08-23', 7 * i) }, by },
            floor,
          ),
        ),
      )
  }
  return sums
}

describe('an attacker who asks as often as he likes', () => {
  test('isolates nobody among few answers, with a floor of five', async () => {
    await fc.assert(
      fc.asyncProperty(
        company(70, { minLength: 8, maxLength: 22 }),
        fc.array(question(75), { minLength: 16, maxLength: 16 }),
        async (answers, questions) => {
          await load(warehouse, answers)
          expect(isolated(await attack(questions, 5), answers.length, 5)).toBeNull()
        },
      ),
      { numRuns: runs, seed: 20261118, endOnFailure: true },
    )
  }, 300_000)

  test('isolates nobody among more answers, with the lowest floor there is', async () => {
    await fc.assert(
      fc.asyncProperty(
        company(40, { minLength: 30, maxLength: 48 }),
        fc.array(question(45), { minLength: 16, maxLength: 16 }),
        async (answers, questions) => {
          await load(warehouse, answers)
          // An owner may write 1; three is kept.
          expect(isolated(await attack(questions, 1), answers.length, 3)).toBeNull()
        },
      ),
      { numRuns: runs, seed: 20261119, endOnFailure: true },
    )
  }, 300_000)

  test('is dangerous: with the floor alone he isolates people', () => {
    // 7, 6 and 4 answers: with the total and the two large teams shown, the third is the rest.
    const all = Array.from({ length: 17 }, (_, i) => i)
    const sums = [all, all.slice(0, 7), all.slice(7, 13)].map((members) => new Set(members))
    expect(isolated(sums, 17, 5)).toEqual([13, 14, 15, 16])
    expect(isolated([new Set(all), new Set(all.slice(0, 7))], 17, 5)).toBeNull()
    // Four circles that only together say something about the one outside.
    const [a, b, c] = [new Set([0, 1, 2, 3, 4]), new Set([5, 6, 7, 8, 9]), new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])]
    expect(isolated([a, b, c], 11, 5)).toEqual([10])
  })
})
