import { conformedColumns, type Entity, entities } from '#core/entity.ts'
import { name } from '#core/sql.ts'

/**
 * Conformed tables, one per entity. `<entity>` holds the row that counts, `<entity>_superseded` the versions
 * a later batch replaced, so that taking a batch back restores exactly what stood before.
 * No keys and no indexes: uniqueness is kept by the loader (see docs/decisions).
 */
export const conformedDdl = (): string[] =>
  entities.flatMap((entity) => [table(entity, ''), table(entity, '_superseded')])

const table = (entity: Entity, suffix: string): string =>
  `create table if not exists ${entity.name}${suffix} (${conformedColumns(entity)
    .map((column) => `${name(column.name)} ${column.type}`)
    .join(', ')})`
