/**
 * Numbers, money, shares, durations and dates as a reader of either language expects them. The one file that may
 * use `Intl`; nothing here depends on the language or time zone of the machine.
 */

import { weekdayOf } from './calendar/day.ts'
import { isoWeekOf } from './calendar/unit.ts'
import { defineMessages, type Language } from './messages.ts'
import type { Reason, Unit } from './metric.ts'
import type { DayRange } from './reading.ts'

const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' }

const reasons = defineMessages<Reason>({
  no_data: { vi: 'không có dữ liệu', en: 'no data' },
  denominator_zero: { vi: 'không có gì để chia', en: 'nothing to divide by' },
  hidden_for_anonymity: { vi: 'ẩn để giữ ẩn danh', en: 'hidden for anonymity' },
  too_few: { vi: 'chưa đủ dữ liệu', en: 'not enough data' },
  not_reached: { vi: 'chưa đạt tới', en: 'not reached yet' },
})

/** Why a number is missing, in words. */
export const reasonWords = (reason: Reason | undefined, language: Language): string =>
  reasons[reason ?? 'no_data'][language]

const words = defineMessages({
  billion: { vi: 'tỷ', en: 'bn' },
  million: { vi: 'triệu', en: 'm' },
  minutes: { vi: 'phút', en: 'min' },
  hours: { vi: 'giờ', en: 'h' },
  days: { vi: 'ngày', en: 'd' },
  months: { vi: 'tháng', en: 'months' },
  month: { vi: 'tháng', en: 'month' },
  point: { vi: 'điểm', en: 'point' },
  points: { vi: 'điểm', en: 'points' },
  percentage_points: { vi: 'điểm %', en: 'pts' },
  week: { vi: 'Tuần', en: 'Week' },
  unchanged: { vi: 'không đổi', en: 'unchanged' },
})

export type FormatOptions = {
  readonly language: Language
  /** ISO code of the reporting currency; default VND. */
  readonly currency?: string
  /** Money in full (`8.460.000.000 ₫`) instead of rounded to read (`8,46 tỷ ₫`). */
  readonly exact?: boolean
  /** Shares, scores and indices with one decimal more, where one alone would hide the parts of a sum. */
  readonly finer?: boolean
}

const formatters = new Map<string, Intl.NumberFormat>()

const formatter = (language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${language}${JSON.stringify(options)}`
  const known = formatters.get(key) ?? new Intl.NumberFormat(locales[language], options)
  formatters.set(key, known)
  return known
}

/** Minus as a sign of its own, never −0. */
const tidy = (text: string): string => (/[1-9]/.test(text) ? text.replace('-', '−') : text.replace(/^[-−+]/, ''))

/** A number with at most so many decimals, grouped: `1.284`, `3,5`. */
export const formatNumber = (value: number, language: Language, decimals = 0, fewest = 0): string =>
  tidy(formatter(language, { maximumFractionDigits: decimals, minimumFractionDigits: fewest }).format(value))

/** A share 0 … 1 as a percentage: `14,2%`. */
export const formatPercent = (share: number, language: Language, decimals = 1): string =>
  tidy(formatter(language, { style: 'percent', maximumFractionDigits: decimals }).format(share)).replace(/\s%$/, '%')

/** `digits` significant ones, but never fewer than the whole part: 8.456 → 8,46; 123.4 → 123. */
const significant = (value: number, language: Language, digits = 3): string =>
  formatNumber(value, language, Math.max(0, digits - Math.max(1, Math.floor(Math.log10(Math.abs(value) || 1)) + 1)))

const symbolOf = (currency: string, language: Language): string =>
  formatter(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find((part) => part.type === 'currency')!.value

const minorDigits = (currency: string): number =>
  formatter('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/**
 * Money: `8,46 tỷ ₫`, `343 triệu ₫`, `15.000 ₫`; in English `₫8.46bn`, `$12.50`. In full where `exact`.
 * Rounded to three digits from a million on.
 */
export const formatMoney = (amount: number, options: FormatOptions): string => {
  const { language, currency = 'VND', exact = false } = options
  const symbol = symbolOf(currency, language)
  const size = Math.abs(amount)
  // 999 500 000 reads as 1 tỷ, not as 1.000 triệu.
  const step = size >= 999_500_000 ? 'billion' : size >= 999_500 ? 'million' : null
  const number =
    exact || step === null
      ? formatNumber(amount, language, minorDigits(currency), minorDigits(currency))
      : significant(amount / (step === 'billion' ? 1e9 : 1e6), language)
  const scale = exact || step === null ? '' : words[step][language]
  if (language === 'vi') return [number, scale, symbol].filter((part) => part !== '').join(' ')
  return number.startsWith('−') ? `−${symbol}${number.slice(1)}${scale}` : `${symbol}${number}${scale}`
}

/** Minutes as the unit that reads best: `45 phút`, `2,5 giờ`, `3,2 ngày`. */
const formatMinutes = (minutes: number, language: Language): string => {
  const size = Math.abs(minutes)
  const [value, unit] =
    size < 90 ? [minutes, words.minutes] : size < 48 * 60 ? [minutes / 60, words.hours] : [minutes / 1440, words.days]
  return `${significant(value, language, 2)} ${unit[language]}`
}

/** A value in its unit, as it is printed: `1.284`, `8,46 tỷ ₫`, `14,2%`, `45 phút`; a missing one by its reason. */
export const formatValue = (
  value: number | null,
  unit: Unit,
  options: FormatOptions & { readonly reason?: Reason },
): string => {
  const { language } = options
  if (value === null) return reasonWords(options.reason, language)
  switch (unit) {
    case 'count':
      return formatNumber(value, language)
    case 'quantity':
      return formatNumber(value, language, 1)
    case 'rate':
      return formatPercent(value, language, options.finer ? 2 : 1)
    case 'money':
      return formatMoney(value, options)
    case 'minutes':
      return formatMinutes(value, language)
    case 'hours':
      return formatMinutes(value * 60, language)
    case 'months':
      return `${formatNumber(value, language, 1)} ${words[value === 1 ? 'month' : 'months'][language]}`
    case 'score':
    case 'index':
      return formatNumber(value, language, options.finer ? 2 : 1)
    case 'ratio':
      return formatNumber(value, language, 2)
  }
}

const signed = (text: string, amount: number): string => (amount > 0 && /[1-9]/.test(text) ? `+${text}` : text)

/** A relative change with its sign: `−14,2%`, `+3%`. */
export const formatRelative = (share: number, language: Language): string =>
  signed(formatPercent(share, language), share)

const inPoints = (number: string, language: Language): string =>
  `${number} ${words[/^−?1$/.test(number) ? 'point' : 'points'][language]}`

/** A change in the value's own unit with its sign; a rate's in percentage points: `−0,7 điểm %`. */
export const formatChange = (amount: number, unit: Unit, options: FormatOptions): string => {
  const { language } = options
  const decimals = options.finer ? 2 : 1
  const text =
    unit === 'rate'
      ? `${formatNumber(amount * 100, language, decimals)} ${words.percentage_points[language]}`
      : unit === 'score' || unit === 'index'
        ? inPoints(formatNumber(amount, language, decimals), language)
        : formatValue(amount, unit, options)
  return signed(text, amount)
}

/** An interval in the value's unit: `9,9% – 11,2%`. */
export const formatInterval = (interval: readonly [number, number], unit: Unit, options: FormatOptions): string =>
  `${formatValue(interval[0], unit, options)} – ${formatValue(interval[1], unit, options)}`

const numbersOf = (iso: string): { year: number; month: number; day: number } => ({
  year: Number(iso.slice(0, 4)),
  month: Number(iso.slice(5, 7)),
  day: Number(iso.slice(8, 10)),
})

const calendars = new Map<string, Intl.DateTimeFormat>()

const named = (iso: string, language: Language, options: Intl.DateTimeFormatOptions): string => {
  const key = `${language}${JSON.stringify(options)}`
  const calendar = calendars.get(key) ?? new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', ...options })
  calendars.set(key, calendar)
  return calendar.format(Date.parse(`${iso}T00:00:00Z`))
}

/** `18/11/2026`, without the year `18/11`; in English `18 Nov 2026`, `18 Nov`. */
export const formatDay = (iso: string, language: Language, year = true): string => {
  if (language === 'en')
    return named(iso, 'en', { day: 'numeric', month: 'short', ...(year ? { year: 'numeric' } : {}) }).replace(
      'Sept',
      'Sep',
    )
  const date = numbersOf(iso)
  return `${date.day}/${date.month}${year ? `/${date.year}` : ''}`
}

/** `T2` … `T7`, `CN`; `Mon` … `Sun`. */
export const formatWeekday = (iso: string, language: Language): string => {
  const weekday = weekdayOf(iso)
  if (language === 'vi') return weekday === 7 ? 'CN' : `T${weekday + 1}`
  return named(iso, 'en', { weekday: 'short' })
}

const sameMonth = (range: DayRange): boolean => range.from.slice(0, 7) === range.to.slice(0, 7)
const sameYear = (range: DayRange): boolean => range.from.slice(0, 4) === range.to.slice(0, 4)

/** Both ends: `16–18/11/2026`, `26/10–1/11/2026`, `29/12/2025–4/1/2026`; one day as a day. */
export const formatRange = (range: DayRange, language: Language, year = true): string => {
  const { from, to } = range
  if (from === to) return formatDay(from, language, year)
  const [first, dash] = [numbersOf(from).day, language === 'vi' ? '–' : ' – ']
  if (sameMonth(range)) return `${first}–${formatDay(to, language, year)}`
  return `${formatDay(from, language, year && !sameYear(range))}${dash}${formatDay(to, language, year)}`
}

/** A Monday-to-Sunday week, or the part of one: `Tuần 47 (16–22/11)`, `Week 47 (16–22 Nov)`. */
export const formatWeek = (range: DayRange, language: Language): string =>
  `${words.week[language]} ${isoWeekOf(range.from).week} (${formatRange(range, language, false)})`

/** `tháng 11/2026`, `Nov 2026`. */
export const formatMonth = (iso: string, language: Language): string =>
  language === 'vi'
    ? `tháng ${numbersOf(iso).month}/${iso.slice(0, 4)}`
    : named(iso, 'en', { month: 'short', year: 'numeric' }).replace('Sept', 'Sep')

/** A moment on the wall, `2026-11-18T11:40:00` → `11:40 18/11/2026`. */
export const formatMoment = (wall: string, language: Language): string =>
  language === 'vi'
    ? `${wall.slice(11, 16)} ${formatDay(wall.slice(0, 10), language)}`
    : `${formatDay(wall.slice(0, 10), language)}, ${wall.slice(11, 16)}`

const walls = new Map<string, Intl.DateTimeFormat>()

/** An instant on the wall of a time zone: `2026-11-18T04:40:00Z`, `Asia/Ho_Chi_Minh` → `2026-11-18T11:40:00`. */
export const wallAt = (instant: string, timeZone: string): string => {
  const digits = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  } as const
  const wall = walls.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, hourCycle: 'h23', ...digits })
  walls.set(timeZone, wall)
  return wall.format(new Date(instant)).replace(' ', 'T')
}
