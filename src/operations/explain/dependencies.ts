import type { Language } from '#core/messages.ts'
import type { OpenTables } from '#core/table.ts'
import type { Warehouse } from '#core/warehouse.ts'

/** What explaining a file needs from the world. */
export type ExplainDeps = {
  readonly openTables: OpenTables
  readonly query: Warehouse['query']
  /** Makes an empty folder the engine may read, and a way to take it away again. */
  readonly workspace: () => Promise<{ readonly folder: string; readonly clear: () => Promise<void> }>
  readonly language: Language
}
