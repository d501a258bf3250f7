import { Fault } from '#core/fault.ts'
import type { Metric, Model } from '#core/metric.ts'
import { planReading } from '#core/plan.ts'
import { type ResultRow, readReading, type Span } from '#core/read.ts'
import type { Reading } from '#core/reading.ts'
import type { ReadingDeps } from './dependencies.ts'
import { labelsFor } from './labels.ts'
import { metricNamed, type ReadingInput, requestOf } from './request.ts'
import { targetFor } from './target-for.ts'

/** Days on which the facts behind a metric lie: from the engine's own statistics, without reading the facts. */
const spanOf = async (metric: Metric, deps: ReadingDeps): Promise<Span> => {
  const models = new Map<string, Model>(
    Object.values(metric.measures({}, deps.settings())).map((measure) => [measure.model.name, measure.model]),
  )
  const spans = [...models.values()].map(
    (model) => `select min(${model.day}) as first, max(${model.day}) as last from ${model.name}`,
  )
  const [row] = await deps.query(
    `select cast(min(first) as date) as "from", cast(max(last) as date) as "to" from (${spans.join(' union all ')})`,
  )
  return row && row['from'] !== null ? { from: String(row['from']), to: String(row['to']) } : null
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/**
 * One metric, complete: value, comparison, breakdown, series, target, provenance. Plan → run → read.
 * @throws Fault where the question cannot be asked (`metric.unknown`, `dimension.not_applicable`, …).
 */
export const readMetric = async (input: ReadingInput, deps: ReadingDeps): Promise<Reading> => {
  const metric = metricNamed(input.id)
  for (const option of ['horizon', 'lag', 'market', 'clock'] as const)
    if (input[option] !== undefined && !(metric.options ?? []).includes(option))
      throw new Fault('option.not_applicable', { option, metric: metric.id })
  const settings = deps.settings()
  const request = requestOf(input, deps.today())
  const plan = planReading(metric, request, settings)
  const [rows, span] = await Promise.all([
    deps.query(plan.statement) as Promise<readonly ResultRow[]>,
    spanOf(metric, deps),
  ])
  const labels = await labelsFor(request.by, rows, deps)
  const reading = readReading({
    metric,
    request,
    plan,
    rows,
    settings,
    span,
    target: null,
    labels,
    imports: deps.imports(),
    asOf: deps.now(),
  })
  const stale = span !== null && daysBetween(span.to, request.period.to) > settings.stale_days
  const target = await targetFor(metric, request, reading, deps)
  return { ...reading, target, flags: stale ? [...reading.flags, 'stale'] : reading.flags }
}
