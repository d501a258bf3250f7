import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakEvenLift, largestDiscount } from './break-even.ts'

test('10 % off at 40 % margin needs a third more units, at 30 % margin half as many again', () => {
  expect(breakEvenLift(0.1, 0.4)).toBeCloseTo(1 / 3, 12)
  expect(breakEvenLift(0.1, 0.3)).toBeCloseTo(0.5, 12)
})

test('a cut as deep as the margin is never earned back', () => {
  expect(breakEvenLift(0.3, 0.3)).toBeNull()
  expect(breakEvenLift(0.31, 0.3)).toBeNull()
})

test('profit is the same before the cut and after it with the lift', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 0.9, noNaN: true }),
      fc.double({ min: 0.01, max: 0.95, noNaN: true }),
      (margin, part) => {
        const discount = margin * part
        const before = 1000 * margin
        const after = 1000 * (1 + breakEvenLift(discount, margin)!) * (margin - discount)
        expect(after).toBeCloseTo(before, 6)
      },
    ),
  )
})

test('the largest cut a lift pays for needs just that lift', () => {
  expect(largestDiscount(0.5, 0.3)).toBeCloseTo(0.1, 12)
  expect(breakEvenLift(largestDiscount(0.25, 0.4), 0.4)).toBeCloseTo(0.25, 12)
  expect(largestDiscount(0, 0.4)).toBe(0)
})
