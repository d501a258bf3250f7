import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays } from '#core/calendar/day.ts'
import { defaultSettings } from '#core/settings.ts'
import type { Row, Warehouse } from '#core/warehouse.ts'
import { kpis } from '#kpis/index.ts'
import type { ReadingDeps } from '#operations/readings/dependencies.ts'
import { readKpis, type Seven } from '#operations/readings/read-kpis.ts'
import { openWarehouse } from '#warehouse/open.ts'
import { refreshTables } from '#warehouse/refresh.ts'
import { median, say, timed } from './figures.ts'
import { handWritten, type Window } from './hand-written.ts'
import { type Size, syntheticSql } from './synthetic.ts'

const lastDay = '2026-11-22'
const input = { period: '2026-W47', compare: 'previous' }

const depsOn = (warehouse: Warehouse): ReadingDeps => {
  const known = new Map<string, Promise<readonly Row[]>>()
  return {
    query: warehouse.query,
    known: (sql) => known.get(sql) ?? known.set(sql, warehouse.query(sql)).get(sql)!,
    stream: warehouse.stream,
    settings: () => defaultSettings,
    today: () => lastDay,
    wall: () => `${lastDay}T23:59:59`,
    now: () => `${lastDay}T16:59:59Z`,
    language: 'en',
    imports: () => [],
    people: () => new Map(),
  }
}

const windowsOf = ({ kpis: [first] }: Seven): Window[] => [
  { slot: 'current', ...first!.period },
  { slot: 'previous', from: first!.comparison!.from, to: first!.comparison!.to },
  ...first!.series.map(({ from, to }, i) => ({ slot: `s${i}`, from, to })),
]

/** The seven through the product and by hand, in turn in one run, over one size. @returns medians in milliseconds */
const measure = async (size: Size, runs: number): Promise<{ product: number; hand: number }> => {
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
    const deps = depsOn(warehouse)
    const seven = await readKpis(input, deps)
    const statements = handWritten(windowsOf(seven))
    for (const [i, kpi] of seven.kpis.entries()) {
      const row = (await warehouse.query(statements[i]!)).find((one) => one['slot'] === 'current')
      const [a, b] = [Number(row?.['numerator']), Number(row?.['denominator'])]
      const scale = kpi.unit === 'index' || kpi.unit === 'score' ? 100 : 1
      const byHand = row?.['denominator'] === null ? a : (scale * a) / b
      const agrees = kpi.value !== null && Math.abs(byHand - kpi.value) <= 1e-9 * Math.abs(byHand)
      if (!agrees) say(`  ${kpi.metric}: ${kpi.value} here, ${byHand} by hand`)
    }
    const product = median(await timed(runs, () => readKpis(input, deps)))
    const hand = median(await timed(runs, () => Promise.all(statements.map((sql) => warehouse.query(sql)))))
    return { product, hand }
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
  const one = await measure(size(1), runs)
  say(
    `  product ${one.product.toFixed(0)} ms (under 300), by hand ${one.hand.toFixed(0)} ms, ratio ${(one.product / one.hand).toFixed(2)} (at most 1.2)`,
  )
  const ten = await measure(size(10), runs)
  say(
    `  over ten years: product ${ten.product.toFixed(0)} ms, by hand ${ten.hand.toFixed(0)} ms; ten years ÷ one ${(ten.product / one.product).toFixed(2)} (at most 1.3)`,
  )
}
