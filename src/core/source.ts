import type { Mapping } from './mapping.ts'
import type { Words } from './messages.ts'

/** What is known of a table before its rows are read. Headers are as written, NFC. */
export type TableHead = {
  readonly file: string
  readonly sheet?: string
  readonly headers: readonly string[]
  /** First rows, as text, for values that decide (statuses, currency, date order). */
  readonly sample: readonly (readonly string[])[]
}

/** A sum or count over the whole file that must equal what was loaded; shown to the user. */
export type CheckRule = {
  readonly name: string
  readonly label: Words
  /** Arithmetic over header texts in braces, e.g. `sum({Thành tiền})`; compiled by the importer. */
  readonly expected: Aggregate
  readonly actual: Aggregate
  /** Largest difference that still counts as equal, in the unit of the figure; default 0.5 of a minor unit. */
  readonly tolerance?: number
}

export type Aggregate =
  | { readonly sum: string } // column of the file
  | { readonly sum_once_per: string; readonly column: string } // value repeated on every line of a group
  | { readonly loaded: 'rows' | string } // sum of a conformed column over the rows just loaded, or their number
  | { readonly add: readonly Aggregate[] }
  | { readonly subtract: readonly [Aggregate, Aggregate] }

export type Recognised = { readonly mappings: readonly Mapping[]; readonly checks?: readonly CheckRule[] }

/** One kind of file. */
export type Source = {
  readonly slug: string
  readonly name: Words
  /** Headers without which it is not this file; each item is a list of aliases, newest first. */
  readonly signature: readonly (readonly string[])[]
  /** The mappings for this very header row, or null where it is not this file. Pure. */
  readonly recognise: (head: TableHead) => Recognised | null
}
