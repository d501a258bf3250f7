import { planRows } from '#core/plan.ts'
import type { Row } from '#core/warehouse.ts'
import type { ReadingDeps } from './dependencies.ts'
import { metricNamed, type ReadingInput, requestOf } from './request.ts'

/**
 * The rows behind a metric's current period, newest first, in chunks.
 * @param limit null for all
 * @throws Fault `rows.hidden_for_anonymity` for metrics over employees' answers.
 */
export const readRows = async (
  input: ReadingInput & { readonly limit?: number | null },
  deps: ReadingDeps,
  each: (rows: readonly Row[]) => void | Promise<void>,
): Promise<void> => {
  const metric = metricNamed(input.id)
  await deps.stream(planRows(metric, requestOf(input, deps.today()), input.limit ?? null), each)
}
