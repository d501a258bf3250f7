import { quote } from '../sql.ts'
import type { Row } from '../warehouse.ts'
import { controlPattern, formulaErrors, nothingTexts } from './texts.ts'

/** What one pass over a table found in one of its columns. */
export type ColumnFacts = {
  readonly filled: number
  /** Formula errors, control characters or texts nobody writes were seen. */
  readonly suspicious: boolean
  /** Cells that write “nothing” out: NULL, N/A, a dash. */
  readonly nothing: number
  /** Every value is a whole number written with `.0`, as tables of numbers write identifiers. */
  readonly pointZero: boolean
  readonly longest: number
  /** Digits with at most a sign before and a point inside; with a point; with a point that cannot group thousands. */
  readonly plain: number
  readonly point: number
  readonly decimalPoint: number
  /** Year-month-day, without an offset. */
  readonly iso: number
}

/** How a column is used; only what its uses need is measured. */
export type Uses = { readonly number: boolean; readonly instant: boolean; readonly id: boolean; readonly text: boolean }

const isoOnly = '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?$'

/** One statement that measures every column; columns of the answer are `<measure>_<column>`. */
export const profileSql = (raw: string, uses: ReadonlyMap<string, Uses>): string => {
  const measures = [...uses].flatMap(([column, use]) => {
    const count = (name: string, condition: string): string =>
      `count(*) filter (where ${condition}) as ${name}_${column}`
    return [
      `count(${column}) as filled_${column}`,
      `max(strlen(${column})) as longest_${column}`,
      count('errors', `starts_with(${column}, '#') and ${column} in (${formulaErrors.map(quote).join(', ')})`),
      ...(use.number
        ? [
            count('plain', `regexp_matches(${column}, '^[-+]?[0-9]+([.][0-9]+)?$')`),
            count('point', `contains(${column}, '.')`),
            count(
              'decimal',
              `contains(${column}, '.') and regexp_matches(${column}, '^[-+]?(0[0-9]*|[0-9]{4,})[.]|[.]([0-9]{1,2}|[0-9]{4,})$')`,
            ),
          ]
        : []),
      ...(use.instant ? [count('iso', `regexp_matches(${column}, '${isoOnly}')`)] : []),
      ...(use.text || use.id ? [count('controls', `regexp_matches(${column}, '${controlPattern}')`)] : []),
      ...(use.id
        ? [
            count('nothing', `${column} in (${nothingTexts.map(quote).join(', ')})`),
            count('zero', `ends_with(${column}, '.0') and regexp_matches(${column}, '^[0-9]+[.]0$')`),
          ]
        : []),
    ]
  })
  return `select count(*) as rows${measures.map((measure) => `,\n  ${measure}`).join('')}\nfrom ${raw}`
}

export const readProfile = (row: Row, columns: Iterable<string>): ReadonlyMap<string, ColumnFacts> =>
  new Map(
    [...columns].map((column) => {
      const of = (name: string): number => Number(row[`${name}_${column}`] ?? 0)
      return [
        column,
        {
          filled: of('filled'),
          suspicious: of('errors') > 0 || of('controls') > 0 || of('longest') > 300,
          nothing: of('nothing'),
          pointZero: of('filled') > 0 && of('zero') === of('filled'),
          longest: of('longest'),
          plain: of('plain'),
          point: of('point'),
          decimalPoint: of('decimal'),
          iso: of('iso'),
        },
      ]
    }),
  )

/** Empties cells that write “nothing” out, in columns that hold no free text. */
export const emptyNothingSql = (raw: string, column: string): string =>
  `update ${raw} set ${column} = null where ${column} in (${nothingTexts.map(quote).join(', ')})`

export const dropPointZeroSql = (raw: string, column: string): string =>
  `update ${raw} set ${column} = left(${column}, length(${column}) - 2) where ${column} is not null`
