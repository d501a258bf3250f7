import { describe, expect, test } from 'vitest'
import { composeHeadline, composeNews, type Told } from './news.ts'
import type { TargetReading } from './reading.ts'

const sum = (target: number, expected: number, value: number): TargetReading => ({
  minimum: null,
  target,
  stretch: null,
  expected_now: expected,
  achieved: value / target,
  status: null,
  period: { from: '2026-11-16', to: '2026-11-22' },
  time_progress: 0.5,
  pace: value / expected,
  forecast: null,
  forecast_interval: null,
})
const level = (target: number, value: number): TargetReading => sum(target, target, value)

const told = (given: Partial<Told> & Pick<Told, 'subject' | 'value'>): Told => ({
  unit: 'count',
  direction: 'up_is_good',
  target: null,
  change: null,
  comparison: { from: '2026-11-09', to: '2026-11-11', kind: 'previous' },
  ...given,
})

const contacts = told({
  subject: { vi: 'contact mới', en: 'new contacts' },
  value: 445,
  target: sum(1000, 500, 445),
})
const sales = told({
  subject: { vi: 'doanh số', en: 'sales' },
  value: 8_460_000_000,
  unit: 'money',
  target: sum(20e9, 8.2135922e9, 8.46e9),
})
const cost = told({
  subject: { vi: 'chi phí để có một khách mới', en: 'the cost of a new customer' },
  value: 177_800,
  unit: 'money',
  direction: 'down_is_good',
  target: level(140_000, 177_800),
})
const enps = told({
  subject: { vi: 'eNPS', en: 'eNPS' },
  value: 24,
  unit: 'score',
  interval: [13, 35],
  target: level(30, 24),
})

describe('the news of a period', () => {
  test('sets what is ahead against what is behind, the worst of each', () => {
    expect(composeNews([contacts, sales], 'vi')).toBe(
      'Doanh số vượt 3% so với mức cần đạt hôm nay, nhưng contact mới thiếu 11% so với mức cần đạt hôm nay.',
    )
    expect(composeNews([contacts, sales], 'en')).toBe(
      'Sales ran 3% ahead of what was due by today, but new contacts fell 11% short of what was due by today.',
    )
  })

  test('a cost above its target is behind, not ahead', () => {
    expect(composeNews([cost, contacts], 'vi')).toBe(
      'Chi phí để có một khách mới cao hơn mục tiêu 27%, và contact mới thiếu 11% so với mức cần đạt hôm nay.',
    )
  })

  test('a target within the margin of error is no news', () => {
    expect(composeNews([enps], 'en')).toBe('Every number with a target is where it should be.')
    expect(composeNews([{ ...enps, interval: [20, 28] }], 'en')).toBe('eNPS came in 6 points below target.')
  })

  test('without targets it tells what moved beyond noise, and nothing else', () => {
    const move = (relative: number, within_noise: boolean | null) => ({
      ...contacts,
      target: null,
      change: { absolute: relative * 100, relative, p_value: null, within_noise },
    })
    expect(composeNews([move(-0.142, false)], 'vi')).toBe('Contact mới giảm 14,2% so với 9–11/11.')
    expect(composeNews([move(-0.142, true), move(-0.3, null)], 'vi')).toBe(
      'Không chỉ số nào thay đổi ngoài dao động thường.',
    )
  })

  test('a day that is not over makes no change news', () => {
    const fallen = {
      ...contacts,
      target: null,
      change: { absolute: -200, relative: -0.4, p_value: 0, within_noise: false },
    }
    expect(composeNews([fallen], 'en', true)).toBe('No number moved beyond its usual variation.')
  })

  test('no data is said as such', () => {
    expect(composeNews([{ ...contacts, value: null, target: null }], 'en')).toBe(
      'There is no data for this period yet.',
    )
  })
})

describe('the headline of one number', () => {
  test('value first, then where it stands', () => {
    expect(composeHeadline(sales, 'vi')).toBe('Doanh số 8,46 tỷ ₫, vượt 3% so với mức cần đạt hôm nay.')
    expect(composeHeadline(cost, 'en')).toBe('The cost of a new customer ₫177,800, 27% above target.')
  })
  test('a missing value is said with its reason, without a change', () => {
    expect(composeHeadline({ ...enps, value: null, reason: 'hidden_for_anonymity' }, 'vi')).toBe(
      'eNPS: ẩn để giữ ẩn danh.',
    )
  })
})
