import type { Landing } from '#core/batch.ts'
import type { EntityName } from '#core/entity.ts'
import type { PersonStore } from '#core/persons/person.ts'
import type { Settings } from '#core/settings.ts'
import type { Person } from '#core/store.ts'
import type { Row } from '#core/warehouse.ts'

export type PersonDeps = {
  readonly persons: PersonStore
  readonly people: (entity: EntityName, ids: readonly string[]) => ReadonlyMap<string, Person>
  readonly run: (sql: string) => Promise<readonly Row[]>
  readonly landing: Pick<Landing, 'settle'>
  readonly settings: () => Settings
  readonly today: () => string
  /** Keyed by the data directory, as leads keep numbers and addresses. */
  readonly keyedHash: (text: string) => string
  /** Takes the rows that hold one of these numbers or addresses out of the files of refused rows; gives how many. */
  readonly scrubRefused: (phones: readonly string[], emails: readonly string[]) => Promise<number>
}
