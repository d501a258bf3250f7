import { isOpen, type MetricScope } from '#core/access.ts'
import type { Unit } from '#core/metric.ts'
import { targetDays } from '#core/target.ts'
import { parseScope, scopeText } from '#core/target-scope.ts'
import type { Row } from '#core/warehouse.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import { metrics } from '../readings/request.ts'

export type ListedTarget = {
  readonly metric: string
  /** Absent where there is no such metric. */
  readonly unit?: Unit
  readonly period: string
  readonly from: string | null
  readonly to: string | null
  readonly scope: string
  readonly minimum: number | null
  readonly target: number
  readonly stretch: number | null
  /** Why it is held against nothing: an unknown metric, a period or scope that cannot be read. */
  readonly problem: 'metric.unknown' | 'period.unknown' | 'filter.malformed' | null
}

/** Whether a target is for a part the asker may read, and nothing beyond it. */
export const isWithin = (row: Row, scope: MetricScope): boolean => {
  const metric = metrics.find((known) => known.id === row['metric'])
  const part = parseScope(row['scope'] as string | null)
  if (!metric || !part || !isOpen(metric, scope)) return false
  return scope(metric).every(({ dimension, values }) => {
    const members = part.get(dimension) ?? []
    return members.length > 0 && members.every((member) => values.includes(member))
  })
}

/** Every target that stands, as far as the asker may read it, by metric, period and scope; one that cannot be used says why. */
export const listTargets = async (deps: ReadingDeps): Promise<{ readonly targets: readonly ListedTarget[] }> => {
  const rows = await deps.query(
    'select metric, period, scope, minimum, target, stretch from target order by metric, period, scope nulls first',
  )
  const number = (cell: unknown): number | null => (cell === null ? null : Number(cell))
  const { scope } = deps
  return {
    targets: rows
      .filter((row) => !scope || isWithin(row, scope))
      .map((row) => {
        const [metric, period] = [String(row['metric']), String(row['period'])]
        const range = targetDays(period)
        const scope = parseScope(row['scope'] as string | null)
        const unit = metrics.find((known) => known.id === metric)?.unit
        return {
          metric,
          ...(unit ? { unit } : {}),
          period,
          from: range?.from ?? null,
          to: range?.to ?? null,
          scope: scope ? scopeText(scope) : String(row['scope']),
          minimum: number(row['minimum']),
          target: Number(row['target']),
          stretch: number(row['stretch']),
          problem: !unit ? 'metric.unknown' : !range ? 'period.unknown' : !scope ? 'filter.malformed' : null,
        }
      }),
  }
}
