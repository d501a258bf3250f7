import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kpis } from '#kpis/index.ts'
import { type Browser, firstOwner, hire, type Office, openOffice } from './office.ts'
import { smallCompany } from './rows.ts'

/**
 * A limited account, and the filter that gives an owner the same part. What of one place, team or person is tried with
 * every metric is tried with two places for the seven headlines.
 */
const parts = [
  { who: 'manager of S001', account: { role: 'manager', location: ['S001'] }, dimensions: ['location'], value: 'S001' },
  {
    who: 'manager of S001 and S002',
    account: { role: 'manager', location: ['S002', 'S001'] },
    dimensions: ['location'],
    value: 'S001,S002',
    headlines: true,
  },
  { who: 'manager of team A', account: { role: 'manager', team: ['A'] }, dimensions: ['team'], value: 'A' },
  { who: 'rep Lan', account: { role: 'rep', rep: 'Lan' }, dimensions: ['owner', 'rep'], value: 'Lan' },
] as const

type Part = (typeof parts)[number]

/** Numbers of the KPIs each may read, written down apart from the product’s table. */
const open: Readonly<Record<string, readonly number[]>> = { manager: [1, 2, 3, 4, 5, 7], rep: [1, 3, 5, 7] }

/** Sets a place against all places, which only who sees them all may be told. */
const needsWhole = (id: string, dimension: string | undefined): boolean =>
  id === 'location_share' && dimension === 'location'

const metrics = kpis.flatMap((kpi) => kpi.metrics.map((metric) => ({ id: metric.id, kpi: kpi.number, metric })))
const headlines = new Set(kpis.map((kpi) => kpi.headline))
const metricsFor = (part: Part) => ('headlines' in part ? metrics.filter(({ id }) => headlines.has(id)) : metrics)
const dimensionFor = (part: Part, { dimensions }: { readonly dimensions: readonly string[] }): string | undefined =>
  part.dimensions.find((name) => dimensions.includes(name))

let office: Office
let owner: Browser
const limited = new Map<string, Browser>()

beforeAll(async () => {
  office = await openOffice(smallCompany())
  owner = await firstOwner(office)
  for (const [i, part] of parts.entries())
    limited.set(part.who, await hire(office, owner, { email: `nguoi${i}@congty.vn`, ...part.account }))
}, 120_000)
afterAll(() => office.close())

type Answer = Record<string, unknown> & { provenance: Record<string, unknown> }

const question = 'period=2026-11-01..2026-11-17&compare=2026-10-01..2026-10-17'

/** What a reading says, without the words of its statement. */
const said = (answer: Answer) => ({ ...answer, provenance: { ...answer.provenance, statement: '' } })

for (const part of parts)
  describe(`a ${part.who}`, () => {
    const own = (): Browser => limited.get(part.who)!

    for (const { id, kpi, metric } of metricsFor(part)) {
      const dimension = dimensionFor(part, metric)
      const mayRead = open[part.account.role]!.includes(kpi)
      const isShown = mayRead && dimension !== undefined && !needsWhole(id, dimension)
      if (!isShown)
        test(`is told nothing of ${id}: no number, row or reason`, async () => {
          const code = !mayRead
            ? 'access.metric_hidden'
            : dimension === undefined
              ? 'access.metric_unscoped'
              : 'access.whole_needed'
          for (const path of ['', '/why', ...(code === 'access.whole_needed' ? [] : ['/rows'])]) {
            const answer = await own().ask('GET', `/metrics/${id}${path}?${question}`)
            const found = (await answer.json()) as { code: string }
            expect([path, answer.status, found.code]).toEqual([path, 403, code])
          }
        })
      else
        test(`reads of ${id} what an owner does with ${dimension}=${part.value}`, async () => {
          const where = `&where=${encodeURIComponent(`${dimension}=${part.value}`)}`
          const asked = `/metrics/${id}?${question}&by=${dimension}&grain=week`
          const mine = await own().get<Answer>(asked)
          expect(mine['metric']).toBe(id)
          expect(said(mine)).toEqual(said(await owner.get<Answer>(`${asked}${where}`)))
          const rowsPath = `/metrics/${id}/rows?${question}`
          const answer = await own().ask('GET', rowsPath)
          expect(answer.status).toBe(200)
          const rows = await answer.text()
          expect(rows).toBe(await (await owner.ask('GET', `${rowsPath}${where}`)).text())
          // Written from the same rows; once is enough.
          if (part !== parts[0]) return
          const csv = await (await own().ask('GET', `${rowsPath}&format=csv`)).text()
          expect(csv).toBe(await (await owner.ask('GET', `${rowsPath}&format=csv${where}`)).text())
        })
    }

    test('is given the same reasons, but for what lies outside and goes along', async () => {
      for (const { id, kpi, metric } of metricsFor(part)) {
        const dimension = dimensionFor(part, metric)
        if (!open[part.account.role]!.includes(kpi) || dimension === undefined || needsWhole(id, dimension)) continue
        const where = `&where=${encodeURIComponent(`${dimension}=${part.value}`)}`
        const why = async (browser: Browser, more: string): Promise<Record<string, unknown>> => {
          const answer = await browser.get<Record<string, unknown>>(`/metrics/${id}/why?${question}${more}`)
          expect(answer['metric'], JSON.stringify(answer)).toBe(id)
          const { companions: _told, sentences: _said, provenance: _made, split, ...rest } = answer
          const inner = split as Record<string, unknown> | undefined
          return { ...rest, ...(inner ? { split: { ...inner, companions: 0, sentences: 0, provenance: 0 } } : {}) }
        }
        expect(await why(own(), ''), id).toEqual(await why(owner, where))
      }
    }, 240_000)

    test('sees those of the seven they may, and is told which are not shown', async () => {
      const { kpis: seen, not_shown } = await own().get<{
        kpis: { number: number; metric: string; value: unknown }[]
        not_shown: { number: number }[]
      }>(`/kpis?${question}`)
      const expected = kpis
        .filter((kpi) => open[part.account.role]!.includes(kpi.number))
        .filter((kpi) => dimensionFor(part, kpi.metrics.find(({ id }) => id === kpi.headline)!) !== undefined)
        .map((kpi) => kpi.number)
      expect(seen.map((one) => one.number)).toEqual(expected)
      expect(not_shown.map((one) => one.number)).toEqual(
        [1, 2, 3, 4, 5, 6, 7].filter((number) => !(expected as number[]).includes(number)),
      )
      for (const one of seen) {
        const alone = await own().get<Answer>(`/metrics/${one.metric}?${question}`)
        expect(one.value).toEqual(alone['value'])
      }
    })

    test('is refused whatever names a member outside, and whatever would stand for everybody', async () => {
      const { metric, outside } =
        part.account.role === 'rep'
          ? { metric: 'contacts_new', outside: 'owner=Hoa' }
          : part.dimensions[0] === 'team'
            ? { metric: 'contacts_new', outside: 'team=B' }
            : { metric: 'net_sales', outside: 'location=S003' }
      const [dimension] = outside.split('=')
      for (const where of [outside, `${outside},${part.value}`, `${dimension}=`, `${dimension}=KHÔNG_CÓ`])
        for (const path of ['', '/rows', '/why']) {
          const answer = await own().ask('GET', `/metrics/${metric}${path}?where=${encodeURIComponent(where)}`)
          expect([where, path, answer.status]).toEqual([where, path, 403])
          expect(await answer.json()).toMatchObject({ code: 'access.outside' })
        }
      const between = encodeURIComponent(`${dimension}=${part.value.split(',')[0]},${outside.split('=')[1]}`)
      expect((await own().ask('GET', `/metrics/${metric}/why?between=${between}`)).status).toBe(403)
      const not = await own().get<Answer>(`/metrics/${metric}?${question}&by=${dimension}&where=${dimension}!=KHÔNG_CÓ`)
      const members = (not['by'] as { members: Record<string, string> }[]).map((one) => one.members[dimension!])
      expect(members.filter((member) => !part.value.split(',').includes(String(member)))).toEqual([])
      expect(members.length).toBeGreaterThan(0)
    })

    test('sees targets for their part alone, and a reading’s target is that of the part', async () => {
      const { targets } = await own().get<{ targets: { metric: string; scope: string }[] }>('/targets')
      const seen: Readonly<Record<string, readonly string[]>> = {
        'manager of S001': ['contacts_new location=S001', 'net_sales location=S001'],
        'manager of S001 and S002': [
          'contacts_new location=S001',
          'net_sales location=S001',
          'net_sales location=S002',
        ],
        'manager of team A': [],
        'rep Lan': ['contacts_new owner=Lan'],
      }
      expect(targets.map(({ metric, scope }) => `${metric} ${scope}`)).toEqual(seen[part.who])
    })
  })

describe('what happens outside a scope', () => {
  test('changes no answer within it', async () => {
    const changed = await openOffice(smallCompany(7))
    try {
      const boss = await firstOwner(changed)
      const there = await hire(changed, boss, { email: 'kia@congty.vn', role: 'manager', location: ['S001'] })
      const here = limited.get('manager of S001')!
      let told = 0
      for (const { id, kpi, metric } of metrics) {
        if (!open['manager']!.includes(kpi) || !metric.dimensions.includes('location') || needsWhole(id, 'location'))
          continue
        // A reason is made of sums that are asked for alike whatever the metric; numbers are asked for each in its way.
        const why = headlines.has(id) || metric.kind !== 'additive' ? [`/metrics/${id}/why?${question}`] : []
        for (const path of [`/metrics/${id}?${question}&by=location`, ...why]) {
          const strip = (answer: Record<string, unknown>) => ({ ...answer, provenance: null })
          const [a, b] = [await here.get(path), await there.get(path)]
          expect(strip(a), path).toEqual(strip(b))
          told += 1
        }
      }
      expect(told).toBeGreaterThan(60)
      const whole = (browser: Browser) => browser.get<Answer>(`/metrics/net_sales?${question}`)
      expect((await whole(owner))['value']).not.toBe((await whole(boss))['value'])
    } finally {
      await changed.close()
    }
  }, 240_000)
})
