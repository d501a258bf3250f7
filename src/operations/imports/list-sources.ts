import { entities } from '#core/entities.ts'
import type { EntityName } from '#core/entity.ts'
import type { Source } from '#core/source.ts'
import type { ImportDeps } from './dependencies.ts'

export type ListedSource = {
  readonly slug: string
  readonly name: string
  readonly entities: readonly EntityName[]
  /** Headers it is recognised by; of each item any writing will do. */
  readonly recognised_by: readonly (readonly string[])[]
}

/** What a source feeds, asked of the source itself with the headers it is known by. */
const feeds = (source: Source): readonly EntityName[] => {
  const heads = [0, 1, 2].map((i) => source.signature.map((aliases) => aliases[i] ?? aliases[0]!))
  for (const headers of heads) {
    const found = source.recognise({ file: 'example', headers, sample: [] })
    if (found && found.mappings.length > 0) return [...new Set(found.mappings.map((mapping) => mapping.entity))]
  }
  return []
}

/** Every kind of file that is recognised, then the entities a file may name its columns by. */
export const listSources = (deps: ImportDeps): readonly ListedSource[] => [
  ...deps.sources.map((source) => ({
    slug: source.slug,
    name: source.name[deps.language],
    entities: feeds(source),
    recognised_by: source.signature,
  })),
  ...entities.map((of) => ({
    slug: of.name,
    name: of.name,
    entities: [of.name],
    recognised_by: of.fields.filter((field) => field.required).map((field) => [field.name]),
  })),
]
