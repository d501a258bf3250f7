import type { FieldType } from '../entity.ts'
import { Fault } from '../fault.ts'
import type { Formats } from '../mapping.ts'
import { quote } from '../sql.ts'
import type { Note } from '../table.ts'

/** How the numbers of one column are written. */
export type NumberConvention = {
  readonly decimal: '.' | ','
  readonly group: '.' | ',' | ' ' | "'" | ''
  /** Every value is digits with at most a sign before and a point inside: nothing to take away. */
  readonly plain: boolean
  /** Every value was seen to be readable and in range. */
  readonly safe: boolean
  /** Currencies the values themselves name, ISO codes. */
  readonly currencies: readonly string[]
  readonly percent: boolean
}

/** One form of writing in a column: its values with every digit as 9. */
export type NumberShape = {
  readonly shape: string
  readonly rows: number
  readonly line: number
  readonly text: string
  /** Smallest and greatest value of this form, as texts. */
  readonly low: string
  readonly high: string
}

/** What is known of a number column besides its values. */
export type NumberHints = {
  readonly header: string
  readonly field: string
  readonly type: FieldType
  readonly formats: Formats
  /** Money in a currency that has no smaller unit: three digits after a mark are thousands. */
  readonly withoutMinorUnits: boolean
  /** Decimal mark other columns of the same table have shown. */
  readonly fileDecimal: '.' | ',' | null
}

export const plainConvention: NumberConvention = {
  decimal: '.',
  group: '',
  plain: true,
  safe: false,
  currencies: [],
  percent: false,
}

const marks: Readonly<Record<string, string>> = {
  VND: 'vnđ|vnd|đồng|dong|₫|đ|d$',
  USD: 'us\\$|usd|\\$',
  EUR: 'eur|€',
  GBP: 'gbp|£',
  JPY: 'jpy|¥',
  SGD: 'sgd',
  THB: 'thb|฿',
  AUD: 'aud',
  CNY: 'cny|rmb',
}
const anyMark = new RegExp(Object.values(marks).join('|'), 'giu')
const spaces = /[\s\u00a0\u202f\u2009]+/gu

/** Counts that are whole by nature: three digits after a mark are thousands. */
const whole = new Set(['visitors', 'headcount', 'stock_on_hand'])
/** Never written with thousands. */
const small = new Set(['latitude', 'longitude', 'rate', 'score'])

/** The forms of a column's values, each with an example and its first line. */
export const numberShapesSql = (table: string, column: string): string =>
  `select translate(${column}, '0123456789', '9999999999') as shape, count(*) as rows, min(line) as line, arg_min(${column}, line) as text, min(${column}) as low, max(${column}) as high
from ${table} where ${column} is not null group by 1 order by rows desc limit 500`

/** Digits and separators of a form, without sign, brackets, currency, percent; null where it is no number. */
const core = (shape: string): { digits: string; spaced: boolean } | null => {
  const bare = shape.replace(anyMark, '').replace(/%$/, '').trim()
  const inside = /^\((.*)\)$/.exec(bare)?.[1] ?? bare
  const unsigned = inside
    .replace(/^[-+−]\s*/, '')
    .replace(/-$/, '')
    .replace(/[eE][-+]?9{1,2}$/, '')
    .trim()
  if (!/^[9.,'’\s\u00a0\u202f\u2009]*9[9.,]*$/.test(unsigned)) return null
  return { digits: unsigned.replace(spaces, ' '), spaced: /\s/.test(unsigned) }
}

type Evidence = Record<'decimal' | 'group', Partial<Record<'.' | ',', NumberShape>>>

const weigh = (shape: NumberShape, digits: string, evidence: Evidence): '.' | ',' | null => {
  const found = [...digits.replaceAll(/[ '’]/g, '')].filter((mark): mark is '.' | ',' => mark === '.' || mark === ',')
  const last = found.at(-1)
  if (last === undefined) return null
  const other = last === '.' ? ',' : '.'
  const once = found.filter((mark) => mark === last).length === 1
  if (found.includes(other)) {
    if (once) {
      evidence.decimal[last] ??= shape
      evidence.group[other] ??= shape
    }
    return null
  }
  if (!once) {
    evidence.group[last] ??= shape
    return null
  }
  const at = digits.lastIndexOf(last)
  const after = digits.length - at - 1
  const before = digits.slice(0, at).length
  const leadingZero = /^\D*0/.test(shape.low) || /^\D*0/.test(shape.high)
  if (after !== 3 || before > 3 || before === 0 || leadingZero || /[ '’]/.test(digits)) evidence.decimal[last] ??= shape
  else return last
  return null
}

const question = (code: string, hints: NumberHints, ...found: readonly NumberShape[]): Fault => {
  const [a, b] = [...found].sort((one, other) => one.line - other.line)
  return new Fault(code, {
    column: hints.header,
    line: a!.line,
    value: a!.text,
    other_line: b!.line,
    other_value: b!.text,
  })
}

/**
 * Reads a column's convention off all its values. A mark that is followed by other than three digits is decimal,
 * one that repeats groups thousands; where every value could be either, what the mapping or the other columns
 * say, then the nature of the field, decides, and a note tells so.
 * @throws Fault `number.mixed_marks`, `number.ambiguous_mark`: nothing is guessed.
 */
export const decideNumbers = (
  shapes: readonly NumberShape[],
  hints: NumberHints,
): { readonly convention: NumberConvention; readonly notes: readonly Note[] } => {
  const evidence: Evidence = { decimal: {}, group: {} }
  let ambiguous: { shape: NumberShape; mark: '.' | ',' } | null = null
  let spaced = false
  let quoted = false
  for (const shape of shapes) {
    const found = core(shape.shape)
    if (!found) continue
    spaced ||= found.spaced
    quoted ||= /['’]/.test(found.digits)
    const mark = weigh(shape, found.digits, evidence)
    if (mark) ambiguous ??= { shape, mark }
  }
  const all = shapes.map((shape) => shape.shape)
  const currencies = Object.entries(marks)
    .filter(([, pattern]) => all.some((text) => new RegExp(pattern, 'iu').test(text.replace(/%$/, ''))))
    .map(([code]) => code)
  const percent = all.some((text) => text.trimEnd().endsWith('%'))
  const settle = (decimal: '.' | ',', notes: readonly Note[]) => {
    const group = hints.formats.group ?? (decimal === '.' ? ',' : '.')
    const clean = all.every((text) => /^[-+]?9+(\.9+)?$/.test(text))
    const plain = decimal === '.' && clean && group !== '.'
    return {
      convention: {
        decimal,
        group: spaced && group !== '' && group !== "'" ? group : quoted ? "'" : group,
        plain,
        safe: plain && all.every((text) => text.replace(/\..*$/, '').length <= 13),
        currencies,
        percent,
      } as NumberConvention,
      notes,
    }
  }
  if (hints.formats.decimal) return settle(hints.formats.decimal, [])
  const { decimal, group } = evidence
  if (decimal['.'] && decimal[',']) throw question('number.mixed_marks', hints, decimal['.'], decimal[','])
  for (const mark of ['.', ','] as const)
    if (decimal[mark] && group[mark]) throw question('number.mixed_marks', hints, decimal[mark], group[mark])
  const note = (shape: NumberShape, mark: '.' | ',', code: string): Note => ({
    code,
    params: { column: hints.header, mark, line: shape.line, value: shape.text },
  })
  for (const mark of ['.', ','] as const) {
    const other = mark === '.' ? ',' : '.'
    const seen = decimal[mark] ?? group[other]
    if (!seen) continue
    return settle(mark, mark === ',' || group[other] ? [note(seen, mark, 'number.decimal_mark')] : [])
  }
  if (!ambiguous) return settle('.', [])
  const { shape, mark } = ambiguous
  const other = mark === '.' ? ',' : '.'
  const thousands = () => settle(other, [note(shape, mark, 'number.thousands_mark')])
  if (hints.formats.group === mark) return thousands()
  if (small.has(hints.field)) return settle(mark, [])
  if (hints.fileDecimal) return hints.fileDecimal === mark ? settle(mark, []) : thousands()
  if (hints.type === 'money' && (hints.withoutMinorUnits || mark === ',')) return thousands()
  if (whole.has(hints.field)) return thousands()
  throw new Fault('number.ambiguous_mark', { column: hints.header, mark, line: shape.line, value: shape.text })
}

/** The decimal mark a column shows beyond doubt, if it does. */
export const decimalOf = (shapes: readonly NumberShape[]): '.' | ',' | null => {
  const evidence: Evidence = { decimal: {}, group: {} }
  for (const shape of shapes) {
    const found = core(shape.shape)
    if (found) weigh(shape, found.digits, evidence)
  }
  const shown = (['.', ','] as const).filter(
    (mark) => evidence.decimal[mark] || evidence.group[mark === '.' ? ',' : '.'],
  )
  return shown.length === 1 ? shown[0]! : null
}

/** Text with nothing left but sign, digits, groups and decimal mark; null where that is not what it is. */
const bareSql = (sql: string, convention: NumberConvention): string => {
  let bare = `regexp_replace(${sql}, '[\\s\u00a0\u202f\u2009]+', '', 'g')`
  if (convention.currencies.length > 0)
    bare = `regexp_replace(${bare}, ${quote(`(?i)(${convention.currencies.map((code) => marks[code]).join('|')})`)}, '', 'g')`
  if (convention.percent) bare = `rtrim(${bare}, '%')`
  if (convention.group === "'") bare = `replace(replace(${bare}, '''', ''), '’', '')`
  return `regexp_replace(regexp_replace(replace(${bare}, '−', '-'), '^\\(([^-()]+)\\)$', '-\\1'), '^([^-]+)-$', '-\\1')`
}

/** The column as a number of the given SQL type; null where it cannot be read or does not fit. */
export const numberSql = (sql: string, convention: NumberConvention, type: string): string => {
  const finite = (value: string): string =>
    type === 'DOUBLE'
      ? `case when regexp_matches(${sql}, '^[-+.0-9]') and not contains(${sql}, '_') then ${value} end`
      : value
  if (convention.plain)
    return convention.safe
      ? `try_cast(${sql} as ${type})`
      : finite(`case when not contains(${sql}, '_') then try_cast(${sql} as ${type}) end`)
  const decimal = convention.decimal === '.' ? '\\.' : ','
  const group = convention.group === '.' ? '\\.' : convention.group === ',' ? ',' : ''
  const whole = group === '' ? '[0-9]+' : `([0-9]{1,3}(${group}[0-9]{3})+|[0-9]+)`
  const pattern = `[-+]?(${whole}(${decimal}[0-9]*)?|${decimal}[0-9]+)([eE][-+]?[0-9]{1,2})?`
  const without = group === '' ? 'n' : `replace(n, ${quote(convention.group)}, '')`
  const pointed = convention.decimal === ',' ? `replace(${without}, ',', '.')` : without
  const value = `try_cast(${pointed} as ${type})`
  const scaled = convention.percent ? `case when ends_with(${sql}, '%') then ${value} / 100 else ${value} end` : value
  return `list_transform([${bareSql(sql, convention)}], lambda n: case when regexp_full_match(n, ${quote(pattern)}) then ${scaled} end)[1]`
}

/** ISO code of the currency a cell names itself, else null. */
export const namedCurrencySql = (sql: string, convention: NumberConvention): string | null =>
  convention.currencies.length === 0
    ? null
    : `case ${convention.currencies.map((code) => `when regexp_matches(${sql}, ${quote(`(?i)(${marks[code]})`)}) then ${quote(code)}`).join(' ')} end`
