import { expect, test } from 'vitest'
import { chiSquareTail, chiSquareUpper } from './chi-square.ts'

/** Upper points of chi-square with one degree of freedom, from printed tables. */
const table = [
  [0.5, 0.454936],
  [0.1, 2.705543],
  [0.05, 3.841459],
  [0.01, 6.634897],
  [0.001, 10.827566],
  [0.0001, 15.136705],
  [0.00001, 19.511421],
  [0.000001, 23.928127],
] as const

test('upper points are those of the table', () => {
  for (const [p, x] of table) expect(chiSquareUpper(p)).toBeCloseTo(x, 5)
})

test('tails are those of the table, and the two undo each other far out', () => {
  for (const [p, x] of table) expect(chiSquareTail(x) / p).toBeCloseTo(1, 5)
  for (const p of [1e-20, 1e-100, 1e-250]) expect(chiSquareTail(chiSquareUpper(p)) / p).toBeCloseTo(1, 8)
  expect(chiSquareTail(0)).toBe(1)
  expect(chiSquareUpper(1)).toBe(0)
})
