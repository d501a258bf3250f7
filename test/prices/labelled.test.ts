import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { labelledFolder, scorePages, scoreStrings } from '../../bench/prices.ts'

const folder = labelledFolder()

describe.skipIf(folder === null || !existsSync(folder))('labelled prices of real pages (NHIP_TEST_DATA)', () => {
  test('at least 98 % of the prices given are right, for at least 90 % of the pages, none by a power of ten', () => {
    const sets = ['pages-2021', 'pages-2017'].map((set) => scorePages(folder!, set))
    const all = (pick: (set: (typeof sets)[number]) => number): number => sets.reduce((sum, set) => sum + pick(set), 0)
    expect(all((set) => set.right) / all((set) => set.given + set.falsely)).toBeGreaterThanOrEqual(0.98)
    expect(all((set) => set.given) / all((set) => set.priced)).toBeGreaterThanOrEqual(0.9)
    expect(all((set) => set.tens)).toBe(0)
  }, 60_000)

  test('every labelled string is read right', () => {
    const { right, all } = scoreStrings(folder!)
    expect(right).toBe(all)
  })
})
