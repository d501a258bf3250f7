import { scoped } from '#core/access.ts'
import { earlier, later } from '#core/calendar/day.ts'
import { Fault } from '#core/fault.ts'
import type { Metric } from '#core/metric.ts'
import { planReading } from '#core/plan.ts'
import { type ResultRow, readReading, type Span } from '#core/read.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import type { ReadingDeps } from './dependencies.ts'
import { labelsFor } from './labels.ts'
import { momentOf } from './read-plain.ts'
import { metricNamed, type ReadingInput, requestOf } from './request.ts'
import { targetFor } from './target-for.ts'

/** Days on which the facts behind each measure lie, read off the smallest table that has them. */
const spansOf = async (metric: Metric, input: ReadingRequest, deps: ReadingDeps): Promise<Record<string, Span>> => {
  const sources = Object.entries(metric.measures(input.options, deps.settings())).map(([alias, { model }]) => ({
    alias,
    sql: model.span
      ? `select min(${model.span.first}) as first, max(${model.span.last}) as last from ${model.span.table}`
      : `select min(${model.day}) as first, max(${model.day}) as last from ${model.rollups?.[0]?.table ?? model.name}`,
  }))
  const asked = [...new Set(sources.map((source) => source.sql))]
  const found = await deps.query(
    asked
      .map((sql, i) => `select ${i} as part, cast(first as date) as "from", cast(last as date) as "to" from (${sql})`)
      .join('\nunion all '),
  )
  const spans = new Map(
    found.map((row) => [
      asked[Number(row['part'])]!,
      row['from'] === null || row['to'] === null ? null : { from: String(row['from']), to: String(row['to']) },
    ]),
  )
  return Object.fromEntries(sources.map(({ alias, sql }) => [alias, spans.get(sql) ?? null]))
}

const union = (spans: readonly Span[]): Span => {
  const known = spans.filter((span) => span !== null)
  if (known.length === 0) return null
  return {
    from: known.map((span) => span.from).reduce(earlier),
    to: known.map((span) => span.to).reduce(later),
  }
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
  const request = scoped(metric, { ...requestOf(input, deps), ...momentOf(deps) })
  const plan = planReading(metric, request, settings)
  const [rows, spans, target] = await Promise.all([
    deps.query(plan.statement) as Promise<readonly ResultRow[]>,
    spansOf(metric, request, deps),
    targetFor(metric, request, deps),
  ])
  const span = union(Object.values(spans))
  const labels = await labelsFor(request.by, rows, deps)
  const reading = readReading({
    metric,
    request,
    plan,
    rows,
    settings,
    span,
    spans,
    target: null,
    labels,
    imports: deps.imports(),
    asOf: deps.now(),
  })
  const stale = span !== null && daysBetween(span.to, request.period.to) > settings.stale_days
  const money = metric.unit === 'money' ? { currency: settings.currency } : {}
  return {
    ...reading,
    ...money,
    target: target?.(reading) ?? null,
    flags: stale ? [...reading.flags, 'stale'] : reading.flags,
  }
}
