import type { EntityName } from '../entity.ts'
import type { Person } from '../store.ts'

/** Everything the organisation knows one person by. */
export type PersonIds = { readonly contacts: readonly string[]; readonly customers: readonly string[] }

export type PersonStore = {
  /** Contacts and customers with one of these numbers or addresses, in their normal form. */
  readonly idsOf: (phones: ReadonlySet<string>, emails: ReadonlySet<string>) => PersonIds
  /** Forgets what every import said of them; with `lasting`, also what later ones will say. */
  readonly forget: (entity: EntityName, ids: readonly string[], lasting: boolean) => number
  /** Takes in again what imports say of them from now on. */
  readonly readmit: (entity: EntityName, ids: readonly string[]) => number
  /** What leads and answers gathered here say of them, without what names nobody. */
  readonly gathered: (ids: PersonIds, hashes: readonly string[]) => GatheredOf
  /** Forgets it; opt-outs stay, so that nobody is asked again. */
  readonly forgetGathered: (ids: PersonIds, hashes: readonly string[]) => number
  /** Makes sure nothing forgotten is left in the file. */
  readonly shred: () => void
  /** Of those contacts or customers the ones something personal is still kept of. */
  readonly kept: (entity: EntityName, ids: readonly string[]) => readonly string[]
}

export type GatheredOf = {
  readonly leads: readonly Readonly<Record<string, unknown>>[]
  readonly invitations: readonly Readonly<Record<string, unknown>>[]
  readonly answers: readonly Readonly<Record<string, unknown>>[]
}

export type ToldPerson = { readonly entity: 'contact' | 'customer'; readonly id: string } & Person
