import { periodText } from '#core/calendar/period.ts'
import { type CalendarUnit, unitAround } from '#core/calendar/unit.ts'
import { formatRange, formatWeek } from '#core/format.ts'
import type { Language } from '#core/messages.ts'
import type { DayRange } from '#core/reading.ts'

export const grains = ['month', 'quarter', 'week'] as const
export type Grain = (typeof grains)[number]

export type Column = {
  /** As the interface names it: `2026-11`, `2026-W47`. */
  readonly period: string
  readonly range: DayRange
  readonly label: string
  readonly under: string
}

const units = (unit: CalendarUnit, whole: DayRange): readonly DayRange[] => {
  const found: DayRange[] = []
  for (let each = unitAround(unit, whole.from); each.from <= whole.to; each = unitAround(unit, each.from, 1))
    found.push(each)
  return found
}

/** What the columns span: a year, or for weeks a quarter. */
export const spanOf = (grain: Grain, day: string, steps = 0): DayRange =>
  unitAround(grain === 'week' ? 'quarter' : 'year', day, steps)

const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const labelOf = (kind: CalendarUnit, range: DayRange, language: Language): readonly [string, string] => {
  const year = range.from.slice(0, 4)
  const month = Number(range.from.slice(5, 7))
  if (kind === 'month') return [language === 'vi' ? `Tháng ${month}` : english[month - 1]!, year]
  if (kind === 'quarter') return [`${language === 'vi' ? 'Quý ' : 'Q'}${(month + 2) / 3}`, year]
  if (kind === 'year') return [language === 'vi' ? 'Cả năm' : 'Year', year]
  return [formatWeek(range, language).replace(/\s*\(.*$/, ''), formatRange(range, language, false)]
}

const columnOf = (kind: CalendarUnit, range: DayRange, language: Language): Column => {
  const [label, under] = labelOf(kind, range, language)
  return { period: periodText({ kind, whole: range }), range, label, under }
}

/** The columns around a day: the months of its year, its quarters and the year, or the weeks of its quarter. */
export const columnsOf = (grain: Grain, day: string, language: Language): readonly Column[] => {
  const span = spanOf(grain, day)
  const columns = units(grain, span).map((range) => columnOf(grain, range, language))
  return grain === 'quarter' ? [...columns, columnOf('year', span, language)] : columns
}
