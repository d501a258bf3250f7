import { type DimensionName, missingWords } from '#core/dimension.ts'
import type { Members } from '#core/explain/answer.ts'
import type { Where } from '#core/explain/leaf-table.ts'
import { foldedCount, missingMember } from '#core/explain/leaves.ts'
import { defineMessages, fill, type Language } from '#core/messages.ts'
import type { Filter } from '#core/reading.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import { labelsFor } from '../readings/labels.ts'

const words = defineMessages({
  folded: { vi: 'khác ({count} giá trị)', en: 'other ({count} values)' },
})

/** A member as answers carry it: null where it is missing, the folded rest by its name. */
export const memberOf = (dimension: string, member: string): string | number | null => {
  if (member === missingMember) return null
  if (foldedCount(member) > 0) return fill(words.folded, 'en', { count: foldedCount(member) })
  return dimension === 'weekday' || dimension === 'hour' ? Number(member) : member
}

export const membersOf = (where: Where): Members =>
  Object.fromEntries(Object.entries(where).map(([dimension, member]) => [dimension, memberOf(dimension, member)]))

/** The conditions of a segment as filters; the folded rest of a dimension cannot be asked for again. */
export const filtersOf = (where: Where): Filter[] =>
  Object.entries(where).flatMap(([dimension, member]) =>
    foldedCount(member) > 0
      ? []
      : [{ dimension: dimension as DimensionName, not: false, values: [member === missingMember ? null : member] }],
  )

export type Labelled = (dimension: string, member: string) => string

/** Names of members in one language, looked up once for all segments of an answer. */
export const labelled = async (wheres: readonly Where[], deps: ReadingDeps, language: Language): Promise<Labelled> => {
  const dimensions = [...new Set(wheres.flatMap((where) => Object.keys(where)))] as DimensionName[]
  const rows = wheres.map((where) =>
    Object.fromEntries(
      dimensions.map((dimension, i) => {
        const member = where[dimension]
        return [
          `d${i + 1}`,
          member === undefined || member === missingMember || foldedCount(member) > 0 ? null : member,
        ]
      }),
    ),
  )
  const labels = await labelsFor(dimensions, rows, { ...deps, language })
  return (dimension, member) => {
    if (member === missingMember) return missingWords(dimension as DimensionName)[language]
    if (foldedCount(member) > 0) return fill(words.folded, language, { count: foldedCount(member) })
    return labels(dimension, member)
  }
}
