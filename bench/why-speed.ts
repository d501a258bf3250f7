import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WhyAnswer } from '#core/explain/answer.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { kpis } from '#kpis/index.ts'
import { newContacts } from '#kpis/new-contacts/kpi.ts'
import type { ReadingDeps } from '#operations/readings/dependencies.ts'
import { explainWhy } from '#operations/why/explain-why.ts'
import { openWarehouse } from '#warehouse/open.ts'
import { refreshTables } from '#warehouse/refresh.ts'
import { openCompany } from '../src/main/company.ts'
import { median, say, timed } from './figures.ts'

const [firstDay, lastDay, today, days] = ['2025-11-24', '2026-11-22', '2026-11-23', 364]

/** Five dimensions with members that differ in size as in trade: the k-th in proportion to 1 ÷ √k, about. */
const sizes = { source: 10, province: 30, owner: 100, campaign: 40, product_line: 60 } as const

/** A year of contacts straight into the table why reads, a source × province cut by 60 % in the last week. */
const contactsSql = (rows: number): string => {
  const chance = (salt: number): string => `((hash(i * 64 + ${salt}) >> 11) / 9007199254740992.0)`
  const members = Object.entries(sizes).map(
    ([name, size], k) =>
      `'${name[0]}' || lpad(cast(floor(${size} * ${chance(k + 1)} * ${chance(k + 1)}) as integer)::varchar, 3, '0') as ${name}`,
  )
  return `insert into new_contact by name
select 'L' || i as contact_id, date '${firstDay}' + cast(floor(i::double * ${days} / ${rows}) as integer) as received_on,
  received_on + interval 10 hour as received_at, ${members.join(', ')}, 1 as contacts, 0 as duplicates
from range(${rows}) t(i)
where not (received_on > date '2026-11-15' and source = 's001' and province = 'p002' and ${chance(9)} < 0.6)`
}

const depsOn = (warehouse: Warehouse, query = warehouse.query): ReadingDeps => ({
  query,
  stream: warehouse.stream,
  columns: warehouse.columns,
  settings: () => defaultSettings,
  today: () => today,
  wall: () => `${today}T09:00:00`,
  now: () => `${today}T02:00:00Z`,
  language: 'en',
  imports: () => [],
  people: () => new Map(),
})

/** The days one question reads: the week, the eight before it and no others. */
const windowSql = `received_on between date '2026-09-14' and date '${lastDay}'`

/** All conjunctions of up to three of the five dimensions, in one pass over the rows: what no search in SQL is under. */
const groupingSetsSql = (): string => {
  const names = Object.keys(sizes)
  const sets = names.flatMap((a, i) => [
    `(w, ${a})`,
    ...names
      .slice(i + 1)
      .flatMap((b, j) => [`(w, ${a}, ${b})`, ...names.slice(i + j + 2).map((c) => `(w, ${a}, ${b}, ${c})`)]),
  ])
  return `select count(*), sum(n) from (select (received_on - date '2026-09-14') // 7 as w, ${names.join(', ')}, sum(contacts) as n
from new_contact where ${windowSql} group by grouping sets (${sets.join(', ')}))`
}

type Timed = { readonly why: number; readonly sets: number; readonly found: string; readonly read: number }

const measure = async (rows: number, runs: number): Promise<Timed> => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-why-speed-'))
  const warehouse = await openWarehouse({ file: join(folder, 'bench.duckdb'), memory: '2GB' })
  try {
    const building = { settings: defaultSettings, today }
    await warehouse.transaction((writing) =>
      refreshTables(
        writing,
        kpis.flatMap((kpi) => kpi.tables),
        building,
        new Map(),
      ),
    )
    await warehouse.run(contactsSql(rows))
    for (const table of newContacts.tables.filter(({ name }) => /^new_contact_.*day$/.test(name)))
      await warehouse.run(`create or replace table ${table.name} as ${table.sql(building)}`)
    await warehouse.run('checkpoint')
    let answer: WhyAnswer | undefined
    const ask = async (): Promise<void> => {
      answer = await explainWhy({ id: 'contacts_new', period: '2026-W47' }, depsOn(warehouse))
    }
    const why = median(await timed(runs, ask))
    const sets = median(await timed(runs, () => warehouse.query(groupingSetsSql())))
    const [counted] = await warehouse.query(`select count(*) as n from new_contact where ${windowSql}`)
    return {
      why,
      sets,
      found: JSON.stringify(
        process.env['DBG']
          ? [
              answer!.verdict,
              answer!.value,
              answer!.previous,
              answer!.expected,
              answer!.segments,
              answer!.guards.map((g) => g.code),
            ]
          : (answer!.segments[0]?.where ?? {}),
      ),
      read: Number(counted!['n']),
    }
  } finally {
    await warehouse.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Folder of a built demo company, copied so that the bench changes nothing. */
const demoFolder = (): string | null => {
  const folder = process.env['NHIP_DEMO'] ?? join(import.meta.dirname, '..', 'nhip-demo')
  return existsSync(join(folder, 'demo.json')) ? folder : null
}

/** Every metric of the demo company, its last whole week and four weeks: the median of each, the slowest named. */
const shop = async (runs: number): Promise<void> => {
  const built = demoFolder()
  if (!built) return say('Make the demo company (`nhip demo --no-start`) for the metrics of a shop.')
  const root = mkdtempSync(join(tmpdir(), 'nhip-why-shop-'))
  cpSync(built, join(root, 'demo'), { recursive: true })
  const { until } = JSON.parse(readFileSync(join(built, 'demo.json'), 'utf8')) as { until: string }
  const company = await openCompany(join(root, 'demo'), { fixedNow: `${until}+07:00`, memory: '1GB' })
  try {
    await company.refresh()
    const deps = company.depsFor('en')
    // Each time another statement, so that no answer is remembered.
    let count = 0
    const query: ReadingDeps['query'] = (sql) => deps.query(`${sql} -- ${count++}`)
    for (const period of ['last-week', 'last-28-days']) {
      const all: { readonly id: string; readonly ms: number }[] = []
      for (const { id } of kpis.flatMap((kpi) => kpi.metrics))
        all.push({ id, ms: median(await timed(runs, () => explainWhy({ id, period }, { ...deps, query }))) })
      all.sort((a, b) => b.ms - a.ms)
      const within = all.filter(({ ms }) => ms <= 50).length
      say(
        `  ${period}: median of ${all.length} metrics ${median(all.map(({ ms }) => ms)).toFixed(0)} ms (50), ${within} within it; slowest ${all
          .slice(0, 5)
          .map(({ id, ms }) => `${id} ${ms.toFixed(0)}`)
          .join(', ')}`,
      )
    }
  } finally {
    await company.close()
    rmSync(root, { recursive: true, force: true })
  }
}

/**
 * Why from question to answer, warm: a year of contacts in five dimensions and conjunctions of up to three, beside one
 * GROUPING SETS pass over the same rows in the same run; cost against rows; and every metric of a shop.
 */
export const benchWhySpeed = async (runs: number, steps: readonly number[]): Promise<void> => {
  say(`Why over five dimensions (${Object.values(sizes).join(' × ')}), one week, median of ${runs}:`)
  let before: { readonly rows: number; readonly why: number } | null = null
  for (const rows of steps) {
    const { why, sets, found, read } = await measure(rows, runs)
    const growth = before
      ? `; cost ÷ rows against the step before ${(why / before.why / (rows / before.rows)).toFixed(2)} (1)`
      : ''
    say(
      `  ${(rows / 1e6).toFixed(0)} million rows, ${read} in the windows: ${why.toFixed(0)} ms (1000), GROUPING SETS ${sets.toFixed(0)} ms, ratio ${(why / sets).toFixed(2)}${growth}; found ${found}`,
    )
    before = { rows, why }
  }
  say(`A shop’s metrics, median of ${runs} each:`)
  await shop(runs)
}
