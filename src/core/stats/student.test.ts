import { expect, test } from 'vitest'
import { studentTwoSided, studentWithin } from './student.ts'

/** NIST/SEMATECH e-Handbook, table 1.3.6.7.2: upper 2.5 % and 0.5 % points. */
const table = [
  [1, 12.706, 63.657],
  [2, 4.303, 9.925],
  [5, 2.571, 4.032],
  [7, 2.365, 3.499],
  [10, 2.228, 3.169],
  [30, 2.042, 2.75],
] as const

test('agrees with the printed points of the t distribution', () => {
  for (const [freedom, at95, at99] of table) {
    expect(studentWithin(0.95, freedom)).toBeCloseTo(at95, 2)
    expect(studentWithin(0.99, freedom)).toBeCloseTo(at99, 2)
    expect(studentTwoSided(at95, freedom)).toBeCloseTo(0.05, 4)
  }
})

test('one degree of freedom is the Cauchy distribution: two-sided p = 1 − 2·atan(t)÷π', () => {
  for (const t of [0, 0.3, 1, 4, 50]) expect(studentTwoSided(t, 1)).toBeCloseTo(1 - (2 * Math.atan(t)) / Math.PI, 10)
})
