import { Fault } from '#core/fault.ts'
import { planRows } from '#core/plan-rows.ts'
import { listDefinitions, type WorkList, workLists } from '#core/work/lists.ts'
import type { WorkContext } from '#core/work/plan-work.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import { metricNamed, requestOf } from '../readings/request.ts'

/** The organisation’s wall clock; the end of the day where none is known. */
export const wallNow = (deps: Pick<ReadingDeps, 'wall' | 'today'>): string =>
  deps.wall?.() ?? `${deps.today()}T23:59:00`

/** Wall clock as text, whichever way the engine gives it. */
export const wallText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value.replace(' ', 'T').slice(0, 19) : null

/** To the minute, so that what is asked twice within one is asked once. */
export const contextOf = (deps: ReadingDeps): WorkContext => ({
  wall: `${wallNow(deps).slice(0, 16)}:00`,
  limitMinutes: deps.settings().response_limit_minutes,
})

/** @throws Fault `work.list_unknown` */
export const listNamed = (text: string): WorkList => {
  const list = workLists.find((known) => known === text)
  if (!list) throw new Fault('work.list_unknown', { list: text, lists: workLists })
  return list
}

/**
 * Statement of the rows behind a metric, as far as the asker may see them.
 * @throws Fault `access.*` where nothing of it may be seen
 */
export const rowsBehind = (metric: string, period: string, where: readonly string[], deps: ReadingDeps): string =>
  planRows(metricNamed(metric), requestOf({ id: metric, period, compare: 'none', where }, deps), null, deps.settings())

/** The same for a list of work. */
export const rowsOfList = (list: WorkList, where: readonly string[], deps: ReadingDeps): string =>
  rowsBehind(listDefinitions[list].metric, listDefinitions[list].period, where, deps)

/** What the asker's scope keeps from them, where it is that. */
export const isHidden = (error: unknown): error is Fault =>
  error instanceof Fault && (error.code === 'access.metric_hidden' || error.code === 'access.metric_unscoped')
