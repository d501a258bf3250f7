import { describe, expect, test } from 'vitest'
import { seemsComposed } from '#adapters/tables/decode.ts'

const characters = function* (): Generator<string> {
  for (let code = 0x80; code < 0x110000; code++) if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code)
}

describe('a text taken for composed', () => {
  test('holds no character that NFC replaces, of all there are', () => {
    const missed = [...characters()].filter((one) => one.normalize('NFC') !== one && seemsComposed(Buffer.from(one)))
    expect(missed).toEqual([])
  })

  test('holds no character that NFC joins to the one before it, of all there are', () => {
    const joined = new Set<string>()
    for (const one of characters()) for (const part of [...one.normalize('NFD')].slice(1)) joined.add(part)
    expect(joined.size).toBeGreaterThan(100)
    expect([...joined].filter((part) => seemsComposed(Buffer.from(part)))).toEqual([])
  })

  test('is what Vietnamese is in composed letters, and not in letters with marks', () => {
    const text = 'Cửa hàng Nguyễn Trãi, Đắk Lắk: nồi chiên không dầu ₫ – “giảm giá”'
    expect(seemsComposed(Buffer.from(text))).toBe(true)
    expect(seemsComposed(Buffer.from(text.normalize('NFD')))).toBe(false)
  })
})
