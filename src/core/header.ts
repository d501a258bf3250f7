import { exact, fold } from './fold.ts'
import type { TableHead } from './source.ts'

/**
 * The header of a file that stands for the first alias found, as the file writes it. Exact letters come before
 * lenient ones over all aliases: there are files with two columns that differ by one capital alone, so a
 * lenient match is taken only where a single column answers to it.
 */
export const findHeader = (head: TableHead, aliases: readonly string[]): string | null => {
  const written = head.headers.map((header) => ({ header, exact: exact(header), fold: fold(header) }))
  for (const alias of aliases) {
    const found = written.find((column) => column.exact === exact(alias))
    if (found) return found.header
  }
  for (const alias of aliases) {
    const found = written.filter((column) => column.fold === fold(alias))
    if (found.length === 1) return found[0]!.header
  }
  return null
}

/** Whether every item of a signature is among a file's headers. */
export const hasSignature = (head: TableHead, signature: readonly (readonly string[])[]): boolean =>
  signature.every((aliases) => findHeader(head, aliases) !== null)

/** Looks up a file's columns by name of what they hold; one not in the file is left out. */
export const findHeaders = <K extends string>(
  head: TableHead,
  aliases: Readonly<Record<K, readonly string[]>>,
): Readonly<Partial<Record<K, string>>> =>
  Object.fromEntries(
    Object.entries<readonly string[]>(aliases)
      .map(([name, list]) => [name, findHeader(head, list)])
      .filter(([, header]) => header !== null),
  ) as Partial<Record<K, string>>

/** Field → header for the fields whose column the file has. */
export const pickColumns = (fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined))
