import { describe, expect, test } from 'vitest'
import type { Mapping } from '#core/mapping.ts'
import { changed } from '../bad-input/row-cases.ts'
import { stage, tableOf, useWarehouse } from './stage.ts'

useWarehouse()

test('every template row is itself good', async () => {
  for (const { name } of (await import('#core/entities.ts')).entities) {
    const { file, rejects } = await changed(name, {})
    expect([name, file.counts.rejected, rejects]).toEqual([name, 0, []])
  }
})

describe('facts that only look odd are kept:', () => {
  test('negative and zero quantities, zero and negative prices', async () => {
    const headers = ['order_id', 'line_no', 'placed_at', 'location_id', 'quantity', 'unit_price']
    const rows = [
      ['A', '1', '2026-11-01', 'S1', '-2', '100'],
      ['A', '2', '2026-11-01', 'S1', '0', '100'],
      ['A', '3', '2026-11-01', 'S1', '1', '0'],
      ['A', '4', '2026-11-01', 'S1', '1', '-11062.06'],
    ]
    const { file, rows: staged } = await stage(tableOf(headers, rows), {
      entity: 'order_line',
      columns: Object.fromEntries(headers.map((header) => [header, header])),
    })
    expect(file.counts.rejected).toBe(0)
    expect((await staged('order_line')).map((row) => [row['quantity'], row['unit_price']])).toEqual([
      [-2, 100],
      [0, 100],
      [1, 0],
      [1, -11062.06],
    ])
  })
})

describe('rows that share a key', () => {
  const headers = ['order_id', 'line_no', 'placed_at', 'location_id', 'quantity', 'unit_price']
  const orders: Mapping = {
    entity: 'order_line',
    columns: Object.fromEntries(headers.map((header) => [header, header])),
  }

  test('and say the same are loaded once', async () => {
    const row = ['A', '1', '2026-11-01', 'S1', '2', '100']
    const { file, rows } = await stage(
      tableOf(headers, [row, row, ['A', '2', '2026-11-01', 'S1', '1', '50'], row]),
      orders,
    )
    expect(file.counts).toEqual({ rows_read: 4, rejected: 0, skipped: 2 })
    expect(await rows('order_line')).toHaveLength(2)
    expect(file.notes.find((note) => note.code === 'key.repeated')?.params).toMatchObject({
      rows: 2,
      line: 3,
      other_line: 2,
    })
  })

  test('and contradict each other: the first stays, the later is refused with both lines', async () => {
    const { file, rejects, rows } = await stage(
      tableOf(headers, [
        ['A', '1', '2026-11-01', 'S1', '2', '100'],
        ['A', '1', '2026-11-01', 'S1', '3', '100'],
      ]),
      orders,
    )
    expect(file.counts).toEqual({ rows_read: 2, rejected: 1, skipped: 0 })
    expect(rejects[0]).toMatchObject({ line: 3, code: 'key.conflict', params: { other_line: 2 } })
    expect(rejects[0]!.sentence).toContain('line 2')
    expect((await rows('order_line')).map((row) => row['quantity'])).toEqual([2])
  })

  test('of a dimension are merged field by field, the last value that is not empty', async () => {
    const { file, rows } = await stage(
      tableOf(
        ['product_id', 'name', 'brand'],
        [
          ['P1', 'Nồi', 'A'],
          ['P2', 'Chảo', null],
          ['P1', 'Nồi 5L', null],
        ],
      ),
      { entity: 'product', columns: { product_id: 'product_id', name: 'name', brand: 'brand' } },
    )
    expect(file.counts).toEqual({ rows_read: 3, rejected: 0, skipped: 1 })
    expect((await rows('product')).map((row) => [row['product_id'], row['name'], row['brand']]).sort()).toEqual([
      ['P1', 'Nồi 5L', 'A'],
      ['P2', 'Chảo', null],
    ])
  })
})
