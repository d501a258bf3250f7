import { useQueries, useQuery } from '@tanstack/react-query'
import type { DimensionName } from '#core/dimension.ts'
import type { Reading } from '#core/reading.ts'
import { definitionsQuery, metricQuery } from '../data/queries.ts'
import { useApplicable } from './use-applicable.ts'

const dimensionsOfColumns: Readonly<Record<string, DimensionName>> = {
  location_id: 'location',
  product_id: 'product',
  owner: 'owner',
  rep: 'rep',
  province: 'province',
}

/**
 * What the ids in columns of a metric's rows are called: `column.id` → name, from the metric's own breakdowns.
 * @param period of the rows; left out, the one looked at
 */
export const useNames = (metric: string, columns: readonly string[], period?: string): ReadonlyMap<string, string> => {
  const applicable = useApplicable(metric)
  const { ready } = applicable
  const question = period === undefined ? applicable.question : { ...applicable.question, period }
  const known = useQuery(definitionsQuery).data?.get(metric)?.dimensions ?? []
  const looked = columns.filter((column) => known.some((name) => name === dimensionsOfColumns[column]))
  return useQueries({
    queries: looked.map((column) => ({
      ...metricQuery(metric, { ...question, compare: 'none', by: dimensionsOfColumns[column] }),
      enabled: ready,
    })),
    combine: (answers) =>
      new Map(
        answers.flatMap(({ data }, i) =>
          ((data as Reading | undefined)?.by ?? []).flatMap(({ members, labels }) => {
            const dimension = dimensionsOfColumns[looked[i]!]!
            const id = members[dimension]
            const label = labels[dimension]
            return id === null || id === undefined || label === undefined
              ? []
              : [[`${looked[i]}.${id}`, label] as const]
          }),
        ),
      ),
  })
}
