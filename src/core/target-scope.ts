import { type DimensionName, dimensionNames } from './dimension.ts'
import { exact } from './fold.ts'
import type { Filter } from './reading.ts'

/** What part of the organisation a target is for: dimension → members; an empty one is the whole. */
export type Scope = ReadonlyMap<string, readonly string[]>

const isDimension = (text: string): text is DimensionName => (dimensionNames as readonly string[]).includes(text)

/**
 * `location=S001, channel=web` → dimension → members. A part that does not begin with the name of a dimension
 * and `=` belongs to the member list before it. Null where the text is not of this form.
 */
export const parseScope = (text: string | null): Scope | null => {
  const scope = new Map<string, string[]>()
  let members: string[] | null = null
  for (const part of exact(text ?? '').split(/[,;]/)) {
    const piece = part.trim()
    const match = /^(\w+)\s*=\s*(.*)$/.exec(piece)
    if (match && isDimension(match[1]!.toLowerCase())) {
      const dimension = match[1]!.toLowerCase()
      members = scope.get(dimension) ?? []
      members.push(match[2]!)
      scope.set(dimension, members)
    } else if (piece !== '') {
      if (!members) return null
      members.push(piece)
    }
  }
  return scope
}

const dimensionsOf = (scope: Scope): string[] => [...scope.keys()].sort()

/** The one way a scope is written: dimensions and members sorted, `channel=web,location=S001`; the whole is ''. */
export const scopeText = (scope: Scope): string =>
  dimensionsOf(scope)
    .map((dimension) => `${dimension}=${[...new Set(scope.get(dimension))].sort().join(',')}`)
    .join(',')

/** The scope a question's filters ask for; null where they are not one (exclusions, a dimension filtered twice, a name that
 * reads as something else). */
export const scopeOfFilters = (where: readonly Filter[]): Scope | null => {
  if (where.some((filter) => filter.not)) return null
  if (new Set(where.map((filter) => filter.dimension)).size < where.length) return null
  const scope = new Map(where.map((filter) => [filter.dimension, filter.values.map((value) => exact(value ?? ''))]))
  // A member whose name reads as more members, or as another dimension, would name a part nobody asked for.
  const read = parseScope(scopeText(scope))
  return read !== null && scopeText(read) === scopeText(scope) && read.size === scope.size ? scope : null
}
