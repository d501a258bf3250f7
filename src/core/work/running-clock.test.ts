import { describe, expect, test } from 'vitest'
import { businessMinutesNow, wallAfter } from './running-clock.ts'

const day = { open: 480, close: 1050 }
const at = (time: string): string => `2026-11-18T${time}:00`

describe('the running clock', () => {
  test('runs from when it was read until closing, and stands outside the hours', () => {
    expect(businessMinutesNow(30, at('11:40'), at('11:52'), day)).toBe(42)
    expect(businessMinutesNow(30, at('11:40'), at('17:30'), day)).toBe(380)
    expect(businessMinutesNow(30, at('11:40'), at('23:00'), day)).toBe(380)
    expect(businessMinutesNow(30, at('07:00'), at('08:10'), day)).toBe(40)
    expect(businessMinutesNow(30, at('18:00'), at('19:00'), day)).toBe(30)
  })

  test('stands on a closed day, and after midnight at the closing of the day it was read', () => {
    expect(businessMinutesNow(30, at('11:40'), at('15:00'), { open: 0, close: 0 })).toBe(30)
    expect(businessMinutesNow(30, at('17:00'), '2026-11-19T09:00:00', day)).toBe(60)
  })

  test('a wall clock moves on over midnight and the year’s end', () => {
    expect(wallAfter('2026-12-31T23:59:30', 31_000)).toBe('2027-01-01T00:00:01')
  })
})
