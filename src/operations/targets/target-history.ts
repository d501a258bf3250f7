import { quote } from '#core/sql.ts'
import { targetDays } from '#core/target.ts'
import { parseScope, scopeText } from '#core/target-scope.ts'
import type { TargetDeps } from './dependencies.ts'
import { aimOf, type Levels } from './request.ts'
import { thoseToTakeBack } from './take-back.ts'

export type TargetChange = Levels & {
  readonly import_id: string
  /** When it was set, ISO instant. */
  readonly at: string
  /** File or command it came by. */
  readonly file: string
  /** Name of the account that set it; null where a command of this machine did, or nobody has to sign in. */
  readonly by: string | null
  /** What the same import set besides, and would be taken back with it. */
  readonly others: number
  /** Whether the asker may take it back. */
  readonly may_undo: boolean
}

/** Imports looked through, newest first. */
const most = 500

/**
 * What was set for a metric, period and scope, the newest first: every import that stands and names it. What was
 * taken back is as if it had never been.
 * @throws Fault as `aimOf`
 */
export const targetHistory = async (
  input: {
    readonly metric: string | undefined
    readonly period: string | undefined
    readonly where: readonly string[]
  },
  deps: TargetDeps,
): Promise<{
  readonly metric: string
  readonly period: string
  readonly scope: string
  readonly changes: readonly TargetChange[]
}> => {
  const aim = aimOf(input, { today: deps.today(), scope: deps.scope })
  const about = { metric: aim.metric.id, period: aim.periodText, scope: aim.scope }
  const batches = deps
    .batches()
    .filter((batch) => batch.withdrawn_at === null && batch.parts.some(({ entity }) => entity === 'target'))
    .sort((a, b) => b.sequence - a.sequence)
    .slice(0, most)
  const parts = batches.flatMap((batch) =>
    batch.parts
      .filter(({ entity }) => entity === 'target')
      .map((part) => ({ batch, part, path: deps.partPath(batch, part) })),
  )
  if (parts.length === 0) return { ...about, changes: [] }
  const rows = await deps.query(
    `select filename as path, line, period, scope, minimum, target, stretch
from read_parquet([${parts.map(({ path }) => quote(path)).join(', ')}], filename = true, union_by_name = true)
where metric = ${quote(aim.metric.id)} order by line`,
  )
  const isMeant = (period: unknown, scope: unknown): boolean => {
    const [days, part] = [targetDays(String(period)), parseScope(scope as string | null)]
    const { from, to } = aim.period.whole
    return days?.from === from && days.to === to && part !== null && scopeText(part) === aim.scope
  }
  const mine = await thoseToTakeBack(batches, deps)
  const number = (cell: unknown): number | null => (cell === null || cell === undefined ? null : Number(cell))
  const changes = parts.flatMap(({ batch, part, path }): readonly TargetChange[] => {
    const row = rows.findLast((each) => each['path'] === path && isMeant(each['period'], each['scope']))
    if (!row) return []
    return [
      {
        import_id: batch.import_id,
        at: batch.accepted_at,
        file: batch.file,
        by: deps.importedBy(batch.import_id),
        minimum: number(row['minimum']),
        target: Number(row['target']),
        stretch: number(row['stretch']),
        others: part.rows - 1,
        may_undo: mine.has(batch.import_id),
      },
    ]
  })
  return { ...about, changes }
}
