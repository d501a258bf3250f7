import type { Accounts } from './account.ts'
import type { Manifest } from './batch.ts'
import type { EntityName } from './entity.ts'
import type { LeadStore } from './leads/lead.ts'
import type { MailStore } from './mail.ts'
import type { Mapping } from './mapping.ts'
import type { PersonStore } from './persons/person.ts'
import type { WatchStore } from './prices/watched.ts'
import type { PulseStore } from './pulse/round.ts'
import type { SettingName, Settings } from './settings.ts'
import type { SurveyStore } from './surveys/invitation.ts'

export type Person = {
  readonly name?: string | null
  readonly phone?: string | null
  readonly email?: string | null
  readonly note?: string | null
}

/** What one batch says of a person. Of several, the greatest `precedence` that is not empty counts, field by field. */
export type PersonRow = { readonly entity: EntityName; readonly id: string; readonly precedence: number } & Person

/** The operational store as everything outside `store/` sees it. Every write is durable when the call returns. */
export type Store = {
  readonly settings: () => Settings
  readonly setSetting: (name: SettingName, value: unknown) => void
  readonly batches: () => readonly Manifest[]
  readonly batch: (importId: string) => Manifest | null
  /** Accepts a batch together with its people, in one transaction: from here on it is the truth. */
  readonly accept: (manifest: Manifest, people: Iterable<{ entity: EntityName; id: string } & Person>) => void
  /** Takes a batch back; what it said of people is forgotten. */
  readonly withdraw: (importId: string, at: string) => void
  /** Brings people of a batch about to be accepted, in pieces; not seen by anyone until it is. */
  readonly addPeople: (sequence: number, people: readonly PersonRow[]) => void
  /** Drops people brought for batches that were never accepted. */
  readonly dropPendingPeople: () => void
  readonly nextSequence: () => number
  /** Newest known person of an entity's row over batches not withdrawn. */
  readonly person: (entity: EntityName, id: string) => Person | null
  readonly people: (entity: EntityName, ids: readonly string[]) => ReadonlyMap<string, Person>
  /** Mapping chosen by hand for a header row, by its digest. */
  readonly mappingFor: (headersSha256: string) => readonly Mapping[] | null
  readonly rememberMapping: (headersSha256: string, mappings: readonly Mapping[]) => void
  /** Grows with every change of data or settings; readings are pure functions of it. */
  readonly dataVersion: () => number
  /** Makes the version grow, once what a change entails has been done outside the store too. */
  readonly grow: () => void
  readonly accounts: Accounts
  readonly leads: LeadStore
  readonly persons: PersonStore
  readonly mail: MailStore
  readonly surveys: SurveyStore
  readonly pulse: PulseStore
  readonly watch: WatchStore
  /** Key of this data directory under which personal data is hashed; made with the store, never changed. */
  readonly hashingKey: () => string
  /** A consistent copy as one file, taken while others write; without sessions and links. */
  readonly snapshot: (file: string) => Promise<void>
  /** What is wrong with the file, in SQLite's words; empty where nothing is. */
  readonly integrity: () => readonly string[]
  readonly close: () => void
}
