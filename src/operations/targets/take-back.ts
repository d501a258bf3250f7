import type { MetricScope } from '#core/access.ts'
import type { Manifest } from '#core/batch.ts'
import { Fault } from '#core/fault.ts'
import { quote } from '#core/sql.ts'
import { inTurn } from '../imports/import-files.ts'
import type { TargetDeps } from './dependencies.ts'
import { isWithin } from './list-targets.ts'

export type TargetsTakenBack = {
  readonly import_id: string
  readonly withdrawn_at: string | null
  /** How many targets it had set. */
  readonly targets: number
}

/** An import that set targets and nothing else: taken back, it takes no other data with it. */
const isTargetsAlone = ({ parts }: Manifest): boolean =>
  parts.length > 0 && parts.every(({ entity }) => entity === 'target')

const pathsOf = (batch: Manifest, { partPath }: Pick<TargetDeps, 'partPath'>): readonly string[] =>
  batch.parts.map((part) => partPath(batch, part))

/** Of imports that set targets and nothing else, those every target of which lies within the asker’s part. */
const withinScope = async (
  batches: readonly Manifest[],
  scope: MetricScope,
  deps: TargetDeps,
): Promise<readonly Manifest[]> => {
  const owners = new Map(batches.flatMap((batch) => pathsOf(batch, deps).map((path) => [path, batch] as const)))
  if (owners.size === 0) return []
  const rows = await deps.query(
    `select filename as path, metric, scope
from read_parquet([${[...owners.keys()].map(quote).join(', ')}], filename = true, union_by_name = true)`,
  )
  const outside = new Set(rows.filter((row) => !isWithin(row, scope)).map((row) => owners.get(String(row['path']))))
  return batches.filter((batch) => !outside.has(batch))
}

/** Which of the imports the asker may take back as targets: who leads a part, those that set nothing beyond it. */
export const thoseToTakeBack = async (batches: readonly Manifest[], deps: TargetDeps): Promise<ReadonlySet<string>> => {
  const alone = batches.filter((batch) => isTargetsAlone(batch) && batch.withdrawn_at === null)
  const own = deps.scope ? await withinScope(alone, deps.scope, deps) : alone
  return new Set(own.map(({ import_id }) => import_id))
}

/**
 * Takes back what one import of targets set: what stood before it stands again.
 * @throws Fault `import.unknown`, `import.already_undone`, `target.not_alone`, `access.targets_outside`
 */
export const takeBack = (importId: string, deps: TargetDeps): Promise<TargetsTakenBack> =>
  inTurn(async () => {
    const batch = deps.batches().find(({ import_id }) => import_id === importId)
    // What else was brought in is not told to who may not see it.
    if (!batch || (deps.scope && !isTargetsAlone(batch)))
      throw new Fault('import.unknown', { import_id: importId, nearest: [] })
    if (!isTargetsAlone(batch)) throw new Fault('target.not_alone', { import_id: importId })
    if (batch.withdrawn_at !== null)
      throw new Fault('import.already_undone', { import_id: importId, at: batch.withdrawn_at })
    if (!(await thoseToTakeBack([batch], deps)).has(importId)) throw new Fault('access.targets_outside')
    const { import_id, withdrawn_at } = await deps.landing.withdraw(importId)
    return { import_id, withdrawn_at, targets: batch.parts.reduce((sum, { rows }) => sum + rows, 0) }
  })
