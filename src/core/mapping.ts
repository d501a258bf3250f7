import type { EntityName } from './entity.ts'

/**
 * How the columns of one table become rows of one entity. The public `MAPPING.json`; sources produce the
 * same thing, so that a recognised file and a hand-mapped one take one path.
 *
 * Order of application: `skip_when` on the rows as they stand, `fill`, `columns` and `derive` (a field in both:
 * `derive` wins), `values`, and last `constants`, wherever the field is still empty.
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
  /**
   * Field → what the file writes → what it means, for columns and derived values alike. `*` stands for any other
   * value; a key that ends in `*` for every value that begins so, the longest one first, after the exact ones.
   * An empty cell stays empty, and an outcome of '' empties it. What is not listed stands as it is.
   */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly skip_when?: readonly Condition[]
  /** For files that write the values of a group (an order) on its first line only: the group's other lines take them. */
  readonly fill?: { readonly per: string; readonly columns: readonly string[] }
  readonly derive?: Readonly<Record<string, Derivation>>
  /** Rows of one dimension entity read off a table of something else: one per key, never a duplicate. */
  readonly distinct?: boolean
  /** One row of the file stands for as many rows as this column says; `{repeat_number}` counts them. */
  readonly repeat?: string
}

export type Formats = {
  /** `M/D/YYYY H:mm`, `epoch_seconds`, `epoch_millis`, `excel_serial`; for days as well as instants. */
  readonly instant?: string
  /** Which comes first in a date like 03/04/2026, where the file's origin says so; unmistakable forms are read as they are. */
  readonly date_order?: 'dmy' | 'mdy'
  readonly decimal?: '.' | ','
  readonly group?: '.' | ',' | ' ' | "'" | ''
  /** Delimiter and encoding of a text file where they should not be guessed. */
  readonly delimiter?: string
  readonly encoding?: string
  /** A text table without delimiters: header text → first and last character of its cells, 1-based. It has no header row. */
  readonly fixed_width?: Readonly<Record<string, readonly [number, number]>>
}

/** `matches` is a regular expression over the cell's text; `equals` and `empty` compare it; `not` turns the outcome round. */
export type Condition = {
  readonly column: string
  readonly matches?: string
  readonly equals?: string
  readonly empty?: boolean
  readonly not?: true
}

/** A header text, a number, or something made in turn. */
export type Operand = string | number | Derivation

/** A value made from others. Column names are header texts. Money is computed in decimals, never in floats. */
export type Derivation =
  | 'row_number' // 1-based place of the row in the file
  | { readonly row_number_in: string } // 1-based place among the rows with the same value of that column
  | { readonly sum_in: string; readonly of: Operand } // the operand added up over all rows with the same value of that column, skipped ones too
  | { readonly template: string } // `{Header} {Other}`; empty where every cell in it is empty
  | { readonly sum: readonly Operand[] } // numbers, an empty cell counts 0; a leading `-` subtracts; empty where all are
  | { readonly subtract: readonly [Operand, Operand] } // empty where one is
  | { readonly product: readonly Operand[] } // empty where one is
  | { readonly divide: readonly [Operand, Operand] } // empty where the second is empty or 0
  | { readonly round: Operand; readonly to?: number } // to so many decimals, default 0; halves away from zero
  | { readonly absolute: Operand } // without its sign
  | { readonly least: readonly Operand[] } // the smallest that is not empty
  | { readonly digest_of: string; readonly as: 'phone' | 'email' } // an id made of a phone or e-mail (SHA-256 of its normalised form, 16 hex digits), so that the value itself is not kept as an id
  | { readonly first_part_of: string; readonly by: string } // text before the first separator: `8001` of `8001;8002`
  | { readonly first_of: readonly Operand[] } // first that is not empty
  | {
      readonly rule: {
        readonly column: string
        readonly contains: Readonly<Record<string, string>>
        readonly otherwise?: string
      }
    }
  /** The text of the first case whose conditions all hold, itself a template; `otherwise`, or empty. */
  | {
      readonly when: readonly { readonly all: readonly Condition[]; readonly value: string }[]
      readonly otherwise?: string
    }
