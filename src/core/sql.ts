/** Literals and names for SQL text. Everything a person can influence goes through here. */

export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

export const name = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`

export const day = (iso: string): string => `date ${quote(iso)}`

/**
 * SQL of a sum of doubles that comes out the same in whatever order its rows are added, as it does not on an engine
 * of several threads: each term is put on `scale` decimals first.
 */
export const steadySum = (term: string, scale = 12): string => `sum(cast(${term} as decimal(38, ${scale})))`

/** SQL of a number as text without the noughts behind its decimals. */
export const numberText = (value: string): string =>
  `regexp_replace(cast(${value} as varchar), '(\\.[0-9]*[1-9])0+$|\\.0+$', '\\1')`

export const list = (items: readonly string[]): string => `(${items.map(quote).join(', ')})`
