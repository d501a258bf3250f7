import type { Metric } from '#core/metric.ts'
import { kpiOf, metricNamed, metrics } from './request.ts'

/** What a metric is: kind, unit, direction, date, formula, dimensions, options. */
export const describeMetric = (metric: Metric): Readonly<Record<string, unknown>> => ({
  metric: metric.id,
  kpi: kpiOf(metric).slug,
  name: metric.name,
  kind: metric.kind,
  unit: metric.unit,
  direction: metric.direction,
  date: metric.date,
  formula: metric.formula,
  dimensions: metric.dimensions,
  options: metric.options ?? [],
})

export const listMetrics = (): readonly Readonly<Record<string, unknown>>[] => metrics.map(describeMetric)

export const describeMetricNamed = (id: string): Readonly<Record<string, unknown>> => describeMetric(metricNamed(id))
