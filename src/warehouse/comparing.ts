import type { Counts, Staged } from '#core/batch.ts'
import { entity } from '#core/entity.ts'
import { quote } from '#core/sql.ts'
import type { Store } from '#core/store.ts'
import { hashingKeyTable, isReady, type Prepared, readySql, statusSql } from './compare.ts'
import type { OpenedWarehouse } from './open.ts'

export type Comparing = {
  /** Compares staged tables with what stands at `version`; a comparison of the same version is not made twice. */
  readonly prepare: (staged: readonly Staged[], version: number) => Promise<readonly Prepared[]>
  readonly count: (prepared: Prepared) => Promise<Partial<Counts>>
  /** Drops what was made for these tables. */
  readonly forget: (staged: readonly Staged[]) => Promise<void>
}

/** The comparisons in progress: temporary tables of the engine's process, gone when it is. */
export const openComparing = (warehouse: OpenedWarehouse, store: Store): Comparing => {
  type Entry = { readonly prepared: Prepared; readonly version: number; readonly generation: number }
  const compared = new Map<string, Entry>()
  let serial = 0

  const forget = async (staged: readonly Staged[]): Promise<void> => {
    for (const { table } of staged) {
      const found = compared.get(table)
      compared.delete(table)
      if (!found || found.generation !== warehouse.generation()) continue
      if (found.prepared.ready !== table) await warehouse.run(`drop table if exists ${found.prepared.ready}`)
      await warehouse.run(`drop table if exists ${found.prepared.status}`)
    }
  }

  const prepare = async (staged: readonly Staged[], version: number): Promise<readonly Prepared[]> => {
    const generation = warehouse.generation()
    const known = staged.map(({ table }) => compared.get(table))
    if (known.every((entry) => entry && entry.version === version && entry.generation === generation))
      return known.map((entry) => entry!.prepared)
    await forget(staged)
    await warehouse.run(`create or replace temp table ${hashingKeyTable} as select ${quote(store.hashingKey())} as key`)
    const rows = await warehouse.run(`select table_name as name from duckdb_tables() where temporary
union all select table_name from duckdb_columns() where column_name = 'rowid'`)
    const numbered = new Set(rows.map((row) => row['name']))
    const prepared: Prepared[] = []
    for (const each of staged) {
      const number = ++serial
      const of = entity(each.entity)
      // Rows are counted by their ids, which of views only those have that pass them on.
      const asItStands = isReady(of) && numbered.has(each.table)
      const next = {
        staged: each,
        entity: of,
        ready: asItStands ? each.table : `landing_ready_${number}`,
        status: `landing_status_${number}`,
      }
      if (!asItStands) await warehouse.run(readySql(next))
      await warehouse.run(statusSql(next, prepared))
      compared.set(each.table, { prepared: next, version, generation })
      prepared.push(next)
    }
    return prepared
  }

  const count = async ({ status }: Prepared): Promise<Partial<Counts>> =>
    Object.fromEntries(
      (await warehouse.run(`select status, count(*) as n from ${status} group by status`)).map((row) => [
        row['status'],
        row['n'],
      ]),
    )

  return { prepare, count, forget }
}
