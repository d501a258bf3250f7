import { formatDay, formatMoment, formatMoney, formatNumber } from '#core/format.ts'
import { memberWords } from '#core/member-words.ts'
import type { Say } from './language.tsx'

const nothing = '–'

/** Dimension whose members a column holds. */
const dimensionOf = (column: string): string => column.replace(/_id$/, '')

/** One field of a row as it is printed: moments, days, money and numbers by the reader's language, codes in words. */
export const cellText = (
  column: string,
  value: unknown,
  { language, t }: Say,
  named: ReadonlyMap<string, string> = new Map(),
  currency?: string,
): string => {
  if (value === null || value === undefined || value === '') return nothing
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'number')
    return /amount$|price$/.test(column)
      ? formatMoney(value, { language, exact: true, ...(currency ? { currency } : {}) })
      : formatNumber(value, language, 2)
  const text = String(value)
  if (/_at$|^at$/.test(column) && /^\d{4}-\d\d-\d\dT/.test(text)) return formatMoment(text, language)
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatDay(text, language)
  return named.get(`${column}.${text}`) ?? memberWords[`${dimensionOf(column)}.${text}`]?.[language] ?? text
}

export const isNumeric = (value: unknown): boolean => typeof value === 'number'
