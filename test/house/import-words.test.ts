import { expect, test } from 'vitest'
import { entityWords, rowWords } from '#core/entity-words.ts'
import type { Words } from '#core/messages.ts'
import { importMessages } from '../../src/web/imports/messages.ts'

const marks = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
const causal = /(^|[\s“(])(vì|bởi|khiến|gây ra)([\s”).,]|$)|\bdo (đó|vậy)\b|\b(because|caused by|due to)\b/i

test('words of the data page have the same marks in both languages, in one form of Unicode, and name no cause', () => {
  const all: readonly (readonly [string, Words])[] = [importMessages, entityWords, rowWords].flatMap((words) =>
    Object.entries(words as Readonly<Record<string, Words>>),
  )
  expect(all.length).toBeGreaterThan(150)
  expect(all.filter(([, words]) => marks(words.vi).join() !== marks(words.en).join()).map(([key]) => key)).toEqual([])
  expect(all.filter(([, words]) => causal.test(words.vi) || causal.test(words.en)).map(([key]) => key)).toEqual([])
  expect(all.filter(([, words]) => words.vi !== words.vi.normalize('NFC')).map(([key]) => key)).toEqual([])
})
