import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DimensionName } from '#core/dimension.ts'
import type { WhyAnswer } from '#core/explain/answer.ts'
import type { Language, Words } from '#core/messages.ts'
import type { Direction, MetricKind, Unit } from '#core/metric.ts'
import type { Comparison, DayRange, Reading } from '#core/reading.ts'
import { ask, askRows, type Query } from './ask.ts'
import { takeTurns } from './turns.ts'

export type SevenReading = Reading & {
  readonly number: number
  readonly slug: string
  readonly kpi: Words
  readonly not_filtered_by?: readonly DimensionName[]
}

export type Seven = {
  readonly period: DayRange
  readonly comparison: Comparison | null
  readonly as_of: string
  readonly kpis: readonly SevenReading[]
}

export type Definition = {
  readonly metric: string
  readonly kpi: string
  readonly name: Words
  readonly kind: MetricKind
  readonly unit: Unit
  readonly direction: Direction
  readonly date: string
  readonly formula: Words
  readonly dimensions: readonly DimensionName[]
  readonly options: readonly string[]
}

/** What is asked of a number: the address's part and the language its labels are in. */
export type Question = {
  readonly period?: string | undefined
  readonly compare?: string | undefined
  readonly where?: readonly string[] | undefined
  readonly lang: Language
}

export const kpisQuery = (question: Question) =>
  queryOptions({
    queryKey: ['kpis', question],
    queryFn: ({ signal }) => ask<Seven>('/kpis', question, signal),
    placeholderData: keepPreviousData,
  })

export type MetricQuestion = Question & {
  readonly by?: string | undefined
  readonly grain?: 'day' | 'week' | 'month' | undefined
}

export const metricQuery = (id: string, question: MetricQuestion) =>
  queryOptions({
    queryKey: ['metric', id, question],
    queryFn: ({ signal }) => ask<Reading>(`/metrics/${id}`, question, signal),
    placeholderData: keepPreviousData,
  })

/** Explanations on their way at once. */
const inTurn = takeTurns(2)

export const whyQuery = (id: string, question: Question & { readonly between?: string | undefined }) =>
  queryOptions({
    queryKey: ['why', id, question],
    queryFn: ({ signal }) => inTurn(signal, () => ask<WhyAnswer>(`/metrics/${id}/why`, question, signal)),
  })

export const rowsQuery = (id: string, question: Question & { readonly limit: number }) =>
  queryOptions({
    queryKey: ['rows', id, question],
    queryFn: ({ signal }) => askRows(`/metrics/${id}/rows`, { ...question, compare: undefined } as Query, signal),
  })

export const definitionsQuery = queryOptions({
  queryKey: ['definitions'],
  queryFn: async ({ signal }) => {
    const { metrics } = await ask<{ readonly metrics: readonly Definition[] }>('/metrics', {}, signal)
    return new Map(metrics.map((each) => [each.metric, each]))
  },
  staleTime: Number.POSITIVE_INFINITY,
})

export type Freshness = {
  readonly today: string
  /** Wall clock in the organisation's time zone. */
  readonly wall: string | null
  readonly entities: readonly {
    readonly entity: string
    readonly name: Words
    readonly last_on: string
    readonly stale: boolean
  }[]
}

export const freshnessQuery = queryOptions({
  queryKey: ['freshness'],
  queryFn: ({ signal }) => ask<Freshness>('/freshness', {}, signal),
})
