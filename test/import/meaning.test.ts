import { describe, expect, test } from 'vitest'
import type { Mapping } from '#core/mapping.ts'
import { stage, tableOf, useWarehouse } from './stage.ts'

const { warehouse } = useWarehouse()

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

describe('several tables', () => {
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
})

describe('cells of spreadsheets', () => {
  const cost: Mapping = {
    entity: 'spend',
    columns: { spend_id: 'id', amount: 'value' },
    constants: { category: 'tools', from_on: '2026-11-01' },
    formats: { decimal: ',', group: '.' },
  }
  const amounts = async (values: readonly string[], more = {}) =>
    (
      await (
        await stage(
          tableOf(
            ['id', 'value'],
            values.map((value, i) => [`${i}`, value]),
            { sheet: 'Chi phí', ...more },
          ),
          cost,
        )
      ).rows('spend')
    ).map((row) => row['amount'])

  test('that are numbers are read as such, whatever mark the mapping names for texts', async () => {
    expect(await amounts(['1234.5', '12'])).toEqual([1234.5, 12])
    expect(await amounts(['12.345', '7'], { formats: { decimal: '.' } })).toEqual([12.345, 7])
  })

  test('that are texts are read by the mapping where the values leave it open', async () => {
    expect(await amounts(['12.345', '7.000'])).toEqual([12345, 7000])
    expect(await amounts(['1.234,5', '7.000'])).toEqual([1234.5, 7000])
  })
})
