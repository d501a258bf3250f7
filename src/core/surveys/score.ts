import type { Value } from '../metric.ts'
import { twoSided, z95 } from '../stats/normal.ts'
import { readMean, readNetPromoter, readRate } from '../values.ts'
import type { SurveyKind } from './survey.ts'

/** The score of some answers, as the KPI reads it. */
export type Score = Value

const count = (scores: readonly number[], low: number, high: number): number =>
  scores.filter((score) => score >= low && score <= high).length

/** Scores of one kind → its score with margin and interval; null of a kind without one, or of none. */
export const scoreOf = (kind: SurveyKind, scores: readonly number[]): Score | null => {
  if (scores.length === 0) return null
  const answers = scores.length
  switch (kind) {
    case 'nps':
      return readNetPromoter()({ promoters: count(scores, 9, 10), detractors: count(scores, 0, 6), answers })
    case 'csat':
      return readRate()({ numerator: count(scores, 4, 5), denominator: answers })
    case 'ces':
      return readMean()({
        total: scores.reduce((sum, score) => sum + score, 0),
        squares: scores.reduce((sum, score) => sum + score * score, 0),
        favourable: count(scores, 5, 7),
        answers,
      })
    case 'own':
      return null
  }
}

/** One wave against another: z over both standard errors; without errors, no word on chance. */
export const changeOf = (
  now: Score,
  before: Score,
): { readonly absolute: number; readonly p_value: number | null; readonly within_noise: boolean } => {
  const absolute = (now.value ?? 0) - (before.value ?? 0)
  const error = Math.hypot(now.standard_error ?? Number.NaN, before.standard_error ?? Number.NaN)
  const p_value = error > 0 ? twoSided(absolute / error) : null
  return { absolute, p_value, within_noise: p_value === null || Math.abs(absolute) < z95 * error }
}
