import { describe, expect, test } from 'vitest'
import { givenCases, givenFolder } from '../../bench/why-given.ts'
import { score } from '../../bench/why-score.ts'

const folder = givenFolder()

describe.skipIf(folder === null)('public cases with known causes (NHIP_TEST_DATA)', () => {
  test.each([
    ['b0', 0.99],
    ['s', 0.9],
    ['l', 1],
    ['rs', 0.66],
  ] as const)('family %s: F1 at least %s', (family, least) => {
    expect(score(givenCases(folder!, family)).f1).toBeGreaterThanOrEqual(least)
  })

  test('B0 with 15 % noise: F1 at least 0.97', () => {
    expect(score(givenCases(folder!, 'b0', { noise: 0.15 })).f1).toBeGreaterThanOrEqual(0.97)
  })
})
