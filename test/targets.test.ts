import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { daysOf, weekdayOf } from '#core/calendar/day.ts'
import { Fault } from '#core/fault.ts'
import type { Input } from '#core/operation.ts'
import type { Reading } from '#core/reading.ts'
import { type Company, openCompany } from '../src/main/company.ts'
import { operations } from '../src/main/operations.ts'

let company: Company
const folder = mkdtempSync(join(tmpdir(), 'nhip-targets-'))

const run = async <T>(name: string, input: Input): Promise<T> => {
  const operation = operations.find((candidate) => candidate.name === name)
  if (!operation) throw new Error(`no operation ${name}`)
  const report = { progress: () => undefined, emit: () => undefined }
  return (await operation.run(input, company.depsFor('vi'), report)) as T
}
const metric = (id: string, period: string, where: readonly string[] = []): Promise<Reading> =>
  run<Reading>('metrics.read', { id, period, where })
const refused = async (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'accepted',
    (error) => {
      if (error instanceof Fault) return error.code
      throw error
    },
  )

/** Two contacts on Monday to Friday, one on Saturday, none on Sunday; every other one from facebook; up to noon of 18 November 2026. */
const contacts = (): string => {
  const rows = daysOf({ from: '2025-11-01', to: '2026-11-18' }).flatMap((day) =>
    Array.from(
      { length: weekdayOf(day) === 7 ? 0 : weekdayOf(day) === 6 ? 1 : 2 },
      (_, i) => `${day}-${i},${day} 09:00,${i === 0 ? 'facebook' : 'zalo'}`,
    ),
  )
  return `contact_id,received_at,source\n${rows.join('\n')}\n`
}

beforeAll(async () => {
  company = await openCompany(join(folder, 'data'), { fixedNow: '2026-11-18T05:00:00Z', memory: '400MB' })
  const file = join(folder, 'contacts.csv')
  writeFileSync(file, contacts())
  await run('imports.create', { files: [file], as: 'contact' })
}, 120_000)

afterAll(async () => {
  await company.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a target', () => {
  test('that is set stands in the answer with what is expected by now', async () => {
    await run('targets.set', { metric: 'contacts_new', period: '2026-11', target: 92, minimum: 80, stretch: 100 })
    const reading = await metric('contacts_new', 'this-month')
    // 21 days of two and 4 of one are 46; to the 18th 13 of two and 2 of one are 28.
    expect(reading.value).toBe(28)
    expect(reading.target).toMatchObject({
      minimum: 80,
      target: 92,
      stretch: 100,
      status: 'red',
      period: { from: '2026-11-01', to: '2026-11-30' },
    })
    expect(reading.target!.time_progress).toBeCloseTo(28 / 46, 9)
    expect(reading.target!.expected_now).toBeCloseTo(56, 9)
    expect(reading.target!.pace).toBeCloseTo(0.5, 9)
    expect(reading.target!.achieved).toBeCloseTo(28 / 92, 9)
    expect(reading.target!.forecast).toBeCloseTo(46, 6)
  })

  test('holds for its own period and scope only', async () => {
    await run('targets.set', { metric: 'contacts_new', period: '2026-w47', target: 3, where: ['source=facebook'] })
    expect((await metric('contacts_new', 'this-week')).target).toBeNull()
    const facebook = await metric('contacts_new', 'this-week', ['source=facebook'])
    expect(facebook.value).toBe(3)
    expect(facebook.target).toMatchObject({
      target: 3,
      achieved: 1,
      status: 'green',
      period: { from: '2026-11-16', to: '2026-11-22' },
    })
    expect((await metric('contacts_new', 'this-week', ['source!=zalo'])).target).toBeNull()
    expect((await metric('contacts_new', 'this-month', ['source=facebook'])).target).toBeNull()
  })

  test('of a rate holds for every part of its period that has none of its own', async () => {
    await run('targets.set', { metric: 'contact_coverage', period: '2026-Q4', target: 0.9 })
    expect((await metric('contact_coverage', 'this-week')).target).toMatchObject({
      target: 0.9,
      expected_now: 0.9,
      period: { from: '2026-10-01', to: '2026-12-31' },
      forecast: null,
    })
    await run('targets.set', { metric: 'contact_coverage', period: '2026-11', target: 0.8 })
    expect((await metric('contact_coverage', 'this-week')).target!.target).toBe(0.8)
    expect((await metric('contact_coverage', '2026-09')).target).toBeNull()
  })

  test('set again replaces the one before, whatever its decimals, and is listed once', async () => {
    const name = { metric: 'ltv_to_cac', period: '2026-11' }
    await run('targets.set', { ...name, target: 3.5 })
    const again = await run<{ counts: { updated: number; loaded: number } }>('targets.set', { ...name, target: 1.234 })
    expect([again.counts.updated, again.counts.loaded]).toEqual([1, 0])
    const same = await run<{ counts: { unchanged: number } }>('targets.set', { ...name, target: 1.234 })
    expect(same.counts.unchanged).toBe(1)
    const { targets } = await run<{ targets: Record<string, unknown>[] }>('targets.list', {})
    expect(targets.filter((target) => target['metric'] === 'ltv_to_cac')).toEqual([
      {
        metric: 'ltv_to_cac',
        unit: 'ratio',
        period: '2026-11',
        from: '2026-11-01',
        to: '2026-11-30',
        scope: '',
        minimum: null,
        target: 1.234,
        stretch: null,
        problem: null,
      },
    ])
  })

  test('below zero is kept as it is written', async () => {
    await run('targets.set', { metric: 'nps', period: '2026-11', target: -10, minimum: -20 })
    const { targets } = await run<{ targets: { metric: string; target: number; minimum: number }[] }>(
      'targets.list',
      {},
    )
    expect(targets.find((target) => target.metric === 'nps')).toMatchObject({ target: -10, minimum: -20 })
  })

  test('comes from a file as well, and one that cannot be used says why', async () => {
    const file = join(folder, 'targets.csv')
    writeFileSync(
      file,
      'metric,period,scope,minimum,target,stretch\ncontacts_new,2026-10,,,50,\ncontacts_new,2026-10,"source=zalo, hour=9",,20,\nno_such,2026-10,,,1,\ncontacts_new,2025-W53,,,1,\n',
    )
    await run('imports.create', { files: [file], as: 'target' })
    // October 2026: 22 days Monday–Friday and 5 Saturdays.
    expect((await metric('contacts_new', '2026-10')).target).toMatchObject({
      target: 50,
      achieved: 49 / 50,
      status: 'amber',
      forecast: 49,
    })
    expect((await metric('contacts_new', '2026-10', ['hour=9', 'source=zalo'])).target!.target).toBe(20)
    const { targets } = await run<{ targets: { metric: string; period: string; problem: string | null }[] }>(
      'targets.list',
      {},
    )
    expect(
      targets
        .filter((target) => target.problem !== null)
        .map((target) => [target.metric, target.period, target.problem]),
    ).toEqual([
      ['contacts_new', '2025-W53', 'period.unknown'],
      ['no_such', '2026-10', 'metric.unknown'],
    ])
  })

  test('is taken back with its import', async () => {
    const { import_id } = await run<{ import_id: string }>('targets.set', {
      metric: 'contacts_new',
      period: '2026',
      target: 1000,
    })
    expect((await metric('contacts_new', '2026')).target!.target).toBe(1000)
    await run('imports.undo', { id: import_id })
    expect((await metric('contacts_new', '2026')).target).toBeNull()
  })

  test('can be proposed from the year before', async () => {
    const proposal = await run('targets.propose', { metric: 'contacts_new', period: '2026-11', growth: 20 })
    // November 2025: 20 days Monday–Friday and 5 Saturdays are 45; and a fifth more.
    expect(proposal).toMatchObject({
      metric: 'contacts_new',
      period: '2026-11',
      basis: { from: '2025-11-01', to: '2025-11-30', value: 45 },
      growth_percent: 20,
      proposed: 54,
    })
    expect(await refused(run('targets.propose', { metric: 'contacts_new', period: '2025-11' }))).toBe(
      'target.nothing_before',
    )
  })
})

describe('a target is refused', () => {
  test.each<[string, Input, string]>([
    ['for an unknown metric', { metric: 'sales', period: '2026-11', target: 1 }, 'metric.unknown'],
    ['for a day', { metric: 'contacts_new', period: '2026-11-18', target: 1 }, 'target.period_unknown'],
    ['for no period', { metric: 'contacts_new', period: 'soon', target: 1 }, 'target.period_unknown'],
    ['for a month there is not', { metric: 'contacts_new', period: '2026-13', target: 1 }, 'period.impossible'],
    ['without a number', { metric: 'contacts_new', period: '2026-11', target: Number.NaN }, 'target.level_missing'],
    ['as 12 where 12 % is meant', { metric: 'conversion_rate', period: '2026-11', target: 12 }, 'target.not_a_share'],
    [
      'with levels out of order',
      { metric: 'contacts_new', period: '2026-11', target: 10, minimum: 20 },
      'target.levels_disordered',
    ],
    [
      'with levels out of order, lower being better',
      { metric: 'cac', period: '2026-11', target: 10, minimum: 5 },
      'target.levels_disordered',
    ],
    [
      'for a dimension the metric has not',
      { metric: 'contacts_new', period: '2026-11', target: 1, where: ['competitor=X'] },
      'dimension.not_applicable',
    ],
    [
      'for an exclusion',
      { metric: 'contacts_new', period: '2026-11', target: 1, where: ['source!=zalo'] },
      'target.scope_not_plain',
    ],
  ])('%s', async (_what, input, code) => expect(await refused(run('targets.set', input))).toBe(code))
})
