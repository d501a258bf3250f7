import type { Landing, Manifest } from '#core/batch.ts'
import type { ResolveProvince } from '#core/import/lookups.ts'
import type { Mapping } from '#core/mapping.ts'
import type { Language } from '#core/messages.ts'
import type { Settings } from '#core/settings.ts'
import type { Source } from '#core/source.ts'
import type { OpenTables } from '#core/table.ts'
import type { Warehouse } from '#core/warehouse.ts'

/** What importing needs from the world. */
export type ImportDeps = {
  readonly openTables: OpenTables
  /** On the writing connection, where staged rows live. */
  readonly run: Warehouse['run']
  readonly query: Warehouse['query']
  readonly landing: Landing
  readonly settings: () => Settings
  readonly batches: () => readonly Manifest[]
  readonly batch: (importId: string) => Manifest | null
  readonly mappingFor: (headersSha256: string) => readonly Mapping[] | null
  readonly rememberMapping: (headersSha256: string, mappings: readonly Mapping[]) => void
  readonly sources: readonly Source[]
  readonly resolveProvince: ResolveProvince
  /** Today in the organisation's time zone, ISO date. */
  readonly today: () => string
  readonly language: Language
  readonly sha256: (text: string) => string
  /** Reads a small text file. Throws Fault `file.*`. */
  readonly readText: (path: string) => Promise<string>
  /** Makes an empty folder the engine may read, and a way to take it away again. */
  readonly workspace: () => Promise<{ readonly folder: string; readonly clear: () => Promise<void> }>
  /** Writes a file of the data directory whole or not at all; gives its path. */
  readonly writeRejects: (
    name: string,
    produce: (write: (text: string) => Promise<void>) => Promise<void>,
  ) => Promise<string>
  /** Writes a spreadsheet of texts and numbers; the first row is the header. */
  readonly writeSheet: (path: string, rows: readonly (readonly (string | number)[])[]) => Promise<string>
  /** The same spreadsheet as bytes in base64. */
  readonly sheetBase64: (rows: readonly (readonly (string | number)[])[]) => Promise<string>
  /** Path of a file of refused rows by its name; null where it is gone. */
  readonly rejectsFile: (name: string) => string | null
  /** Names of the accounts the journal speaks of; null for a machine's or a command's. */
  readonly nameOf: (actor: string) => string | null
  readonly writeText: (path: string, text: string) => Promise<string>
}
