import { describe, expect, test } from 'vitest'
import { ranksOf } from '#core/explain/bit-ranks.ts'

/** Numbers without rhyme, the same each time: a linear congruential generator. */
const drawn = (count: number, most: number): number[] => {
  let state = 1
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * most)
  })
}

describe('ranks of whole numbers', () => {
  test.each([
    ['among few possible ones, told by bits', 70_000],
    ['among very many, told by their order', 2 ** 52],
  ])('%s: the same as of the sorted list without repetitions', (_, most) => {
    const keys = [...drawn(3_000, most), 0, most - 1, 31, 32, 31]
    const sorted = [...new Set(keys)].sort((a, b) => a - b)
    const ranks = ranksOf([keys.slice(0, 1_000), keys.slice(1_000)], most)
    expect([...ranks.keys()]).toEqual(sorted)
    expect(keys.map(ranks.rankOf)).toEqual(keys.map((key) => sorted.indexOf(key)))
  })
})
