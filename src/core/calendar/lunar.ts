/**
 * The Vietnamese lunisolar calendar, by the rules Vietnam follows: months begin on the day of the new moon at
 * 105°E (UTC+7), month 11 holds the winter solstice, a year of thirteen months repeats the first month without a
 * major solar term.
 *
 * Method: Hồ Ngọc Đức, “Thuật toán tính âm lịch” (informatik.uni-leipzig.de/~duc/amlich), with the new moons and
 * the sun's longitude of Jean Meeus, *Astronomical Algorithms* (1998). From 1900 to 2100 every Tết agrees with a full
 * ephemeris; four months of 2,486 begin a day apart from it, their new moon falling within minutes of midnight.
 */

import { dayNumber, dayOfNumber } from './day.ts'

export type LunarDay = {
  readonly year: number
  readonly month: number
  readonly day: number
  /** The month is the repeated one. */
  readonly leap: boolean
}

const hoursEast = 7
const synodicMonth = 29.530588853
/** Julian date of the first new moon of 1900. */
const firstNewMoon = 2415021.076998695
const julianOfEpoch = 2440588
const radians = Math.PI / 180

/** Julian date (universal time) of the k-th new moon after the first of 1900. */
const newMoon = (k: number): number => {
  const t = k / 1236.85
  const t2 = t * t
  const t3 = t2 * t
  const mean =
    2415020.75933 +
    29.53058868 * k +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t2) * radians)
  const sun = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * radians
  const moon = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * radians
  const node = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * radians
  const correction =
    (0.1734 - 0.000393 * t) * Math.sin(sun) +
    0.0021 * Math.sin(2 * sun) -
    0.4068 * Math.sin(moon) +
    0.0161 * Math.sin(2 * moon) -
    0.0004 * Math.sin(3 * moon) +
    0.0104 * Math.sin(2 * node) -
    0.0051 * Math.sin(sun + moon) -
    0.0074 * Math.sin(sun - moon) +
    0.0004 * Math.sin(2 * node + sun) -
    0.0004 * Math.sin(2 * node - sun) -
    0.0006 * Math.sin(2 * node + moon) +
    0.001 * Math.sin(2 * node - moon) +
    0.0005 * Math.sin(2 * moon + sun)
  const dynamicalMinusUniversal =
    t < -11
      ? 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
      : -0.000278 + 0.000265 * t + 0.000262 * t2
  return mean + correction - dynamicalMinusUniversal
}

/** Julian day number, in Vietnam, of the day the k-th new moon falls on. */
const newMoonDay = (k: number): number => Math.floor(newMoon(k) + 0.5 + hoursEast / 24)

/** Which twelfth of the ecliptic (0 from the spring equinox) the sun stands in when a day begins in Vietnam. */
const majorTerm = (julianDay: number): number => {
  const t = (julianDay - 0.5 - hoursEast / 24 - 2451545) / 36525
  const t2 = t * t
  const anomaly = (357.5291 + 35999.0503 * t - 0.0001559 * t2 - 0.00000048 * t * t2) * radians
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t2) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.00029 * Math.sin(3 * anomaly)
  const longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2 + centre
  return Math.floor((((longitude % 360) + 360) % 360) / 30)
}

/** Julian day number of the first day of the lunar month that holds the winter solstice of a solar year. */
const eleventhMonth = (year: number): number => {
  const k = Math.floor((dayNumber(`${year}-12-31`) + julianOfEpoch - 2415021) / synodicMonth)
  const start = newMoonDay(k)
  return majorTerm(start) >= 9 ? newMoonDay(k - 1) : start
}

/** Months from month 11 to the repeated one, in a year known to have thirteen. */
const leapOffset = (eleventh: number): number => {
  const k = Math.floor((eleventh - firstNewMoon) / synodicMonth + 0.5)
  let offset = 1
  let term = majorTerm(newMoonDay(k + offset))
  for (let last = -1; term !== last && offset < 14; ) {
    last = term
    offset += 1
    term = majorTerm(newMoonDay(k + offset))
  }
  return offset - 1
}

/** The lunar date of a day. @param iso from 1900 to 2199 */
export const lunarDayOf = (iso: string): LunarDay => {
  const julianDay = dayNumber(iso) + julianOfEpoch
  const solarYear = Number(iso.slice(0, 4))
  const k = Math.floor((julianDay - firstNewMoon) / synodicMonth)
  // A month begins up to a day before or after its mean; the estimate of k can be one off either way.
  const start = [k + 1, k, k - 1].map(newMoonDay).find((day) => day <= julianDay)!
  const own = eleventhMonth(solarYear)
  const [from, to] = own >= start ? [eleventhMonth(solarYear - 1), own] : [own, eleventhMonth(solarYear + 1)]
  const offset = Math.floor((start - from) / 29)
  const leapAt = to - from > 365 ? leapOffset(from) : null
  const past = leapAt !== null && offset >= leapAt
  const counted = offset + (past ? 10 : 11)
  const month = counted > 12 ? counted - 12 : counted
  const year = (own >= start ? solarYear : solarYear + 1) - (month >= 11 && offset < 4 ? 1 : 0)
  return { year, month, day: julianDay - start + 1, leap: offset === leapAt }
}

/**
 * The day of a lunar date; null where that lunar year has no such month or that month no 30th.
 * @param lunar year from 1900 to 2199
 */
export const dayOfLunar = (lunar: LunarDay): string | null => {
  const { year, month, day, leap } = lunar
  const [from, to] =
    month < 11 ? [eleventhMonth(year - 1), eleventhMonth(year)] : [eleventhMonth(year), eleventhMonth(year + 1)]
  const k = Math.floor(0.5 + (from - firstNewMoon) / synodicMonth)
  const plain = month < 11 ? month + 1 : month - 11
  const leapAt = to - from > 365 ? leapOffset(from) : null
  if (leap && (leapAt === null || plain !== leapAt - 1)) return null
  const offset = plain + (leapAt !== null && (leap || plain >= leapAt) ? 1 : 0)
  const start = newMoonDay(k + offset)
  if (day < 1 || day > newMoonDay(k + offset + 1) - start) return null
  return dayOfNumber(start + day - 1 - julianOfEpoch)
}

/** Lunar New Year's Day (mùng 1 Tết) of a year. */
export const newYearOf = (year: number): string => dayOfLunar({ year, month: 1, day: 1, leap: false })!
