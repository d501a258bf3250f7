import type { Formats } from './mapping.ts'
import type { Params } from './messages.ts'
import type { TableHead } from './source.ts'
import type { Warehouse } from './warehouse.ts'

/** Something worth telling the person about how a file was read: which encoding, delimiter, header row, and why. */
export type Note = { readonly code: string; readonly params: Params }

/**
 * One table of a file, decoded and ready for the engine. `select` is SQL giving `line` (row of the original
 * file, 1-based, BIGINT) and one VARCHAR column `c1 … cn` per header, in file order, without totals, padding or
 * header rows removed by rule; empty text is null, text is NFC. `damaged` are rows that could not be split into cells.
 */
export type OpenedTable = TableHead & {
  readonly header_row: number
  readonly select: string
  /**
   * The same rows without `line`, for readers that keep the order of rows: the first stands on `firstLine`, each on
   * the line after the one before. Only where that holds; numbering rows costs as much as reading them.
   */
  readonly inOrder?: { readonly select: string; readonly firstLine: number }
  readonly notes: readonly Note[]
  readonly damaged: readonly {
    readonly line: number
    readonly text: string
    readonly code: string
    readonly params: Params
  }[]
  /** How numbers and dates are to be read where the file format itself decides (spreadsheet cells). */
  readonly formats?: Formats
}

export type OpenOptions = {
  readonly sheet?: string
  readonly header_row?: number
  readonly formats?: Formats
  /** Folder the engine may read; decoded copies are put there. */
  readonly workspace: string
  /** Asks the engine, for formats only it can read (Parquet). */
  readonly query?: Warehouse['query']
  readonly onProgress?: (done: number, total: number) => void
}

/** Opens every table of a file. Throws a Fault `file.*` / `sheet.*` where the file as a whole cannot be read. */
export type OpenTables = (
  path: string,
  options: OpenOptions,
) => Promise<{ readonly tables: readonly OpenedTable[]; readonly sha256: string; readonly bytes: number }>
