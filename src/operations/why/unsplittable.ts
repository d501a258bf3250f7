import type { WhyAnswer } from '#core/explain/answer.ts'
import type { Explanation, Unsplittable } from '#core/explain/explanation.ts'
import type { Measure, Metric } from '#core/metric.ts'
import type { Reading, ReadingRequest } from '#core/reading.ts'
import { readRate } from '#core/values.ts'
import { readPlain } from '../readings/read-plain.ts'
import type { Asked } from './asked.ts'
import { explainSums } from './explain-sums.ts'
import { numbersOf, writePlain } from './write.ts'

type Cases = NonNullable<Unsplittable['cases']>

/** Share of cases above a number: a ratio of counts, which adds up where the quantile does not. */
const shareAbove = (metric: Metric, cases: ReturnType<Cases>, threshold: number): Metric => {
  const { measure, column } = cases
  const counted = (condition: string): Measure =>
    ({ ...measure, sql: `count(*) filter (where ${condition})` }) as Measure
  return {
    ...metric,
    kind: 'ratio',
    unit: 'rate',
    measures: () => ({
      numerator: counted(`${column} > ${threshold}`),
      denominator: counted(`${column} is not null`),
    }),
    read: readRate(),
  }
}

const explanation: Explanation = { value: { numerator: 1 }, base: { denominator: 1 } }

/** Whatever days have cases count: the quantile itself has told which there are. */
const always = { from: '0001-01-01', to: '9999-12-31' }

/**
 * A number that is no sum of parts. A quantile is told by the share of cases above what it was: that share is taken
 * apart in full, under `split`, and the change of the quantile itself is left whole. Of everything else the split is
 * refused and what is honest instead is named.
 */
export const explainUnsplittable = async (declared: Unsplittable, asked: Asked): Promise<WhyAnswer> => {
  const { previous, absolute } = numbersOf(asked)
  const { metric, request, between } = asked
  if (!declared.cases || previous === null || absolute === null)
    return writePlain(asked, {
      guards: [{ code: 'split.not_additive', params: { instead: declared.instead } }],
      instead: declared.instead,
    })
  const cases = declared.cases(request.options)
  const share = shareAbove(metric, cases, previous)
  const one = (member: string): ReadingRequest => ({
    ...request,
    comparison: null,
    where: [...request.where, { dimension: between!.filter.dimension, not: false, values: [member] }],
  })
  const read = (of: ReadingRequest): Promise<Reading> => readPlain(share, of, always, asked.deps)
  const [now, then] = between
    ? await Promise.all([read(one(between.first)), read(one(between.second))])
    : [await read(request), null]
  const split = await explainSums(share, explanation, { ...asked, metric: share, readings: { now, before: then } })
  return writePlain(asked, {
    guards: [{ code: 'split.quantile', params: { threshold: previous } }, ...split.guards],
    instead: declared.instead,
    split,
    threshold: previous,
  })
}
