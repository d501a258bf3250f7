import { describe, expect, test } from 'vitest'
import { makePages, readMade } from './templates.ts'

describe.each(makePages(20261125).map((page) => [page.name, page] as const))('a shop built as %s', (_, page) => {
  const result = readMade(page)

  test('is read right, or not at all', () => {
    if (page.amount === null) {
      expect(result).toMatchObject({ kind: 'abstention', reason: 'price_needs_rendering' })
      return
    }
    expect(result).toMatchObject({ kind: 'price', amount: page.amount, currency: 'VND' })
  })

  test('has its list price and its stock', () => {
    if (result.kind === 'price') expect(result.list).toBe(page.list)
    expect(result.availability.value).toBe(page.stock)
  })
})

test('of four hundred such pages from other seeds no price is wrong and nearly all are given', () => {
  const results = Array.from({ length: 10 }, (_, seed) => makePages(seed + 1)).flat()
  const priced = results.filter((page) => page.amount !== null)
  const read = priced.map((page) => [page, readMade(page)] as const)
  const wrong = read.filter(([page, result]) => result.kind === 'price' && result.amount !== page.amount)
  const given = read.filter(([, result]) => result.kind === 'price')
  expect(wrong.map(([page]) => page.name)).toEqual([])
  expect(given.length / priced.length).toBeGreaterThan(0.97)
})
