import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays } from '#core/calendar/day.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Warehouse } from '#core/warehouse.ts'
import { kpis } from '#kpis/index.ts'
import type { ReadingDeps } from '#operations/readings/dependencies.ts'
import { readKpis, type Seven } from '#operations/readings/read-kpis.ts'
import { openWarehouse } from '#warehouse/open.ts'
import { refreshTables } from '#warehouse/refresh.ts'
import { rememberAnswers } from '#warehouse/remember.ts'
import { median, say, timed } from './figures.ts'
import { handWritten, type Window } from './hand-written.ts'
import { type Size, syntheticSql } from './synthetic.ts'

const lastDay = '2026-11-22'
/** The n-th week back from the newest. */
const week = (n: number) => ({ period: `2026-W${47 - n}`, compare: 'previous' })

const depsOn = (query: Warehouse['query'], warehouse: Warehouse): ReadingDeps => ({
  query,
  stream: warehouse.stream,
  columns: warehouse.columns,
  settings: () => defaultSettings,
  today: () => lastDay,
  wall: () => `${lastDay}T23:59:59`,
  now: () => `${lastDay}T16:59:59Z`,
  language: 'en',
  imports: () => [],
  people: () => new Map(),
})

const windowsOf = ({ kpis: [first] }: Seven): Window[] => [
  { slot: 'current', ...first!.period },
  { slot: 'previous', from: first!.comparison!.from, to: first!.comparison!.to },
  ...first!.series.map(({ from, to }, i) => ({ slot: `s${i}`, from, to })),
]

type Measured = { readonly product: number; readonly again: number; readonly hand: number }

/**
 * The seven through the product and by hand, in turn in one run, over one size: each run another week, so that what
 * is remembered of the data helps and no answer is; then one week asked again and again.
 * @returns medians in milliseconds
 */
const measure = async (size: Size, runs: number): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-bench-'))
  const warehouse = await openWarehouse({ file: join(folder, 'bench.duckdb'), memory: '2GB' })
  try {
    for (const statement of syntheticSql(size)) await warehouse.run(statement)
    const built = performance.now()
    await warehouse.transaction((writing) =>
      refreshTables(
        writing,
        kpis.flatMap((kpi) => kpi.tables),
        { settings: defaultSettings, today: lastDay },
        new Map(),
      ),
    )
    await warehouse.run('checkpoint')
    say(`  tables of the seven built in ${((performance.now() - built) / 1000).toFixed(0)} s`)
    const ask = rememberAnswers(warehouse.query)
    const deps = depsOn((sql) => ask(sql, ''), warehouse)
    const seven = await readKpis(week(0), deps)
    const statements = handWritten(windowsOf(seven))
    for (const [i, kpi] of seven.kpis.entries()) {
      const row = (await warehouse.query(statements[i]!)).find((one) => one['slot'] === 'current')
      const [a, b] = [Number(row?.['numerator']), Number(row?.['denominator'])]
      const scale = kpi.unit === 'index' || kpi.unit === 'score' ? 100 : 1
      const expected = row?.['denominator'] === null ? a : (scale * a) / b
      const agrees = kpi.value !== null && Math.abs(expected - kpi.value) <= 1e-9 * Math.abs(expected)
      if (!agrees) say(`  ${kpi.metric}: ${kpi.value} here, ${expected} by hand`)
    }
    const byHand: (readonly string[])[] = []
    for (let n = 0; n <= runs + 1; n++)
      byHand.push(handWritten(windowsOf(await readKpis(week(n), depsOn(warehouse.query, warehouse)))))
    let [mine, theirs] = [0, 0]
    const product = median(await timed(runs, () => readKpis(week(++mine), deps)))
    const hand = median(await timed(runs, () => Promise.all(byHand[++theirs]!.map((sql) => warehouse.query(sql)))))
    const again = median(await timed(runs, () => readKpis(week(0), deps)))
    return { product, again, hand }
  } finally {
    await warehouse.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * The seven headline readings with comparison and 13 weeks, against hand-written SQL over the same rollups, and
 * ten years of history against one.
 */
export const benchReadings = async (runs: number, scale = 1): Promise<void> => {
  const size = (years: number): Size => ({
    lines: 10_000_000 * scale,
    contacts: 3_000_000 * scale,
    activities: 10_000_000 * scale,
    days: 365 * years,
    lastDay,
  })
  say(`Seven headlines over ${size(1).lines} order lines ending ${addDays(lastDay, 0)}, median of ${runs}:`)
  const told = ({ product, hand, again }: Measured): string =>
    `product ${product.toFixed(0)} ms (under 300), by hand ${hand.toFixed(0)} ms, ratio ${(product / hand).toFixed(2)} (at most 1.2); asked again ${again.toFixed(0)} ms`
  const one = await measure(size(1), runs)
  say(`  ${told(one)}`)
  const ten = await measure(size(10), runs)
  say(`  over ten years: ${told(ten)}; ten years ÷ one ${(ten.product / one.product).toFixed(2)} (at most 1.3)`)
}
