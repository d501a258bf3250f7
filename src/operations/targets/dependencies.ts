import type { Counts, Landing, Manifest, Part } from '#core/batch.ts'
import type { EntityName } from '#core/entity.ts'
import type { Cell } from '#core/warehouse.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'

/**
 * Takes rows made here the way a file's rows go: checked, one batch, history and undo included. `name` stands
 * where the file's name would. Fields a row leaves out are empty.
 */
export type ImportRows = (
  entity: EntityName,
  rows: readonly Readonly<Record<string, Cell>>[],
  name: string,
) => Promise<{ readonly import_id: string; readonly counts: Counts }>

export type TargetDeps = ReadingDeps & {
  readonly importRows: ImportRows
  readonly batches: () => readonly Manifest[]
  readonly landing: Pick<Landing, 'withdraw'>
  /** Where the rows of a part lie. */
  readonly partPath: (batch: Manifest, part: Part) => string
  /** Name of the account that made an import; null where none did or it is long ago. */
  readonly importedBy: (importId: string) => string | null
}
