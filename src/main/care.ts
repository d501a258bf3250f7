import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readArchive, writeArchive } from '#adapters/backup.ts'
import { realTime } from '#adapters/clock.ts'
import { describeDirectory, makeBeside, parts, removeFolder, swapDirectory } from '#adapters/data-directory.ts'
import { openLock } from '#adapters/lock.ts'
import { makeWorkspace } from '#adapters/working-files.ts'
import { actorOf, consoleAccess } from '#core/access.ts'
import type { JournalRow } from '#core/account.ts'
import type { Manifest } from '#core/batch.ts'
import { Fault } from '#core/fault.ts'
import type { Store } from '#core/store.ts'
import type { CareDeps, StoredFile } from '#operations/care/dependencies.ts'
import type { RestoreDeps } from '#operations/care/restore.ts'
import { openStore } from '#store/open.ts'
import type { OpenedLanding } from '#warehouse/landing.ts'
import type { OpenedWarehouse } from '#warehouse/open.ts'
import { sha256Of } from '#warehouse/parts.ts'

type Opened = {
  readonly folder: string
  readonly store: Store
  readonly warehouse: OpenedWarehouse
  readonly landing: OpenedLanding
  readonly workspaces: string
}

/** Files of the batches a store knows. Those of imports taken back are brought along where they still are. */
const filesOf = (folder: string, batches: readonly Manifest[]): readonly StoredFile[] =>
  batches.flatMap((batch) => {
    const name = (file: string): string => `${parts.batches}/${batch.import_id}/${file}`
    const files: StoredFile[] = [
      { name: name('manifest.json'), path: join(folder, name('manifest.json')) },
      ...batch.parts.map(({ file, sha256 }) => ({ name: name(file), path: join(folder, name(file)), sha256 })),
    ]
    return batch.withdrawn_at === null ? files : files.filter(({ path }) => existsSync(path))
  })

const batchesIn = (directory: string): readonly Manifest[] => {
  const file = join(directory, parts.store)
  const store = openStore(file)
  try {
    const [wrong] = store.integrity()
    if (wrong !== undefined) throw new Fault('store.damaged', { file, detail: wrong })
    return store.batches()
  } finally {
    store.close()
  }
}

/** Last line of the journal that stands in a directory, null where none can be read. */
const journalEnd = (directory: string): JournalRow | null => {
  if (!existsSync(join(directory, parts.store))) return null
  try {
    const store = openStore(join(directory, parts.store))
    try {
      return store.accounts.journal(1, null)[0] ?? null
    } finally {
      store.close()
    }
  } catch {
    return null
  }
}

/** What looking after an open data directory needs, besides what readings do. */
export const careFor = ({
  folder,
  store,
  warehouse,
  landing,
  workspaces,
}: Opened): Omit<CareDeps, 'settings' | 'batches' | 'now' | 'today' | 'language'> => ({
  queryAsIs: warehouse.query,
  integrity: store.integrity,
  journalCheck: store.accounts.checkJournal,
  fileSum: (importId, file) => sha256Of(join(folder, parts.batches, importId, file)).catch(() => null),
  verify: landing.verify,
  rebuild: landing.rebuild,
  place: async () =>
    describeDirectory(
      folder,
      store.batches().map((batch) => batch.import_id),
    ),
  snapshot: async () => {
    const workspace = makeWorkspace(workspaces)
    const clear = (): void => rmSync(workspace.folder, { recursive: true, force: true })
    try {
      const copy = join(workspace.folder, parts.store)
      await store.snapshot(copy)
      const batches = batchesIn(workspace.folder)
      return { files: [{ name: parts.store, path: copy }, ...filesOf(folder, batches)], batches, clear }
    } catch (error) {
      clear()
      throw error
    }
  },
  writeArchive,
})

/** What restoring needs; nothing of it opens the directory for work. */
export const restoring: RestoreDeps = {
  importsIn: (directory) => {
    if (!existsSync(join(directory, parts.store))) return null
    try {
      return batchesIn(directory).length
    } catch {
      // A store that cannot be read may hold anything; only --force passes it.
      return 1
    }
  },
  makeBeside: async (directory) => makeBeside(resolve(directory)),
  unpack: readArchive,
  batchesIn,
  lock: async (directory) => {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    return (await openLock(directory)).release
  },
  note: (unpacked, detail, over) => {
    const before = journalEnd(over)
    const store = openStore(join(unpacked, parts.store))
    try {
      const replaced = before ? { replaced_rows: before.sequence, replaced_sha256: before.sha256 } : {}
      const entry = { at: new Date(realTime()).toISOString(), actor: actorOf(consoleAccess), action: 'data.restore' }
      store.accounts.record({ ...entry, subject: null, detail: { ...detail, ...replaced } })
    } finally {
      store.close()
    }
  },
  swap: (directory, beside) => swapDirectory(resolve(directory), beside),
  remove: removeFolder,
}
