import { floorOf } from '#core/anonymity.ts'
import type { MeasureRow, ReadContext, Value } from '#core/metric.ts'
import { readMean, readNetPromoter } from '#core/values.ts'

/** Answers from which on a distribution over classes may be shown at all. */
const distributionFloor = 8

/** Whether how many answers fell in each class may be known: nobody stands alone, or with few, in a class. */
const classesShown = (answers: number, classes: readonly number[], context: ReadContext): boolean =>
  answers >= distributionFloor &&
  classes.filter((size) => size > 0).length > 1 &&
  classes.every((size) => size === 0 || size >= floorOf(context.settings.anonymity_floor))

/**
 * Net promoter score of employees. Where a class is too small to be known, its margin is that of the widest
 * distribution with the same score (no passives): the exact one would tell the classes apart again.
 */
export const readEmployeeNetPromoter = (row: MeasureRow, context: ReadContext): Value => {
  const value = readNetPromoter()(row)
  const answers = row['answers'] ?? 0
  const [promoters, detractors] = [row['promoters'] ?? 0, row['detractors'] ?? 0]
  if (value.value === null || classesShown(answers, [promoters, detractors, answers - promoters - detractors], context))
    return value
  const score = value.value / 100
  const widest = readNetPromoter()({
    answers,
    promoters: (answers * (1 + score)) / 2,
    detractors: (answers * (1 - score)) / 2,
  })
  return { ...widest, value: value.value, numerator: promoters - detractors, also: { answers } }
}

/** Mean of 1–5 with the share of 4–5; the share only where neither side of it is too small to be known. */
export const readAgreement = (row: MeasureRow, context: ReadContext): Value => {
  const answers = row['answers'] ?? 0
  const favourable = row['favourable'] ?? 0
  const total = row['total'] ?? 0
  const shown = classesShown(answers, [favourable, answers - favourable], context)
  if (shown || answers === 0) return readMean()(row)
  // Few answers: with the exact spread single answers could be told apart, so the widest spread of this mean is taken.
  const mean = total / answers
  const squares = answers < distributionFloor ? answers * mean ** 2 + answers * (5 - mean) * (mean - 1) : row['squares']
  return { ...readMean()({ ...row, squares: squares ?? null }), also: { answers } }
}
