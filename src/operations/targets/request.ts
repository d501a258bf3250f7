import { type MetricScope, withinScope } from '#core/access.ts'
import { type Period, parsePeriod, periodText } from '#core/calendar/period.ts'
import { Fault } from '#core/fault.ts'
import type { Metric } from '#core/metric.ts'
import type { Filter } from '#core/reading.ts'
import { scopeOfFilters, scopeText } from '#core/target-scope.ts'
import { metricNamed, parseFilter } from '../readings/request.ts'

/** What a target is for: text → metric, period and scope, checked. */
export type Aim = {
  readonly metric: Metric
  readonly period: Period
  /** In full, e.g. `2026-W47`. */
  readonly periodText: string
  readonly where: readonly Filter[]
  /** `channel=web,location=S001`; empty for the whole. */
  readonly scope: string
}

/** The ways to write the period of a target. */
const targetPeriods: readonly string[] = ['2026-11', '2026-Q4', '2026-W47', '2026']

/**
 * @throws Fault `metric.unknown`, `target.period_unknown`, `period.impossible`, `dimension.*`, `filter.malformed`,
 * `target.scope_not_plain`.
 */
export const aimOf = (
  input: {
    readonly metric: string | undefined
    readonly period: string | undefined
    readonly where: readonly string[]
  },
  { today, scope }: { readonly today: string; readonly scope: MetricScope | undefined },
): Aim => {
  const metric = metricNamed(input.metric)
  const unknown = (): Fault => new Fault('target.period_unknown', { period: input.period ?? '', forms: targetPeriods })
  let period: Period
  try {
    period = parsePeriod(input.period ?? '', today)
  } catch (error) {
    throw error instanceof Fault && error.code === 'period.unknown' ? unknown() : error
  }
  if (period.kind === 'day' || period.kind === 'range') throw unknown()
  const asked = input.where.map(parseFilter)
  const where = scope ? withinScope(asked, scope(metric)) : asked
  for (const { dimension } of where)
    if (!metric.dimensions.includes(dimension))
      throw new Fault('dimension.not_applicable', { dimension, metric: metric.id, dimensions: metric.dimensions })
  const part = scopeOfFilters(where)
  if (!part) throw new Fault('target.scope_not_plain', { where: input.where })
  return { metric, period, periodText: periodText(period), where, scope: scopeText(part) }
}

export type Levels = {
  readonly minimum: number | null
  readonly target: number
  readonly stretch: number | null
}

/** @throws Fault `target.level_missing`, `target.not_a_share`, `target.levels_disordered`. */
export const levelsOf = (
  metric: Metric,
  given: {
    readonly minimum: number | undefined
    readonly target: number | undefined
    readonly stretch: number | undefined
  },
): Levels => {
  const { target } = given
  if (target === undefined || !Number.isFinite(target))
    throw new Fault('target.level_missing', { metric: metric.id, given: String(target ?? '') })
  const levels: Levels = { minimum: given.minimum ?? null, target, stretch: given.stretch ?? null }
  const inOrder = [levels.minimum, target, levels.stretch].filter((level) => level !== null)
  for (const level of inOrder)
    if (!Number.isFinite(level)) throw new Fault('target.level_missing', { metric: metric.id, given: String(level) })
    else if (metric.unit === 'rate' && level > 1)
      throw new Fault('target.not_a_share', { metric: metric.id, given: level })
  const sign = metric.direction === 'up_is_good' ? 1 : metric.direction === 'down_is_good' ? -1 : 0
  if (inOrder.some((level, i) => i > 0 && sign * (level - inOrder[i - 1]!) < 0))
    throw new Fault('target.levels_disordered', {
      metric: metric.id,
      unit: metric.unit,
      minimum: levels.minimum ?? '–',
      target,
      stretch: levels.stretch ?? '–',
    })
  return levels
}
