import { comparisonFor } from '#core/calendar/compare.ts'
import { parsePeriod } from '#core/calendar/period.ts'
import { seriesFor } from '#core/calendar/series.ts'
import { type DimensionName, dimensionNames } from '#core/dimension.ts'
import { Fault } from '#core/fault.ts'
import type { Language } from '#core/messages.ts'
import type { Kpi, Metric, MetricOptions } from '#core/metric.ts'
import type { Filter, Grain, ReadingRequest } from '#core/reading.ts'
import { weekStartOf } from '#core/settings.ts'
import { kpis } from '#kpis/index.ts'
import type { ReadingDeps } from './dependencies.ts'

/** What a person can say about a reading, as text, the same on the command line and over HTTP. */
export type ReadingInput = {
  readonly id?: string | undefined
  readonly period?: string | undefined
  readonly compare?: string | undefined
  readonly by?: readonly string[] | undefined
  readonly where?: readonly string[] | undefined
  readonly grain?: string | undefined
  readonly horizon?: string | undefined
  readonly lag?: string | undefined
  readonly market?: string | undefined
  readonly clock?: string | undefined
  readonly lang?: Language | undefined
}

export const metrics: readonly Metric[] = kpis.flatMap((kpi) => kpi.metrics)

/** @throws Fault `metric.unknown` with the nearest names. */
export const metricNamed = (id: string | undefined): Metric => {
  const metric = metrics.find((candidate) => candidate.id === id)
  if (!metric)
    throw new Fault('metric.unknown', { metric: id ?? '', metrics: metrics.map((candidate) => candidate.id) })
  return metric
}

export const kpiOf = (metric: Metric): Kpi => kpis.find((kpi) => kpi.metrics.includes(metric))!

const dimension = (text: string): DimensionName => {
  if (!dimensionNames.includes(text as DimensionName))
    throw new Fault('dimension.unknown', { dimension: text, dimensions: dimensionNames })
  return text as DimensionName
}

/** `location=S001,S002`, `source!=facebook`, `owner=` for the missing member. */
export const parseFilter = (text: string): Filter => {
  const match = /^\s*([a-z_]+)\s*(!?=)(.*)$/s.exec(text)
  if (!match) throw new Fault('filter.malformed', { filter: text })
  return {
    dimension: dimension(match[1]!),
    not: match[2] === '!=',
    values: match[3]!.split(',').map((value) => (value.trim() === '' ? null : value.trim())),
  }
}

const oneOf = <T extends string>(option: string, value: string | undefined, allowed: readonly T[]): T | undefined => {
  if (value === undefined) return undefined
  if (!allowed.includes(value as T)) throw new Fault('option.unknown_value', { option, value, allowed })
  return value as T
}

const horizonOf = (text: string | undefined): number | 'any' | undefined => {
  if (text === undefined || text === 'any') return text
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1)
    throw new Fault('option.unknown_value', { option: 'horizon', value: text, allowed: ['30', 'any'] })
  return days
}

const optionsOf = (input: ReadingInput): MetricOptions => {
  const horizon = horizonOf(input.horizon)
  const lag = oneOf('lag', input.lag, ['plain', 'lagged'])
  const clock = oneOf('clock', input.clock, ['wall', 'business'])
  return {
    ...(horizon === undefined ? {} : { horizon }),
    ...(lag === undefined ? {} : { lag }),
    ...(input.market === undefined ? {} : { market: input.market }),
    ...(clock === undefined ? {} : { clock }),
  }
}

/**
 * Text → what is asked, complete, with the scope of who asks. Without a period: this week; without a
 * comparison: the same days before; without a grain: 13 periods like the asked one.
 * @throws Fault `period.*`, `dimension.*`, `filter.malformed`, `option.unknown_value`.
 */
export const requestOf = (
  input: ReadingInput,
  deps: Pick<ReadingDeps, 'today' | 'scope' | 'settings'>,
): ReadingRequest & { readonly whole: { from: string; to: string } } => {
  const today = deps.today()
  const weekStart = weekStartOf(deps.settings())
  const period = parsePeriod(input.period ?? 'this-week', today, weekStart)
  const by = (input.by ?? []).flatMap((text) => text.split(',')).filter((text) => text !== '')
  if (by.length > 2) throw new Fault('breakdown.too_deep', { by })
  return {
    period: { from: period.from, to: period.to },
    whole: period.whole,
    comparison: comparisonFor(period, input.compare ?? 'previous', today, weekStart),
    by: by.map(dimension),
    where: (input.where ?? []).map(parseFilter),
    series: seriesFor(
      period,
      (oneOf('grain', input.grain, ['day', 'week', 'month']) as Grain | undefined) ?? null,
      today,
      weekStart,
    ),
    options: optionsOf(input),
    today,
    ...(deps.scope ? { scope: deps.scope } : {}),
  }
}
