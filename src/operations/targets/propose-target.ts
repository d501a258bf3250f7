import { comparisonFor } from '#core/calendar/compare.ts'
import { Fault } from '#core/fault.ts'
import type { Unit } from '#core/metric.ts'
import type { Comparison } from '#core/reading.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import { readMetric } from '../readings/read-metric.ts'
import { aimOf } from './request.ts'

export type Proposal = {
  readonly metric: string
  readonly period: string
  readonly scope: string
  /** The days a year before, and what they brought. */
  readonly basis: Comparison & { readonly value: number }
  readonly growth_percent: number
  readonly proposed: number
}

const whole: readonly Unit[] = ['count', 'money', 'quantity']

const rounded = (value: number, unit: Unit): number =>
  whole.includes(unit) ? Math.round(value) : Math.round(value * 10_000) / 10_000

/**
 * A target from the same period a year before (around Tết: the days as far from it) and a growth. Sets nothing.
 * @throws Fault `target.nothing_before` where that period has no value; as `aimOf`.
 */
export const proposeTarget = async (
  input: {
    readonly metric: string | undefined
    readonly period: string | undefined
    readonly where: readonly string[]
    readonly growth: number | undefined
  },
  deps: ReadingDeps,
): Promise<Proposal> => {
  const today = deps.today()
  const aim = aimOf(input, { today, scope: deps.scope })
  const { whole: days, kind } = aim.period
  // As of the day after the period, so that the whole of the year before is compared with.
  const basis = comparisonFor({ kind, whole: days, ...days }, 'year', '9999-12-31')!
  const reading = await readMetric(
    { id: aim.metric.id, period: `${basis.from}..${basis.to}`, compare: 'none', where: input.where },
    deps,
  )
  const { value } = reading
  if (value === null)
    throw new Fault('target.nothing_before', {
      metric: aim.metric.id,
      period: aim.periodText,
      from: basis.from,
      to: basis.to,
    })
  const growth = input.growth ?? 10
  const grown = value + (Math.abs(value) * growth) / 100
  return {
    metric: aim.metric.id,
    period: aim.periodText,
    scope: aim.scope,
    basis: { ...basis, value },
    growth_percent: growth,
    proposed: rounded(grown, aim.metric.unit),
  }
}
