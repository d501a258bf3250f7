import { afterAll, describe, expect, test } from 'vitest'
import type { WhyAnswer } from '#core/explain/answer.ts'
import { defaultSettings } from '#core/settings.ts'
import { kpis } from '#kpis/index.ts'
import type { ReadingDeps } from '#operations/readings/dependencies.ts'
import { explainWhy, type WhyInput } from '#operations/why/explain-why.ts'
import { type OpenedWarehouse, openWarehouse } from '#warehouse/open.ts'
import { refreshTables } from '#warehouse/refresh.ts'

const open: OpenedWarehouse[] = []
afterAll(async () => {
  for (const warehouse of open) await warehouse.close()
})

/**
 * A company whose contacts came as many a day as `perDay` (SQL over the day `d`) says, give or take three by a fixed
 * hash, over `weeks` weeks up to Sunday 22 November 2026; asked on the Monday after.
 */
const companyOf = async (
  weeks: number,
  perDay: string,
): Promise<(input: Omit<WhyInput, 'id'>) => Promise<WhyAnswer>> => {
  const warehouse = await openWarehouse({ file: ':memory:' })
  open.push(warehouse)
  await warehouse.run(`insert into contact by name
select 'L' || cast(d as varchar) || '-' || n as contact_id, d + interval 9 hour + n * interval 1 minute as received_at,
  case n % 4 when 0 then 'facebook' when 1 then 'google' when 2 then 'zalo' else 'web' end as source, 1 as batch, 1 as line
from (
  select d, unnest(range(cast(round(${perDay}) as bigint) + cast(hash(cast(d as varchar)) % 7 as bigint) - 3)) as n
  from (select date '2026-11-22' - cast(i as integer) as d from range(${7 * weeks}) t(i))
)`)
  const building = { settings: defaultSettings, today: '2026-11-23' }
  await warehouse.transaction((writing) =>
    refreshTables(
      writing,
      kpis.flatMap((kpi) => kpi.tables),
      building,
      new Map(),
    ),
  )
  const deps: ReadingDeps = {
    query: warehouse.query,
    stream: warehouse.stream,
    columns: warehouse.columns,
    settings: () => defaultSettings,
    today: () => '2026-11-23',
    wall: () => '2026-11-23T09:00:00',
    now: () => '2026-11-23T02:00:00Z',
    language: 'en',
    imports: () => [],
    people: () => new Map(),
  }
  return (input) => explainWhy({ id: 'contacts_new', ...input }, deps)
}

describe('a company with three years of contacts', () => {
  test('a week that is the year’s high season every year is what was to be expected', async () => {
    // Forty a day, sixty in the week of 16 November and in those 364 and 728 days before it.
    const high = "case when (date '2026-11-22' - d) % 364 < 7 then 60 else 40 end"
    const [known, young] = [await companyOf(160, high), await companyOf(50, high)]
    const [seasoned, surprised] = [await known({ period: '2026-W47' }), await young({ period: '2026-W47' })]
    expect(surprised.expected!.value).toBeGreaterThan(260)
    expect(surprised.expected!.value).toBeLessThan(300)
    expect(surprised.expected!.p_value).toBeLessThan(0.001)
    expect(seasoned.expected!.value).toBeGreaterThan(400)
    expect(seasoned.expected!.value).toBeLessThan(440)
    expect(seasoned.expected!.p_value).toBeGreaterThan(0.05)
    expect(seasoned.expected!.basis).toBe('8 comparable windows and the same season of 2 years')
  })

  test('the weeks of Tết are held against those as far from it in two years before', async () => {
    // Tết fell on 10 February 2024, 29 January 2025 and 17 February 2026: six days to it and after it are quiet.
    const near = ['2024-02-10', '2025-01-29', '2026-02-17'].map((day) => `abs(d - date '${day}') <= 6`).join(' or ')
    const ask = await companyOf(160, `case when ${near} then 10 else 40 end`)
    const answer = await ask({ period: '2026-02-16..2026-02-22' })
    expect(answer.expected!.basis).toContain('Tết-aligned')
    expect(answer.expected!.value).toBeGreaterThan(60)
    expect(answer.expected!.value).toBeLessThan(90)
    expect(answer.expected!.p_value).toBeGreaterThan(0.05)
  })

  test('a steady rise is expected to go on, not to go on twice', async () => {
    const ask = await companyOf(20, "140 - (date '2026-11-22' - d)")
    const answer = await ask({ period: '2026-W47' })
    expect(Math.abs(answer.expected!.value - answer.value!)).toBeLessThan(30)
    expect(answer.expected!.p_value).toBeGreaterThan(0.05)
  })
})
