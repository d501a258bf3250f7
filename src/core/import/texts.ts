import { quote } from '../sql.ts'

/** Spaces of every kind that files put around values: no-break, zero-width, narrow, ideographic, byte order mark. */
export const spaces = ' \t\r\n\v\f\u00a0\u200b\u202f\u2009\u3000\ufeff'

/** A cell without outer spaces; null where nothing is left. */
export const trimmedSql = (sql: string): string => `nullif(trim(${sql}, ${quote(spaces)}), '')`

/** What a spreadsheet writes where a formula failed. */
export const formulaErrors: readonly string[] = [
  '#REF!',
  '#N/A',
  '#DIV/0!',
  '#VALUE!',
  '#NAME?',
  '#NUM!',
  '#NULL!',
  '#SPILL!',
  '#CALC!',
  '#ERROR!',
]

/** Characters no text of a person contains; line breaks and tabs are fine. */
export const controlPattern = '[\\x00-\\x08\\x0e-\\x1f\\x7f]'

/** Writings of nothing, for identifiers, numbers, dates and choices; a name or a note may well be “Nan”. */
const nothing = ['NULL', 'null', '\\N', 'N/A', 'n/a', '-', '--', '—', 'nan', 'NaN', 'NaT', 'None', '(null)', '<NA>']

export const orNothingSql = (sql: string): string =>
  `case when ${sql} in (${nothing.map(quote).join(', ')}) then null else ${sql} end`

export const nothingTexts: readonly string[] = nothing

/** The form of `fold` in SQL: small letters without diacritics, đ and its look-alike ð as d, single spaces. */
export const foldSql = (sql: string): string =>
  `regexp_replace(replace(replace(strip_accents(lower(${sql})), 'đ', 'd'), 'ð', 'd'), '\\s+', ' ', 'g')`

/** An e-mail as compared: trimmed, small letters; null where it cannot be one or is masked. */
export const emailKeySql = (sql: string): string =>
  `case when regexp_full_match(${sql}, '[^@\\s,;<>*]+@[^@\\s,;<>*]+\\.[^@\\s,;<>*]+') then lower(${sql}) end`

const truths = ['1', 'true', 'yes', 'y', 't', 'x', 'có', 'co', 'đúng', 'dung', 'rồi', 'ok', 'on', 'v', '✓', '✔', '1.0']
const untruths = ['0', 'false', 'no', 'n', 'f', 'không', 'khong', 'sai', 'chưa', 'chua', 'off', '✗', '✘', '0.0']

export const booleanWritings: readonly string[] = [...truths.slice(0, 8), ...untruths.slice(0, 7)]

/** yes/no in Vietnamese and English, ticks, 1/0; null for anything else. */
export const booleanSql = (sql: string): string =>
  `case when lower(${sql}) in (${truths.map(quote).join(', ')}) then true when lower(${sql}) in (${untruths.map(quote).join(', ')}) then false end`
