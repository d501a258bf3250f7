import type { EntityName } from './entity.ts'
import type { Params } from './messages.ts'

/** Rows of one entity, typed and checked, waiting in a temporary table of the writing connection. */
export type Staged = {
  readonly entity: EntityName
  /**
   * Temporary table, or a view that has a column `rowid`: the entity's conformed columns without `batch` (so `line` is there), `phone_hash` and
   * `email_hash` absent, and the personal fields in clear as VARCHAR under their field names; beside a phone and
   * an e-mail stands `phone_key` / `email_key`, its normalised form for matching (E.164 / small letters), or null.
   * Natural keys are present and unique.
   */
  readonly table: string
  /** Fields the file gave; for dimension entities only these are merged over what stands. */
  readonly fields: readonly string[]
  /** Read off another entity's rows (a product named on an invoice): fills gaps, never overrides. */
  readonly secondary: boolean
  /**
   * Set where its rows are not rows of the file in their own right (a product read off invoices, a second entity
   * fed by rows that another one already counts): left out of the file's totals of loaded, updated and unchanged,
   * so that these add up with rejected and skipped to the rows read.
   */
  readonly uncounted?: true
}

export type Counts = {
  readonly rows_read: number
  readonly loaded: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly skipped: number
}

export type Check = { readonly name: string; readonly expected: number; readonly actual: number; readonly ok: boolean }

/** A row refused, with its place, and what to do. Data, never an exception. */
export type Reject = {
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly code: string
  readonly params: Params
  /** The original cells, in header order. */
  readonly cells: readonly (string | null)[]
}

/** What an accepted batch says of itself; written beside its files and kept in the store. */
export type Manifest = {
  readonly import_id: string
  readonly sequence: number
  readonly file: string
  readonly sha256: string
  readonly source: string
  /** Digest of the mappings used; the same file with the same mappings is the same batch. */
  readonly mapping_sha256: string
  readonly accepted_at: string
  readonly withdrawn_at: string | null
  readonly counts: Counts
  readonly by_entity: Readonly<Partial<Record<EntityName, Counts>>>
  readonly checks: readonly Check[]
  readonly parts: readonly Part[]
  readonly rejects_file: string | null
  /** Who brought it in, as the journal names them; left out where it is not known. */
  readonly by?: string
}

/** One entity's rows of a batch as an immutable Parquet file, with what it must contain. */
export type Part = {
  readonly entity: EntityName
  readonly file: string
  readonly sha256: string
  readonly rows: number
  /** Sum of every numeric column, as exact text; verified after each load. */
  readonly sums: Readonly<Record<string, string>>
  readonly fields: readonly string[]
  readonly secondary: boolean
}

/** Per staged entity: how its rows relate to what already stands. Tables: `line → 'loaded'|'updated'|'unchanged'`. */
export type Compared = { readonly entity: EntityName; readonly statusTable: string }

/** What is known of a batch before it is accepted; the rest of the manifest is made while landing. */
export type BatchDraft = Omit<
  Manifest,
  'import_id' | 'sequence' | 'accepted_at' | 'withdrawn_at' | 'counts' | 'by_entity' | 'parts'
> & {
  /** Rows read, rejected and skipped, known from staging; loaded, updated and unchanged come from comparing. */
  readonly counts: Pick<Counts, 'rows_read' | 'rejected' | 'skipped'>
  readonly by_entity: Readonly<Partial<Record<EntityName, Pick<Counts, 'rows_read' | 'rejected' | 'skipped'>>>>
}

/** How many staged rows are new, change what stands, or repeat it. */
export type Standing = Readonly<Partial<Record<EntityName, Pick<Counts, 'loaded' | 'updated' | 'unchanged'>>>>

/** Turns staged rows into an accepted batch and back. Supplied by `main`; every call is all or nothing. */
export type Landing = {
  /** Compares with what stands; changes nothing. */
  readonly compare: (staged: readonly Staged[]) => Promise<Standing>
  /**
   * Makes the batch true: files and manifest on disk, then one row in the store. The tables made of the batches
   * follow when they are next needed, whatever becomes of this process.
   */
  readonly accept: (draft: BatchDraft, staged: readonly Staged[]) => Promise<Manifest>
  /** Brings the conformed tables to what the batches say. */
  readonly settle: () => Promise<void>
  /**
   * The same, and what is built on them for the KPIs, where data, settings, the day or the program ask for it. Gives
   * a name for the state all these tables are then in: another name, and the same question may have another answer.
   */
  readonly refresh: () => Promise<string>
  /** Takes a batch back: exactly the state as if it had never been, later batches kept. */
  readonly withdraw: (importId: string) => Promise<Manifest>
  /** Drops the temporary tables, and what was made to compare them. */
  readonly discard: (staged: readonly Staged[]) => Promise<void>
  /** Makes every conformed table and every table built on them again from batches and store. */
  readonly rebuild: () => Promise<void>
}
