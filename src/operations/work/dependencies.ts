import type { Access } from '#core/access.ts'
import type { Accounts } from '#core/account.ts'
import type { Landing, Manifest } from '#core/batch.ts'
import type { Warehouse } from '#core/warehouse.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import type { ImportRows } from '../targets/dependencies.ts'

/** What work lists and the contact log need from the world. */
export type WorkDeps = ReadingDeps & {
  /** Who asks; a log is theirs. */
  readonly access: Access
  readonly accounts: Pick<Accounts, 'user'>
  readonly randomId: () => string
  readonly importRows: ImportRows
  readonly landing: Landing
  readonly run: Warehouse['run']
  readonly batches: () => readonly Manifest[]
}
