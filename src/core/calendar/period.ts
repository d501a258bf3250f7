import { Fault } from '../fault.ts'
import type { DayRange } from '../reading.ts'
import { addDays, dayOf, earlier, weekdayOf } from './day.ts'
import { type CalendarUnit, isoWeek, isoWeekOf, unitAround, type WeekStart } from './unit.ts'

export type PeriodKind = CalendarUnit | 'range'

/** What is read (`from` … `to`, cut at today while it runs) and the whole stretch that was named. */
export type Period = DayRange & { readonly kind: PeriodKind; readonly whole: DayRange }

/** Every way to name a period, as shown where one is not understood. */
export const periodForms: readonly string[] = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  'this-quarter',
  'last-28-days',
  '2026-11-18',
  '2026-W47',
  '2026-11',
  '2026-Q4',
  '2026',
  '2026-11-01..2026-11-18',
]

type Named = { readonly kind: PeriodKind; readonly whole: DayRange }

const unit = (kind: CalendarUnit, around: string, steps = 0, weekStart: WeekStart = 1): Named => ({
  kind,
  whole: unitAround(kind, around, steps, weekStart),
})

const relative: Readonly<Record<string, (today: string, weekStart: WeekStart) => Named>> = {
  today: (today) => unit('day', today),
  yesterday: (today) => unit('day', today, -1),
  'this-week': (today, weekStart) => unit('week', today, 0, weekStart),
  'last-week': (today, weekStart) => unit('week', today, -1, weekStart),
  'this-month': (today) => unit('month', today),
  'last-month': (today) => unit('month', today, -1),
  'this-quarter': (today) => unit('quarter', today),
  'last-28-days': (today) => ({ kind: 'range', whole: { from: addDays(today, -27), to: today } }),
}

const impossible = (period: string): Fault => new Fault('period.impossible', { period })

const dayNamed = (text: string): string | null => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return null
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
  if (day === null) throw impossible(text)
  return day
}

/** The calendar unit a text names, e.g. `2026-Q4`; null where it is not written like one. */
const unitNamed = (text: string): Named | null => {
  const day = dayNamed(text)
  if (day !== null) return unit('day', day)
  const match = /^(\d{4})(?:-(?:(\d{2})|w(\d{2})|q(\d)))?$/i.exec(text)
  if (!match) return null
  const [year, month, week, quarter] = [match[1]!, match[2], match[3], match[4]]
  if (week !== undefined) {
    const whole = isoWeek(Number(year), Number(week))
    if (whole === null) throw impossible(text)
    return { kind: 'week', whole }
  }
  const first = dayOf(
    Number(year),
    month !== undefined ? Number(month) : quarter !== undefined ? Number(quarter) * 3 - 2 : 1,
    1,
  )
  if (first === null || year < '0100') throw impossible(text)
  return unit(month !== undefined ? 'month' : quarter !== undefined ? 'quarter' : 'year', first)
}

const rangeNamed = (text: string): Named | null => {
  const match = /^(\S+?)\s*\.\.\s*(\S+)$/.exec(text)
  if (!match) return null
  const from = dayNamed(match[1]!)
  const to = dayNamed(match[2]!)
  if (from === null || to === null) return null
  if (from > to) throw new Fault('period.backwards', { from, to })
  return { kind: 'range', whole: { from, to } }
}

/**
 * A period that is named in full, without regard to today: `2026-11`, `2026-W47`, `2026-Q4`, `2026`,
 * `2026-11-18`, `2026-11-01..2026-11-18`. Null where the text is none of these.
 * @throws Fault `period.impossible`, `period.backwards`.
 */
export const wholePeriod = (text: string): Named | null => unitNamed(text) ?? rangeNamed(text)

/**
 * The name of a period in full, whatever way it was asked for: `2026-W47`, `2026-11-01..2026-11-18`. A week that does
 * not begin on Monday has no number of its own and is named by its days.
 */
export const periodText = ({ kind, whole }: Pick<Period, 'kind' | 'whole'>): string => {
  const year = whole.from.slice(0, 4)
  const month = Number(whole.from.slice(5, 7))
  if (kind === 'day') return whole.from
  if (kind === 'month') return whole.from.slice(0, 7)
  if (kind === 'quarter') return `${year}-Q${(month + 2) / 3}`
  if (kind === 'year') return year
  if (kind === 'range' || weekdayOf(whole.from) !== 1) return `${whole.from}..${whole.to}`
  const week = isoWeekOf(whole.from)
  return `${String(week.year).padStart(4, '0')}-W${String(week.week).padStart(2, '0')}`
}

/** The period has begun and its last day is not over. */
export const isRunning = (period: Period, today: string): boolean =>
  period.whole.from <= today && today <= period.whole.to

/**
 * Text → period. A running one is cut at today; `last-28-days` ends with today; one that lies ahead stays whole.
 * @param today ISO date in the organisation's time zone
 * @param weekStart where `this-week` and `last-week` begin; a numbered week (`2026-W47`) is one of ISO 8601 always
 * @throws Fault `period.unknown` listing the forms, `period.impossible` (30 February, week 60), `period.backwards`.
 */
export const parsePeriod = (text: string, today: string, weekStart: WeekStart = 1): Period => {
  const asked = text.trim()
  const word = asked.toLowerCase()
  const named = Object.hasOwn(relative, word) ? relative[word]!(today, weekStart) : wholePeriod(asked)
  if (!named) throw new Fault('period.unknown', { period: text, forms: periodForms })
  const { from, to } = named.whole
  return { from, to: from <= today ? earlier(to, today) : to, ...named }
}
