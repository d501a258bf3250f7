import { entities } from '../entities.ts'
import type { Entity } from '../entity.ts'
import { exact, fold } from '../fold.ts'
import type { Mapping } from '../mapping.ts'
import { nearest } from './nearest.ts'
import type { Problem } from './problems.ts'

const plain = (header: string): string => fold(header).replace(/[\s-]+/g, '_')

/** Field → header, for an entity whose fields are the headers: exact writing first, then leniently. */
const columnsFor = (of: Entity, headers: readonly string[]): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const field of of.fields) {
    const header =
      headers.find((candidate) => exact(candidate) === field.name) ??
      headers.find((candidate) => plain(candidate) === field.name)
    if (header !== undefined) found[field.name] = header
  }
  return found
}

const missing = (of: Entity, columns: Readonly<Record<string, string>>): readonly (readonly string[])[] => [
  ...of.fields
    .filter((field) => field.required && field.fallback === undefined && columns[field.name] === undefined)
    .map((field) => [field.name]),
  ...(of.oneOf ?? []).filter((group) => !group.some((name) => columns[name] !== undefined)),
]

/** The mapping of a table whose headers are the field names of an entity. */
export const ownMapping = (of: Entity, headers: readonly string[]): Mapping => ({
  entity: of.name,
  columns: columnsFor(of, headers),
})

/** What a table lacks to be read as that entity, each with the headers likest to it. */
export const ownProblems = (of: Entity, headers: readonly string[]): readonly Problem[] =>
  missing(of, columnsFor(of, headers)).map((group) => ({
    code: 'file.field_column_missing',
    params: {
      entity: of.name,
      field: group.join(' / '),
      nearest: nearest(group[0]!, headers),
      headers: headers.slice(0, 40),
    },
  }))

/**
 * Entities whose field names the headers are, the best first: all that is required is there, and the fields are
 * most of the headers. A file name that says the entity decides between equals.
 */
export const ownEntities = (headers: readonly string[], file: string): readonly Entity[] => {
  const named = plain(file)
  return entities
    .map((of) => {
      const columns = columnsFor(of, headers)
      const count = Object.keys(columns).length
      return { of, count, complete: missing(of, columns).length === 0, hint: named.includes(of.name) ? 1 : 0 }
    })
    .filter(({ complete, count }) => complete && count * 2 > headers.length)
    .sort((a, b) => b.count - a.count || b.hint - a.hint)
    .map(({ of }) => of)
}
