import { describe, expect, test } from 'vitest'
import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import { bindMappings } from '#core/import/bind.ts'
import { parseMapping } from '#core/import/mapping-json.ts'
import { ownEntities } from '#core/import/own-format.ts'

const good = { entity: 'footfall', columns: { location_id: 'Shop', on: 'Day', visitors: 'Count' } }

const faultOf = (work: () => unknown): Fault => {
  try {
    work()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const cases: readonly (readonly [string, unknown, string])[] = [
  ['a list', [], 'mapping.part_wrong'],
  ['a text', 'order_line', 'mapping.part_wrong'],
  ['an unknown entity', { ...good, entity: 'orders' }, 'mapping.entity_unknown'],
  ['an unknown part', { ...good, collumns: {} }, 'mapping.part_unknown'],
  ['an unknown field', { ...good, columns: { ...good.columns, visitor: 'N' } }, 'mapping.field_unknown'],
  [
    'a prototype as a field',
    JSON.parse('{"entity":"footfall","columns":{"location_id":"a","on":"b","visitors":"c","__proto__":"d"}}'),
    'mapping.field_unknown',
  ],
  ['a column that is a number', { ...good, columns: { ...good.columns, visitors: 3 } }, 'mapping.part_wrong'],
  [
    'no columns',
    { entity: 'footfall', constants: { location_id: 'A', on: '2026-11-01', visitors: 3 } },
    'mapping.part_wrong',
  ],
  [
    'a required field left out',
    { entity: 'footfall', columns: { location_id: 'Shop', on: 'Day' } },
    'mapping.field_missing',
  ],
  ['a group left out', { entity: 'activity', columns: { activity_id: 'a', at: 'b' } }, 'mapping.group_missing'],
  ['a date format of its own', { ...good, formats: { instant: 'QQ/WW' } }, 'mapping.format_wrong'],
  ['a decimal mark that is none', { ...good, formats: { decimal: ';' } }, 'mapping.format_wrong'],
  ['one mark for decimals and thousands', { ...good, formats: { decimal: ',', group: ',' } }, 'mapping.format_wrong'],
  ['an unknown format', { ...good, formats: { date: 'x' } }, 'mapping.part_unknown'],
  [
    'a value the choice does not have',
    { entity: 'location', columns: { location_id: 'a', name: 'b', kind: 'c' }, values: { kind: { Kho: 'warehouse' } } },
    'mapping.part_wrong',
  ],
  ['a constant the field cannot hold', { ...good, constants: { visitors: 'many' } }, 'mapping.part_wrong'],
  ['an unknown derivation', { ...good, derive: { visitors: { guess: ['a'] } } }, 'mapping.derivation_unknown'],
  ['a sum of nothing', { ...good, derive: { visitors: { sum: [] } } }, 'mapping.part_wrong'],
  ['a division by three', { ...good, derive: { visitors: { divide: ['a', 'b', 'c'] } } }, 'mapping.part_wrong'],
  ['a pattern that is none', { ...good, skip_when: [{ column: 'Shop', matches: '(' }] }, 'mapping.pattern_wrong'],
  [
    'a pattern with look-ahead',
    { ...good, skip_when: [{ column: 'Shop', matches: '(?=a)b' }] },
    'mapping.pattern_wrong',
  ],
  [
    'a pattern of six hundred letters',
    { ...good, skip_when: [{ column: 'Shop', matches: 'a'.repeat(600) }] },
    'mapping.pattern_wrong',
  ],
  [
    'a condition with two tests',
    { ...good, skip_when: [{ column: 'Shop', equals: 'a', matches: 'b' }] },
    'mapping.part_wrong',
  ],
  ['a header row of zero', { ...good, header_row: 0 }, 'mapping.part_wrong'],
]

describe('a mapping is refused for', () => {
  for (const [what, json, code] of cases)
    test(what, () => {
      const fault = faultOf(() => parseMapping(json))
      expect(fault.code).toBe(code)
      for (const language of ['vi', 'en'] as const)
        expect(faultSentence(fault.code, fault.params, language)).not.toMatch(/\{\w+\}|undefined/)
    })

  test('everything that is wrong at once, each part with its own sentence', () => {
    const fault = faultOf(() =>
      parseMapping({ entity: 'footfall', columns: { location: 'Shop' }, formats: { decimal: ';' } }),
    )
    expect(fault.code).toBe('mapping.several')
    const sentence = faultSentence(fault.code, fault.params, 'en')
    for (const part of ['“location”', 'location_id', 'visitors', 'formats.decimal']) expect(sentence).toContain(part)
    expect(faultSentence(fault.code, fault.params, 'vi')).toContain('visitors')
  })
})

describe('headers', () => {
  test('that differ by one capital are told apart, and a lenient writing that fits both fits none', () => {
    const headers = ['Tổng số tiền Người mua thanh toán', 'Tổng số tiền người mua thanh toán', 'Mã đơn hàng']
    const bind = (header: string) => bindMappings([{ entity: 'footfall', columns: { visitors: header } }], [], headers)
    expect(bind('Tổng số tiền người mua thanh toán').columns).toEqual(['c2'])
    expect(bind('Tổng số tiền Người mua thanh toán').columns).toEqual(['c1'])
    expect(bind('TỔNG SỐ TIỀN NGƯỜI MUA THANH TOÁN').problems[0]!.code).toBe('mapping.column_missing')
    expect(bind('ma don hang').columns).toEqual(['c3'])
    expect(bind('Mã đơn hàng'.normalize('NFD')).columns).toEqual(['c3'])
  })

  test('that are missing are answered with the nearest', () => {
    const { problems } = bindMappings(
      [{ entity: 'footfall', columns: { visitors: 'Invoice No' } }],
      [],
      ['InvoiceNo', 'StockCode', 'Country'],
    )
    expect(problems[0]!.params['nearest']).toEqual(['InvoiceNo'])
  })

  test('that are field names tell the entity', () => {
    expect(
      ownEntities(
        ['order_id', 'line_no', 'placed_at', 'location_id', 'customer_id', 'quantity', 'unit_price'],
        'x.csv',
      )[0]!.name,
    ).toBe('order_line')
    expect(ownEntities(['Customer_ID', 'Name', 'Phone'], 'x.csv')[0]!.name).toBe('customer')
    expect(ownEntities(['answer_id', 'question', 'answered_on', 'score'], 'x.csv')[0]!.name).toBe('pulse_answer')
    expect(ownEntities(['customer_id', 'Deal', 'Amount', 'Stage'], 'x.csv')).toEqual([])
  })
})
