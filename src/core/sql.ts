/** Literals and names for SQL text. Everything a person can influence goes through here. */

export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

export const name = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`

export const day = (iso: string): string => `date ${quote(iso)}`

export const list = (items: readonly string[]): string => `(${items.map(quote).join(', ')})`
