import { selectionOf } from './anonymity-table.ts'
import type { DimensionName } from './dimension.ts'
import type { Model } from './metric.ts'
import { quote } from './sql.ts'

type Asking = {
  readonly model: Model
  readonly dimensions: readonly DimensionName[]
  readonly by: readonly DimensionName[]
  readonly sums: readonly { readonly alias: string; readonly sql: string }[]
  readonly where: string | undefined
  /** The answers themselves, as `m`. */
  readonly from: string
  /** Condition of the quarters asked for, by the name of a column of `m`. */
  readonly days: (column: string) => string
}

/** The groups of answers of each day, as the table that keeps what may be shown of them has them. */
const keptSql = ({ dimensions, by, where, days }: Asking, table: string, sums: readonly string[]): string => {
  const columns = [
    'on_day',
    ...dimensions.map((name) => `c_${name}`),
    ...by.map((name, i) => `c_${name} as d${i + 1}`),
    ...sums,
    'kept',
  ]
  return `select ${columns.join(', ')}\nfrom ${table} m where m.selection = ${quote(selectionOf(where))} and ${days('on_day')}`
}

/** The same made of the answers, where nothing is kept of these sums. */
const madeSql = ({ model, dimensions, by, sums, where, from, days }: Asking): string => {
  const member = (name: DimensionName): string => `cast(${model.dimensions[name]!.sql} as varchar)`
  const columns = [
    `m.${model.day} as on_day`,
    ...dimensions.map((name) => `${member(name)} as c_${name}`),
    ...by.map((name, i) => `${member(name)} as d${i + 1}`),
    ...sums.map(({ alias, sql }) => `cast(${sql} as double) as ${alias}`),
  ]
  return `select ${columns.join(', ')}
from ${from}
where ${[days(model.day), ...(where ? [`(${where})`] : [])].join(' and ')}
group by all order by all`
}

/** Every group of answers of the quarters asked for: `on_day`, `c_<dimension>`, `d<n>` of the members, sums by alias. */
export const cellsSql = (asking: Asking): string => {
  const { model, dimensions, sums } = asking
  const kept = Object.entries(model.release?.sums ?? {})
  const columns = sums.map(({ alias, sql }) => {
    const column = kept.find(([, sum]) => sum === sql)?.[0]
    return column === undefined ? null : column === alias ? column : `${column} as ${alias}`
  })
  const all = columns.filter((column) => column !== null)
  return model.release && all.length === sums.length && dimensions.length === Object.keys(model.dimensions).length
    ? keptSql(asking, model.release.table, all)
    : madeSql(asking)
}
