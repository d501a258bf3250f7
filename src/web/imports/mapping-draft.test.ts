import { describe, expect, test } from 'vitest'
import { entity } from '#core/entity.ts'
import { parseMapping } from '#core/import/mapping-json.ts'
import {
  codedColumns,
  type Draft,
  draftFor,
  firstDraft,
  lackingIn,
  mappingOf,
  previewRow,
  withFormats,
} from './mapping-draft.ts'

const headers = ['Số HĐ', 'Ngày', 'Nơi bán', 'SL', 'Đơn giá', 'Tình trạng']
const table = {
  sheet: null,
  header_row: 1,
  headers,
  rows: [
    { line: 2, cells: ['A', '03/11/2026', 'Q1', '1', '100', 'Xong'] },
    { line: 3, cells: ['A', '03/11/2026', 'Q1', '2', null, 'Đang bay'] },
    { line: 4, cells: ['B', '04/11/2026', 'Q2', '1', '50', 'Huỷ'] },
  ],
  values: [['A', 'B'], [], ['Q1', 'Q2'], ['1', '2'], ['100', '50'], ['Xong', 'Đang bay', 'Huỷ']],
  source: null,
  entities: [],
  recognised_by: [],
  remembered: false,
  mappings: [],
}
const draft = firstDraft(table)!

describe('a mapping made by hand', () => {
  test('begins with what the headers say, rows of an order numbered, values given their meaning', () => {
    expect(draft.entity).toBe('order_line')
    expect(draft.fields['line_no']).toEqual({ from: 'numbered' })
    expect(draft.values['status']).toEqual({ Xong: 'completed', Huỷ: 'cancelled' })
    expect(lackingIn(draft)).toEqual({ fields: ['location_id'], groups: [] })
  })

  const whole: Draft = {
    ...draft,
    fields: { ...draft.fields, location_id: { from: 'column', header: 'Nơi bán' } },
    formats: { date_order: 'dmy', decimal: ',', group: '.' },
  }

  test('becomes a MAPPING.json the importer takes', () => {
    const made = mappingOf(whole, table, null)
    expect(made).toEqual({
      entity: 'order_line',
      columns: {
        order_id: 'Số HĐ',
        placed_at: 'Ngày',
        location_id: 'Nơi bán',
        quantity: 'SL',
        unit_price: 'Đơn giá',
        status: 'Tình trạng',
      },
      derive: { line_no: { row_number_in: 'Số HĐ' } },
      values: { status: { Xong: 'completed', Huỷ: 'cancelled' } },
      formats: { date_order: 'dmy', decimal: ',', group: '.' },
    })
    expect(parseMapping(JSON.parse(JSON.stringify(made)))).toHaveLength(1)
  })

  test('names the sheet and the header row where they were chosen, and joins columns into a key', () => {
    const spend: Draft = {
      ...draftFor(entity('spend'), { headers: ['Ngày', 'Chiến dịch', 'Số tiền'], values: [[], [], []] }),
    }
    const keyed: Draft = {
      ...spend,
      fields: {
        ...spend.fields,
        spend_id: { from: 'joined', headers: ['Ngày', 'Chiến dịch'] },
        category: { from: 'constant', value: 'advertising' },
        amount: { from: 'constant', value: '1500.5' },
      },
    }
    const made = mappingOf(keyed, { sheet: 'Chi phí' }, 3)
    expect(made).toMatchObject({
      sheet: 'Chi phí',
      header_row: 3,
      constants: { category: 'advertising', amount: 1500.5 },
      derive: { spend_id: { template: '{Ngày}-{Chiến dịch}' } },
    })
    expect(lackingIn(keyed).fields).toEqual([])
    expect(parseMapping(JSON.parse(JSON.stringify(made)))).toHaveLength(1)
  })

  test('an empty constant or a join of nothing gives no value', () => {
    const nothing: Draft = {
      ...whole,
      fields: {
        ...whole.fields,
        order_id: { from: 'joined', headers: [] },
        quantity: { from: 'constant', value: ' ' },
      },
    }
    expect(lackingIn(nothing).fields).toEqual(['order_id', 'quantity'])
  })

  test('shows what a row becomes, and which words still mean nothing', () => {
    expect(previewRow(whole, table, 1)).toEqual({
      order_id: 'A',
      line_no: '2',
      placed_at: '03/11/2026',
      location_id: 'Q1',
      quantity: '2',
      unit_price: '',
      status: 'Đang bay',
    })
    expect(previewRow(whole, table, 2)).toMatchObject({ order_id: 'B', line_no: '1', status: 'cancelled' })
    expect(codedColumns(whole, table)).toEqual([
      expect.objectContaining({ field: 'status', header: 'Tình trạng', values: ['Xong', 'Đang bay', 'Huỷ'] }),
    ])
  })

  test('of a file that is known takes only how it is written from the person', () => {
    const known = [{ entity: 'footfall' as const, columns: { on: 'Ngày' }, formats: { decimal: ',' as const } }]
    expect(withFormats(known, { date_order: 'mdy' })).toEqual([
      { entity: 'footfall', columns: { on: 'Ngày' }, formats: { decimal: ',', date_order: 'mdy' } },
    ])
  })
})
