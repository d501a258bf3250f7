import { describe, expect, test } from 'vitest'
import {
  formatChange,
  formatDay,
  formatInterval,
  formatMoment,
  formatMoney,
  formatMonth,
  formatPercent,
  formatRange,
  formatRelative,
  formatValue,
  formatWeek,
  formatWeekday,
} from './format.ts'
import type { Reason, Unit } from './metric.ts'

const vi = { language: 'vi' } as const
const en = { language: 'en' } as const

describe('numbers', () => {
  test.each<[number, Unit, string, string]>([
    [1284, 'count', '1.284', '1,284'],
    [0, 'count', '0', '0'],
    [-212, 'count', '−212', '−212'],
    [0.142, 'rate', '14,2%', '14.2%'],
    [0.12, 'rate', '12%', '12%'],
    [8_460_000_000, 'money', '8,46 tỷ ₫', '₫8.46bn'],
    [343_000_000, 'money', '343 triệu ₫', '₫343m'],
    [12_345_678_901, 'money', '12,3 tỷ ₫', '₫12.3bn'],
    [1_234_000_000_000, 'money', '1.234 tỷ ₫', '₫1,234bn'],
    [999_700_000, 'money', '1 tỷ ₫', '₫1bn'],
    [1_500_000, 'money', '1,5 triệu ₫', '₫1.5m'],
    [15_000, 'money', '15.000 ₫', '₫15,000'],
    [-250_000_000, 'money', '−250 triệu ₫', '−₫250m'],
    [45, 'minutes', '45 phút', '45 min'],
    [150, 'minutes', '2,5 giờ', '2.5 h'],
    [76, 'hours', '3,2 ngày', '3.2 d'],
    [7.5, 'months', '7,5 tháng', '7.5 months'],
    [42.25, 'score', '42,3', '42.3'],
    [97.84, 'index', '97,8', '97.8'],
    [1.875, 'ratio', '1,88', '1.88'],
    [1234.56, 'quantity', '1.234,6', '1,234.6'],
  ])('%d as %s', (value, unit, inVietnamese, inEnglish) => {
    expect([formatValue(value, unit, vi), formatValue(value, unit, en)]).toEqual([inVietnamese, inEnglish])
  })

  test('money in full keeps every đồng, and another currency its minor digits', () => {
    expect(formatMoney(8_460_123_456, { ...vi, exact: true })).toBe('8.460.123.456 ₫')
    expect(formatMoney(12.5, { ...en, currency: 'USD' })).toBe('$12.50')
    expect(formatMoney(12.5, { ...vi, currency: 'USD' })).toBe('12,50 $')
  })

  test('a missing number says why', () => {
    const reasons: Reason[] = ['no_data', 'hidden_for_anonymity', 'too_few', 'denominator_zero']
    expect(reasons.map((reason) => formatValue(null, 'score', { ...vi, reason }))).toEqual([
      'không có dữ liệu',
      'ẩn để giữ ẩn danh',
      'chưa đủ dữ liệu',
      'không có gì để chia',
    ])
    expect(formatValue(null, 'rate', en)).toBe('no data')
  })

  test('changes carry their sign, rates change in points, and nothing is minus zero', () => {
    expect(formatRelative(-0.142, 'vi')).toBe('−14,2%')
    expect(formatRelative(0.03, 'en')).toBe('+3%')
    expect(formatChange(-0.007, 'rate', vi)).toBe('−0,7 điểm %')
    expect(formatChange(0.012, 'rate', en)).toBe('+1.2 pts')
    expect(formatChange(343_000_000, 'money', vi)).toBe('+343 triệu ₫')
    expect(formatChange(-3.4, 'score', vi)).toBe('−3,4 điểm')
    expect([formatRelative(-0.0001, 'vi'), formatPercent(-0, 'vi'), formatRelative(0.0001, 'vi')]).toEqual([
      '0%',
      '0%',
      '0%',
    ])
  })

  test('an interval shows both ends', () => expect(formatInterval([0.0985, 0.1122], 'rate', vi)).toBe('9,9% – 11,2%'))
})

describe('days', () => {
  test('in either language', () => {
    expect([formatDay('2026-11-18', 'vi'), formatDay('2026-11-18', 'vi', false)]).toEqual(['18/11/2026', '18/11'])
    expect([formatDay('2026-09-02', 'en'), formatDay('2026-09-02', 'en', false)]).toEqual(['2 Sep 2026', '2 Sep'])
    expect(['2026-11-16', '2026-11-21', '2026-11-22'].map((day) => formatWeekday(day, 'vi'))).toEqual([
      'T2',
      'T7',
      'CN',
    ])
    expect(formatWeekday('2026-11-18', 'en')).toBe('Wed')
    expect([formatMonth('2026-11-01', 'vi'), formatMonth('2026-11-01', 'en')]).toEqual(['tháng 11/2026', 'Nov 2026'])
    expect(formatMoment('2026-11-18T11:40:00', 'vi')).toBe('11:40 18/11/2026')
  })
  test('ranges name what differs, both ends always', () => {
    expect(formatRange({ from: '2026-11-16', to: '2026-11-18' }, 'vi')).toBe('16–18/11/2026')
    expect(formatRange({ from: '2026-10-26', to: '2026-11-01' }, 'vi')).toBe('26/10–1/11/2026')
    expect(formatRange({ from: '2025-12-29', to: '2026-01-04' }, 'vi')).toBe('29/12/2025–4/1/2026')
    expect(formatRange({ from: '2026-11-16', to: '2026-11-18' }, 'en')).toBe('16–18 Nov 2026')
    expect(formatRange({ from: '2025-12-29', to: '2026-01-04' }, 'en')).toBe('29 Dec 2025 – 4 Jan 2026')
    expect(formatRange({ from: '2026-11-16', to: '2026-11-16' }, 'vi')).toBe('16/11/2026')
  })
  test('weeks have their ISO number', () => {
    const week = { from: '2026-11-16', to: '2026-11-22' }
    expect([formatWeek(week, 'vi'), formatWeek(week, 'en')]).toEqual(['Tuần 47 (16–22/11)', 'Week 47 (16–22 Nov)'])
    expect(formatWeek({ from: '2027-01-01', to: '2027-01-03' }, 'vi')).toBe('Tuần 53 (1–3/1)')
  })
})
