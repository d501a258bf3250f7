import { useQuery } from '@tanstack/react-query'
import type { DimensionName } from '#core/dimension.ts'
import { metricQuery } from '../data/queries.ts'
import { useLanguage } from '../language.tsx'

export type Member = { readonly id: string; readonly label: string }

/** Members a metric has in a period, by name. */
export const useMembers = (
  metric: string,
  dimension: DimensionName,
  period: string | undefined,
  enabled: boolean,
): readonly Member[] | null => {
  const lang = useLanguage()
  const { data } = useQuery({
    ...metricQuery(metric, { period, compare: 'none', by: dimension, lang }),
    enabled,
    staleTime: 600_000,
  })
  if (!data?.by) return null
  return data.by
    .flatMap(({ members, labels }) => {
      const id = members[dimension]
      return id === null || id === undefined ? [] : [{ id: String(id), label: labels[dimension] ?? String(id) }]
    })
    .sort((a, b) => a.label.localeCompare(b.label, lang))
}
