import { describe, expect, test } from 'vitest'
import type { Derivation, Mapping } from '#core/mapping.ts'
import { stage, tableOf, useWarehouse } from './stage.ts'

useWarehouse()

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
