import { conformedColumns, type Entity } from '../entity.ts'
import { name } from '../sql.ts'
import { type Compiled, stagedColumns } from './compile.ts'

const keyList = (of: Entity): string => of.key.map(name).join(', ')

/** Keys that occur more than once among the good rows of typed tables, as hashes. Empty in most files. */
export const repeatedKeysSql = (of: Entity, tables: readonly string[]): string =>
  `select key from (${tables.map((table) => `select hash(${keyList(of)}) as key from ${table} where issue is null`).join(' union all ')}) group by key having count(*) > 1`

/**
 * Rows of repeated keys beside the first of each key: `part, id` (place in its typed table), `line`, `first_line`,
 * `same` (whether it says what the first one says).
 */
export const laterRowsSql = (of: Entity, tables: readonly string[], keys: string): string => {
  const content = stagedColumns(of)
    .filter((column) => column !== 'line')
    .map(name)
    .join(', ')
  const rows = tables.map(
    (table, part) =>
      `select ${part} as part, id, line, ${keyList(of)}, hash(${content}) as content from ${table} where issue is null and hash(${keyList(of)}) in (select key from ${keys})`,
  )
  return `select part, id, line, first_line, content = first_content as same from (
  select *, row_number() over w as n, first_value(line) over w as first_line, first_value(content) over w as first_content
  from (${rows.join(' union all ')}) window w as (partition by ${keyList(of)} order by part, line, id)
) where n > 1`
}

const lastSql = (of: Entity, columns: readonly string[], order: string): readonly string[] => {
  const types = new Map(conformedColumns(of).map((column) => [column.name, column.type]))
  return columns
    .filter((column) => !of.key.includes(column) && column !== 'line')
    .map(
      (column) =>
        `cast(arg_max(${name(column)}, ${order}) filter (where ${name(column)} is not null) as ${types.get(column) ?? 'VARCHAR'}) as ${name(column)}`,
    )
}

/** One row per key, each field the last value given: what rows of a dimension say together. */
export const mergedSql = (of: Entity, tables: readonly string[]): string => {
  const columns = stagedColumns(of).map(name).join(', ')
  const rows = tables.map(
    (table, part) => `select ${columns}, ${part} * 1000000000000 + line as place from ${table} where issue is null`,
  )
  return `select ${keyList(of)}, ${[...lastSql(of, stagedColumns(of), 'place'), 'max(line) as line'].join(', ')}
from (${rows.join(' union all ')}) group by ${keyList(of)}`
}

/**
 * One row per key of a mapping that reads a dimension off another entity's rows; rows with an issue stand apart, by
 * issue, with how many they are.
 */
export const distinctSql = (of: Entity, compiled: Compiled): string => {
  const named = compiled.namedCurrency ? ', max(named_currency) as named_currency' : ''
  return `select ${[keyList(of), ...lastSql(of, compiled.columns, 'line')].join(', ')}, max(line) as line, issue, count(*) as rows${named}
from (${compiled.statement}) group by ${keyList(of)}, issue`
}

/** The rows of a typed table with every staged column, and `id` (its place there) and `issue`. */
export const wholeRowsSql = (of: Entity, compiled: Compiled, table: string): string => {
  const columns = stagedColumns(of).map((column) =>
    column in compiled.constants ? `${compiled.constants[column]} as ${name(column)}` : name(column),
  )
  return `select ${columns.join(', ')}, issue, rowid as id${compiled.namedCurrency ? ', named_currency' : ''} from ${table}`
}

/** The good rows of several typed tables as one staged relation. */
export const stagedSql = (of: Entity, tables: readonly string[]): string =>
  tables
    .map((table) => `select ${stagedColumns(of).map(name).join(', ')} from ${table} where issue is null`)
    .join(' union all ')
