import type { Part } from '#core/batch.ts'
import { type Entity, entity, wholeOrderLine } from '#core/entity.ts'
import { name, quote } from '#core/sql.ts'
import { groupsOf, keyList, names, partColumns, precedenceOf, sameKey, tableColumns } from './columns.ts'
import { filled } from './compare.ts'

/** A part with its place: where its file is, whose it is, and how it stands among the versions of a row. */
export type PlacedPart = {
  readonly part: Part
  readonly path: string
  readonly sequence: number
  readonly precedence: number
}

export const placeParts = (
  sequence: number,
  parts: readonly Part[],
  pathOf: (part: Part) => string,
): readonly PlacedPart[] =>
  parts.map((part, i) => ({
    part,
    path: pathOf(part),
    sequence,
    precedence: precedenceOf(sequence, i, part.secondary),
  }))

/** Every version of an entity's rows the parts hold; files of an older shape lack columns, which are then null. */
export const versionsSql = (of: Entity, parts: readonly PlacedPart[]): string => {
  const columns = partColumns(of)
  const shape = columns.map((column) => `cast(null as ${column.type}) as ${name(column.name)}`).join(', ')
  const [only] = parts
  if (!only) return `(select ${shape}, cast(null as integer) as batch, cast(null as bigint) as precedence where false)`
  if (parts.length === 1)
    return `(
  select ${names(columns)}, cast(${only.sequence} as integer) as batch, cast(${only.precedence} as bigint) as precedence
  from (select ${shape} where false union all by name select * from read_parquet(${quote(only.path)}))
)`
  const files = parts.map(({ path }) => quote(path)).join(', ')
  const places = parts
    .map(({ path, sequence, precedence }) => `(${quote(path)}, ${sequence}, ${precedence})`)
    .join(', ')
  return `(
  select ${names(columns, 'f.')}, cast(p.batch as integer) as batch, cast(p.precedence as bigint) as precedence
  from (
    select ${shape}, '' as filename where false
    union all by name select * from read_parquet([${files}], filename = true, union_by_name = true)
  ) f join (values ${places}) p(path, batch, precedence) on p.path = f.filename
)`
}

/**
 * Of all versions the rows that count: of facts the greatest precedence, of dimensions field by field. Only keys
 * and precedences are gathered of facts, so that the rows themselves pass through without being held.
 */
export const standingSql = (of: Entity, versions: string, several: boolean): string => {
  const columns = tableColumns(of)
  if (of.shape === 'fact')
    return several
      ? `select ${names(columns, 'v.')} from ${versions} v left join (
  select ${keyList(of)}, max(precedence) as precedence from ${versions} w group by ${keyList(of)} having count(*) > 1
) most on ${sameKey(of, 'v', 'most')} where most.precedence is null or most.precedence = v.precedence`
      : `select ${names(columns)} from ${versions} v`
  const merged = groupsOf(of)
    .filter((group) => !of.key.includes(group.field))
    .flatMap((group) => {
      const { columns: parts } = group
      const packed = `{${parts.map((column) => `${name(column.name)}: ${name(column.name)}`).join(', ')}}`
      return parts.map((column) => {
        const newest = `arg_max(${packed}, precedence) filter (where ${filled('v', parts)})`
        return `(${newest}).${name(column.name)} as ${name(column.name)}`
      })
    })
  return `select ${names(columns)} from (
  select ${keyList(of)}, ${merged.join(', ')}, arg_max(batch, precedence) as batch, arg_max(line, precedence) as line,
    max(precedence) as precedence
  from ${versions} v group by ${keyList(of)}
) m`
}

/** A row standing for a whole order gives way to rows of the order's own lines. */
export const hideWholeOrdersSql = (table: string): string => {
  const whole = `select order_id from ${table} where line_no = ${quote(wholeOrderLine)}`
  return `delete from ${table} where line_no = ${quote(wholeOrderLine)} and order_id in (
  select order_id from ${table} where line_no <> ${quote(wholeOrderLine)} and order_id in (${whole}))`
}

const hide = (of: Entity, table: string): readonly string[] =>
  of.name === 'order_line' ? [hideWholeOrdersSql(table)] : []

/** Puts the standing rows of all parts into an empty table. */
export const fillSql = (of: Entity, table: string, parts: readonly PlacedPart[]): readonly string[] =>
  parts.length === 0
    ? []
    : [`insert into ${table} ${standingSql(of, versionsSql(of, parts), parts.length > 1)}`, ...hide(of, table)]

const insertPart = (placed: PlacedPart, of: Entity, condition: string): string => {
  const marks: Readonly<Record<string, string>> = {
    batch: String(placed.sequence),
    precedence: String(placed.precedence),
  }
  const columns = tableColumns(of)
  return `insert into ${of.name} select ${columns
    .map((column) => marks[column.name] ?? `v.${name(column.name)}`)
    .join(', ')} from ${versionsSql(of, [placed])} v${condition}`
}

/** Temporary table between the steps of one merge. */
const merging = 'merging'

const mergeDimension = (placed: PlacedPart, of: Entity): readonly string[] => {
  const columns = tableColumns(of)
  const standing = `(
    select ${names(columns)} from ${versionsSql(of, [placed])}
    union all by name
    select ${names(columns)} from ${of.name} e where exists (
      select 1 from ${versionsSql(of, [placed])} v where ${sameKey(of, 'v', 'e')})
  )`
  return [
    `create or replace temp table ${merging} as ${standingSql(of, standing, true)}`,
    `delete from ${of.name} e using ${merging} m where ${sameKey(of, 'm', 'e')}`,
    `insert into ${of.name} select ${names(columns)} from ${merging}`,
    `drop table ${merging}`,
  ]
}

/**
 * Adds a part that comes after everything that stands: `load` puts its rows in, `after` what follows once they
 * have been verified. Only rows under the part's keys are touched.
 */
export const applyPart = (
  placed: PlacedPart,
  nothingStands: boolean,
): { readonly load: readonly string[]; readonly after: readonly string[] } => {
  const of = entity(placed.part.entity)
  if (of.shape === 'dimension') return { load: mergeDimension(placed, of), after: [] }
  const other = (alias: string): string => `exists (select 1 from ${of.name} e where ${sameKey(of, alias, 'e')})`
  const load = placed.part.secondary
    ? [insertPart(placed, of, ` where not ${other('v')}`)]
    : [
        ...(nothingStands
          ? []
          : [`delete from ${of.name} e using ${versionsSql(of, [placed])} v where ${sameKey(of, 'v', 'e')}`]),
        insertPart(placed, of, ''),
      ]
  return { load, after: hide(of, of.name) }
}

/** What is recomputed together: an order whole, as its lines decide whether a row for all of it counts. */
const scopeOf = (of: Entity): Entity => (of.name === 'order_line' ? { ...of, key: ['order_id'] } : of)

export const restored = (of: Entity): string => `restored_${of.name}`
export const affected = (of: Entity): string => `affected_${of.name}`

/**
 * Takes a batch's rows of one entity out: what they stood on is computed again from the remaining parts, and
 * nothing else is touched. `find` fills the temporary tables of affected keys and restored rows, `swap` puts them in.
 */
export const withdrawSql = (
  of: Entity,
  sequence: number,
  own: readonly PlacedPart[],
  remaining: readonly PlacedPart[],
): { readonly find: readonly string[]; readonly swap: readonly string[] } => {
  const scope = scopeOf(of)
  const keys =
    of.shape === 'fact'
      ? `select distinct ${keyList(scope)} from ${of.name} where batch = ${sequence}`
      : `select distinct ${keyList(scope)} from ${versionsSql(of, own)} v`
  const versions = `(select v.* from ${versionsSql(of, remaining)} v where exists (
    select 1 from ${affected(of)} a where ${sameKey(scope, 'a', 'v')}))`
  return {
    find: [
      `create or replace temp table ${affected(of)} as ${keys}`,
      `create or replace temp table ${restored(of)} as ${standingSql(of, versions, true)}`,
      ...hide(of, restored(of)),
    ],
    swap: [
      `delete from ${of.name} e using ${affected(of)} a where ${sameKey(scope, 'a', 'e')}`,
      `insert into ${of.name} select ${names(tableColumns(of))} from ${restored(of)}`,
      `drop table ${affected(of)}`,
      `drop table ${restored(of)}`,
    ],
  }
}

/** Rows whose days taking a batch back touches. */
export const withdrawnRows = (of: Entity): readonly string[] => [
  `(select e.* from ${of.name} e where exists (select 1 from ${affected(of)} a where ${sameKey(scopeOf(of), 'a', 'e')}))`,
  restored(of),
]
