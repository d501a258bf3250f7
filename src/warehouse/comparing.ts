import type { Counts, Staged } from '#core/batch.ts'
import { type Entity, entity } from '#core/entity.ts'
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
      if (found.prepared.status !== null) await warehouse.run(`drop table if exists ${found.prepared.status}`)
    }
  }

  const nothingBefore = async (of: Entity, earlier: readonly Prepared[]): Promise<boolean> =>
    earlier.every((other) => other.entity.name !== of.name) &&
    (await warehouse.run(`select 1 from ${of.name} limit 1`)).length === 0

  const prepare = async (staged: readonly Staged[], version: number): Promise<readonly Prepared[]> => {
    const generation = warehouse.generation()
    const known = staged.map(({ table }) => compared.get(table))
    if (known.every((entry) => entry && entry.version === version && entry.generation === generation))
      return known.map((entry) => entry!.prepared)
    await forget(staged)
    await warehouse.run(`create or replace temp table ${hashingKeyTable} as select ${quote(store.hashingKey())} as key`)
    const prepared: Prepared[] = []
    for (const each of staged) {
      const number = ++serial
      const of = entity(each.entity)
      const asItStands = isReady(of)
      const next = {
        staged: each,
        entity: of,
        ready: asItStands ? each.table : `landing_ready_${number}`,
        status: (await nothingBefore(of, prepared)) ? null : `landing_status_${number}`,
      }
      if (!asItStands) await warehouse.run(readySql(next))
      if (next.status !== null) await warehouse.run(statusSql(next, next.status, prepared))
      compared.set(each.table, { prepared: next, version, generation })
      prepared.push(next)
    }
    return prepared
  }

  const count = async ({ ready, status }: Prepared): Promise<Partial<Counts>> => {
    if (status === null) return { loaded: Number((await warehouse.run(`select count(*) as n from ${ready}`))[0]!['n']) }
    return Object.fromEntries(
      (await warehouse.run(`select status, count(*) as n from ${status} group by status`)).map((row) => [
        row['status'],
        row['n'],
      ]),
    )
  }

  return { prepare, count, forget }
}
