import { columnType, conformedColumns, type Entity } from '#core/entity.ts'
import { name } from '#core/sql.ts'

export type Column = { readonly name: string; readonly type: string }

/** Columns that come and go together: a province with its two codes, a phone with its hash and mark. */
export type Group = { readonly field: string; readonly columns: readonly Column[] }

/** Keyed digest of a personal field as written: tells a changed name from a repeated one without knowing either. */
export const markOf = (field: string): string => `${field}_mark`

/** What a row of the entity says, by field in contract order; natural key first. */
export const groupsOf = (entity: Entity): readonly Group[] =>
  entity.fields.map((field) => {
    if (field.personal) {
      const mark = { name: markOf(field.name), type: 'UBIGINT' }
      if (field.personal === 'phone' || field.personal === 'email')
        return { field: field.name, columns: [{ name: `${field.personal}_hash`, type: 'VARCHAR' }, mark] }
      return { field: field.name, columns: [mark] }
    }
    const names = field.type === 'province' ? ['province', 'province_old'] : [field.name]
    return { field: field.name, columns: names.map((each) => ({ name: each, type: columnType[field.type] })) }
  })

/** What a part's file holds: the row's content and the line it stood on. */
export const partColumns = (entity: Entity): readonly Column[] => [
  ...groupsOf(entity).flatMap((group) => group.columns),
  { name: 'line', type: 'BIGINT' },
]

/**
 * Columns of an entity's table: the conformed ones, then the marks, then `precedence`, by which one version of a
 * row stands before another (see `precedenceOf`).
 */
export const tableColumns = (entity: Entity): readonly Column[] => [
  ...conformedColumns(entity),
  ...entity.fields.filter((field) => field.personal).map((field) => ({ name: markOf(field.name), type: 'UBIGINT' })),
  { name: 'precedence', type: 'BIGINT' },
]

export const names = (columns: readonly Column[], alias = ''): string =>
  columns.map((column) => `${alias}${name(column.name)}`).join(', ')

const mostParts = 1_000

/**
 * The greatest counts. A later batch stands before an earlier one; rows read off another entity's rows stand
 * behind all others, the earliest of them first, so that they fill gaps and never override.
 */
export const precedenceOf = (sequence: number, part: number, secondary: boolean): number =>
  (secondary ? -1 : 1) * (sequence * mostParts + part)

/** Two relations' rows name the same thing. Key parts that may be left out match when both are. */
export const sameKey = (entity: Entity, a: string, b: string): string =>
  entity.key
    .map((key) => {
      const required = entity.fields.find((field) => field.name === key)?.required
      return `${a}.${name(key)} ${required ? '=' : 'is not distinct from'} ${b}.${name(key)}`
    })
    .join(' and ')

export const keyList = (entity: Entity, alias = ''): string =>
  entity.key.map((key) => `${alias}${name(key)}`).join(', ')
