import type { Condition, Mapping } from './mapping.ts'
import type { Params, Words } from './messages.ts'

/** What is known of a table before its rows are read. Headers are as written, NFC. */
export type TableHead = {
  readonly file: string
  readonly sheet?: string
  readonly headers: readonly string[]
  /** First rows, as text, for values that decide (statuses, currency, date order). */
  readonly sample: readonly (readonly string[])[]
  /** Cells of the rows above the header row, where a report writes its title and its dates. */
  readonly preamble?: readonly (readonly string[])[]
}

/** A sum or count over the whole file that must equal what was loaded; shown to the user. */
export type CheckRule = {
  readonly name: string
  readonly label: Words
  readonly expected: Aggregate
  readonly actual: Aggregate
  /** Largest difference that still counts as equal, in the unit of the figure; default 0.5 of a minor unit. */
  readonly tolerance?: number
}

/** Of the file: over the rows the first mapping does not skip, rejected ones included; an empty cell counts 0. */
export type Aggregate =
  | { readonly rows: 'file' } // their number
  | { readonly sum: string } // column of the file
  | { readonly sum_once_per: string; readonly column: string } // value repeated on every line of a group
  | { readonly sum_product: readonly [string, string] } // column × column, added up
  | { readonly cell: string; readonly where: Condition } // of the file's own total row, skipped or not; without one, no check
  | { readonly loaded: 'rows' | string } // sum of a field over the first mapping's rows that stand, or their number
  | { readonly add: readonly Aggregate[] }
  | { readonly subtract: readonly [Aggregate, Aggregate] }

export type Recognised = {
  readonly mappings: readonly Mapping[]
  readonly checks?: readonly CheckRule[]
  /** What this file lacks so that nothing of it may be loaded: the code of a refusal and the nouns of its sentence. */
  readonly refusal?: { readonly code: string; readonly params: Params }
}

/** One kind of file. */
export type Source = {
  readonly slug: string
  readonly name: Words
  /** Headers without which it is not this file; each item is a list of aliases, newest first. */
  readonly signature: readonly (readonly string[])[]
  /** It gathers orders of other places of sale: an order that came by that place's own file is left to it. */
  readonly gathers?: true
  /** The mappings for this very header row, or null where it is not this file. Pure. */
  readonly recognise: (head: TableHead) => Recognised | null
}
