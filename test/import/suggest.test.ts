import { expect, test } from 'vitest'
import { entities } from '#core/entities.ts'
import { entity } from '#core/entity.ts'
import { fieldWords } from '#core/entity-words.ts'
import { usualHeaders, usualValues } from '#core/import/headers.data.ts'
import { suggestColumns, suggestEntity, suggestMeanings } from '#core/import/suggest.ts'

test('headers of a Vietnamese till are proposed for the fields of an order, a share for no amount', () => {
  const headers = ['Số HĐ', 'Ngày giờ', 'Cửa hàng', 'Mã SP', 'SL', 'Đơn giá', 'CK %', 'Tình trạng', 'Ghi chú nội bộ']
  expect(suggestEntity(headers)).toBe('order_line')
  expect(suggestColumns(entity('order_line'), headers)).toEqual({
    order_id: 'Số HĐ',
    placed_at: 'Ngày giờ',
    location_id: 'Cửa hàng',
    product_id: 'Mã SP',
    quantity: 'SL',
    unit_price: 'Đơn giá',
    status: 'Tình trạng',
  })
})

test('no header is proposed twice, and a field name wins over a guess', () => {
  const found = suggestColumns(entity('spend'), ['Ngày', 'amount', 'Chi phí', 'Nguồn'])
  expect(found).toMatchObject({ from_on: 'Ngày', amount: 'amount', source: 'Nguồn' })
  expect(new Set(Object.values(found)).size).toBe(Object.keys(found).length)
})

test('headers that say nothing propose nothing', () => {
  expect(suggestEntity(['a', 'b', 'c'])).toBeNull()
  expect(suggestColumns(entity('contact'), ['', ' ', '???'])).toEqual({})
})

test('every field has a name in both languages that is not its own', () => {
  const bare = entities
    .flatMap((of) => of.fields.map((field) => field.name))
    .filter((name) => name !== 'email' && fieldWords(name).vi === name)
  expect([...new Set(bare)]).toEqual([])
})

test('usual headers are in plain letters and belong to fields there are', () => {
  const fields = new Set(entities.flatMap((of) => of.fields.map((field) => field.name)))
  expect(Object.keys(usualHeaders).filter((name) => !fields.has(name))).toEqual([])
  expect(
    Object.values(usualHeaders)
      .flat()
      .filter((name) => !/^[a-z0-9]+$/.test(name)),
  ).toEqual([])
})

test('what a column writes is proposed a meaning where there is one, and none where there is not', () => {
  const status = entity('order_line').fields.find(({ name }) => name === 'status')!
  expect(suggestMeanings(status, ['Xong', 'Huỷ', 'Đã trả hàng', 'completed', 'Chờ xem'])).toEqual({
    Xong: 'completed',
    Huỷ: 'cancelled',
    'Đã trả hàng': 'returned',
  })
})

test('usual values are meanings there are, each of one only', () => {
  for (const [name, meanings] of Object.entries(usualValues)) {
    const choices = entities
      .flatMap((of) => of.fields.filter((field) => field.name === name))
      .flatMap((field) => field.choices ?? [])
    expect(Object.keys(meanings).filter((choice) => !choices.includes(choice))).toEqual([])
    const all = Object.values(meanings).flat()
    expect(new Set(all).size).toBe(all.length)
  }
})
