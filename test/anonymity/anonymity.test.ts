import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DimensionName } from '#core/dimension.ts'
import type { Metric, Model, Value } from '#core/metric.ts'
import { planReading, planRows } from '#core/plan.ts'
import { type ResultRow, readReading } from '#core/read.ts'
import type { Filter, Reading, ReadingRequest } from '#core/reading.ts'
import { defaultSettings } from '#core/settings.ts'
import { quote } from '#core/sql.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { openWarehouse } from '#warehouse/open.ts'
import { isolated } from './attacker.ts'

/** The n-th answer scores 2ⁿ, so that any sum shown tells exactly whose answers are in it. */
type Answer = {
  readonly day: string
  readonly team: string | null
  readonly location: string | null
  readonly tenure: string | null
}

/** Companies tried per test; more by the environment, for a longer look. */
const runs = Number(process.env['NHIP_ATTACKS'] ?? 6)

const dimensions: readonly DimensionName[] = ['team', 'location', 'tenure_band']
const model: Model = {
  name: 'secret_answer',
  grain: 'One row per answer.',
  time: 'flow',
  day: 'on_day',
  dimensions: { team: { sql: 'm.team' }, location: { sql: 'm.location' }, tenure_band: { sql: 'm.tenure' } },
  floor: 'anonymity',
  rows: ['score'],
}
const metricOver = (of: Model): Metric => ({
  id: 'secret',
  kind: 'score',
  unit: 'score',
  direction: 'up_is_good',
  date: 'on_day',
  name: { vi: 'x', en: 'x' },
  formula: { vi: 'x', en: 'x' },
  dimensions,
  measures: () => ({ total: { model: of, sql: 'sum(score)' }, answers: { model: of, sql: 'count(*)' } }),
  read: (row): Value =>
    row['answers']
      ? { value: row['total']! / row['answers'], numerator: row['total'] ?? null, denominator: row['answers'] }
      : { value: null, reason: 'no_data' },
})
const metric = metricOver(model)
const rolling = metricOver({ ...model, trailing: 90 })

let warehouse: Warehouse
beforeAll(async () => {
  warehouse = await openWarehouse({ file: ':memory:' })
})
afterAll(() => warehouse.close())

const load = async (answers: readonly Answer[]): Promise<void> => {
  const text = (value: string | null): string => (value === null ? 'null' : quote(value))
  const rows = answers.map(
    (a, i) => `(date '${a.day}', ${text(a.team)}, ${text(a.location)}, ${text(a.tenure)}, ${2 ** i}::double)`,
  )
  await warehouse.run(
    `create or replace table secret_answer as select * from (values ${rows.join(', ')}) v(on_day, team, location, tenure, score)`,
  )
}

const shift = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

const read = async (
  request: Partial<ReadingRequest> & Pick<ReadingRequest, 'period'>,
  floor: number,
  of = metric,
): Promise<Reading> => {
  const full: ReadingRequest = {
    comparison: null,
    by: [],
    where: [],
    series: [],
    options: {},
    today: '2026-12-31',
    ...request,
  }
  const settings = { ...defaultSettings, anonymity_floor: floor as 5 }
  const plan = planReading(of, full, settings)
  return readReading({
    metric: of,
    request: full,
    plan,
    settings,
    rows: (await warehouse.query(plan.statement)) as readonly ResultRow[],
    span: { from: '2020-01-01', to: '2030-01-01' },
    target: null,
    labels: (_, member) => member ?? '',
    imports: [],
    asOf: '2026-12-31T00:00:00Z',
  })
}

/** Every number of an answer: each set of answers whose sum is shown. A hidden one must carry nothing. */
const sumsIn = (reading: Reading): Set<number>[] => {
  const values: Value[] = [
    reading,
    ...(reading.previous ? [reading.previous] : []),
    ...reading.series,
    ...(reading.by ?? []).flatMap((group) => [group, ...(group.previous ? [group.previous] : [])]),
  ]
  return values.flatMap((value) => {
    if (value.value === null) {
      expect(value.reason).toMatch(/hidden_for_anonymity|no_data/)
      for (const part of ['numerator', 'denominator', 'interval', 'margin', 'standard_error', 'also'] as const)
        expect(value[part]).toBeUndefined()
      return []
    }
    let [rest, members] = [value.numerator!, new Set<number>()]
    for (let i = 52; i >= 0; i--)
      if (rest >= 2 ** i) {
        rest -= 2 ** i
        members.add(i)
      }
    expect(members.size).toBe(value.denominator)
    return [members]
  })
}

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
          await read({ period: { from: shift('2026-08-17', 7 * i), to: shift('2026-08-23', 7 * i) }, by }, floor),
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
          await load(answers)
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
          await load(answers)
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

const times = (n: number, answer: Answer): Answer[] => Array.from({ length: n }, () => answer)
const at = (day: string, team: string, location = 'X', tenure = 'old'): Answer => ({ day, team, location, tenure })
const november = { from: '2026-11-01', to: '2026-11-30' }
const shown = (reading: Reading, dimension: string): Record<string, number | null> =>
  Object.fromEntries((reading.by ?? []).map((group) => [String(group.members[dimension]), group.denominator ?? null]))

describe('what is hidden and what is not', () => {
  test('below the floor nothing answers, and that is no missing data', async () => {
    await load(times(4, at('2026-11-04', 'A')))
    expect(await read({ period: november }, 5)).toMatchObject({ value: null, reason: 'hidden_for_anonymity' })
    expect((await read({ period: november }, 5)).provenance.rows).toBeNull()
    expect(await read({ period: { from: '2026-10-01', to: '2026-10-31' } }, 5)).toMatchObject({
      value: null,
      reason: 'no_data',
    })
    await load(times(5, at('2026-11-04', 'A')))
    expect(await read({ period: november }, 5)).toMatchObject({ denominator: 5 })
  })

  test('with one team too small a second is hidden, the smallest', async () => {
    await load([
      ...times(7, at('2026-11-04', 'A')),
      ...times(6, at('2026-11-04', 'B')),
      ...times(4, at('2026-11-04', 'C')),
    ])
    const reading = await read({ period: november, by: ['team'] }, 5)
    expect(reading.denominator).toBe(17)
    expect(shown(reading, 'team')).toEqual({ A: 7, B: null, C: null })
    const but = (values: string[]) => read({ period: november, where: [{ dimension: 'team', not: true, values }] }, 5)
    // Everyone but the small team, and everyone but the two shown: hidden. Everyone but the large one: ten.
    expect((await but(['C'])).value).toBeNull()
    expect((await but(['A', 'B'])).value).toBeNull()
    expect((await but(['A'])).denominator).toBe(10)
  })

  test('a place that holds a team and one person more does not show both', async () => {
    await load([
      ...times(8, at('2026-11-04', 'A', 'X')),
      at('2026-11-04', 'B', 'X'),
      ...times(12, at('2026-11-04', 'B', 'Y')),
    ])
    const byTeam = shown(await read({ period: november, by: ['team'] }, 5), 'team')
    const byPlace = shown(await read({ period: november, by: ['location'] }, 5), 'location')
    expect(byTeam).toEqual({ A: 8, B: 13 })
    expect(byPlace).toEqual({ X: null, Y: null })
  })

  test('rows and columns of a crossing cannot be filled in from its margins', async () => {
    await load([
      ...times(9, at('2026-11-04', 'A', 'X')),
      ...times(2, at('2026-11-04', 'A', 'Y')),
      ...times(8, at('2026-11-04', 'B', 'X')),
      ...times(9, at('2026-11-04', 'B', 'Y')),
    ])
    const reading = await read({ period: november, by: ['team', 'location'] }, 5)
    // Margins 11, 17, 17, 11 are shown, so any one cell would give all four.
    expect((reading.by ?? []).map((group) => group.value)).toEqual([null, null, null, null])
    expect(shown(await read({ period: november, by: ['team'] }, 5), 'team')).toEqual({ A: 11, B: 17 })
    expect(shown(await read({ period: november, by: ['location'] }, 5), 'location')).toEqual({ X: 17, Y: 11 })
  })

  test('large groups are exact by week, month, quarter and crossing', async () => {
    const weekly = ['2026-10-07', '2026-10-21', '2026-11-04', '2026-11-18'].flatMap((day) =>
      ['A', 'B'].flatMap((team) => ['X', 'Y'].flatMap((place) => times(3, at(day, team, place)))),
    )
    await load(weekly)
    expect((await read({ period: { from: '2026-10-01', to: '2026-12-31' } }, 3)).denominator).toBe(48)
    const month = await read(
      {
        period: november,
        comparison: { from: '2026-10-01', to: '2026-10-31', kind: 'previous' },
        by: ['team', 'location'],
      },
      3,
    )
    expect(month).toMatchObject({ denominator: 24, previous: { denominator: 24 }, flags: ['unequal_windows'] })
    expect((month.by ?? []).map((group) => [group.denominator, group.previous!.denominator])).toEqual(
      Array(4).fill([6, 6]),
    )
    const week = await read(
      {
        period: { from: '2026-11-16', to: '2026-11-22' },
        by: ['team'],
        series: [{ from: '2026-11-02', to: '2026-11-08' }],
      },
      3,
    )
    expect(shown(week, 'team')).toEqual({ A: 6, B: 6 })
    expect(week.series[0]).toMatchObject({ denominator: 12 })
  })

  test('a window that ends a day later, with one more answer, does not tell that answer', async () => {
    await load([...times(12, at('2026-11-04', 'A')), at('2026-11-05', 'A'), ...times(9, at('2026-11-12', 'A'))])
    const until = async (to: string) => (await read({ period: { from: '2026-11-01', to } }, 5)).denominator ?? null
    const ends = [
      await until('2026-11-03'),
      await until('2026-11-04'),
      await until('2026-11-05'),
      await until('2026-11-12'),
    ]
    expect(ends).toEqual([null, null, 13, 22])
    const flags = (await read({ period: { from: '2026-11-05', to: '2026-11-30' } }, 5)).flags
    expect(flags).toContain('rounded_for_anonymity')
  })

  test('the answers of ninety days change by whole steps from one day to the next', async () => {
    const daily = Array.from({ length: 45 }, (_, i) => at(shift('2026-09-01', 2 * i), i % 2 === 0 ? 'A' : 'B'))
    await load(daily)
    let before: Set<number> | null = null
    for (let i = 0; i < 30; i++) {
      const day = shift('2026-11-01', i)
      const [now] = sumsIn(await read({ period: { from: day, to: day } }, 5, rolling))
      if (before && now) {
        const moved = [...before, ...now].filter((answer) => !(before!.has(answer) && now.has(answer))).length
        expect(moved === 0 || moved >= 5, `${day}: ${moved}`).toBe(true)
      }
      before = now ?? before
    }
    expect(before).not.toBeNull()
  })

  test('no rows are given out', () => {
    const request = {
      period: november,
      comparison: null,
      by: [],
      where: [],
      series: [],
      options: {},
      today: '2026-11-30',
    }
    expect(() => planRows(metric, request, null)).toThrow('rows.hidden_for_anonymity')
  })

  test('no filter reaches the statement that is shown', () => {
    const plan = planReading(
      metric,
      {
        period: november,
        comparison: null,
        by: ['team'],
        where: [{ dimension: 'team', not: false, values: ['A'] }],
        series: [],
        options: {},
        today: '2026-11-30',
      },
      defaultSettings,
    )
    expect(plan.statement).not.toContain("'A'")
  })
})
