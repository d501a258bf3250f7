import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DimensionName } from '#core/dimension.ts'
import { definitionsQuery, type Question } from '../data/queries.ts'
import { dimensionOf } from './search.ts'
import { useQuestion } from './use-seven.ts'

export type Applicable = {
  readonly question: Question
  /** Filters this metric cannot be asked with; they are left out and said to be. */
  readonly ignored: readonly DimensionName[]
  /** What the metric can be asked with is known. */
  readonly ready: boolean
}

/** The address's question as far as a metric can answer it. */
export const useApplicable = (metric: string): Applicable => {
  const question = useQuestion()
  const { data } = useQuery(definitionsQuery)
  const known = data?.get(metric)?.dimensions
  return useMemo(() => {
    const asked = question.where
    if (!asked) return { question, ignored: [], ready: true }
    if (!known) return { question, ignored: [], ready: false }
    const fits = (filter: string): boolean => known.some((name) => name === dimensionOf(filter))
    const where = asked.filter(fits)
    return {
      question: { ...question, where: where.length > 0 ? where : undefined },
      ignored: asked.filter((filter) => !fits(filter)).map((filter) => dimensionOf(filter) as DimensionName),
      ready: true,
    }
  }, [question, known])
}
