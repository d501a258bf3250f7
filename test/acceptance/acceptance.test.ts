import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Input } from '#core/operation.ts'
import type { Group, Reading } from '#core/reading.ts'
import type { ImportResult } from '#operations/imports/import-files.ts'
import { type Company as Opened, openCompany } from '../../src/main/company.ts'
import { operations } from '../../src/main/operations.ts'
import { careMetrics } from './care.ts'
import { csvOf, drawCompany } from './company.ts'
import { contactMetrics } from './contacts.ts'
import type { Ask, Told, Where } from './ledger.ts'
import { salesMetrics, salesOf } from './sales.ts'

const today = '2026-11-18'
const periods = ['2026-11', '2026-10', '2026-W30', '2026-05-03..2026-06-17', '2026-11-18', '2026-Q2']
/** What each family is split and filtered by; several have members nobody named. */
const splits = {
  sales: [
    ['location'],
    ['product_line', 'channel'],
    ['customer_kind'],
    ['category', 'location_kind'],
    ['weekday'],
    ['province', 'rep'],
  ],
  visits: [['location'], ['location_kind'], ['province'], ['weekday'], ['channel', 'weekday'], ['location']],
  spread: [['location_kind'], ['product_line'], ['channel', 'category'], ['province'], ['brand'], ['location_kind']],
  contacts: [['source'], ['owner', 'campaign'], ['team'], ['customer_kind'], ['province', 'source'], ['product_line']],
  cost: [['source'], ['source'], ['source'], ['source'], ['source'], ['source']],
  won: [['source'], ['location'], ['team'], ['campaign', 'location_kind'], ['source'], ['location_kind']],
  prices: [['competitor'], ['category'], ['brand', 'competitor'], ['product'], ['product_line'], ['competitor']],
  answers: [['product_line'], ['survey_kind'], ['product_line'], ['survey_kind'], ['product_line'], ['survey_kind']],
  whole: [[], [], [], [], [], []],
} as const
const families: Readonly<Record<keyof typeof splits, readonly string[]>> = {
  sales: [
    'gross_sales',
    'discounts',
    'returns',
    'net_sales',
    'orders',
    'units',
    'average_order_value',
    'units_per_order',
    'gross_profit',
    'gross_margin',
    'return_rate',
  ],
  visits: ['footfall', 'store_conversion'],
  spread: ['concentration'],
  contacts: [
    'contacts_new',
    'contacts_duplicate',
    'contacts_unassigned',
    'contact_coverage',
    'contacts_untouched',
    'contact_reach_rate',
    'first_response_minutes',
    'conversion_rate',
    'conversion_rate_period',
    'researched_rate',
  ],
  cost: ['spend', 'cac', 'cac_paid', 'cost_per_contact'],
  won: ['customers_new'],
  prices: ['price_index', 'price_index_unweighted', 'undercut_share', 'competitor_out_of_stock'],
  answers: ['nps', 'csat', 'ces', 'detractors_open'],
  whole: [
    'active_customers',
    'engaged_rate',
    'repeat_purchase_rate',
    'after_sale_coverage',
    'answer_rate',
    'requests_open',
    'resolution_hours',
  ],
}

const rows = drawCompany(20_261_118)
const sales = salesOf(rows)
const metrics: Readonly<Record<string, (ask: Ask) => Told & { margin?: number; p90?: number | null }>> = {
  ...salesMetrics(rows, sales),
  ...contactMetrics(rows, sales),
  ...careMetrics(rows, sales),
}
const folder = mkdtempSync(join(tmpdir(), 'nhip-acceptance-'))
let company: Opened
const run = (name: string, input: Input): Promise<unknown> =>
  operations
    .find((operation) => operation.name === name)!
    .run(input, company.depsFor('vi'), { progress: () => undefined, emit: () => undefined })
const read = (id: string, input: Input): Promise<Reading> => run('metrics.read', { id, ...input }) as Promise<Reading>
const files = Object.entries(rows).map(([entity, own]) => {
  const path = join(folder, `${entity}.csv`)
  writeFileSync(path, csvOf(own))
  return path
})

beforeAll(async () => {
  company = await openCompany(join(folder, 'data'), { fixedNow: `${today}T03:30:00Z`, memory: '500MB' })
  const { files: loaded } = (await run('imports.create', { files })) as ImportResult
  expect(loaded.map(({ file, loaded, rejected }) => [file, loaded, rejected])).toEqual(
    Object.entries(rows).map(([entity, own]) => [`${entity}.csv`, own.length, 0]),
  )
})
afterAll(async () => {
  await company.close()
  rmSync(folder, { recursive: true, force: true })
})

type Shown = Pick<Reading, 'value' | 'reason' | 'numerator' | 'denominator' | 'margin' | 'also'>
const agree = (shown: Shown, told: Told & { margin?: number; p90?: number | null }, where: string): void => {
  // Nothing at all may be zero or unknown; a number that is there has to be the same.
  if (shown.value === null) {
    expect(shown.reason, where).toMatch(/^(no_data|denominator_zero)$/)
    expect(told.value ?? 0, where).toBeCloseTo(0, 6)
    return
  }
  const near = (a: number | null | undefined, b: number): void =>
    expect(Math.abs((a ?? Number.NaN) - b), `${where}: ${a} for ${b}`).toBeLessThanOrEqual(0.002 + 1e-9 * Math.abs(b))
  near(shown.value, told.value ?? 0)
  for (const part of ['numerator', 'denominator', 'margin'] as const)
    if (told[part] !== undefined) near(shown[part], told[part])
  if (told.p90 !== undefined) near(shown.also?.['p90'], told.p90 ?? 0)
}
const memberOf = (group: Group): Where =>
  Object.entries(group.members).map(([dimension, member]) => ({
    dimension,
    not: false,
    values: [member === null ? null : String(member)],
  }))

describe('a company drawn by lot, counted apart from the product', () => {
  const cases = Object.entries(families).flatMap(([family, ids]) =>
    ids.map((id) => [id, splits[family as keyof typeof splits]] as const),
  )
  test.each(cases)('%s, with comparison, series, breakdowns and filters', async (id, by) => {
    for (const [i, period] of periods.entries()) {
      const split = by[i]!.join(',')
      const reading = await read(id, { period, compare: 'none', ...(split === '' ? {} : { by: [split] }) })
      const ask = (range: Ask['period'], where: Where = []): Told => metrics[id]!({ period: range, where, today })
      agree(reading, ask(reading.period), `${id} ${period}`)
      for (const step of reading.series.slice(-2)) agree(step, ask(step), `${id} ${step.from}`)
      for (const group of reading.by ?? [])
        agree(group, ask(reading.period, memberOf(group)), `${id} ${period} ${JSON.stringify(group.members)}`)
      const [one, other] = reading.by ?? []
      if (!one || !other || split.includes(',')) continue
      const names = [one, other]
        .map((group) => Object.values(group.members)[0] ?? null)
        .map((member) => (member === null ? null : String(member)))
      if (names.some((member) => member?.includes(','))) continue
      for (const not of [false, true]) {
        const filtered = await read(id, {
          period,
          compare: 'none',
          where: [`${split}${not ? '!=' : '='}${names.map((member) => member ?? '').join(',')}`],
        })
        agree(
          filtered,
          ask(reading.period, [{ dimension: split, not, values: names }]),
          `${id} ${period} ${split} ${not ? 'not ' : ''}${names}`,
        )
      }
    }
    const compared = await read(id, { period: '2026-10', compare: '2026-07-05..2026-08-11' })
    agree(
      compared.previous!,
      metrics[id]!({
        period: { from: '2026-07-05', to: '2026-08-11' },
        where: [],
        today: id === 'conversion_rate' ? '2026-08-15' : today,
      }),
      `${id} compared`,
    )
  })

  test('the same files again change nothing, and no answer to the last digit', async () => {
    const asked = ['net_sales', 'cac', 'contact_coverage', 'price_index', 'nps', 'concentration']
    const answers = () =>
      Promise.all(
        asked.map(async (id) => {
          const { provenance, ...numbers } = await read(id, { period: '2026-10' })
          return { ...numbers, statement: provenance.statement }
        }),
      )
    const before = await answers()
    const { files: again } = (await run('imports.create', { files })) as ImportResult
    for (const one of again)
      expect([one.loaded, one.updated, one.rejected, one.unchanged]).toEqual([0, 0, 0, one.rows_read])
    expect(await answers()).toEqual(before)
  })
})
