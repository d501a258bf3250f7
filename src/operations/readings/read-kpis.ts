import { isOpen } from '#core/access.ts'
import type { Words } from '#core/messages.ts'
import type { Comparison, DayRange, Reading } from '#core/reading.ts'
import { kpis } from '#kpis/index.ts'
import type { ReadingDeps } from './dependencies.ts'
import { readMetric } from './read-metric.ts'
import { type ReadingInput, requestOf } from './request.ts'

export type Seven = {
  readonly period: DayRange
  readonly comparison: Comparison | null
  readonly as_of: string
  readonly kpis: readonly ({ readonly number: number; readonly slug: string; readonly kpi: Words } & Reading)[]
  /** Those the asker may not read. */
  readonly not_shown?: readonly { readonly number: number; readonly slug: string; readonly kpi: Words }[]
}

/** The seven headline readings, as far as the asker may read them. A filter a KPI cannot apply leaves that KPI unfiltered and says so. */
export const readKpis = async (input: ReadingInput, deps: ReadingDeps): Promise<Seven> => {
  const request = requestOf(input, deps)
  const seven = kpis.map((kpi) => ({
    kpi,
    metric: kpi.metrics.find((candidate) => candidate.id === kpi.headline)!,
  }))
  const headlines = seven.filter(({ metric }) => isOpen(metric, deps.scope))
  const closed = seven.filter((each) => !headlines.includes(each))
  // What has still to be chosen from when the engine has answered is asked first: both then work side by side.
  const isChosenFrom = ({ metric }: (typeof headlines)[number]): boolean =>
    Object.values(metric.measures(request.options, deps.settings())).some(({ model }) => model.floor === 'anonymity')
  const [first, rest] = [headlines.filter(isChosenFrom), headlines.filter((each) => !isChosenFrom(each))]
  const readings = await Promise.all(
    [...first, ...rest].map(async ({ kpi, metric }) => {
      const where = (input.where ?? []).filter((_, i) => metric.dimensions.includes(request.where[i]!.dimension))
      const reading = await readMetric({ ...input, id: kpi.headline, where }, deps)
      const ignored = request.where
        .filter((filter) => !metric.dimensions.includes(filter.dimension))
        .map((filter) => filter.dimension)
      return {
        number: kpi.number,
        slug: kpi.slug,
        kpi: kpi.name,
        ...reading,
        ...(ignored.length > 0 ? { not_filtered_by: ignored } : {}),
      }
    }),
  )
  return {
    period: request.period,
    comparison: request.comparison,
    as_of: deps.now(),
    kpis: readings.sort((a, b) => a.number - b.number),
    ...(closed.length > 0
      ? { not_shown: closed.map(({ kpi }) => ({ number: kpi.number, slug: kpi.slug, kpi: kpi.name })) }
      : {}),
  }
}
