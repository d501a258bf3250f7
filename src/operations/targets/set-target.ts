import type { Counts } from '#core/batch.ts'
import type { Unit } from '#core/metric.ts'
import type { TargetDeps } from './dependencies.ts'
import { type Aim, aimOf, type Levels, levelsOf } from './request.ts'

export type TargetInput = {
  readonly metric: string | undefined
  readonly period: string | undefined
  readonly where: readonly string[]
  readonly minimum: number | undefined
  readonly target: number | undefined
  readonly stretch: number | undefined
}

export type TargetSet = Levels & {
  readonly metric: string
  readonly unit: Unit
  readonly period: string
  readonly scope: string
  readonly import_id: string
  readonly counts: Counts
}

const nameOf = (aim: Aim): string =>
  `targets set ${aim.metric.id} ${aim.periodText}${aim.scope === '' ? '' : ` ${aim.scope}`}`

/** A level as text; with four decimals or none, as three after a point could be thousands. */
const levelText = (level: number | null): string | null =>
  level === null ? null : /\.\d{1,3}$/.test(String(level)) ? level.toFixed(4) : String(level)

/** A target as a row that is imported like any other. */
export const targetRow = (
  aimed: { readonly metric: string; readonly period: string; readonly scope: string } & Levels,
): Readonly<Record<string, string | null>> => ({
  metric: aimed.metric,
  period: aimed.period,
  scope: aimed.scope === '' ? null : aimed.scope,
  minimum: levelText(aimed.minimum),
  target: levelText(aimed.target),
  stretch: levelText(aimed.stretch),
})

/** Sets one target, in place of one already set for the same metric, period and scope. @throws Fault as `aimOf`, `levelsOf`. */
export const setTarget = async (input: TargetInput, deps: TargetDeps): Promise<TargetSet> => {
  const aim = aimOf(input, { today: deps.today(), scope: deps.scope })
  const levels = levelsOf(aim.metric, input)
  const row = targetRow({ metric: aim.metric.id, period: aim.periodText, scope: aim.scope, ...levels })
  const { import_id, counts } = await deps.importRows('target', [row], nameOf(aim))
  const { rows_read, loaded, updated, unchanged, rejected, skipped } = counts
  return {
    metric: aim.metric.id,
    unit: aim.metric.unit,
    period: aim.periodText,
    scope: aim.scope,
    ...levels,
    import_id,
    counts: { rows_read, loaded, updated, unchanged, rejected, skipped },
  }
}
