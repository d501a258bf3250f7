import { useQueries, useQuery } from '@tanstack/react-query'
import type { DimensionName } from '#core/dimension.ts'
import type { Group, Reading } from '#core/reading.ts'
import { dimensionOf } from '../app/search.ts'
import { useQuestion } from '../app/use-seven.ts'
import { useStretch } from '../app/use-stretch.ts'
import { definitionsQuery, metricQuery } from '../data/queries.ts'

export type Column = { readonly metric: string; readonly reading: Reading | undefined; readonly error: unknown }

export type Line = {
  readonly id: string
  /** Null for the missing member, which no filter of two can name. */
  readonly member: string | null
  readonly label: string
  readonly groups: readonly (Group | undefined)[]
}

/** Readings of several metrics by one dimension, and their members side by side in the order of the first. */
export const useColumns = (metrics: readonly string[], by: DimensionName, days?: number) => {
  const question = useQuestion()
  const stretch = useStretch(days)
  const definitions = useQuery(definitionsQuery).data
  const columns: readonly Column[] = useQueries({
    queries: metrics.map((metric) => {
      const known = definitions?.get(metric)?.dimensions ?? []
      const where = question.where?.filter((filter) => known.some((name) => name === dimensionOf(filter)))
      return {
        ...metricQuery(metric, {
          ...question,
          period: stretch ?? question.period,
          by,
          where: where?.length ? where : undefined,
        }),
        enabled: definitions !== undefined && (days === undefined || stretch !== undefined),
      }
    }),
    combine: (answers) =>
      answers.map(({ data, error }, i) => ({ metric: metrics[i]!, reading: data as Reading | undefined, error })),
  })
  const lines: Line[] = (columns[0]?.reading?.by ?? [])
    .filter((group) => by in group.members)
    .map((group) => {
      const member = group.members[by]
      return {
        id: String(member),
        member: member === null || member === undefined ? null : String(member),
        label: group.labels[by] ?? String(member),
        groups: columns.map(({ reading }) => reading?.by?.find((other) => other.members[by] === member)),
      }
    })
    .sort((a, b) => (b.groups[0]?.value ?? Number.NEGATIVE_INFINITY) - (a.groups[0]?.value ?? Number.NEGATIVE_INFINITY))
  return { columns, lines, waiting: columns[0]?.reading === undefined, definitions }
}
