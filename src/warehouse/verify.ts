import { entities } from '#core/entities.ts'
import type { EntityName } from '#core/entity.ts'
import { name } from '#core/sql.ts'
import type { Row, Warehouse } from '#core/warehouse.ts'
import { fillSql } from './apply.ts'
import { tableColumns } from './columns.ts'
import { placedParts, type World } from './recover.ts'

/** An entity whose table is not what its batches say. */
export type Difference = { readonly entity: EntityName; readonly expected: number; readonly actual: number }

/**
 * Makes each entity's standing rows again from the batches and compares number and contents with the table:
 * the sum of a hash over every column of every row, so that order does not matter.
 */
export const differences = async (world: World, warehouse: Warehouse): Promise<readonly Difference[]> => {
  const batches = world.store.batches().filter((batch) => batch.withdrawn_at === null)
  const found: Difference[] = []
  for (const of of entities) {
    const columns = tableColumns(of)
    const digest = async (table: string): Promise<Row> => {
      const [row] = await warehouse.run(
        `select count(*) as n, cast(sum(cast(hash(${columns.map((column) => name(column.name)).join(', ')}) as hugeint)) as varchar) as content from ${table}`,
      )
      return row!
    }
    const expected = `expected_${of.name}`
    await warehouse.run(`create or replace temp table ${expected} as select * from ${of.name} where false`)
    for (const statement of fillSql(of, expected, placedParts(world, batches, of.name))) await warehouse.run(statement)
    const [wanted, stands] = [await digest(expected), await digest(of.name)]
    await warehouse.run(`drop table ${expected}`)
    if (wanted['n'] !== stands['n'] || wanted['content'] !== stands['content'])
      found.push({ entity: of.name, expected: Number(wanted['n']), actual: Number(stands['n']) })
  }
  return found
}
