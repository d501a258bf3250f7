import { describe, expect, test } from 'vitest'
import { stage, tableOf, useWarehouse } from './stage.ts'

useWarehouse()

describe('values, fills, skips, repeats', () => {
  test('values are met exactly, then leniently, then by their beginning, then by the star', async () => {
    const { rows } = await stage(
      tableOf(
        ['Id', 'Status', 'Kind'],
        [
          ['1', 'Hoàn thành', 'pos'],
          ['2', 'HOAN THANH', 'shopee'],
          ['3', 'Người mua xác nhận đã nhận được hàng ngày 3/5', 'web'],
          ['4', 'Đã hủy'.replace('Đ', 'Ð'), null],
        ],
      ),
      {
        entity: 'order_line',
        columns: { order_id: 'Id', status: 'Status', location_id: 'Kind' },
        constants: { placed_at: '2026-11-01', line_no: '1', quantity: 1, unit_price: 1, location_id: 'unknown' },
        values: {
          status: { 'Hoàn thành': 'completed', 'Người mua xác nhận*': 'completed', 'Đã hủy': 'cancelled' },
          location_id: { pos: 'S1', '*': 'online' },
        },
      },
    )
    expect((await rows('order_line')).map((row) => [row['status'], row['location_id']])).toEqual([
      ['completed', 'S1'],
      ['completed', 'online'],
      ['completed', 'online'],
      ['cancelled', 'unknown'],
    ])
  })

  test('an order’s values on its first line are those of its other lines, and rows are skipped as they stand', async () => {
    const { rows, file } = await stage(
      tableOf(
        ['Order', 'Date', 'Item', 'Qty'],
        [
          ['1', '2026-11-01', 'a', '1'],
          ['1', null, 'b', '2'],
          ['2', '2026-11-02', 'c', '3'],
          ['Total', null, null, '6'],
          [null, null, null, null],
        ],
      ),
      {
        entity: 'order_line',
        columns: { order_id: 'Order', placed_at: 'Date', product_id: 'Item', quantity: 'Qty' },
        constants: { location_id: 'S1', unit_price: 5 },
        derive: { line_no: { row_number_in: 'Order' } },
        fill: { per: 'Order', columns: ['Date'] },
        skip_when: [
          { column: 'Order', matches: '^Total' },
          { column: 'Order', empty: true },
        ],
      },
    )
    expect((await rows('order_line')).map((row) => [row['placed_at'], row['quantity']])).toEqual([
      ['2026-11-01T00:00:00', 1],
      ['2026-11-01T00:00:00', 2],
      ['2026-11-02T00:00:00', 3],
    ])
    expect(file.counts).toEqual({ rows_read: 5, rejected: 0, skipped: 2 })
    expect(file.by_entity.order_line).toEqual({ rows_read: 5, rejected: 0, skipped: 2 })
  })

  test('one row stands for as many as a column says, and counts add up for file and entity', async () => {
    const { rows, file } = await stage(
      tableOf(
        ['id', 'calls'],
        [
          ['a', '2'],
          ['b', '0'],
          ['c', '1'],
        ],
      ),
      [
        { entity: 'contact', columns: { contact_id: 'id' }, constants: { received_at: '2026-11-01' } },
        {
          entity: 'activity',
          columns: { contact_id: 'id' },
          constants: { at: '2026-11-01' },
          derive: { activity_id: { template: '{id}-{repeat_number}' } },
          repeat: 'calls',
        },
      ],
    )
    expect((await rows('activity')).map((row) => row['activity_id']).sort()).toEqual(['a-1', 'a-2', 'c-1'])
    expect(file.counts).toEqual({ rows_read: 3, rejected: 0, skipped: 0 })
    expect(file.by_entity.activity).toEqual({ rows_read: 4, rejected: 0, skipped: 1 })
    expect(file.staged.map((entry) => [entry.entity, entry.uncounted ?? false])).toEqual([
      ['contact', false],
      ['activity', true],
    ])
  })

  test('a row refused for one of several entities is refused for all', async () => {
    const { file, rows } = await stage(
      tableOf(
        ['id', 'day', 'qty', 'back'],
        [
          ['1', '2026-11-01', '2', '1'],
          ['2', '2026-11-01', '1', 'x'],
        ],
      ),
      [
        {
          entity: 'order_line',
          columns: { order_id: 'id', placed_at: 'day', quantity: 'qty' },
          constants: { line_no: '1', location_id: 'S', unit_price: 1 },
        },
        {
          entity: 'return_line',
          columns: { return_id: 'id', returned_at: 'day', quantity: 'back' },
          constants: { line_no: '1', amount: 1 },
        },
      ],
    )
    expect((await rows('order_line')).map((row) => row['order_id'])).toEqual(['1'])
    expect(file.counts).toEqual({ rows_read: 2, rejected: 1, skipped: 0 })
    expect(file.by_entity).toEqual({
      order_line: { rows_read: 2, rejected: 1, skipped: 0 },
      return_line: { rows_read: 2, rejected: 1, skipped: 0 },
    })
  })

  test('rows of two kinds in one file are both the file’s own', async () => {
    const kind = (code: string) => [{ column: 'kind', equals: code, not: true as const }]
    const { file } = await stage(
      tableOf(
        ['kind', 'id', 'day', 'n'],
        [
          ['sale', '1', '2026-11-01', '2'],
          ['back', '2', '2026-11-01', '1'],
          ['note', null, null, null],
        ],
      ),
      [
        {
          entity: 'order_line',
          columns: { order_id: 'id', placed_at: 'day', quantity: 'n' },
          constants: { line_no: '1', location_id: 'S', unit_price: 1 },
          skip_when: kind('sale'),
        },
        {
          entity: 'return_line',
          columns: { return_id: 'id', returned_at: 'day', quantity: 'n' },
          constants: { line_no: '1', amount: 1 },
          skip_when: kind('back'),
        },
      ],
    )
    expect(file.counts).toEqual({ rows_read: 3, rejected: 0, skipped: 1 })
    expect(file.staged.map((entry) => entry.uncounted ?? false)).toEqual([false, false])
  })

  test('goods mapped beside orders are read off them: a line without a name is still a sale, and a bad cost is told', async () => {
    const { file, rows } = await stage(
      tableOf(
        ['o', 'p', 'n', 'cost'],
        [
          ['1', 'P1', 'Nồi', '5'],
          ['2', 'P1', 'Nồi 5L', '6'],
          ['3', 'P2', null, '7'],
          ['4', 'P3', 'Chảo', 'x'],
        ],
      ),
      [
        {
          entity: 'order_line',
          columns: { order_id: 'o', product_id: 'p' },
          constants: { line_no: '1', location_id: 'S', unit_price: 1, quantity: 1, placed_at: '2026-11-01' },
        },
        { entity: 'product', columns: { product_id: 'p', name: 'n', unit_cost: 'cost' } },
      ],
    )
    expect(await rows('order_line')).toHaveLength(4)
    expect((await rows('product')).map((row) => [row['product_id'], row['name'], row['unit_cost']])).toEqual([
      ['P1', 'Nồi 5L', 6],
    ])
    expect(file.counts).toEqual({ rows_read: 4, rejected: 0, skipped: 0 })
    expect(file.staged[1]).toMatchObject({ entity: 'product', secondary: false, uncounted: true })
    expect(file.notes.find((note) => note.code === 'rows.not_read_off')?.params).toEqual({
      entity: 'product',
      column: 'cost',
      rows: 1,
      line: 5,
    })
  })

  test('a product read off order lines is one row per product with its last name, and secondary', async () => {
    const { file, rows } = await stage(
      tableOf(
        ['o', 'p', 'n'],
        [
          ['1', 'P1', 'Nồi'],
          ['2', 'P1', 'Nồi 5L'],
          ['3', null, null],
        ],
      ),
      [
        {
          entity: 'order_line',
          columns: { order_id: 'o', product_id: 'p' },
          constants: { line_no: '1', location_id: 'S', unit_price: 1, quantity: 1, placed_at: '2026-11-01' },
        },
        { entity: 'product', columns: { product_id: 'p', name: 'n' }, distinct: true },
      ],
    )
    expect((await rows('product')).map((row) => [row['product_id'], row['name']])).toEqual([['P1', 'Nồi 5L']])
    expect(file.staged[1]).toMatchObject({ entity: 'product', secondary: true, uncounted: true })
    expect(file.counts).toEqual({ rows_read: 3, rejected: 0, skipped: 0 })
  })
})
