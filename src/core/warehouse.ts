/** A cell as it crosses to the application: exact decimals and big integers as numbers, days and instants as ISO text. */
export type Cell = string | number | boolean | null

export type Row = Readonly<Record<string, Cell>>

/** Numbers of a column, in the narrowest kind of array that holds all of them exactly. */
export type Numbers = Float64Array | Int32Array | Uint8Array

/** Columns by name: numbers as arrays, a missing one as NaN; anything else as its cells. */
export type Columns = Readonly<Record<string, Numbers | readonly Cell[]>>

/** What a transaction in progress can do. */
export type Writing = Pick<Warehouse, 'run' | 'append'>

/** The analytic store as everything outside `warehouse/` sees it. */
export type Warehouse = {
  /** Runs one statement on a reading connection. */
  readonly query: (sql: string) => Promise<readonly Row[]>
  /** Runs statements in order on the writing connection; returns the last one's rows. */
  readonly run: (sql: string) => Promise<readonly Row[]>
  /** Runs statements as one transaction on the writing connection: all or nothing. */
  readonly transact: (statements: readonly string[]) => Promise<void>
  /**
   * One transaction on the writing connection that can ask as it goes: kept when `work` returns, as if it had
   * never been when `work` throws. Everyone else's writing waits; use only `writing` inside.
   */
  readonly transaction: <T>(work: (writing: Writing) => Promise<T>) => Promise<T>
  /** Streams rows in chunks, in order, without holding them all. */
  readonly stream: (sql: string, each: (rows: readonly Row[]) => void | Promise<void>) => Promise<void>
  /** Asks for very many rows of few numbers, column by column. */
  readonly columns: (sql: string) => Promise<Columns>
  /** Adds rows (arrays in column order) to a table of the writing connection. */
  readonly append: (table: string, rows: readonly (readonly Cell[])[]) => Promise<void>
  readonly close: () => Promise<void>
}
