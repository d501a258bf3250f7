import { createHash } from 'node:crypto'
import { entities } from '#core/entities.ts'
import { name, quote } from '#core/sql.ts'
import { tableColumns } from './columns.ts'

/** Entities other rows point at, and the fields that point at them. */
const pointers: Readonly<Record<string, readonly string[]>> = {
  location: ['location_id'],
  product: ['product_id'],
  customer: ['customer_id'],
  rep: ['rep', 'owner'],
}

/** Ids that rows name before their own file has come: shown as placeholders, completed when it does. */
const placeholderView = (): string => {
  const parts = Object.entries(pointers).flatMap(([target, fields]) =>
    entities.flatMap((entity) =>
      entity.fields
        .filter((field) => fields.includes(field.name) && entity.name !== target)
        .map((field) => `select '${target}' as entity, ${name(field.name)} as id from ${entity.name}`),
    ),
  )
  const known = Object.keys(pointers).map((target) => `select '${target}' as entity, ${target}_id as id from ${target}`)
  return `create view placeholder as
select distinct entity, id from (${parts.join(' union all ')}) named
where id is not null and not exists (
  select 1 from (${known.join(' union all ')}) known where known.entity = named.entity and known.id = named.id
)`
}

const statements = (): string[] => [
  ...entities.map(
    (entity) =>
      `create table ${entity.name} (${tableColumns(entity)
        .map((column) => `${name(column.name)} ${column.type}`)
        .join(', ')})`,
  ),
  'create table landed (sequence integer, import_id varchar)',
  'create table built (name varchar, sql_sha256 varchar)',
  'create table touched (entity varchar, on_day varchar)',
  placeholderView(),
]

/** Digest of the shape; a file of another shape is made again from the batches. */
export const schemaDigest = (): string => createHash('sha256').update(statements().join(';\n')).digest('hex')

/**
 * An empty warehouse: one table per entity holding the row that counts, `landed` the batches it holds, `built`
 * what its KPI tables were made by, `touched` the days changed since, `placeholder` ids named but not yet known. No keys and no indexes:
 * uniqueness is kept by the loader.
 */
export const schemaDdl = (): string[] => [
  ...statements(),
  `create table about as select ${quote(schemaDigest())} as schema_sha256`,
]
