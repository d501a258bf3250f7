import type { Staged } from '#core/batch.ts'
import { type Entity, entity, wholeOrderLine } from '#core/entity.ts'
import { name, quote } from '#core/sql.ts'
import { type Column, type Group, groupsOf, sameKey } from './columns.ts'

/** Staged rows in the form a part's file has, and how each relates to what stands: `line, status`. */
export type Prepared = {
  readonly staged: Staged
  readonly entity: Entity
  readonly ready: string
  /** Null where nothing stands that they could relate to: all are new. */
  readonly status: string | null
}

/** Temporary table of one row holding the key personal data is hashed under; kept out of statements' texts and errors. */
export const hashingKeyTable = 'hashing_key'

const keyed = (text: string): string => `(select key from ${hashingKeyTable}) || ${text}`

const contentOf = (staged: Staged, group: Group): readonly string[] => {
  const of = entity(staged.entity)
  const field = of.fields.find((candidate) => candidate.name === group.field)!
  const given = of.shape === 'fact' || of.key.includes(field.name) || staged.fields.includes(field.name)
  if (!given) return group.columns.map((column) => `cast(null as ${column.type}) as ${name(column.name)}`)
  return group.columns.map((column) => {
    if (column.name.endsWith('_hash')) {
      const normal = `${field.personal}_key`
      return `case when ${normal} is not null then sha256(${keyed(normal)}) end as ${name(column.name)}`
    }
    if (field.personal)
      return `case when ${name(field.name)} is not null then md5_number_lower(${keyed(name(field.name))}) end as ${name(column.name)}`
    return `cast(${name(column.name)} as ${column.type}) as ${name(column.name)}`
  })
}

/** Whether staged rows have the form of a part's file as they are: facts without personal fields. */
export const isReady = (of: Entity): boolean => of.shape === 'fact' && !of.fields.some((field) => field.personal)

/** Personal fields out, their hashes and marks in; of a dimension only the fields the file gave. */
export const readySql = ({ staged, entity: of, ready }: Prepared): string =>
  `create temp table ${ready} as select ${groupsOf(of)
    .flatMap((group) => contentOf(staged, group))
    .join(', ')}, line from ${staged.table}`

export const filled = (alias: string, columns: readonly Column[]): string =>
  `(${columns.map((column) => `${alias}.${name(column.name)} is not null`).join(' or ')})`

const distinct = (columns: readonly Column[], a: string, b: string): string =>
  `(${columns.map((column) => `${a}.${name(column.name)} is distinct from ${b}.${name(column.name)}`).join(' or ')})`

/** Whether a row `s` changes the row `b` that stands under its key. */
const changes = (of: Entity, secondary: boolean, b: string): string => {
  const groups = groupsOf(of).filter((group) => !of.key.includes(group.field))
  const conditions = groups.map(({ columns }) => {
    if (of.shape === 'fact') return secondary ? 'false' : distinct(columns, 's', b)
    return secondary
      ? `(not ${filled(b, columns)} and ${filled('s', columns)})`
      : `(${filled('s', columns)} and ${distinct(columns, 's', b)})`
  })
  return conditions.length > 0 ? `(${conditions.join(' or ')})` : 'false'
}

/**
 * `loaded` where nothing stands under the key, `updated` where the row changes what stands, `unchanged` where it
 * repeats it or may not change it. A key given twice in one batch is compared with the earlier giving.
 */
export const statusSql = (prepared: Prepared, status: string, earlier: readonly Prepared[]): string => {
  const { staged, entity: of, ready } = prepared
  const judge = (alias: string): string =>
    `case when ${changes(of, staged.secondary, alias)} then 'updated' else 'unchanged' end`
  const before = earlier.filter((other) => other.entity.name === of.name).reverse()
  const joins = before.map((other, i) => `left join ${other.ready} p${i} on ${sameKey(of, 's', `p${i}`)}`)
  const cases = before.map((_, i) => `when p${i}.line is not null then ${judge(`p${i}`)}`)
  if (of.name === 'order_line') {
    joins.push(`left join (
      select distinct order_id from order_line where line_no <> ${quote(wholeOrderLine)}
        and order_id in (select order_id from ${ready} where line_no = ${quote(wholeOrderLine)})
    ) detailed on detailed.order_id = s.order_id and s.line_no = ${quote(wholeOrderLine)}`)
    cases.push(`when detailed.order_id is not null then 'unchanged'`)
  }
  return `create temp table ${status} as
select s.line, case ${cases.join(' ')} when e.precedence is null then 'loaded' else ${judge('e')} end as status
from ${ready} s left join ${of.name} e on ${sameKey(of, 's', 'e')} ${joins.join(' ')}`
}
