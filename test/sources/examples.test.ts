import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTables } from '#adapters/tables/open.ts'
import type { EntityName } from '#core/entity.ts'
import { parseMapping } from '#core/import/mapping-json.ts'
import type { Row, Warehouse } from '#core/warehouse.ts'
import { stageFile, temporaries } from '#operations/imports/stage-file.ts'
import { openWarehouse } from '#warehouse/open.ts'
import { depsWith } from '../import/stage.ts'

const data = process.env['NHIP_TEST_DATA']
const root = mkdtempSync(join(tmpdir(), 'nhip-examples-'))
const workspace = join(root, 'workspace')
let warehouse: Warehouse
let id = 0

beforeAll(async () => {
  mkdirSync(workspace)
  warehouse = await openWarehouse({ file: ':memory:', folders: [workspace] })
})
afterAll(async () => {
  await warehouse.close()
  rmSync(root, { recursive: true, force: true })
})

/** Stages a file with an example's mapping; gives its counts and asks the staged tables. */
const staged = async (example: string, path: string) => {
  const mappings = parseMapping(JSON.parse(readFileSync(join('examples', example), 'utf8')))
  const query: Warehouse['query'] = (sql) => warehouse.query(sql)
  const deps = depsWith({ run: (sql) => warehouse.run(sql), query, resolveProvince: () => null })
  const { tables } = await openTables(join(data!, path), { workspace, query, formats: mappings[0]!.formats ?? {} })
  const choice = { source: 'mapping', mappings, checks: [], gathers: false }
  const file = await stageFile(
    tables.map((table) => ({ table, choice })),
    deps,
    temporaries(9_000 + ++id),
  )
  const table = (entity: EntityName): string => file.staged.find((entry) => entry.entity === entity)!.table
  const ask = async (entity: EntityName, columns: string): Promise<Row> =>
    (await warehouse.run(`select ${columns} from ${table(entity)}`))[0]!
  return { file, ask, table }
}

describe.skipIf(!data)('the mappings of public data (set NHIP_TEST_DATA to run)', () => {
  test('retail-grocery: lines, orders, stores, customers, and sales to the cent', async () => {
    const { file, ask } = await staged('retail-grocery/transactions.json', 'retail-grocery/transactions_sample.csv')
    expect(file.counts).toEqual({ rows_read: 75_000, rejected: 0, skipped: 0 })
    expect(
      await ask(
        'order_line',
        `count(*) as lines, count(distinct order_id) as orders, sum(quantity)::double as units, count(*) filter (where quantity = 0) as without,
         sum(gross_amount)::double as gross, sum(line_discount)::double as discounts, sum(gross_amount - line_discount)::double as net`,
      ),
    ).toMatchObject({
      lines: 75_000,
      orders: 47_243,
      units: 7_784_694,
      without: 416,
      gross: 274_116.15,
      discounts: 40_180.91,
      net: 233_935.24,
    })
    expect(await ask('location', 'count(*) as n')).toEqual({ n: 293 })
    expect(await ask('customer', 'count(*) as n')).toEqual({ n: 2_377 })
  })

  test('retail-grocery: products and demographics', async () => {
    const products = await staged('retail-grocery/products.json', 'retail-grocery/products.csv')
    expect(products.file.counts).toEqual({ rows_read: 92_331, rejected: 0, skipped: 0 })
    const households = await staged('retail-grocery/demographics.json', 'retail-grocery/demographics.csv')
    expect(households.file.counts).toEqual({ rows_read: 801, rejected: 0, skipped: 0 })
  })

  test('phone-campaign: the years that the order of rows gives, who converted, and every attempt', async () => {
    const { ask } = await staged('phone-campaign/bank-market.json', 'phone-campaign/bank_market.csv')
    const won = (source: string): string => `count(became_customer_at) filter (where source = '${source}') as ${source}`
    const years = [2008, 2009, 2010].map((year) => `count(*) filter (where year(received_at) = ${year}) as y${year}`)
    expect(
      await ask(
        'contact',
        `count(*) as n, count(became_customer_at) as won, ${won('cellular')}, ${won('telephone')}, ${years}`,
      ),
    ).toEqual({ n: 45_211, won: 5_289, cellular: 4_369, telephone: 390, y2008: 27_729, y2009: 14_862, y2010: 2_620 })
    expect(
      await ask(
        'activity',
        `count(*) as n, count(distinct activity_id) as ids, count(distinct contact_id) as contacts`,
      ),
    ).toEqual({ n: 124_956, ids: 124_956, contacts: 45_211 })
  })

  test.each([
    ['budget', 2_754, 1_252, 1_502, 171, 99.275_027],
    ['midrange', 1_497, 653, 844, 41, 100],
  ])('supermarket-prices: %s', async (cart, rows, own, other, pairs, index) => {
    const { file, ask, table } = await staged(
      `supermarket-prices/${cart}-cart.json`,
      `supermarket-prices/${cart}-cart.csv`,
    )
    expect(file.counts).toMatchObject({ rows_read: rows, rejected: 0 })
    expect(
      await ask(
        'price_observation',
        `count(*) filter (where competitor = 'own') as own, count(*) filter (where competitor = 'spar') as other`,
      ),
    ).toEqual({ own, other })
    const [newest] = await warehouse.run(
      `with newest as (select competitor, product_id, arg_max(price, seen_at) as price from ${table('price_observation')} group by all)
       select count(*) as pairs, (100 * sum(o.price) / sum(c.price))::double as index
       from newest o join newest c on c.product_id = o.product_id and c.competitor = 'spar' where o.competitor = 'own'`,
    )
    expect(newest!['pairs']).toBe(pairs)
    expect(newest!['index']).toBeCloseTo(index, 5)
  })

  test('repeat-buyers: a customer’s purchases of one day are one order, as in the published summary', async () => {
    const { file, ask, table } = await staged('repeat-buyers/cdnow-sample.json', 'repeat-buyers/CDNOW_sample.txt')
    expect(file.counts).toEqual({ rows_read: 6_919, rejected: 0, skipped: 0 })
    expect(
      await ask(
        'order_line',
        `count(distinct order_id) as orders, count(distinct customer_id) as customers, sum(quantity)::double as discs, sum(gross_amount)::double as dollars`,
      ),
    ).toEqual({ orders: 6_696, customers: 2_357, discs: 16_479, dollars: 244_091.94 })
    const found = await warehouse.run(
      `with days as (select distinct customer_id, placed_at::date as day from ${table('order_line')} where placed_at <= timestamp '1997-09-30 23:59:59')
       select customer_id::integer as id, count(*) - 1 as frequency, round((max(day) - min(day)) / 7.0, 2)::double as recency,
         round((date '1997-09-30' - min(day)) / 7.0, 2)::double as age from days group by customer_id order by id`,
    )
    const published = readFileSync(join(data!, 'repeat-buyers/cdnow_customers_summary.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',').map(Number))
    expect(found.map((row) => [row['id'], row['frequency'], row['recency'], row['age']])).toEqual(published)
  })
})
