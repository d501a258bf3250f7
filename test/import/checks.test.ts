import { describe, expect, test } from 'vitest'
import { stage, tableOf, useWarehouse } from './stage.ts'

useWarehouse()

describe('reconciliation', () => {
  test('a source’s sums of the file stand beside what was loaded, and a difference is seen', async () => {
    const label = { vi: 'x', en: 'x' }
    const table = tableOf(
      ['o', 'l', 'amount', 'total'],
      [
        ['A', '1', '100', '250'],
        ['A', '2', '150', '250'],
        ['B', '1', 'abc', '80'],
        ['All', null, '330', null],
      ],
    )
    const { file } = await stage(
      table,
      {
        entity: 'order_line',
        columns: { order_id: 'o', line_no: 'l', gross_amount: 'amount' },
        constants: { location_id: 'S', quantity: 1, placed_at: '2026-11-01' },
        skip_when: [{ column: 'o', equals: 'All' }],
      },
      {
        checks: [
          { name: 'lines', label, expected: { sum: 'amount' }, actual: { loaded: 'gross_amount' } },
          {
            name: 'orders',
            label,
            expected: { sum_once_per: 'o', column: 'total' },
            actual: { loaded: 'gross_amount' },
          },
          {
            name: 'total_row',
            label,
            expected: { cell: 'amount', where: { column: 'o', equals: 'All' } },
            actual: {
              add: [
                { sum: 'amount' },
                { subtract: [{ sum_product: ['amount', 'amount'] }, { sum_product: ['amount', 'amount'] }] },
              ],
            },
          },
          {
            name: 'nothing_to_compare',
            label,
            expected: { cell: 'amount', where: { column: 'o', equals: 'Nobody' } },
            actual: { rows: 'file' },
          },
        ],
      },
    )
    expect(file.checks).toEqual([
      { name: 'lines', expected: 250, actual: 250, ok: true },
      { name: 'orders', expected: 330, actual: 250, ok: false },
      { name: 'total_row', expected: 330, actual: 250, ok: false },
    ])
  })

  test('a row that only repeats another is in the sums of both sides, and once where its order counts once', async () => {
    const label = { vi: 'x', en: 'x' }
    const row = ['A', '1', '100', '250']
    const { file } = await stage(
      tableOf(['o', 'l', 'amount', 'total'], [row, ['A', '2', '150', '250'], row]),
      {
        entity: 'order_line',
        columns: { order_id: 'o', line_no: 'l', gross_amount: 'amount' },
        constants: { location_id: 'S', quantity: 1, placed_at: '2026-11-01' },
      },
      {
        checks: [
          { name: 'lines', label, expected: { sum: 'amount' }, actual: { loaded: 'gross_amount' } },
          { name: 'rows', label, expected: { rows: 'file' }, actual: { loaded: 'rows' } },
          {
            name: 'orders',
            label,
            expected: { sum_once_per: 'o', column: 'total' },
            actual: { loaded: 'gross_amount' },
          },
        ],
      },
    )
    expect(file.counts).toEqual({ rows_read: 3, rejected: 0, skipped: 1 })
    expect(file.checks).toEqual([
      { name: 'lines', expected: 350, actual: 350, ok: true },
      { name: 'rows', expected: 3, actual: 3, ok: true },
      { name: 'orders', expected: 250, actual: 250, ok: true },
    ])
  })

  test('a file that names a dimension first is checked by its facts, refused and repeated rows included', async () => {
    const rows = [
      ['S1', 'A', '1', '100'],
      ['S1', 'A', '2', '150'],
      ['S1', 'A', '2', '150'],
      ['S1', 'B', '1', '7x'],
      ['S2', null, '1', '80'],
    ]
    const { file } = await stage(tableOf(['shop', 'o', 'l', 'amount'], rows), [
      { entity: 'location', columns: { location_id: 'shop', name: 'shop' }, constants: { kind: 'store' } },
      {
        entity: 'order_line',
        columns: { location_id: 'shop', order_id: 'o', line_no: 'l', gross_amount: 'amount' },
        constants: { quantity: 1, placed_at: '2026-11-01' },
      },
    ])
    expect(file.counts).toEqual({ rows_read: 5, rejected: 2, skipped: 1 })
    expect(file.checks).toEqual([
      { name: 'rows', expected: 5, actual: 5, ok: true },
      { name: 'sum_gross_amount', expected: 480, actual: 480, ok: true },
    ])
  })
})
