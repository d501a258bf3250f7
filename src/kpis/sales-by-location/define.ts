import type { DimensionName } from '#core/dimension.ts'
import type { Metric } from '#core/metric.ts'
import { formulas, names } from './messages.ts'
import { saleNames } from './model.ts'

export type MetricId = keyof typeof names
type Rest = Omit<Metric, 'id' | 'name' | 'formula' | 'dimensions' | 'date'> & {
  readonly dimensions?: readonly DimensionName[]
  readonly date?: string
}

/** A metric of this KPI: by the day completed and every dimension of a sale, where it does not say otherwise. */
export const define = (id: MetricId, rest: Rest): Metric => ({
  id,
  name: names[id],
  formula: formulas[id],
  date: 'completed_at',
  dimensions: saleNames,
  ...rest,
})
