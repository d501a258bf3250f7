import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input } from '#core/operation.ts'
import type { TargetsSet } from '#operations/targets/set-targets.ts'
import type { TargetChange } from '#operations/targets/target-history.ts'
import { type Company, openCompany } from '../src/main/company.ts'
import { operations } from '../src/main/operations.ts'

let company: Company
const folder = mkdtempSync(join(tmpdir(), 'nhip-many-targets-'))

const run = async <T>(name: string, input: Input): Promise<T> => {
  const operation = operations.find((candidate) => candidate.name === name)!
  return (await operation.run(input, company.depsFor('en'), {
    progress: () => undefined,
    emit: () => undefined,
  })) as T
}
const setMany = (targets: readonly unknown[], dry_run = false): Promise<TargetsSet> =>
  run('targets.set_many', { targets: JSON.stringify(targets), dry_run })
const listed = async (): Promise<readonly unknown[]> =>
  (
    await run<{ targets: readonly { metric: string; period: string; scope: string; target: number }[] }>(
      'targets.list',
      {},
    )
  ).targets.map(({ metric, period, scope, target }) => `${metric} ${period} ${scope} ${target}`)

beforeAll(async () => {
  company = await openCompany(join(folder, 'data'), { fixedNow: '2026-11-18T05:00:00Z', memory: '300MB' })
  const file = join(folder, 'contact.csv')
  writeFileSync(file, 'contact_id,received_at,source,location_id\nC1,2026-11-02 09:00,facebook,S1\n')
  await run('imports.create', { files: [file], as: 'contact' })
}, 120_000)
afterAll(async () => {
  await company.close()
  rmSync(folder, { recursive: true, force: true })
})

test('many targets are one import; those that cannot be set are told with their place and the rest is set', async () => {
  const given = [
    { metric: 'contacts_new', period: '2026-11', target: 40 },
    { metric: 'contacts_new', period: '2026-w47', where: ['location=S1'], target: 9, minimum: 8, stretch: 12 },
    { metric: 'profit', period: '2026-11', target: 1 },
    { metric: 'conversion_rate', period: '2026-11', target: 12 },
    { metric: 'cac', period: '2026-11', minimum: 1, target: 2 },
    { metric: 'contacts_new', period: '2026-11', target: 41 },
    { metric: 'contacts_new', period: '2026-12' },
    { metric: 'contacts_new', period: '2026-11-05', target: 3 },
  ]
  const trial = await setMany(given, true)
  expect(trial.import_id).toBeUndefined()
  expect(await listed()).toEqual([])
  const done = await setMany(given)
  expect(done.targets.map(({ at }) => at)).toEqual([0, 1])
  expect(done.counts).toMatchObject({ rows_read: 2, loaded: 2, rejected: 0 })
  expect(done.refused.map(({ at, code }) => [at, code])).toEqual([
    [2, 'metric.unknown'],
    [3, 'target.not_a_share'],
    [4, 'target.levels_disordered'],
    [5, 'target.twice'],
    [6, 'target.level_missing'],
    [7, 'target.period_unknown'],
  ])
  expect(done.refused[1]!.detail).toContain('conversion_rate')
  expect(await listed()).toEqual(['contacts_new 2026-11  40', 'contacts_new 2026-W47 location=S1 9'])
  const { imports } = await run<{ imports: readonly { import_id: string }[] }>('imports.list', {})
  expect(imports.filter(({ import_id }) => import_id === done.import_id)).toHaveLength(1)
})

test('the history of a target is what was set for it, and what is taken back leaves it', async () => {
  const whole = { metric: 'contacts_new', period: '2026-11' }
  const history = async (): Promise<readonly TargetChange[]> =>
    (await run<{ changes: readonly TargetChange[] }>('targets.history', whole)).changes
  await setMany([
    { ...whole, target: 55, stretch: 60 },
    { metric: 'contacts_new', period: '2026-12', target: 70 },
  ])
  const changes = await history()
  expect(changes.map(({ target, stretch, others }) => [target, stretch, others])).toEqual([
    [55, 60, 1],
    [40, null, 1],
  ])
  await run('imports.undo', { id: changes[0]!.import_id })
  expect((await history()).map(({ target }) => target)).toEqual([40])
  expect(await listed()).not.toContain('contacts_new 2026-12  70')
})

test('a list that is none is refused as a whole', async () => {
  for (const targets of ['nonsense', '{}', '"x"'])
    await expect(run('targets.set_many', { targets })).rejects.toMatchObject({ code: 'target.list_malformed' })
  expect(
    (await setMany([3, { metric: 1 }, { metric: 'contacts_new', period: '2026-11', target: '5' }])).refused,
  ).toHaveLength(3)
})
