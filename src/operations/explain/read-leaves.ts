import type { LeafTable } from '#core/explain/leaf-table.ts'
import { Fault } from '#core/fault.ts'
import { nearest } from '#core/import/nearest.ts'
import { decideNumbers, decimalOf, type NumberShape, numberShapesSql, numberSql } from '#core/import/numbers.ts'
import { quote } from '#core/sql.ts'
import type { OpenedTable } from '#core/table.ts'
import type { Row } from '#core/warehouse.ts'
import type { ExplainDeps } from './dependencies.ts'
import type { ExplainRequest } from './request.ts'

export type FileLeaves = {
  readonly leaves: LeafTable
  readonly observed: Float64Array
  readonly expected: Float64Array
  readonly bases: readonly [observed: Float64Array, expected: Float64Array] | null
  /** Rows of the file. */
  readonly rows: number
}

/** Members of a dimension beyond which the smallest are folded into one. */
export const mostMembers = 1000
/** Stands for a missing member. */
export const missingMember = ''
const namedPlaces = 10

/** What the members left over are called: nothing is dropped. */
export const otherMembers = (count: number): string => `other (${count} values)`

const columnOf = (table: OpenedTable, wanted: string): string => {
  const found = table.headers.flatMap((header, i) => (header === wanted.normalize('NFC') ? [i] : []))
  if (found.length > 1) throw new Fault('explain.column_twice', { column: wanted })
  if (found.length === 1) return `c${found[0]! + 1}`
  const close = nearest(wanted, table.headers)
  const meant = close.length > 0 ? ` → ${close.join(', ')}?` : ''
  throw new Fault('explain.column_missing', { column: wanted, columns: table.headers, nearest: meant })
}

/** SQL of each measure as a number, by the convention its whole column shows. */
const measuresOf = async (
  table: OpenedTable,
  columns: readonly (readonly [header: string, column: string])[],
  deps: ExplainDeps,
): Promise<readonly string[]> => {
  const shapes: (readonly NumberShape[])[] = []
  for (const [, column] of columns)
    shapes.push((await deps.query(numberShapesSql(`(${table.select})`, column))) as unknown as NumberShape[])
  // A lone mark before three digits is a decimal point, unless another column shows that commas are.
  const fileDecimal = shapes.map(decimalOf).find((mark) => mark !== null) ?? '.'
  return columns.map(([header, column], i) => {
    const hints = {
      header,
      field: 'amount',
      type: 'number',
      formats: table.formats ?? {},
      withoutMinorUnits: false,
      fileDecimal,
    } as const
    return numberSql(column, decideNumbers(shapes[i]!, hints).convention, 'DOUBLE')
  })
}

const refuse = (code: string, rows: readonly Row[]): never => {
  const places = rows.map((row) => `${row['header']} · ${row['line']} · ${row['text'] === null ? '∅' : row['text']}`)
  throw new Fault(code, { count: Number(rows[0]!['total']), places })
}

/** Cells for which `condition` holds, of the columns from the `first` on: a few with column, line and text. */
const cellsWhere = (
  columns: readonly (readonly [header: string, column: string])[],
  condition: (i: number) => string,
  first = 0,
): string =>
  `select *, count(*) over () as total from (${columns
    .flatMap(([header], i) =>
      i < first ? [] : [`select ${quote(header)} as header, line, t${i} as text from read where ${condition(i)}`],
    )
    .join(' union all ')}) order by line limit ${namedPlaces}`

/**
 * Reads the leaves of a table: members are texts, measures are added up over rows of the same members. Rows are put
 * in the order of their members, so that the order of the file changes nothing.
 * @throws Fault `explain.column_missing`, `.not_numbers`, `.negative_denominator`, `.no_rows`, `number.*`
 */
export const readFileLeaves = async (
  table: OpenedTable,
  request: ExplainRequest,
  deps: ExplainDeps,
): Promise<FileLeaves> => {
  const dims = request.dims.map((header) => columnOf(table, header))
  const named = [request.actual, request.expected, ...(request.denominator ?? [])]
  const columns = named.map((header) => [header, columnOf(table, header)] as const)
  const numbers = await measuresOf(table, columns, deps)
  const texts = columns.map(([, column], i) => `, ${column} as t${i}, ${numbers[i]!} as n${i}`)
  const read = `with read as (select line${dims.map((column, d) => `, coalesce(${column}, '') as d${d}`).join('')}${texts.join('')} from (${table.select}))`
  const unread = await deps.query(`${read} ${cellsWhere(columns, (i) => `n${i} is null or not isfinite(n${i})`)}`)
  if (unread.length > 0) refuse('explain.not_numbers', unread)
  if (request.denominator) {
    const negative = await deps.query(`${read} ${cellsWhere(columns, (i) => `n${i} < 0`, 2)}`)
    if (negative.length > 0) refuse('explain.negative_denominator', negative)
  }
  const keys = dims.map((_, d) => `d${d}`)
  const values = columns.map((_, i) => `v${i}`)
  const ranked = keys.map(
    (key) => `of_${key} as (select ${key} as member, row_number() over (order by size desc, ${key}) - 1 as place
  from (select ${key}, sum(abs(v0) + abs(v1)) as size from leaf group by 1))`,
  )
  const folded = keys.map(
    (key) => `member_${key} as (select member, least(place, ${mostMembers - 1}) as code from of_${key})`,
  )
  const record = [...keys.map((key) => `cast(k_${key}.code as double)`), ...values.map((value) => `l.${value}`)]
  const sql = `${read}, leaf as (select ${keys.join(', ')}${values.map((value, i) => `, sum(n${i} order by n${i}) as ${value}`).join('')} from read group by ${keys.join(', ')}),
${[...ranked, ...folded].join(',\n')}
select (select count(*) from read) as rows${keys.map((key) => `, (select list(member order by place) from of_${key}) as ${key}`).join('')},
  (select flatten(list([${record.join(', ')}] order by ${keys.map((key) => `l.${key}`).join(', ')})) from leaf l ${keys.map((key) => `join member_${key} k_${key} on k_${key}.member = l.${key}`).join(' ')}) as records`
  const [row] = await deps.query(sql)
  return toLeaves(row!, request)
}

const toLeaves = (row: Row, request: ExplainRequest): FileLeaves => {
  const records = (row['records'] ?? []) as unknown as readonly number[]
  const width = request.dims.length + (request.denominator ? 4 : 2)
  const size = records.length / width
  const column = (at: number): Float64Array => {
    const values = new Float64Array(size)
    for (let i = 0; i < size; i++) values[i] = records[i * width + at]!
    return values
  }
  const members = request.dims.map((_, d) => {
    const all = (row[`d${d}`] ?? []) as unknown as readonly string[]
    return all.length <= mostMembers
      ? all
      : [...all.slice(0, mostMembers - 1), otherMembers(all.length - mostMembers + 1)]
  })
  const measure = (i: number): Float64Array => column(request.dims.length + i)
  return {
    leaves: {
      dimensions: request.dims,
      members,
      codes: request.dims.map((_, d) => Int32Array.from(column(d))),
      size,
    },
    observed: measure(0),
    expected: measure(1),
    bases: request.denominator ? [measure(2), measure(3)] : null,
    rows: Number(row['rows']),
  }
}
