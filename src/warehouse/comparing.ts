import type { Counts, Staged } from '#core/batch.ts'
import { type EntityName, entity } from '#core/entity.ts'
import type { Table } from '#core/metric.ts'
import { quote } from '#core/sql.ts'
import type { Store } from '#core/store.ts'
import { daysSql, hashingKeyTable, isReady, type Prepared, readySql, statusSql, touchedRows } from './compare.ts'
import type { OpenedWarehouse } from './open.ts'
import { mostDays, type Touched } from './refresh.ts'

export type Comparing = {
  /** Compares staged tables with what stands at `version`; a comparison of the same version is not made twice. */
  readonly prepare: (staged: readonly Staged[], version: number) => Promise<readonly Prepared[]>
  readonly count: (prepared: Prepared) => Promise<Partial<Counts>>
  readonly touchedBy: (prepared: readonly Prepared[]) => Promise<Touched>
  /** Drops what was made for these tables. */
  readonly forget: (staged: readonly Staged[]) => Promise<void>
  /** Conformed tables read by tables that can be refreshed by day. */
  readonly dayReads: ReadonlySet<string>
}

/** The comparisons in progress: temporary tables of the engine's process, gone when it is. */
export const openComparing = (warehouse: OpenedWarehouse, store: Store, tables: readonly Table[]): Comparing => {
  type Entry = { readonly prepared: Prepared; readonly version: number; readonly generation: number }
  const compared = new Map<string, Entry>()
  const dayReads = new Set(tables.flatMap((table) => (table.day ? table.reads : [])))
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
    const rows = await warehouse.run('select table_name from duckdb_tables() where temporary')
    const stored = new Set(rows.map((row) => row['table_name']))
    const prepared: Prepared[] = []
    for (const each of staged) {
      const number = ++serial
      const of = entity(each.entity)
      // A view has no row ids to count by.
      const asItStands = isReady(of) && stored.has(each.table)
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

  const touchedBy = async (prepared: readonly Prepared[]): Promise<Touched> => {
    const touched = new Map<EntityName, readonly string[] | 'all'>()
    for (const each of prepared) {
      const { entity: of } = each
      const { loaded = 0, updated = 0 } = await count(each)
      if (loaded + updated === 0) continue
      const before = touched.get(of.name) ?? []
      const partly = of.shape === 'fact' && before !== 'all' && dayReads.has(of.name)
      const days = partly ? await warehouse.run(daysSql(of, touchedRows(each), mostDays + 1)) : []
      touched.set(
        of.name,
        partly && days.length <= mostDays
          ? [...new Set([...before, ...days.map((row) => String(row['on_day']))])]
          : 'all',
      )
    }
    return touched
  }

  return { prepare, count, touchedBy, forget, dayReads }
}
