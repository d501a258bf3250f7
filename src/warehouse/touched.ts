import { type Entity, type EntityName, entity, wholeOrderLine } from '#core/entity.ts'
import type { Table } from '#core/metric.ts'
import { name, quote } from '#core/sql.ts'
import type { Row, Writing } from '#core/warehouse.ts'
import { type PlacedPart, versionsSql } from './apply.ts'
import { partColumns, sameKey } from './columns.ts'
import { mostDays, type Touched } from './refresh.ts'

const dated = (of: Entity, relation: string): readonly string[] =>
  partColumns(of)
    .filter((column) => column.type === 'DATE' || column.type === 'TIMESTAMP')
    .map((column) => `select cast(${name(column.name)} as date) as on_day from ${relation}`)

/** Every day any of the rows speaks of, at most `most` of them. */
const daysSql = (of: Entity, relations: readonly string[], most: number): string =>
  `select distinct cast(on_day as varchar) as on_day from (${relations
    .flatMap((relation) => dated(of, relation))
    .join(' union all ')}) days where on_day is not null limit ${most}`

/** Rows whose days a part touches: its own, and those that stand in their place. */
export const rowsTouchedBy = (placed: PlacedPart): readonly string[] => {
  const of = entity(placed.part.entity)
  const own = versionsSql(of, [placed])
  const replaced = `(select e.* from ${of.name} e semi join ${own} v on ${sameKey(of, 'v', 'e')})`
  const whole = `(select e.* from ${of.name} e where line_no = ${quote(wholeOrderLine)} and order_id in (select order_id from ${own} v))`
  return of.name === 'order_line' ? [own, replaced, whole] : [own, replaced]
}

/**
 * Writes down which days of an entity a change speaks of, or that it is all of them, until the tables built on it are
 * brought up to date: days where some table can be built by day and they are few.
 */
export const touch = async (
  writing: Writing,
  of: Entity,
  relations: readonly string[],
  tables: readonly Table[],
): Promise<void> => {
  const partly = of.shape === 'fact' && tables.some((table) => table.day && table.reads.includes(of.name))
  const days = partly ? await writing.run(daysSql(of, relations, mostDays + 1)) : []
  const values =
    partly && days.length <= mostDays
      ? days.map((row) => `(${quote(of.name)}, ${quote(String(row['on_day']))})`)
      : [`(${quote(of.name)}, null)`]
  if (values.length > 0) await writing.run(`insert into touched values ${values.join(', ')}`)
}

/** What was touched since the tables were last brought up to date. */
export const touchedSince = async (run: (sql: string) => Promise<readonly Row[]>): Promise<Touched> => {
  const rows = await run(
    'select entity, list(distinct on_day) as days, bool_or(on_day is null) as whole from touched group by entity',
  )
  return new Map(
    rows.map((row) => [
      String(row['entity']) as EntityName,
      row['whole'] === true ? ('all' as const) : (row['days'] as unknown as readonly string[]),
    ]),
  )
}
