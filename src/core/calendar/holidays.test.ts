import { describe, expect, test } from 'vitest'
import { holidayTest, publicHolidays } from './holidays.ts'

describe('public holidays', () => {
  test('of 2026: New Year, Tết from the 29th of the twelfth month, 10/3, 30/4, 1/5 and 1–2 September', () => {
    expect(publicHolidays(2026)).toEqual([
      '2026-01-01',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
      '2026-04-26',
      '2026-04-30',
      '2026-05-01',
      '2026-09-01',
      '2026-09-02',
    ])
  })
  test('National Day takes along the day that joins it to the weekend', () => {
    const beside = (year: number): string[] => publicHolidays(year).filter((day) => /-09-0[13]/.test(day))
    // 2 September: 2021 Thursday, 2022 Friday, 2023 Saturday, 2024 Monday, 2025 Tuesday
    expect([2021, 2022, 2023, 2024, 2025].flatMap(beside)).toEqual([
      '2021-09-03',
      '2022-09-01',
      '2023-09-01',
      '2024-09-03',
      '2025-09-01',
    ])
  })
  test('an owner’s own days are added', () => {
    const isHoliday = holidayTest(['2026-11-24'])
    expect(['2026-11-23', '2026-11-24', '2026-09-02', '2027-02-06'].map(isHoliday)).toEqual([false, true, true, true])
  })
})
