import type { MeasureRow, Value } from '#core/metric.ts'
import { readMean, readNetPromoter } from '#core/values.ts'

/** How many answers are in each class of eNPS: 9–10, 7–8, 0–6. */
export const promoterClasses = (row: MeasureRow): readonly number[] => {
  const [answers, promoters, detractors] = [row['answers'] ?? 0, row['promoters'] ?? 0, row['detractors'] ?? 0]
  return [promoters, answers - promoters - detractors, detractors]
}

/** How many agree (4–5) and how many do not. */
export const agreementClasses = (row: MeasureRow): readonly number[] => {
  const [answers, favourable] = [row['answers'] ?? 0, row['favourable'] ?? 0]
  return [favourable, answers - favourable]
}

/**
 * Net promoter score of employees. Where a class is too small to be known, its margin is that of the widest
 * distribution with the same score (no passives): the exact one would tell the classes apart again.
 */
export const readEmployeeNetPromoter = (row: MeasureRow): Value => {
  const value = readNetPromoter()(row)
  const answers = row['answers'] ?? 0
  const [promoters, detractors] = [row['promoters'] ?? 0, row['detractors'] ?? 0]
  if (value.value === null || row['classes_known'] === 1) return value
  const score = value.value / 100
  const widest = readNetPromoter()({
    answers,
    promoters: (answers * (1 + score)) / 2,
    detractors: (answers * (1 - score)) / 2,
  })
  return { ...widest, value: value.value, numerator: promoters - detractors, also: { answers } }
}

/** Mean of 1–5 with the share of 4–5 where that may be known; as uncertain as the mean allows where its spread may not. */
export const readAgreement = (row: MeasureRow): Value => {
  const [answers, total] = [row['answers'] ?? 0, row['total'] ?? 0]
  if (row['classes_known'] === 1 || answers === 0) return readMean()(row)
  // With the exact spread of few single answers could be told apart, so the widest spread of this mean is taken.
  const mean = total / answers
  const widest = answers * mean ** 2 + answers * (5 - mean) * (mean - 1)
  const squares = row['spread_known'] === 1 ? (row['squares'] ?? null) : widest
  return { ...readMean()({ ...row, squares }), also: { answers } }
}
