import { Fault } from '../fault.ts'
import type { Formats } from '../mapping.ts'
import { quote } from '../sql.ts'
import type { Note } from '../table.ts'
import { strptimeOf } from './instant-notation.ts'

/** How the dates of one column are written. */
export type InstantConvention = {
  /** Year-month-day forms are read as they are. */
  readonly iso: boolean
  /** Some of them carry an offset or a Z. */
  readonly offset: boolean
  /** Patterns of the engine's `strptime`, tried in order. */
  readonly patterns: readonly string[]
  /** The same for values that carry an offset. */
  readonly offsetPatterns: readonly string[]
  readonly number: 'epoch_seconds' | 'epoch_millis' | 'excel_serial' | null
  /** Vietnamese words (tháng, SA, CH) are put into the form the patterns know. */
  readonly vietnamese: boolean
}

export type InstantShape = {
  readonly shape: string
  readonly rows: number
  readonly line: number
  readonly text: string
}

/** Evidence for the order of day and month, from the whole column; null where no value gives any. */
export type OrderEvidence = {
  readonly dmy: { readonly line: number; readonly text: string } | null
  readonly mdy: { readonly line: number; readonly text: string } | null
  /** Two values that mean different days in the two orders. */
  readonly open: readonly { readonly line: number; readonly text: string }[]
}

export const isoConvention: InstantConvention = {
  iso: true,
  offset: false,
  patterns: [],
  offsetPatterns: [],
  number: null,
  vietnamese: false,
}

/** Date and time in the order of ISO 8601, with what exporters make of it. */
export const isoPattern =
  '^[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}([T ]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?)?( ?(Z|UTC|[-+][0-9]{2}:?([0-9]{2})?))?$'
export const offsetPattern = '(Z|UTC|[-+][0-9]{2}:?[0-9]{2}|:[0-9]{2}[-+][0-9]{2})$'

export const instantShapesSql = (table: string, column: string): string =>
  `select translate(${column}, '0123456789', '9999999999') as shape, count(*) as rows, min(line) as line, arg_min(${column}, line) as text
from ${table} where ${column} is not null group by 1 order by rows desc limit 500`

const timeForms = '9{1,2}[:h]99(?::99(?:[.,]9+)?)?(?: ?(?:[AaPp]\\.?[Mm]\\.?|SA|CH))?'
const offsetForms = ' ?(?:Z|UTC|[+-]99:?99|[+-]99)'
const dateForms: readonly (readonly [RegExp, (match: RegExpExecArray) => string | null])[] = [
  [/^9{1,2}([-/.])9{1,2}\1(9999|99)$/, (m) => `%A${m[1]}%B${m[1]}${m[2] === '99' ? '%y' : '%Y'}`],
  [/^9{1,2}([ -]?)[A-Za-z]{3}\.?([ ,-]+)(9999|99)$/, (m) => `%d${m[1]}%b${m[2]}${m[3] === '99' ? '%y' : '%Y'}`],
  [/^9{1,2} [A-Za-z]{4,}([ ,]+)9999$/, (m) => `%d %B${m[1]}%Y`],
  [/^[A-Za-z]{3}\.? 9{1,2}([ ,]+)9999$/, (m) => `%b %d${m[1]}%Y`],
  [/^[A-Za-z]{4,} 9{1,2}([ ,]+)9999$/, (m) => `%B %d${m[1]}%Y`],
  [/^9{8}$/, () => '%Y%m%d'],
]

const timePattern = (form: string): string =>
  form
    .replace(/^9{1,2}/, /[AaPpSC]/.test(form) ? '%I' : '%H')
    .replace(/([:h])99/, '$1%M')
    .replace(/:99/, ':%S')
    .replace(/([.,])9+/, '$1%f')
    .replace(/(?:[AaPp]\.?[Mm]\.?|SA|CH)$/, '%p')

/** The `strptime` pattern of one form; `%A`, `%B` stand for the two first parts where their order is open. */
const patternOf = (shape: string): { pattern: string; offset: boolean } | null => {
  const match = new RegExp(`^(?:[A-Za-z]{3}, )?(.*?)(?:(,? +|T)(${timeForms})(${offsetForms})?)?$`).exec(shape) ?? null
  const timeFirst = new RegExp(`^(${timeForms})( +)(.*)$`).exec(shape)
  const [date, gap, time, offset] = timeFirst
    ? [timeFirst[3]!, timeFirst[2]!, timeFirst[1]!, undefined]
    : [match?.[1] ?? shape, match?.[2], match?.[3], match?.[4]]
  for (const [form, make] of dateForms) {
    const found = form.exec(date)
    const day = found ? make(found) : null
    if (!day) continue
    const weekday = shape.match(/^[A-Za-z]{3}, /) ? '%a, ' : ''
    const clock = time === undefined ? '' : timePattern(time)
    const zone = offset === undefined ? '' : `${offset.startsWith(' ') ? ' ' : ''}%z`
    if (timeFirst) return { pattern: `${clock}${gap}${day}`, offset: false }
    return { pattern: `${weekday}${day}${time === undefined ? '' : `${gap}${clock}`}${zone}`, offset: zone !== '' }
  }
  return null
}

const ordered = (pattern: string, order: 'dmy' | 'mdy'): string =>
  order === 'dmy' ? pattern.replace('%A', '%d').replace('%B', '%m') : pattern.replace('%A', '%m').replace('%B', '%d')
const isOpen = (pattern: string): boolean => pattern.includes('%A')

/** The writing of a month or half day in Vietnamese, in the form of a shape. */
const vietnameseForm = (shape: string): string =>
  shape
    .replace(/\s*(?:,?\s*)(?:[Tt]háng|[Tt]hg\.?)\s*(9{1,2})\s*,?\s*/u, '/$1/')
    .replace(/ SA$/, ' AM')
    .replace(/ CH$/, ' PM')

/** Counts how many values can be read only with the day first, only with the month first, or differently in both. */
export const orderEvidenceSql = (table: string, column: string, patterns: readonly string[]): string => {
  const read = (order: 'dmy' | 'mdy'): string =>
    `try_strptime(${column}, [${patterns.map((pattern) => quote(ordered(pattern, order))).join(', ')}])`
  return `select min(line) filter (dmy is not null and mdy is null) as dmy_line, arg_min(text, line) filter (dmy is not null and mdy is null) as dmy_text,
  min(line) filter (mdy is not null and dmy is null) as mdy_line, arg_min(text, line) filter (mdy is not null and dmy is null) as mdy_text,
  min(line) filter (mdy <> dmy) as open_line, arg_min(text, line) filter (mdy <> dmy) as open_text,
  max(line) filter (mdy <> dmy) as last_line, arg_max(text, line) filter (mdy <> dmy) as last_text
from (select line, ${column} as text, ${read('dmy')} as dmy, ${read('mdy')} as mdy from ${table} where ${column} is not null)`
}

/** The open forms of a column: those whose order of day and month its values must show. Empty where nothing is open. */
export const openPatterns = (shapes: readonly InstantShape[], formats: Formats): readonly string[] =>
  formats.instant || formats.date_order
    ? []
    : [
        ...new Set(
          shapes
            .map((shape) => patternOf(vietnameseForm(shape.shape))?.pattern)
            .filter(
              (pattern): pattern is string => pattern !== undefined && isOpen(pattern) && !pattern.startsWith('/'),
            ),
        ),
      ]

const numberOf = (shapes: readonly InstantShape[]): InstantConvention['number'] => {
  const every = (form: RegExp): boolean => shapes.length > 0 && shapes.every((shape) => form.test(shape.shape))
  if (every(/^9{9,10}(\.9+)?$/)) return 'epoch_seconds'
  if (every(/^9{12,13}$/)) return 'epoch_millis'
  if (every(/^9{5}([.,]9+)?$/)) return 'excel_serial'
  return null
}

/**
 * Reads a column's way of writing dates off all its values. Where the order of day and month is open and nothing
 * says so, the values decide if one of them fits one order only.
 * @param evidence answer to `orderEvidenceSql` over `openPatterns`, where there are any
 * @throws Fault `date.order_ambiguous`, `date.mixed_formats`: nothing is guessed; `date.format_unknown`.
 */
export const decideInstants = (
  shapes: readonly InstantShape[],
  evidence: OrderEvidence | null,
  hints: { readonly header: string; readonly formats: Formats },
): { readonly convention: InstantConvention; readonly notes: readonly Note[] } => {
  const { formats, header } = hints
  if (formats.instant) return { convention: explicitInstants(formats.instant, shapes), notes: [] }
  const number = numberOf(shapes)
  const example = shapes[0]
  if (number && example)
    return {
      convention: { ...isoConvention, iso: false, number },
      notes: [
        { code: 'date.read_as', params: { column: header, format: number, line: example.line, value: example.text } },
      ],
    }
  let order = formats.date_order ?? null
  const notes: Note[] = []
  if (!order && evidence) {
    if (evidence.dmy && evidence.mdy)
      throw new Fault('date.mixed_formats', {
        column: header,
        line: evidence.dmy.line,
        value: evidence.dmy.text,
        other_line: evidence.mdy.line,
        other_value: evidence.mdy.text,
      })
    const decided = evidence.dmy ?? evidence.mdy
    order = evidence.dmy ? 'dmy' : evidence.mdy ? 'mdy' : null
    if (decided && order)
      notes.push({
        code: order === 'dmy' ? 'date.day_first' : 'date.month_first',
        params: { column: header, line: decided.line, value: decided.text },
      })
    else if (evidence.open[0]) {
      const iso = shapes.find((shape) => new RegExp(isoPattern.replaceAll('0-9', '9')).test(shape.shape))
      const [first] = evidence.open
      const second = iso ?? evidence.open[1] ?? first
      throw new Fault(iso ? 'date.mixed_formats' : 'date.order_ambiguous', {
        column: header,
        line: first.line,
        value: first.text,
        other_line: second.line,
        other_value: second.text,
      })
    }
  }
  return { convention: { ...fromShapes(shapes, order ?? 'dmy') }, notes }
}

const fromShapes = (shapes: readonly InstantShape[], order: 'dmy' | 'mdy'): InstantConvention => {
  const forms = shapes.map((shape) => ({ shape: shape.shape, found: patternOf(vietnameseForm(shape.shape)) }))
  const offset = new RegExp(offsetPattern.replaceAll('0-9', '9'))
  return {
    iso: true,
    offset: forms.some(({ shape }) => offset.test(shape)),
    patterns: [
      ...new Set(forms.flatMap(({ found }) => (found && !found.offset ? [ordered(found.pattern, order)] : []))),
    ],
    offsetPatterns: [...new Set(forms.flatMap(({ found }) => (found?.offset ? [ordered(found.pattern, order)] : [])))],
    number: null,
    vietnamese: forms.some(({ shape }) => vietnameseForm(shape) !== shape),
  }
}

const numbers = ['epoch_seconds', 'epoch_millis', 'excel_serial']

/** The given notation, with and without its seconds and its time; unmistakable year-first forms beside it. */
const explicitInstants = (notation: string, shapes: readonly InstantShape[]): InstantConvention => {
  if (notation === 'iso' || notation === 'ISO') return { ...isoConvention, offset: true }
  if (numbers.includes(notation))
    return { ...isoConvention, number: notation as NonNullable<InstantConvention['number']>, offset: true }
  const given = strptimeOf(notation)
  const zoned = given.includes('%z')
  const bare = given.replace(/\s*%z/, '')
  const short = bare.replace(/[:.]%S(?:[.,]%f)?/, '')
  const long = bare.includes('%S') ? bare : bare.replace('%M', '%M:%S')
  const day = bare.replace(/[T ,]*%[HI].*$/, '')
  const order = given.indexOf('%d') < given.search(/%m|%b|%B/) ? 'dmy' : 'mdy'
  const others = given.startsWith('%Y') ? [] : fromShapes(shapes, order).patterns.filter((form) => !form.includes('%b'))
  return {
    iso: !/^%Y.?%d/.test(given),
    offset: true,
    patterns: [...new Set([...(zoned ? [] : [bare]), short, long, day, ...others])].filter((form) => form !== ''),
    offsetPatterns: zoned ? [given] : fromShapes(shapes, order).offsetPatterns,
    number: null,
    vietnamese: / [Aa]$/.test(notation) || shapes.some((shape) => vietnameseForm(shape.shape) !== shape.shape),
  }
}
