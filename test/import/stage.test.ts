import { describe, expect, test } from 'vitest'
import type { Mapping } from '#core/mapping.ts'
import { stage, tableOf, useWarehouse } from './stage.ts'

useWarehouse()

const orders: Mapping = {
  entity: 'order_line',
  columns: {
    order_id: 'InvoiceNo',
    placed_at: 'InvoiceDate',
    quantity: 'Quantity',
    unit_price: 'UnitPrice',
    customer_id: 'CustomerID',
    product_id: 'StockCode',
  },
  constants: { status: 'completed', location_id: 'web' },
  derive: { line_no: 'row_number' },
}
const headers = ['InvoiceNo', 'StockCode', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID']

describe('an order file mapped by hand', () => {
  test('month-first dates are told by a day above twelve, and rows come out typed', async () => {
    const { file, rows } = await stage(
      tableOf(headers, [
        ['536365', '85123A', '6', '12/1/2010 8:26', '2.55', '17850.0'],
        ['536365', '71053', '6', '12/1/2010 8:26', '3.39', '17850.0'],
        ['C536379', 'D', '-1', '12/13/2010 9:41', '27.50', '14527.0'],
        ['536414', '22139', '56', '12/1/2010 11:52', '0.0', null],
      ]),
      orders,
    )
    const staged = await rows('order_line')
    expect(
      staged.map((row) => [
        row['order_id'],
        row['line_no'],
        row['placed_at'],
        row['quantity'],
        row['unit_price'],
        row['customer_id'],
        row['status'],
        row['location_id'],
        row['currency'],
        row['line'],
      ]),
    ).toEqual([
      ['536365', '1', '2010-12-01T08:26:00', 6, 2.55, '17850', 'completed', 'web', 'VND', 2],
      ['536365', '2', '2010-12-01T08:26:00', 6, 3.39, '17850', 'completed', 'web', 'VND', 3],
      ['C536379', '3', '2010-12-13T09:41:00', -1, 27.5, '14527', 'completed', 'web', 'VND', 4],
      ['536414', '4', '2010-12-01T11:52:00', 56, 0, null, 'completed', 'web', 'VND', 5],
    ])
    expect(file.counts).toEqual({ rows_read: 4, rejected: 0, skipped: 0 })
    expect(file.notes.map((note) => note.code)).toContain('date.month_first')
    expect(file.checks).toEqual([
      { name: 'rows', expected: 4, actual: 4, ok: true },
      { name: 'sum_quantity', expected: 67, actual: 67, ok: true },
      { name: 'sum_unit_price', expected: 33.44, actual: 33.44, ok: true },
    ])
  })
})
