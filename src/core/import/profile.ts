import { quote } from '../sql.ts'
import type { Row } from '../warehouse.ts'
import { controlPattern, formulaErrors, nothingTexts, spaces, trimmedSql } from './texts.ts'

/** How a column is used; only what its uses need is measured. */
export type Uses = { readonly number: boolean; readonly instant: boolean; readonly id: boolean; readonly text: boolean }

/** What one pass over a table found in a column of numbers or dates. */
export type ColumnFacts = {
  readonly filled: number
  /** Numbers the engine reads as they are; with a point; with a point that cannot group thousands. */
  readonly plain: number
  readonly point: number
  readonly decimalPoint: number
  /** Year-month-day, without an offset. */
  readonly iso: number
  readonly longest: number
}

/** What a closer look found in a column that is not plain. */
export type Oddities = {
  readonly spaces: number
  /** Cells that write “nothing” out: NULL, N/A, a dash. */
  readonly nothing: number
  /** Every value is a whole number written with `.0`, as tables of numbers write identifiers. */
  readonly pointZero: boolean
  /** Formula errors, control characters or texts nobody writes were seen. */
  readonly suspicious: boolean
}

const isoOnly = '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?$'
const outer = `[${spaces.replace('\v', '\\v')}]`
const between = '\x1f'

/** Anything in a row of joined texts that asks for a closer look. */
const odd = [
  `(^|\\x1f)(${outer}|#)`,
  `${outer}(\\x1f|$)`,
  '[\\x00-\\x08\\x0e-\\x1e\\x7f]',
  `(^|\\x1f)(${nothingTexts.map((text) => text.replace(/[\\()]/g, '\\$&')).join('|')})(\\x1f|$)`,
  '\\.0(\\x1f|$)',
].join('|')

const isOther = (use: Uses): boolean => use.id || use.text || !(use.number || use.instant)

/** One pass that measures columns of numbers and dates, and tells whether any text of a row is odd. */
export const profileSql = (raw: string, uses: ReadonlyMap<string, Uses>): string => {
  const count = (column: string, name: string, condition: string): string =>
    `count(*) filter (where ${condition}) as ${name}_${column}`
  const measures = [...uses].flatMap(([column, use]) => [
    ...(use.number || use.instant
      ? [`count(${column}) as filled_${column}`, `max(strlen(${column})) as longest_${column}`]
      : []),
    ...(use.number
      ? [
          `count(try_cast(${column} as decimal(18, 4))) as plain_${column}`,
          count(column, 'point', `contains(${column}, '.')`),
          count(
            column,
            'decimal',
            `contains(${column}, '.') and regexp_matches(${column}, '^[-+]?(0[0-9]*|[0-9]{4,})[.]|[.]([0-9]{1,2}|[0-9]{4,})$')`,
          ),
        ]
      : []),
    ...(use.instant ? [count(column, 'iso', `regexp_matches(${column}, '${isoOnly}')`)] : []),
  ])
  const others = [...uses].filter(([, use]) => isOther(use)).map(([column]) => column)
  const joined = `concat_ws(${quote(between)}, ${others.join(', ')})`
  const texts =
    others.length === 0
      ? []
      : [`max(strlen(${joined})) as longest`, `count(*) filter (where regexp_matches(${joined}, ${quote(odd)})) as odd`]
  return `select ${['count(*) as rows', ...texts, ...measures].join(',\n  ')}\nfrom ${raw}`
}

export const readProfile = (row: Row, uses: ReadonlyMap<string, Uses>): ReadonlyMap<string, ColumnFacts> =>
  new Map(
    [...uses].map(([column]) => {
      const of = (name: string): number => Number(row[`${name}_${column}`] ?? 0)
      return [
        column,
        {
          filled: of('filled'),
          plain: of('plain'),
          point: of('point'),
          decimalPoint: of('decimal'),
          iso: of('iso'),
          longest: of('longest'),
        },
      ]
    }),
  )

/** Columns a closer look is needed at. */
export const oddColumns = (row: Row, uses: ReadonlyMap<string, Uses>): readonly string[] => {
  const facts = readProfile(row, uses)
  const texts = Number(row['odd'] ?? 0) > 0 || Number(row['longest'] ?? 0) > 300
  return [...uses]
    .filter(([column, use]) => {
      const { filled, plain, iso } = facts.get(column)!
      return (texts && isOther(use)) || (use.number && plain < filled) || (use.instant && iso < filled)
    })
    .map(([column]) => column)
}

/** The closer look. */
export const odditiesSql = (raw: string, columns: readonly string[]): string => {
  const measures = columns.flatMap((column) => {
    const count = (name: string, condition: string): string =>
      `count(*) filter (where ${condition}) as ${name}_${column}`
    return [
      `count(${column}) as filled_${column}`,
      `max(strlen(${column})) as longest_${column}`,
      count('spaces', `regexp_matches(${column}, ${quote(`^${outer}|${outer}$`)})`),
      count('errors', `${column} in (${formulaErrors.map(quote).join(', ')})`),
      count('controls', `regexp_matches(${column}, '${controlPattern}')`),
      count('nothing', `${column} in (${nothingTexts.map(quote).join(', ')})`),
      count('zero', `regexp_matches(${column}, '^[0-9]+[.]0$')`),
    ]
  })
  return `select ${measures.join(',\n  ')}\nfrom ${raw}`
}

export const readOddities = (row: Row, column: string): Oddities => {
  const of = (name: string): number => Number(row[`${name}_${column}`] ?? 0)
  return {
    spaces: of('spaces'),
    nothing: of('nothing'),
    pointZero: of('filled') > 0 && of('zero') === of('filled'),
    suspicious: of('errors') > 0 || of('controls') > 0 || of('longest') > 300,
  }
}

/** Statements that take outer spaces, written-out “nothing” and `.0` of identifiers away. */
export const cleaningSql = (table: string, column: string, use: Uses, found: Oddities): readonly string[] => [
  ...(found.spaces > 0
    ? [
        `update ${table} set ${column} = ${trimmedSql(column)} where regexp_matches(${column}, ${quote(`^${outer}|${outer}$`)})`,
      ]
    : []),
  ...(found.nothing > 0 && !use.text
    ? [`update ${table} set ${column} = null where ${column} in (${nothingTexts.map(quote).join(', ')})`]
    : []),
  ...(found.pointZero && use.id
    ? [`update ${table} set ${column} = left(${column}, length(${column}) - 2) where ${column} is not null`]
    : []),
]
