import fc from 'fast-check'
import { expect, test } from 'vitest'
import { median, ranked } from './select.ts'

const numbers = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 200 })

test('values of ranks are those of the sorted list', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const sorted = [...values].sort((a, b) => a - b)
      const ranks = [0, 0.25, 0.5, 0.9].map((share) => Math.floor(share * (values.length - 1)))
      expect(ranked(Float64Array.from(values), ranks).map((value) => value + 0)).toEqual(
        ranks.map((rank) => sorted[rank]! + 0),
      )
    }),
  )
})

test('the median of an even number of values is the middle between the two', () => {
  expect(median(Float64Array.of(9, 1, 4, 2))).toBe(3)
  expect(median(Float64Array.of(5, 5, 1))).toBe(5)
  expect(median(new Float64Array(0))).toBe(0)
})
