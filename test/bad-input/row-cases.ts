import type { EntityName } from '#core/entity.ts'
import { templateRows } from '#core/import/template.ts'
import type { Mapping } from '#core/mapping.ts'
import { stage, tableOf } from '../import/stage.ts'

/** A template row of an entity with some of its cells changed, beside one that stays good. */
export const changed = async (
  entity: EntityName,
  cells: Readonly<Record<string, string | null>>,
  more: Partial<Mapping> = {},
) => {
  const [headers, example] = templateRows(entity) as [string[], string[]]
  const good = example.map((cell) => (cell === '' ? null : cell))
  const bad = headers.map((header, i) => (header in cells ? cells[header]! : good[i]!))
  const key = { contact: 'contact_id', order_line: 'order_id' }[entity as string] ?? headers[0]!
  const first = headers.map((header, i) => (header === key && !(key in cells) ? `${good[i]}-a` : good[i]!))
  return stage(tableOf(headers, [first, bad]), {
    entity,
    columns: Object.fromEntries(headers.map((header) => [header, header])),
    ...more,
  })
}

/** What is wrong, the entity, the cells that are, the code the row is refused with, and the column it names. */
export const rowCases: readonly (readonly [
  string,
  EntityName,
  Readonly<Record<string, string | null>>,
  string,
  string,
])[] = [
  ['a row without its order', 'order_line', { order_id: null }, 'field.missing', 'order_id'],
  ['a row without its date', 'order_line', { placed_at: null }, 'field.missing', 'placed_at'],
  ['a row without a quantity', 'order_line', { quantity: null }, 'field.missing', 'quantity'],
  ['a row whose quantity is a dash', 'order_line', { quantity: '-' }, 'field.missing', 'quantity'],
  ['a row whose location says NULL', 'order_line', { location_id: 'NULL' }, 'field.missing', 'location_id'],
  ['a row of spaces where an id belongs', 'order_line', { order_id: ' \u00a0 ' }, 'field.missing', 'order_id'],
  ['an order line without any price', 'order_line', { unit_price: null }, 'field.none_of', ''],
  ['an activity with nobody', 'activity', { contact_id: null }, 'field.none_of', ''],
  ['words where a number belongs', 'order_line', { quantity: 'ba cái' }, 'number.unreadable', 'quantity'],
  ['two points in a price', 'order_line', { unit_price: '1.2.3' }, 'number.unreadable', 'unit_price'],
  ['NaN where a number belongs', 'location', { latitude: 'Infinity' }, 'number.unreadable', 'latitude'],
  ['a price of fifteen digits', 'order_line', { unit_price: '123456789012345' }, 'number.too_large', 'unit_price'],
  ['a barcode as a quantity', 'order_line', { quantity: '8934567890123' }, 'amount.too_large', 'unit_price'],
  ['a discount in percent', 'order_line', { line_discount: '10%' }, 'number.percent', 'line_discount'],
  ['30 February', 'order_line', { placed_at: '2026-02-30 10:00:00' }, 'date.impossible', 'placed_at'],
  ['hour 25', 'order_line', { placed_at: '2026-02-03 25:10:00' }, 'date.impossible', 'placed_at'],
  ['words where a date belongs', 'order_line', { placed_at: 'hôm qua' }, 'date.unreadable', 'placed_at'],
  ['a year of the Han dynasty', 'order_line', { placed_at: '0026-11-17' }, 'date.out_of_range', 'placed_at'],
  ['a status nobody knows', 'order_line', { status: 'đang bay' }, 'choice.unknown', 'status'],
  ['a kind of place nobody knows', 'location', { kind: 'kho' }, 'choice.unknown', 'kind'],
  ['a currency nobody knows', 'order_line', { currency: 'XYZ' }, 'currency.unknown', 'currency'],
  ['a currency without a rate', 'order_line', { currency: 'USD' }, 'currency.no_rate', ''],
  ['neither yes nor no', 'customer', { may_be_contacted: 'đôi khi' }, 'boolean.unreadable', 'may_be_contacted'],
  ['a formula error', 'order_line', { unit_price: '#REF!' }, 'cell.formula_error', 'unit_price'],
  ['a formula error in a name', 'product', { name: '#N/A' }, 'cell.formula_error', 'name'],
  ['a control character', 'product', { name: 'Nồi\u0001' }, 'cell.control_character', 'name'],
  ['a text of eleven thousand letters', 'product', { name: 'x'.repeat(11_000) }, 'cell.too_long', 'name'],
  ['an id of four hundred letters', 'product', { product_id: 'x'.repeat(400) }, 'cell.too_long', 'product_id'],
  ['a shop at latitude 120', 'location', { latitude: '120.5' }, 'number.out_of_range', 'latitude'],
  ['a shop at longitude 200', 'location', { longitude: '200.25' }, 'number.out_of_range', 'longitude'],
  ['minus five square metres', 'location', { area_m2: '-5' }, 'number.negative', 'area_m2'],
  ['a shop closed before it opened', 'location', { closed_on: '2020-01-01' }, 'period.reversed', 'closed_on'],
  ['a rep who left before starting', 'rep', { left_on: '2020-01-01' }, 'period.reversed', 'left_on'],
  ['minus three visitors', 'footfall', { visitors: '-3' }, 'number.negative', 'visitors'],
  ['minus six minutes', 'activity', { minutes: '-6' }, 'number.negative', 'minutes'],
  ['a free competitor', 'price_observation', { price: '0' }, 'number.not_positive', 'price'],
  ['an exchange rate of zero', 'exchange_rate', { rate: '0' }, 'number.not_positive', 'rate'],
  ['a cost that ends before it begins', 'spend', { to_on: '2026-10-01' }, 'period.reversed', 'to_on'],
  [
    'a request resolved before it was opened',
    'request',
    { resolved_at: '2026-11-16 09:00:00' },
    'period.reversed',
    'resolved_at',
  ],
  ['eleven out of ten', 'survey_answer', { score: '11' }, 'number.out_of_range', 'score'],
  ['six out of five', 'pulse_answer', { score: '6' }, 'number.out_of_range', 'score'],
  ['a question never asked', 'pulse_answer', { question: 'lương' }, 'choice.unknown', 'question'],
  ['a target for month thirteen', 'target', { period: '2026-13' }, 'target.period_unreadable', 'period'],
]
