import type { ChainCheck } from '#core/account.ts'
import type { Manifest } from '#core/batch.ts'
import type { Language } from '#core/messages.ts'
import type { Settings } from '#core/settings.ts'
import type { Row } from '#core/warehouse.ts'

export type StoredFile = { readonly name: string; readonly path: string; readonly sha256?: string }

/** What the machine says of a data directory. */
export type Place = {
  readonly folder: string
  readonly node: string
  readonly freeBytes: number
  readonly bytes: number
  /** Files and folders others than their owner can read or write. */
  readonly open: readonly string[]
  /** Folders among the batches that none of them stands for. */
  readonly unknown: readonly string[]
  /** An analytics file put aside as unreadable. */
  readonly putAside: boolean
}

export type CareDeps = {
  /** Asks the tables as they stand, also where they could not be brought up to date. */
  readonly queryAsIs: (sql: string) => Promise<readonly Row[]>
  readonly settings: () => Settings
  readonly batches: () => readonly Manifest[]
  readonly now: () => string
  readonly today: () => string
  readonly language: Language
  /** What is wrong with the store's file; empty where nothing is. */
  readonly integrity: () => readonly string[]
  /** Whether every row of the journal of changes follows from the one before. */
  readonly journalCheck: () => ChainCheck
  /** SHA-256 of a batch's file, null where it cannot be read. */
  readonly fileSum: (importId: string, file: string) => Promise<string | null>
  readonly verify: () => Promise<
    readonly { readonly entity: string; readonly expected: number; readonly actual: number }[]
  >
  readonly rebuild: () => Promise<void>
  readonly place: () => Promise<Place>
  /** A consistent copy of the store with the batches it knows; `clear` takes the copy away. */
  readonly snapshot: () => Promise<{
    readonly files: readonly StoredFile[]
    readonly batches: readonly Manifest[]
    readonly clear: () => void
  }>
  readonly writeArchive: (
    file: string,
    entries: readonly StoredFile[],
    progress: (done: number, total: number) => void,
  ) => Promise<{ readonly bytes: number; readonly files: readonly { readonly sha256: string }[] }>
}
