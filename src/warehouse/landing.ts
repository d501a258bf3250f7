import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BatchDraft, Landing, Manifest, Staged, Standing } from '#core/batch.ts'
import { diskFullOr } from '#core/disk-full.ts'
import { entities } from '#core/entities.ts'
import { type EntityName, entity } from '#core/entity.ts'
import { Fault } from '#core/fault.ts'
import type { Table } from '#core/metric.ts'
import { quote } from '#core/sql.ts'
import type { Store } from '#core/store.ts'
import type { Writing } from '#core/warehouse.ts'
import { applyPart, placeParts, withdrawnRows, withdrawSql } from './apply.ts'
import { daysSql } from './compare.ts'
import { openComparing } from './comparing.ts'
import { add, type Counted, countAll, noCounts } from './counting.ts'
import type { OpenedWarehouse } from './open.ts'
import { verifySums, writeManifest, writeParts } from './parts.ts'
import { bringPeople } from './people.ts'
import { fillAll, placedParts, settle } from './recover.ts'
import { isStale, leaveStale, mostDays, refreshTables, type Touched } from './refresh.ts'
import { type Difference, differences } from './verify.ts'

export type LandingOptions = {
  readonly warehouse: OpenedWarehouse
  readonly store: Store
  /** Folder of the batches; the engine must be allowed to read and write it. */
  readonly folder: string
  /** Tables of the KPIs, in order. */
  readonly tables: readonly Table[]
  /** The moment, ISO instant, for what is accepted or withdrawn. */
  readonly now: () => string
  /** Today in the organisation's time zone, for tables that depend on it. */
  readonly today: () => string
}

export type OpenedLanding = Landing & {
  /** Compares every conformed table with what the batches say, row contents included. */
  readonly verify: () => Promise<readonly Difference[]>
}

const isDamage = (error: unknown): error is Fault => error instanceof Fault && error.code === 'batch.damaged'

/**
 * Opens the landing of a data directory and settles it: batches the store knows and the warehouse does not are
 * applied, those withdrawn are taken out, folders no batch stands for are removed. Its calls wait for each other.
 * Where a batch's file is damaged, `refresh` and every change throw Fault `batch.damaged` until it is undone or restored.
 * @throws Fault `disk.full`
 */
export const openLanding = async (options: LandingOptions): Promise<OpenedLanding> => {
  const { warehouse, store, now } = options
  const folder = resolve(options.folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const world = { warehouse, store, folder, tables: options.tables, context: () => context() }
  const context = () => ({ settings: store.settings(), today: options.today() })

  const comparing = openComparing(warehouse, store, options.tables)
  const { prepare, count, touchedBy, dayReads } = comparing

  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work, work)
    last = result.catch(() => undefined)
    return result
  }

  /** Set when the store knows more than the warehouse. */
  let behind = true
  /** Grows with each change of what stands; a comparison made before is made again. */
  let version = 0
  let settled = 0
  /** Set when the data version could not be made to grow, on a full disk. */
  let owed = false
  const catchUp = async (): Promise<void> => {
    if (owed) grow()
    if (!behind && settled === warehouse.generation()) return
    await settle(world)
    version++
    behind = false
    settled = warehouse.generation()
  }
  const grow = (): void => {
    owed = true
    store.grow()
    owed = false
  }
  const changed = async (): Promise<void> => {
    version++
    try {
      grow()
    } catch {
      // Made up for by the next call.
    }
    // Committed work is safe in the log already; a checkpoint that fails is made up for by the next.
    await warehouse.run('checkpoint').catch(() => undefined)
  }

  const land = async (writing: Writing, manifest: Manifest, counted: readonly Counted[]): Promise<void> => {
    const placed = placeParts(manifest.sequence, manifest.parts, (part) => join(folder, manifest.import_id, part.file))
    for (const [i, each] of placed.entries()) {
      const { updated = 0, unchanged = 0 } = counted[i]!.found
      const { load, after } = applyPart(each, updated + unchanged === 0)
      for (const statement of load) await writing.run(statement)
      if (entity(each.part.entity).shape === 'fact' && !each.part.secondary)
        await verifySums(
          writing.run,
          each.part,
          `(select * from ${each.part.entity} where precedence = ${each.precedence})`,
          manifest.import_id,
        )
      for (const statement of after) await writing.run(statement)
    }
    await writing.run(`insert into landed values (${manifest.sequence}, ${quote(manifest.import_id)})`)
  }

  const accept = async (draft: BatchDraft, staged: readonly Staged[], refresh: 'now' | 'later'): Promise<Manifest> => {
    await catchUp()
    const same = store
      .batches()
      .find(
        (batch) =>
          batch.withdrawn_at === null && batch.sha256 === draft.sha256 && batch.mapping_sha256 === draft.mapping_sha256,
      )
    if (same) return same
    const prepared = await prepare(staged, version)
    const sequence = store.nextSequence()
    const importId = `imp_${String(sequence).padStart(4, '0')}_${draft.sha256.slice(0, 8)}`
    const directory = join(folder, importId)
    try {
      await rm(directory, { recursive: true, force: true })
      const touched = await touchedBy(prepared)
      const counted: Counted[] = []
      for (const each of prepared) counted.push({ prepared: each, found: await count(each) })
      const manifest: Manifest = {
        ...draft,
        import_id: importId,
        sequence,
        accepted_at: now(),
        withdrawn_at: null,
        ...countAll(draft, counted),
        parts: await writeParts(warehouse.run, directory, prepared),
      }
      await writeManifest(directory, manifest)
      await bringPeople(warehouse.run, store, sequence, staged)
      await warehouse.transaction(async (writing) => {
        await land(writing, manifest, counted)
        await (refresh === 'now' ? refreshTables : leaveStale)(writing, options.tables, context(), touched)
        store.accept(manifest, [])
      })
      await changed()
      return manifest
    } catch (error) {
      const accepted = store.batch(importId)
      if (!accepted) {
        await rm(directory, { recursive: true, force: true }).catch(() => undefined)
        try {
          store.dropPendingPeople()
        } catch {
          // Not seen by anyone; dropped when the directory is next opened.
        }
        throw diskFullOr(error, folder)
      }
      // The batch is true; only the projection lags. One attempt now, otherwise at the next call.
      behind = true
      await catchUp()
      await changed()
      return accepted
    }
  }

  const withdraw = async (importId: string): Promise<Manifest> => {
    try {
      await catchUp()
    } catch (error) {
      if (!isDamage(error) || error.params['import'] !== importId) throw error
      store.withdraw(importId, now())
      await catchUp()
      await changed()
      return store.batch(importId)!
    }
    const manifest = store.batch(importId)
    if (!manifest) throw new Fault('import.unknown', { import_id: importId, nearest: [] })
    if (manifest.withdrawn_at !== null)
      throw new Fault('import.already_undone', { import_id: importId, at: manifest.withdrawn_at })
    try {
      await warehouse.transaction(async (writing) => {
        await refreshTables(writing, options.tables, context(), await takeOut(writing, manifest))
        store.withdraw(importId, now())
      })
    } catch (error) {
      if (store.batch(importId)?.withdrawn_at === null) throw diskFullOr(error, folder)
      behind = true
      await catchUp()
    }
    await changed()
    return store.batch(importId)!
  }

  const takeOut = async (writing: Writing, manifest: Manifest): Promise<Touched> => {
    const touched = new Map<EntityName, readonly string[] | 'all'>()
    for (const of of entities) {
      const own = placedParts(world, [manifest], of.name)
      if (own.length === 0) continue
      const others = store
        .batches()
        .filter((batch) => batch.withdrawn_at === null && batch.sequence !== manifest.sequence)
      const { find, swap } = withdrawSql(of, manifest.sequence, own, placedParts(world, others, of.name))
      for (const statement of find) await writing.run(statement)
      const partly = of.shape === 'fact' && dayReads.has(of.name)
      const days = partly ? await writing.run(daysSql(of, withdrawnRows(of), mostDays + 1)) : []
      touched.set(of.name, partly && days.length <= mostDays ? days.map((row) => String(row['on_day'])) : 'all')
      for (const statement of swap) await writing.run(statement)
    }
    await writing.run(`delete from landed where sequence = ${manifest.sequence}`)
    return touched
  }

  let fresh = ''
  const asked = (): string => JSON.stringify([context(), version, warehouse.generation()])
  const isFresh = (): boolean => asked() === fresh && !behind && !owed
  const refresh = async (): Promise<void> => {
    if (isFresh()) return
    await catchUp()
    const rows = await warehouse.run('select name, sql_sha256 from built')
    const built = new Map(rows.map((row) => [String(row['name']), String(row['sql_sha256'])]))
    if (isStale(options.tables, context(), built)) {
      await warehouse.transaction((writing) => refreshTables(writing, options.tables, context(), new Map()))
      await changed()
    }
    fresh = asked()
  }

  const rebuild = async (): Promise<void> => {
    const made = await warehouse.beside('.new')
    try {
      await made.transaction((writing) => fillAll(world, writing))
      await made.run('checkpoint')
      const wrong = await differences(world, made)
      if (wrong.length > 0) throw new Fault('warehouse.differs', { entity: wrong.map((each) => each.entity) })
    } finally {
      await made.close()
    }
    if (warehouse.file === ':memory:') await warehouse.transaction((writing) => fillAll(world, writing))
    else await warehouse.replaceWith(made.file)
    behind = false
    await changed()
  }

  // A damaged file keeps tables from being complete: every call then says so, but the doctor and undoing stay possible.
  await inTurn(refresh).catch((error: unknown) => {
    if (!isDamage(error)) throw error
  })
  return {
    compare: (staged) =>
      inTurn(async () => {
        await catchUp()
        const standing: { -readonly [K in keyof Standing]: Standing[K] } = {}
        for (const each of await prepare(staged, version)) {
          const { loaded, updated, unchanged } = add(add(noCounts, standing[each.entity.name] ?? {}), await count(each))
          standing[each.entity.name] = { loaded, updated, unchanged }
        }
        return standing
      }),
    accept: (draft, staged, refresh = 'now') => inTurn(() => accept(draft, staged, refresh)),
    withdraw: (importId) => inTurn(() => withdraw(importId)),
    discard: (staged) =>
      inTurn(async () => {
        await comparing.forget(staged)
        // A staged table may be a view over what its maker drops.
        for (const { table } of staged)
          await warehouse
            .run(`drop view if exists ${table}`)
            .catch(() => warehouse.run(`drop table if exists ${table}`))
      }),
    rebuild: () => inTurn(rebuild),
    refresh: async () => {
      if (!isFresh()) await inTurn(refresh)
    },
    verify: () =>
      inTurn(async () => {
        await catchUp()
        return differences(world, warehouse)
      }),
  }
}
