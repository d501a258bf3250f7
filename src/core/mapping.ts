import type { EntityName } from './entity.ts'

/**
 * How the columns of one table become rows of one entity. The public `MAPPING.json`; sources produce the
 * same thing, so that a recognised file and a hand-mapped one take one path.
 */
export type Mapping = {
  readonly entity: EntityName
  readonly sheet?: string
  /** 1-based; found by itself where left out. */
  readonly header_row?: number
  /** Field → header text. */
  readonly columns: Readonly<Record<string, string>>
  readonly constants?: Readonly<Record<string, string | number | boolean>>
  readonly formats?: Formats
  /** Field → what the file writes → what it means. `*` stands for any other value. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly skip_when?: readonly Condition[]
  readonly derive?: Readonly<Record<string, Derivation>>
  /** Rows of one dimension entity read off a table of something else: one per key, never a duplicate. */
  readonly distinct?: boolean
  /** One row of the file stands for as many rows as this column says; `{repeat_number}` counts them. */
  readonly repeat?: string
}

export type Formats = {
  /** `M/D/YYYY H:mm`, `epoch_seconds`, `epoch_millis`, `excel_serial`; for days as well as instants. */
  readonly instant?: string
  readonly decimal?: '.' | ','
  readonly group?: '.' | ',' | ' ' | "'" | ''
  /** Delimiter and encoding of a text file where they should not be guessed. */
  readonly delimiter?: string
  readonly encoding?: string
}

/** `matches` is a regular expression over the cell's text; `equals` and `empty` compare it. */
export type Condition = {
  readonly column: string
  readonly matches?: string
  readonly equals?: string
  readonly empty?: boolean
}

/** A value made from others. Column names are header texts. */
export type Derivation =
  | 'row_number' // 1-based place of the row in the file
  | { readonly row_number_in: string } // 1-based place among the rows with the same value of that column
  | { readonly template: string } // `{Header} {Other}`
  | { readonly sum: readonly string[] } // numbers; a leading `-` subtracts
  | { readonly product: readonly string[] }
  | { readonly divide: readonly [string, string] }
  | { readonly first_of: readonly string[] } // first that is not empty
  | {
      readonly rule: {
        readonly column: string
        readonly contains: Readonly<Record<string, string>>
        readonly otherwise?: string
      }
    }
