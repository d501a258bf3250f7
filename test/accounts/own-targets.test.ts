import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kpis } from '#kpis/index.ts'
import { type Browser, firstOwner, hire, type Office, openOffice } from './office.ts'
import { smallCompany } from './rows.ts'

/** Who leads a part: what is theirs, and a member that is not. */
const parts = [
  { who: 'manager of S001', account: { location: ['S001'] }, dimension: 'location', own: ['S001'], outside: 'S003' },
  {
    who: 'manager of S001 and S002',
    account: { location: ['S001', 'S002'] },
    dimension: 'location',
    own: ['S001', 'S002'],
    outside: 'S003',
  },
  { who: 'manager of team A', account: { team: ['A'] }, dimension: 'team', own: ['A'], outside: 'B' },
] as const

const metrics = kpis.flatMap((kpi) => kpi.metrics.map((metric) => ({ metric, kpi: kpi.number })))

type Given = {
  readonly metric: string
  readonly period: string
  readonly where: readonly string[]
  readonly target: number
}
type SetAnswer = {
  readonly import_id?: string
  readonly targets: readonly { readonly at: number; readonly scope: string }[]
  readonly refused: readonly { readonly at: number; readonly code: string }[]
}
type Listed = { readonly metric: string; readonly period: string; readonly scope: string; readonly target: number }

let office: Office
let owner: Browser
const limited = new Map<string, Browser>()
beforeAll(async () => {
  office = await openOffice(smallCompany())
  owner = await firstOwner(office)
  for (const [i, { who, account }] of parts.entries())
    limited.set(who, await hire(office, owner, { email: `phan${i}@congty.vn`, role: 'manager', ...account }))
}, 120_000)
afterAll(() => office.close())

const setMany = (browser: Browser, targets: readonly Given[], dry = false): Promise<SetAnswer> =>
  browser.post<SetAnswer>('/targets/many', { targets, dry_run: dry })
const listOf = async (browser: Browser): Promise<readonly Listed[]> =>
  (await browser.get<{ targets: readonly Listed[] }>('/targets')).targets
const undo = (browser: Browser, id: string): Promise<Response> => browser.ask('POST', `/targets/${id}/undo`, {})
const codeOf = async (answer: Response): Promise<readonly [number, unknown]> => [
  answer.status,
  answer.status === 200 ? null : ((await answer.json()) as { code: string }).code,
]

for (const { who, dimension, own, outside } of parts)
  describe(`a ${who}`, () => {
    const self = (): Browser => limited.get(who)!
    /** Ways to ask for a part, and what becomes of each where the metric knows of it. */
    const ways: readonly { readonly where: readonly string[]; readonly scope?: string; readonly code?: string }[] = [
      { where: [], scope: `${dimension}=${own.join(',')}` },
      ...own.map((member) => ({ where: [`${dimension}=${member}`], scope: `${dimension}=${member}` })),
      { where: [`${dimension}=${outside}`], code: 'access.outside' },
      { where: [`${dimension}=${own[0]},${outside}`], code: 'access.outside' },
      { where: [`${dimension}=`], code: 'access.outside' },
      { where: [`${dimension}!=${own[0]}`], code: 'target.scope_not_plain' },
      { where: [`${dimension}=${own[0]};${dimension}=${outside}`], code: 'access.outside' },
    ]

    test(`of every number sets targets for its part and no other, however it is asked for`, async () => {
      const asked = metrics.flatMap(({ metric, kpi }) => ways.map((way) => ({ ...way, metric, kpi })))
      const given = asked.map(({ metric, where }) => ({ metric: metric.id, period: '2026-12', where, target: 0.5 }))
      const { targets, refused } = await setMany(self(), given, true)
      const became = new Map<number, string>([
        ...targets.map(({ at, scope }) => [at, scope] as const),
        ...refused.map(({ at, code }) => [at, code] as const),
      ])
      let may = 0
      for (const [at, { metric, kpi, where, scope, code }] of asked.entries()) {
        const expected =
          kpi === 6
            ? 'access.metric_hidden'
            : !metric.dimensions.includes(dimension)
              ? 'access.metric_unscoped'
              : (scope ?? code!)
        // Who leads one place asks for the same by naming it.
        const isTwice = became.get(at) === 'target.twice' && own.length === 1 && where.length === 1
        expect([metric.id, where, isTwice ? expected : became.get(at)]).toEqual([metric.id, where, expected])
        if (expected === scope) may += 1
      }
      expect(may).toBeGreaterThan(10)
      expect(await listOf(owner)).not.toContainEqual(expect.objectContaining({ period: '2026-12' }))
    })

    test('cannot reach beyond it by a member whose name reads as another part', async () => {
      const where = [`source=facebook;${dimension}=${outside}`]
      const target = { metric: 'contacts_new', period: '2026-12', where, target: 1 }
      expect(await codeOf(await self().ask('POST', '/targets', target))).toEqual([422, 'target.scope_not_plain'])
    })

    test('sees and is measured by what the owner sees of it, and takes its own back', async () => {
      const metric = 'contacts_new'
      const where = own.map((member) => `${dimension}=${member}`).slice(0, 1)
      const before = await listOf(self())
      const { import_id } = await self().post<{ import_id: string }>('/targets', {
        metric,
        period: '2026-11',
        where,
        target: 123,
      })
      const reading = async (browser: Browser): Promise<unknown> =>
        (await browser.get(`/metrics/${metric}?period=2026-11&where=${encodeURIComponent(where[0]!)}`))['target']
      expect(await reading(self())).toMatchObject({ target: 123 })
      expect(await reading(self())).toEqual(await reading(owner))
      const within = (await listOf(owner)).filter(({ scope }) => {
        const named = new RegExp(`(^|,)${dimension}=([^=]+)(,\\w+=|$)`).exec(scope)?.[2]?.split(',')
        return named?.every((member) => (own as readonly string[]).includes(member)) ?? false
      })
      const seen = await listOf(self())
      expect(seen).toEqual(within.filter((target) => target.metric !== 'enps'))
      expect(seen).toContainEqual(expect.objectContaining({ metric, scope: where[0], target: 123 }))
      const history = await self().get<{ changes: { import_id: string; may_undo: boolean }[] }>(
        `/targets/history?metric=${metric}&period=2026-11&where=${encodeURIComponent(where[0]!)}`,
      )
      expect(history.changes[0]).toMatchObject({ import_id, may_undo: true })
      expect(await codeOf(await undo(self(), import_id))).toEqual([200, null])
      expect(await listOf(self())).toEqual(before)
      expect(await codeOf(await undo(self(), import_id))).toEqual([422, 'import.already_undone'])
    })

    test('does not take back what reaches beyond it, nor other data, and is told no more of those than that', async () => {
      const aims = [own[0], outside].map((member) => ({
        metric: 'contacts_new',
        period: '2026-11',
        where: [`${dimension}=${member}`],
        target: 77,
      }))
      const { import_id } = await setMany(owner, aims)
      const where = encodeURIComponent(`${dimension}=${own[0]}`)
      const { changes } = await self().get<{ changes: { import_id: string; may_undo: boolean }[] }>(
        `/targets/history?metric=contacts_new&period=2026-11&where=${where}`,
      )
      expect(changes[0]).toMatchObject({ import_id, may_undo: false })
      expect(await codeOf(await undo(self(), import_id!))).toEqual([403, 'access.targets_outside'])
      expect(await codeOf(await self().ask('POST', `/imports/${import_id}/undo`, {}))).toEqual([403, 'access.role'])
      const { imports } = await owner.get<{ imports: { import_id: string; file: string }[] }>('/imports')
      const orders = imports.find(({ file }) => file === 'order_line.csv')!
      expect(await codeOf(await undo(self(), orders.import_id))).toEqual([404, 'import.unknown'])
      expect(await codeOf(await undo(owner, orders.import_id))).toEqual([409, 'target.not_alone'])
      // Nothing of it went, and who sees the whole takes it back.
      const listed = (await listOf(owner)).filter(({ target }) => target === 77)
      expect(listed).toHaveLength(2)
      expect(await codeOf(await undo(owner, import_id!))).toEqual([200, null])
    })
  })

test('who plans nothing takes nothing back', async () => {
  const { import_id } = await owner.post<{ import_id: string }>('/targets', {
    metric: 'contacts_new',
    period: '2026-12',
    where: ['owner=Lan'],
    target: 5,
  })
  for (const account of [{ role: 'rep', rep: 'Lan' }, { role: 'analyst' }, { role: 'marketing' }]) {
    const other = await hire(office, owner, { email: `${account.role}@congty.vn`, ...account })
    expect(await codeOf(await undo(other, import_id))).toEqual([403, 'access.role'])
  }
  expect(await codeOf(await undo(office.browser(), import_id))).toEqual([401, 'session.needed'])
})
