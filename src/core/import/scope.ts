import type { FieldType } from '../entity.ts'
import type { Columns } from './bind.ts'
import { instantSql } from './instant-sql.ts'
import { type InstantConvention, isoConvention } from './instants.ts'
import { type NumberConvention, namedCurrencySql, numberSql, plainConvention } from './numbers.ts'

/** An expression over the file's columns whose way of writing must be known before it can be read. */
export type Subject = {
  readonly key: string
  readonly kind: 'number' | 'instant'
  /** Over the columns of the relation `placed`; a bare column where `plain`. */
  readonly sql: string
  readonly plain: boolean
  /** Header shown when something is wrong with it. */
  readonly header: string
  readonly field: string
  readonly type: FieldType
}

/** What was decided about the subjects of one table. */
export type Conventions = {
  readonly numbers: ReadonlyMap<string, NumberConvention>
  readonly instants: ReadonlyMap<string, InstantConvention>
}

/** A value that is there and cannot be read. */
export type Bad = {
  readonly condition: string
  readonly code: string
  readonly header: string
  readonly value: string
  /** What it was expected to be, for the sentence. */
  readonly params?: Readonly<Record<string, string | number | readonly string[]>>
}

/** State of compiling one mapping: what it reads, and what it turned out to need. */
export type Scope = {
  /** Place of the mapping among those of the file. */
  readonly mapping: number
  readonly find: Columns
  readonly header: (column: string) => string
  readonly conventions: Conventions
  readonly timeZone: string
  readonly subjects: Map<string, Subject>
  /** Columns read once as numbers and instants: expression → name, in the relation `readings`. */
  readonly readings: Map<string, string>
  /** Window expressions, named `w1`, `w2`, … in the relation `placed`. */
  readonly windows: string[]
  /** Column of a rejects file that carries the row numbers of the original file. */
  readonly numbersColumn: string | null
  /** Raw columns in which formula errors, control characters or over-long texts were seen. */
  readonly suspicious: ReadonlySet<string>
  readonly read: Set<string>
}

export const columnIn = (scope: Scope, header: string): string => {
  const column = scope.find(header)
  if (!column) throw new Error(`column ${header} was not bound`)
  scope.read.add(column)
  return column
}

const isColumn = (sql: string): boolean => /^c\d+$/.test(sql)

/** Names the reading of a bare column, so that it is written and computed once. */
const named = (scope: Scope, sql: string, value: string): string => {
  if (!isColumn(sql)) return value
  const found = scope.readings.get(value) ?? `r${scope.readings.size + 1}`
  scope.readings.set(value, found)
  return found
}

const badNumber = (sql: string, value: string, header: string): Bad => ({
  condition: `${sql} is not null and ${value} is null`,
  code: 'number.unreadable',
  header,
  value: sql,
})

/** Reads text as a number of the given SQL type. */
export const readNumber = (
  scope: Scope,
  sql: string,
  target: { readonly header: string; readonly field: string; readonly type: FieldType; readonly as: string },
  bads: Bad[],
): { readonly value: string; readonly currency: string | null } => {
  const key = `number:${sql}`
  if (!scope.subjects.has(key))
    scope.subjects.set(key, {
      key,
      kind: 'number',
      sql,
      plain: isColumn(sql),
      header: target.header,
      field: target.field,
      type: target.type,
    })
  const convention = scope.conventions.numbers.get(key) ?? plainConvention
  const value = named(scope, sql, numberSql(sql, convention, target.as))
  if (!convention.safe) {
    const unread = badNumber(sql, value, target.header)
    bads.push(
      {
        ...unread,
        condition: `${unread.condition} and abs(try_cast(${sql} as double)) between 1e14 and 1e300`,
        code: 'number.too_large',
      },
      unread,
    )
  }
  if (convention.percent && target.type === 'money')
    bads.push({ condition: `ends_with(${sql}, '%')`, code: 'number.percent', header: target.header, value: sql })
  return { value, currency: namedCurrencySql(sql, convention) }
}

/** Reads text as a wall-clock timestamp. */
export const readInstant = (
  scope: Scope,
  sql: string,
  target: { readonly header: string; readonly field: string; readonly type: FieldType },
  bads: Bad[],
): string => {
  const key = `instant:${sql}`
  if (!scope.subjects.has(key)) scope.subjects.set(key, { key, kind: 'instant', sql, plain: isColumn(sql), ...target })
  const value = named(scope, sql, instantSql(sql, scope.conventions.instants.get(key) ?? isoConvention, scope.timeZone))
  const shaped = `regexp_matches(${sql}, '^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}([T ]|$)')`
  bads.push(
    {
      condition: `${value} is null and ${sql} is not null and ${shaped}`,
      code: 'date.impossible',
      header: target.header,
      value: sql,
    },
    {
      condition: `${value} is null and ${sql} is not null`,
      code: 'date.unreadable',
      header: target.header,
      value: sql,
    },
    {
      condition: `${value} not between timestamp '1900-01-01' and timestamp '2100-12-31'`,
      code: 'date.out_of_range',
      header: target.header,
      value: sql,
    },
  )
  return value
}
