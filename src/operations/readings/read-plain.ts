import type { Metric } from '#core/metric.ts'
import { planReading } from '#core/plan.ts'
import { type ResultRow, readReading, type Span } from '#core/read.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import type { ReadingDeps } from './dependencies.ts'

/** The time of day a question is asked at, to the minute, so that a question asked twice is the same question. */
export const momentOf = (deps: ReadingDeps): { readonly now?: string } =>
  deps.wall ? { now: `${deps.wall().slice(0, 16)}:00` } : {}

/** A reading to reckon with, not to show: members stand for their labels, without target and provenance. */
export const readPlain = async (
  metric: Metric,
  request: ReadingRequest,
  span: Span,
  deps: ReadingDeps,
): Promise<Reading> => {
  const settings = deps.settings()
  const plan = planReading(metric, request, settings)
  const rows = (await deps.query(plan.statement)) as readonly ResultRow[]
  return readReading({
    metric,
    request,
    plan,
    rows,
    settings,
    span,
    target: null,
    labels: (_dimension, member) => member ?? '',
    imports: [],
    asOf: deps.now(),
  })
}
