import { scoped } from './access.ts'
import { Fault } from './fault.ts'
import type { Metric } from './metric.ts'
import { daysSql, joinsFor, rowsOf, type Slot, slotSql } from './plan.ts'
import { filterSql } from './plan-filter.ts'
import type { ReadingRequest } from './reading.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** The rows behind a metric's current period, newest first (work to do: oldest first). `limit` null returns all of them. */
export const planRows = (
  metric: Metric,
  given: ReadingRequest,
  limit: number | null,
  settings: Settings = defaultSettings,
): string => {
  const request = scoped(metric, given)
  const needed = request.where.map((filter) => filter.dimension)
  const measures = Object.values(metric.measures(request.options, settings, needed))
  const measure = measures.at(-1)!
  const model = metric.behind?.model ?? measure.model
  if ([model, ...measures.map((each) => each.model)].some((each) => each.floor === 'anonymity'))
    throw new Fault('rows.hidden_for_anonymity', { metric: metric.id })
  const slot: Slot = { slot: 'current', ...request.period, asOf: request.today }
  const condition = [
    daysSql(model, [slot]),
    ...(metric.behind
      ? [`(${metric.behind.where})`]
      : [
          ...('where' in measure && measure.where ? [`(${measure.where})`] : []),
          ...(measure.rows ? [`(${measure.rows})`] : []),
        ]),
    ...(request.where.length > 0 ? [filterSql(request.where, model.dimensions, metric.id)] : []),
  ]
  const slots = model.source ? `with ${slotSql([slot], request)}\n` : ''
  const moment = model.moment ?? model.day
  // Enough to tell rows of one moment apart, so that asked again they come in the same order.
  const ties = model.rows.filter((column) => column !== moment).slice(0, 3)
  return `${slots}select ${model.rows.map((column) => `m.${column}`).join(', ')}\nfrom ${rowsOf(model, [slot])} m${joinsFor(model, needed)}\nwhere ${condition.join('\n  and ')}\norder by m.${moment}${metric.worklist ? '' : ' desc'}${ties.map((column) => `, m.${column}`).join('')}${limit === null ? '' : `\nlimit ${limit}`}`
}
