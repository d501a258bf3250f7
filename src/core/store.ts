import type { Manifest } from './batch.ts'
import type { EntityName } from './entity.ts'
import type { Mapping } from './mapping.ts'
import type { SettingName, Settings } from './settings.ts'

export type Person = {
  readonly name?: string | null
  readonly phone?: string | null
  readonly email?: string | null
  readonly note?: string | null
}

/** The operational store as everything outside `store/` sees it. Every write is durable when the call returns. */
export type Store = {
  readonly settings: () => Settings
  readonly setSetting: (name: SettingName, value: unknown) => void
  readonly batches: () => readonly Manifest[]
  readonly batch: (importId: string) => Manifest | null
  /** Accepts a batch together with its people, in one transaction: from here on it is the truth. */
  readonly accept: (manifest: Manifest, people: Iterable<{ entity: EntityName; id: string } & Person>) => void
  readonly withdraw: (importId: string, at: string) => void
  readonly nextSequence: () => number
  /** Newest known person of an entity's row over batches not withdrawn. */
  readonly person: (entity: EntityName, id: string) => Person | null
  readonly people: (entity: EntityName, ids: readonly string[]) => ReadonlyMap<string, Person>
  /** Mapping chosen by hand for a header row, by its digest. */
  readonly mappingFor: (headersSha256: string) => readonly Mapping[] | null
  readonly rememberMapping: (headersSha256: string, mappings: readonly Mapping[]) => void
  /** Grows with every change of data or settings; readings are pure functions of it. */
  readonly dataVersion: () => number
  readonly close: () => void
}
