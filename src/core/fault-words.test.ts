import { expect, test } from 'vitest'
import { faultSentence } from './fault-words.ts'

test('levels out of order are said in numbers as the reader writes them', () => {
  const params = { metric: 'net_sales', unit: 'money', minimum: 2_000_000, target: 1_250_000.5, stretch: '–' }
  expect(faultSentence('target.levels_disordered', params, 'vi')).toContain(
    'tối thiểu 2.000.000, mục tiêu 1.250.000,5, thử thách –',
  )
  expect(faultSentence('target.levels_disordered', params, 'en')).toContain(
    'minimum 2,000,000, target 1,250,000.5, stretch –',
  )
})

test('levels of a rate are said as percentages', () => {
  const params = { metric: 'conversion_rate', unit: 'rate', minimum: 0.145, target: 0.12, stretch: '–' }
  expect(faultSentence('target.levels_disordered', params, 'vi')).toContain('tối thiểu 14,5%, mục tiêu 12%')
})
