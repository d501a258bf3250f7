import { describe, expect, test } from 'vitest'
import { Fault } from '#core/fault.ts'
import { faultSentence } from '#core/fault-words.ts'
import { bindMappings } from '#core/import/bind.ts'
import { parseMapping } from '#core/import/mapping-json.ts'
import { ownEntities } from '#core/import/own-format.ts'

const faultOf = (work: () => unknown): Fault => {
  try {
    work()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a mapping is refused', () => {
  test('for everything that is wrong at once, each part with its own sentence', () => {
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
