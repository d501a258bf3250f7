import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { rowWriter } from '#cli/present/rows.ts'
import type { FileResult } from '#operations/imports/import-files.ts'
import type { useProduct } from '../data/product.ts'
import type { Entry } from './page.ts'
import { lines, orders, type WholeCase } from './whole-cases.ts'

type Product = ReturnType<typeof useProduct>

export type KeptCase = Omit<WholeCase, 'code' | 'rows'> & {
  /** What becomes of it, for the page. */
  readonly becomes: string
  readonly holds: (result: FileResult, product: Product) => Promise<void>
}

const cut = { period: '2026-11', compare: 'none' }

export const keptCases: readonly KeptCase[] = [
  {
    what: 'negative and zero quantities',
    file: 'negative.csv',
    content: lines(orders, 'NEG,1,2026-11-01,NEG,3,100', 'NEG,2,2026-11-01,NEG,-1,100', 'NEG,3,2026-11-01,NEG,0,100'),
    becomes: 'All three lines count: 2 pieces, net sales of 200.',
    holds: async (result, { metric }) => {
      expect(result).toMatchObject({ loaded: 3, rejected: 0 })
      expect((await metric('net_sales', { ...cut, where: ['location=NEG'] })).value).toBe(200)
      expect((await metric('units', { ...cut, where: ['location=NEG'] })).value).toBe(2)
    },
  },
  {
    what: 'orders before their customer, goods and shop',
    file: 'early.csv',
    content: lines(`${orders},customer_id,product_id`, 'EARLY,1,2026-11-01,E-SHOP,2,100,E-CUSTOMER,E-GOOD'),
    becomes:
      'Counted at once; customer, goods and shop stand as placeholders under their ids until their own files name them.',
    holds: async (result, { metric, query }) => {
      expect(result).toMatchObject({ loaded: 1, rejected: 0 })
      expect((await metric('net_sales', { ...cut, where: ['location=E-SHOP'] })).value).toBe(200)
      expect(
        await query(
          "select distinct entity from placeholder where id in ('E-CUSTOMER', 'E-GOOD', 'E-SHOP') order by entity",
        ),
      ).toEqual([{ entity: 'customer' }, { entity: 'location' }, { entity: 'product' }])
    },
  },
  {
    what: 'formulas in names',
    file: 'formulas.csv',
    content: lines(
      `${orders},product_id,product_name`,
      'FX,1,2026-11-01,FX,1,100,"=HYPERLINK(""http://x.example"")",@SUM(A1)',
    ),
    becomes:
      'Kept as the text they are, never computed; written out again with an apostrophe before them, so that no spreadsheet runs them.',
    holds: async (result, { rows }) => {
      expect(result).toMatchObject({ loaded: 1, rejected: 0 })
      const found = await rows('net_sales', { ...cut, where: ['location=FX'] })
      expect(found[0]!['product_id']).toBe('=HYPERLINK("http://x.example")')
      let csv = ''
      rowWriter('csv', (text) => {
        csv += text
      })(found)
      expect(csv).toContain(`"'=HYPERLINK(""http://x.example"")"`)
    },
  },
  {
    what: 'totals that do not add up',
    file: 'totals.csv',
    content: readFileSync('src/sources/kiotviet-invoice-lines/sample.csv', 'utf8').replaceAll(
      '1130000,30000,0',
      '1230000,30000,0',
    ),
    becomes:
      'Loaded by its lines; of the sums shown beside the import those that differ say so (`goods_total: file …, loaded … – DIFFERS`).',
    holds: async (result) => {
      expect(result.loaded).toBeGreaterThan(0)
      expect(result.checks.filter((check) => !check.ok).map((check) => check.name)).toEqual([
        'goods_total',
        'amount_due',
      ])
    },
  },
]

export const whileCases: readonly Entry[] = [
  {
    what: 'the disk fills',
    looks: 'in the middle of an import or a backup; `test/durability/disk-full.test.ts`',
    code: 'disk.full',
    params: { file: 'orders.csv' },
  },
  {
    what: 'the process is killed',
    looks: 'at any moment of an import, an undo or a backup; `test/crash/crash.test.ts`',
    code: null,
    instead:
      'The import is there whole or not at all, also after the power fails; the next start goes on by itself, and the same file may be imported again.',
  },
  {
    what: 'the engine’s process is killed',
    looks: 'while it computes; `test/durability/recovery.test.ts`',
    code: 'warehouse.stopped',
  },
  {
    what: 'two imports at once',
    looks: 'to one server; `test/import/whole.test.ts`',
    code: null,
    instead: 'One waits for the other: each compares with what the one before left, and both are whole.',
  },
  {
    what: 'two programs at once',
    looks: 'on one data directory; `test/durability/recovery.test.ts`',
    code: 'data.in_use',
    params: { folder: 'nhip-data', pid: 4711 },
  },
  {
    what: 'a stored batch was changed',
    looks: 'by hand, or by the disk; `test/durability/recovery.test.ts`',
    code: 'batch.damaged',
    params: { file: 'order_line.parquet', import: 'imp_0001_3e4e183f' },
  },
  {
    what: 'a backup cut off or changed',
    looks: 'anywhere in it; `test/durability/care.test.ts`',
    code: 'backup.damaged',
    params: { file: 'nhip.tar', detail: 'order_line.parquet' },
  },
]
