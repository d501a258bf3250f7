import { scoped } from '#core/access.ts'
import { holidayTest } from '#core/calendar/holidays.ts'
import type { WhyAnswer } from '#core/explain/answer.ts'
import { Fault } from '#core/fault.ts'
import type { Metric } from '#core/metric.ts'
import type { Reading } from '#core/reading.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import { readMetric } from '../readings/read-metric.ts'
import { kpiOf, metricNamed, parseFilter, type ReadingInput, requestOf } from '../readings/request.ts'
import { explainAnonymous } from './anonymous.ts'
import type { Asked, Between } from './asked.ts'
import { explainSums } from './explain-sums.ts'
import { explainUnsplittable } from './unsplittable.ts'

export type WhyInput = ReadingInput & { readonly between?: string | undefined }

/** `location=CH01,CH02`: two members of one dimension. @throws Fault `between.malformed`, `dimension.unknown` */
export const parseBetween = (text: string, metric: Metric): Between => {
  const filter = parseFilter(text)
  const [first, second] = filter.values
  if (
    filter.not ||
    filter.values.length !== 2 ||
    typeof first !== 'string' ||
    typeof second !== 'string' ||
    first === second
  )
    throw new Fault('between.malformed', { between: text })
  if (!metric.dimensions.includes(filter.dimension))
    throw new Fault('dimension.not_applicable', {
      dimension: filter.dimension,
      metric: metric.id,
      dimensions: metric.dimensions,
    })
  return { filter, first, second }
}

type Readings = Asked['readings']

/** The two numbers themselves, as they are shown everywhere. */
const readBoth = async (input: WhyInput, between: Between | null, deps: ReadingDeps): Promise<Readings> => {
  if (!between) return { now: await readMetric({ ...input, by: [] }, deps), before: null }
  const one = (member: string): Promise<Reading> =>
    readMetric(
      { ...input, by: [], compare: 'none', where: [...(input.where ?? []), `${between.filter.dimension}=${member}`] },
      deps,
    )
  const [now, before] = await Promise.all([one(between.first), one(between.second)])
  return { now, before }
}

/**
 * Why a metric changed, or why two members differ: how sure the change is, what it consists of, where it lies.
 * @throws Fault as `readMetric`; `between.malformed`, `comparison.needed`
 */
export const explainWhy = async (input: WhyInput, deps: ReadingDeps): Promise<WhyAnswer> => {
  const metric = metricNamed(input.id)
  const settings = deps.settings()
  const between = input.between === undefined ? null : parseBetween(input.between, metric)
  const request = scoped(metric, { ...requestOf({ ...input, by: [] }, deps), series: [] })
  if (!between && !request.comparison) throw new Fault('comparison.needed', { metric: metric.id })
  const readings = await readBoth(input, between, deps)
  const declared = kpiOf(metric).explain[metric.id]!
  const isHoliday = holidayTest(settings.holidays)
  const comparison = between ? request.period : request.comparison!
  const asked: Asked = { metric, request, between, comparison, readings, deps, isHoliday }
  if ('unsplittable' in declared) return explainUnsplittable(declared, asked)
  const measures = Object.values(metric.measures(request.options, settings))
  if (measures.some((measure) => measure.model.floor === 'anonymity')) return explainAnonymous(declared, asked, input)
  return explainSums(metric, declared, asked)
}
