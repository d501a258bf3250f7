import type { Manifest } from '#core/batch.ts'
import { Fault } from '#core/fault.ts'
import type { Params } from '#core/messages.ts'

/** What restoring needs from the world. */
export type RestoreDeps = {
  /** Imports in a data directory, null where it holds no store. */
  readonly importsIn: (directory: string) => number | null
  /** An empty folder beside the directory, on the same disk. */
  readonly makeBeside: (directory: string) => Promise<string>
  readonly unpack: (
    file: string,
    into: string,
  ) => Promise<readonly { readonly name: string; readonly sha256: string }[]>
  /** Batches of an unpacked store, after its own integrity has been checked. Throws Fault `store.damaged`. */
  readonly batchesIn: (directory: string) => readonly Manifest[]
  /** Keeps every other program out of a directory; gives the way to let them in again. */
  readonly lock: (directory: string) => Promise<() => void>
  /** Moves the directory aside, if there is one, and puts the other in its place; gives the old one's new path. */
  readonly swap: (directory: string, beside: string) => Promise<string | null>
  /** Writes into the journal of an unpacked store that it was brought back, and over which one. */
  readonly note: (unpacked: string, detail: Params, over: string) => void
  readonly remove: (folder: string) => Promise<void>
}

export type RestoreResult = {
  readonly directory: string
  readonly imports: number
  readonly files: number
  /** Where the data that stood there before is now. */
  readonly moved_to: string | null
}

/**
 * Brings a data directory back from a backup. The whole of it is unpacked and verified beside its place before
 * anything is touched; what stood there is moved aside, never deleted.
 * @throws Fault `restore.not_empty`, `backup.damaged`, `backup.unreadable`, `data.in_use`, `disk.full`
 */
export const restoreBackup = async (
  request: { readonly file: string; readonly directory: string; readonly force: boolean },
  deps: RestoreDeps,
): Promise<RestoreResult> => {
  const { file, directory, force } = request
  const standing = deps.importsIn(directory)
  if (standing !== null && standing > 0 && !force)
    throw new Fault('restore.not_empty', { directory, imports: standing })
  const unlock = await deps.lock(directory)
  try {
    const beside = await deps.makeBeside(directory)
    try {
      const files = await deps.unpack(file, beside)
      const sums = new Map(files.map((each) => [each.name, each.sha256]))
      if (!sums.has('store.sqlite')) throw new Fault('backup.damaged', { file, detail: 'store.sqlite' })
      const batches = deps.batchesIn(beside).filter((batch) => batch.withdrawn_at === null)
      for (const batch of batches)
        for (const part of batch.parts)
          if (sums.get(`batches/${batch.import_id}/${part.file}`) !== part.sha256)
            throw new Fault('backup.damaged', { file, detail: `${batch.import_id}/${part.file}` })
      const from = file.split(/[\\/]/).at(-1)!
      deps.note(beside, { file: from, imports: batches.length, files: files.length }, directory)
      const moved_to = await deps.swap(directory, beside)
      return { directory, imports: batches.length, files: files.length, moved_to }
    } catch (error) {
      await deps.remove(beside)
      throw error
    }
  } finally {
    unlock()
  }
}
