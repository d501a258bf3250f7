import { describe, expect, test } from 'vitest'
import type { Derivation, Mapping } from '#core/mapping.ts'
import { stage, tableOf, useWarehouse } from './stage.ts'

const { warehouse } = useWarehouse()

const orders = (
  derive: Readonly<Record<string, Derivation>>,
  columns: Readonly<Record<string, string>> = {},
): Mapping => ({
  entity: 'order_line',
  columns: { order_id: 'Order', ...columns },
  constants: { location_id: 'S1', placed_at: '2026-11-01', quantity: 1, line_no: '1', unit_price: 0 },
  derive,
})

describe('derived values', () => {
  const table = tableOf(
    ['Order', 'A', 'B', 'C', 'Text'],
    [
      ['1', '10', '3', null, 'Quảng cáo BU2 tháng 11'],
      ['1', '5', null, '7', 'LONG_hè'],
      ['2', '8', '2', '1', null],
    ],
  )
  const column = async (field: string, derivation: Derivation): Promise<unknown[]> =>
    (await (await stage(table, { ...orders({ line_no: 'row_number', [field]: derivation }) })).rows('order_line')).map(
      (row) => row[field],
    )

  test('are added, subtracted, multiplied, divided, rounded as the mapping says, and empty where it says so', async () => {
    expect(await column('unit_price', { sum: ['A', 'B', '-C'] })).toEqual([13, -2, 9])
    expect(await column('line_discount', { subtract: ['A', 'B'] })).toEqual([7, null, 6])
    expect(await column('line_discount', { product: ['A', 'B'] })).toEqual([30, null, 16])
    expect(await column('line_discount', { divide: ['A', { sum: ['B', 0] }] })).toEqual([3.3333, null, 4])
    expect(await column('line_discount', { round: { divide: ['A', 3] } })).toEqual([3, 2, 3])
    expect(await column('line_discount', { absolute: { subtract: ['B', 'A'] } })).toEqual([7, null, 6])
    expect(await column('line_discount', { least: ['A', 'C'] })).toEqual([10, 5, 1])
    expect(await column('line_discount', { sum_in: 'Order', of: 'A' })).toEqual([15, 15, 8])
    expect(await column('line_discount', { first_of: ['C', 'B'] })).toEqual([3, 7, 1])
  })

  test('are texts made of cells, numbered rows, rules over texts and cases', async () => {
    expect(await column('line_no', 'row_number')).toEqual(['1', '2', '3'])
    expect(await column('line_no', { template: '{Order}-{A}' })).toEqual(['1-10', '1-5', '2-8'])
    expect(
      await column('rep', {
        rule: { column: 'Text', contains: { '[bu2]': 'X', bu2: 'NV2', long_: 'NV1' }, otherwise: 'NV0' },
      }),
    ).toEqual(['NV2', 'NV1', 'NV0'])
    expect(
      await column('rep', {
        when: [
          { all: [{ column: 'C', empty: true }], value: 'none' },
          { all: [{ column: 'A', matches: '^8$' }], value: 'eight {Order}' },
        ],
      }),
    ).toEqual(['none', null, 'eight 2'])
    expect(await column('rep', { first_part_of: 'Text', by: ' ' })).toEqual(['Quảng', 'LONG_hè', null])
  })

  test('rows are numbered within their order, refused rows included', async () => {
    const { rows, rejects } = await stage(
      tableOf(
        ['Order', 'Q'],
        [
          ['1', '2'],
          ['1', 'x'],
          ['2', '1'],
          ['1', '4'],
        ],
      ),
      {
        ...orders({ line_no: { row_number_in: 'Order' } }, { quantity: 'Q' }),
        constants: { location_id: 'S1', placed_at: '2026-11-01', unit_price: 0 },
      },
    )
    expect((await rows('order_line')).map((row) => [row['order_id'], row['line_no'], row['quantity']])).toEqual([
      ['1', '1', 2],
      ['2', '1', 1],
      ['1', '3', 4],
    ])
    expect(rejects.map((reject) => reject.line)).toEqual([3])
  })
})

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

describe('orders, returns, currencies, provinces', () => {
  const line = {
    entity: 'order_line',
    columns: { order_id: 'o', line_no: 'l', order_discount: 'd' },
    constants: { location_id: 'S', unit_price: 100, quantity: 1, placed_at: '2026-11-01' },
  } as const

  test('an order’s own discount stands on each of its lines in full, given once or throughout', async () => {
    const { rows, file } = await stage(
      tableOf(
        ['o', 'l', 'd'],
        [
          ['A', '1', '30'],
          ['A', '2', null],
          ['B', '1', '20'],
          ['B', '2', '20'],
          ['C', '1', '0'],
          ['C', '2', '7'],
          ['C', '3', '5'],
        ],
      ),
      line,
    )
    expect((await rows('order_line')).map((row) => row['order_discount'])).toEqual([30, 30, 20, 20, 7, 7, 7])
    expect(file.notes.find((note) => note.code === 'order_discount.differs')?.params).toEqual({
      orders: 1,
      example: 'C',
    })
  })

  const returns = {
    entity: 'return_line',
    columns: { return_id: 'r', quantity: 'q', amount: 'a' },
    constants: { line_no: '1', returned_at: '2026-11-01' },
  } as const

  test('returns written with minus signs throughout are read without; one among others is refused', async () => {
    const all = await stage(
      tableOf(
        ['r', 'q', 'a'],
        [
          ['1', '-1', '-500'],
          ['2', '-2', '-900'],
        ],
      ),
      returns,
    )
    expect((await all.rows('return_line')).map((row) => [row['quantity'], row['amount']])).toEqual([
      [1, 500],
      [2, 900],
    ])
    const one = await stage(
      tableOf(
        ['r', 'q', 'a'],
        [
          ['1', '1', '500'],
          ['2', '2', '-900'],
        ],
      ),
      returns,
    )
    expect(one.rejects.map((reject) => [reject.line, reject.code])).toEqual([[3, 'return.negative']])
  })

  test('money of another currency becomes the reporting one by the newest rate on or before the day', async () => {
    await warehouse().run(
      `insert into exchange_rate (currency, "on", rate, batch, line) values ('USD', date '2026-11-01', 25000, 1, 2), ('USD', date '2026-11-10', 25400.5, 1, 3), ('USD', date '2026-12-01', 99999, 1, 4)`,
    )
    const { rows, rejects, file } = await stage(
      tableOf(
        ['id', 'day', 'amount', 'cur'],
        [
          ['1', '2026-11-05', '10.50', 'USD'],
          ['2', '2026-11-10', '2', 'us$'],
          ['3', '2026-11-11', '1000000', 'VND'],
          ['4', '2026-11-12', '700', null],
          ['5', '2026-10-31', '9', 'USD'],
          ['6', '2026-11-11', '9', 'EUR'],
        ],
      ),
      {
        entity: 'spend',
        columns: { spend_id: 'id', from_on: 'day', amount: 'amount', currency: 'cur' },
        constants: { category: 'tools' },
      },
    )
    expect((await rows('spend')).map((row) => [row['spend_id'], row['amount'], row['currency']])).toEqual([
      ['1', 262500, 'VND'],
      ['2', 50801, 'VND'],
      ['3', 1000000, 'VND'],
      ['4', 700, 'VND'],
    ])
    expect(rejects.map((reject) => [reject.line, reject.code, reject.value])).toEqual([
      [6, 'currency.no_rate', 'USD 2026-10-31'],
      [7, 'currency.no_rate', 'EUR 2026-11-11'],
    ])
    expect(file.counts).toEqual({ rows_read: 6, rejected: 2, skipped: 0 })
    await warehouse().run('delete from exchange_rate')
  })

  test('a currency that amounts name themselves counts as the row’s', async () => {
    await warehouse().run(
      `insert into exchange_rate (currency, "on", rate, batch, line) values ('USD', date '2026-11-01', 25000, 1, 2)`,
    )
    const { rows } = await stage(
      tableOf(
        ['id', 'amount'],
        [
          ['1', '$41.28'],
          ['2', '250000'],
        ],
      ),
      {
        entity: 'spend',
        columns: { spend_id: 'id', amount: 'amount' },
        constants: { category: 'tools', from_on: '2026-11-05' },
      },
    )
    expect((await rows('spend')).map((row) => row['amount'])).toEqual([1032000, 250000])
    await warehouse().run('delete from exchange_rate')
  })

  test('a place nobody knows stays empty, is loaded, and is told with how many rows', async () => {
    const { rows, file } = await stage(
      tableOf(
        ['id', 'p'],
        [
          ['1', 'Hà Nội'],
          ['2', 'Atlantis'],
          ['3', 'Atlantis'],
          ['4', null],
        ],
      ),
      {
        entity: 'customer',
        columns: { customer_id: 'id', province: 'p' },
      },
    )
    expect((await rows('customer')).map((row) => [row['province'], row['province_old']])).toEqual([
      ['01', '01'],
      [null, null],
      [null, null],
      [null, null],
    ])
    expect(file.notes.find((note) => note.code === 'province.unmapped')?.params).toEqual({
      column: 'p',
      rows: 2,
      examples: ['Atlantis'],
    })
  })

  test('phones and e-mails stand in clear beside their keys', async () => {
    const { rows } = await stage(
      tableOf(['id', 'name', 'phone', 'mail'], [['1', 'Nguyễn Đỗ', '901234567.0', 'A@B.VN']]),
      {
        entity: 'customer',
        columns: { customer_id: 'id', name: 'name', phone: 'phone', email: 'mail' },
      },
    )
    expect((await rows('customer'))[0]).toMatchObject({
      name: 'Nguyễn Đỗ',
      phone: '901234567.0',
      phone_key: '+84901234567',
      email: 'A@B.VN',
      email_key: 'a@b.vn',
    })
  })
})

describe('several tables and checks', () => {
  const shops: Mapping = { entity: 'footfall', columns: { location_id: 'shop', on: 'day', visitors: 'n' } }

  test('sheets of one file are one entity, and a day given twice with other figures is refused once', async () => {
    const { file, rejects } = await stage(
      [
        tableOf(
          ['shop', 'day', 'n'],
          [
            ['S1', '2026-11-01', '10'],
            ['S1', '2026-11-02', '11'],
          ],
          { sheet: 'a' },
        ),
        tableOf(
          ['shop', 'day', 'n'],
          [
            ['S1', '2026-11-02', '99'],
            ['S1', '2026-11-03', '12'],
          ],
          { sheet: 'b' },
        ),
      ],
      shops,
    )
    expect(file.counts).toEqual({ rows_read: 4, rejected: 1, skipped: 0 })
    expect(rejects[0]).toMatchObject({ sheet: 'b', line: 2, code: 'key.conflict' })
    expect(file.staged).toHaveLength(1)
  })

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
})
