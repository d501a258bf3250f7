import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BatchDraft, Landing, Manifest, Staged, Standing } from '#core/batch.ts'
import { diskFullOr } from '#core/disk-full.ts'
import { Fault } from '#core/fault.ts'
import type { Table } from '#core/metric.ts'
import { oneAtATime } from '#core/one-at-a-time.ts'
import type { Store } from '#core/store.ts'
import type { Writing } from '#core/warehouse.ts'
import { openComparing } from './comparing.ts'
import { add, type Counted, countAll, noCounts } from './counting.ts'
import type { OpenedWarehouse } from './open.ts'
import { writeManifest, writeParts } from './parts.ts'
import { bringPeople } from './people.ts'
import { fillAll, settle } from './recover.ts'
import { builtTables, isStale, refreshTables } from './refresh.ts'
import { touchedSince } from './touched.ts'
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

/** Both answers; where one fails, only once the other has ended too, so that nothing goes on behind what is cleared away. */
const bothEnded = async <A, B>(work: readonly [Promise<A>, Promise<B>]): Promise<readonly [A, B]> => {
  await Promise.allSettled(work)
  return Promise.all(work)
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

  const { prepare, count, forget } = openComparing(warehouse, store)

  const inTurn = oneAtATime()

  /** Set when the store may know more than the warehouse. */
  let behind = true
  /** Grows with each change of what stands; a comparison made before is made again. */
  let version = 0
  let settled = 0
  const changed = (): void => {
    version++
    behind = true
  }
  const catchUp = async (): Promise<void> => {
    if (!behind && settled === warehouse.generation()) return
    if (await settle(world)) version++
    behind = false
    settled = warehouse.generation()
  }

  const accept = async (draft: BatchDraft, staged: readonly Staged[]): Promise<Manifest> => {
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
      const counted: Counted[] = []
      for (const each of prepared) counted.push({ prepared: each, found: await count(each) })
      // Beside each other: the one is the engine's work, the other mostly the store's.
      const [parts] = await bothEnded([
        writeParts(warehouse.run, directory, importId, prepared),
        bringPeople(warehouse.run, store, sequence, staged),
      ])
      const manifest: Manifest = {
        ...draft,
        import_id: importId,
        sequence,
        accepted_at: now(),
        withdrawn_at: null,
        ...countAll(draft, counted),
        parts,
      }
      await writeManifest(directory, manifest)
      store.accept(manifest, [])
      changed()
      return manifest
    } catch (error) {
      const accepted = store.batch(importId)
      if (accepted) {
        changed()
        return accepted
      }
      await rm(directory, { recursive: true, force: true }).catch(() => undefined)
      try {
        store.dropPendingPeople()
      } catch {
        // Not seen by anyone; dropped when the directory is next opened.
      }
      throw diskFullOr(error, folder)
    }
  }

  const withdraw = async (importId: string): Promise<Manifest> => {
    try {
      await catchUp()
    } catch (error) {
      // Taking the damaged batch back is what mends it.
      if (!isDamage(error) || error.params['import'] !== importId) throw error
    }
    const manifest = store.batch(importId)
    if (!manifest) throw new Fault('import.unknown', { import_id: importId, nearest: [] })
    if (manifest.withdrawn_at !== null)
      throw new Fault('import.already_undone', { import_id: importId, at: manifest.withdrawn_at })
    try {
      store.withdraw(importId, now())
    } catch (error) {
      throw diskFullOr(error, folder)
    }
    changed()
    return store.batch(importId)!
  }

  let fresh = ''
  /** Set when the data version could not be made to grow, on a full disk. */
  let owed = false
  const asked = (): string => JSON.stringify([context(), version, warehouse.generation()])
  const isFresh = (): boolean => asked() === fresh && !behind && !owed
  const refresh = async (): Promise<void> => {
    if (isFresh()) return
    await catchUp()
    const [built, touched] = await Promise.all([builtTables(warehouse), touchedSince(warehouse.run)])
    const redefined = isStale(options.tables, context(), built)
    if (redefined || touched.size > 0) {
      await warehouse.transaction(async (writing) => {
        await refreshTables(writing, options.tables, context(), touched)
        await writing.run('delete from touched')
      })
      // Committed work is safe in the log already; a checkpoint that fails is made up for by the next.
      await warehouse.run('checkpoint').catch(() => undefined)
    }
    // A batch made the version grow when it was accepted; another day or setting has not yet.
    owed ||= redefined
    if (owed) store.grow()
    owed = false
    fresh = asked()
  }

  const makeAll = async (writing: Writing): Promise<void> => {
    await fillAll(world, writing)
    await refreshTables(writing, options.tables, context(), new Map())
  }

  const rebuild = async (): Promise<void> => {
    const made = await warehouse.beside('.new')
    try {
      await made.transaction(makeAll)
      await made.run('checkpoint')
      const wrong = await differences(world, made)
      if (wrong.length > 0) throw new Fault('warehouse.differs', { entity: wrong.map((each) => each.entity) })
    } finally {
      await made.close()
    }
    if (warehouse.file === ':memory:') await warehouse.transaction(makeAll)
    else await warehouse.replaceWith(made.file)
    version++
    behind = false
    // What stood may have been damaged, so that answers given of it are no longer those of the data.
    owed = true
  }

  // A damaged file keeps tables from being complete: every call then says so, but the doctor and undoing stay possible.
  await inTurn(catchUp).catch((error: unknown) => {
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
    accept: (draft, staged) => inTurn(() => accept(draft, staged)),
    withdraw: (importId) => inTurn(() => withdraw(importId)),
    discard: (staged) =>
      inTurn(async () => {
        await forget(staged)
        // A staged table may be a view over what its maker drops.
        for (const { table } of staged)
          await warehouse
            .run(`drop view if exists ${table}`)
            .catch(() => warehouse.run(`drop table if exists ${table}`))
      }),
    settle: () => inTurn(catchUp),
    rebuild: () => inTurn(rebuild),
    refresh: async () => {
      if (!isFresh()) await inTurn(refresh)
      return fresh
    },
    verify: () =>
      inTurn(async () => {
        await catchUp()
        return differences(world, warehouse)
      }),
  }
}
