import { expect, test } from 'vitest'
import { exact, fold } from '#core/fold.ts'

test('the Icelandic Ð of many Vietnamese files is read as Đ', () => {
  expect(exact('\u00d0ơn hàng')).toBe('\u0110ơn hàng')
  expect(exact('\u00f0ã giao')).toBe('\u0111ã giao')
})

test('letters and marks written apart equal the composed letter, and spaces of any kind become one', () => {
  expect(exact('  Ma\u0303 \u00a0đơn \t ha\u0300ng\ufeff')).toBe('Mã đơn hàng')
})

test('exact keeps a difference of one capital, fold does not', () => {
  const line = 'Tổng số tiền Người mua thanh toán'
  const order = 'Tổng số tiền người mua thanh toán'
  expect(exact(line)).not.toBe(exact(order))
  expect(fold(line)).toBe(fold(order))
})

test('fold takes away diacritics and case', () => {
  expect(fold('ĐƠN VỊ Vận Chuyển')).toBe('don vi van chuyen')
  expect(fold('\u00d0\u1eb7ng')).toBe('dang')
})
