import type { MeasureRow, Value } from './metric.ts'
import { z95 } from './stats/normal.ts'
import { wilson } from './stats/proportion.ts'

/** Readers: measures of one slot and member → value. Each divides once and says why a number is missing. */

const of = (row: MeasureRow, name: string): number | null => row[name] ?? null

/** A sum or count. Null (nothing in the warehouse for that window) is *no data*, not zero. */
export const readSum =
  (measure = 'value') =>
  (row: MeasureRow): Value => {
    const value = of(row, measure)
    return value === null ? { value: null, reason: 'no_data' } : { value }
  }

/** Numerator ÷ denominator. */
export const readRatio =
  (scale = 1) =>
  (row: MeasureRow): Value => {
    const numerator = of(row, 'numerator')
    const denominator = of(row, 'denominator')
    if (denominator === null && numerator === null) return { value: null, reason: 'no_data', numerator, denominator }
    if (!denominator) return { value: null, reason: 'denominator_zero', numerator, denominator }
    return { value: (scale * (numerator ?? 0)) / denominator, numerator: numerator ?? 0, denominator }
  }

/** A share of things counted one by one: ratio with its Wilson interval; under 30 flagged. */
export const readRate =
  () =>
  (row: MeasureRow): Value => {
    const value = readRatio()(row)
    if (value.value === null) return value
    const [a, n] = [value.numerator ?? 0, value.denominator ?? 0]
    const standard_error = Math.sqrt(Math.max(0, value.value * (1 - value.value)) / n)
    return { ...value, interval: wilson(a, n), standard_error, ...(n < 30 ? { flags: ['too_few'] as const } : {}) }
  }

/**
 * Net promoter score over measures `promoters`, `detractors`, `answers`, in points −100 … 100.
 * Variance P + D − (P − D)², margin 1.96·√(variance ÷ n)·100; interval by the adjusted Wald method
 * (B. Rocks, *Am. Stat.* 70 (2016) 365: three answers added), clipped to the scale. The standard error is
 * √(variance ÷ n)·100; under 30 answers, flagged `bands_only`, and where all agree that of the adjusted method.
 */
export const readNetPromoter =
  () =>
  (row: MeasureRow): Value => {
    const answers = of(row, 'answers')
    if (!answers) return { value: null, reason: 'no_data' }
    const promoters = of(row, 'promoters') ?? 0
    const detractors = of(row, 'detractors') ?? 0
    const variance = (p: number, d: number, n: number): number => p / n + d / n - (p / n - d / n) ** 2
    const margin = 1.96 * Math.sqrt(variance(promoters, detractors, answers) / answers) * 100
    const [p, d, n] = [promoters + 0.75, detractors + 0.75, answers + 3]
    const centre = (100 * (p - d)) / n
    const adjusted = 100 * Math.sqrt(variance(p, d, n) / n)
    // Few answers that agree would have no error at all, and every change of theirs would look certain.
    const standard_error = answers < 30 || margin === 0 ? adjusted : margin / 1.96
    return {
      value: (100 * (promoters - detractors)) / answers,
      numerator: promoters - detractors,
      denominator: answers,
      margin,
      standard_error,
      interval: [Math.max(-100, centre - z95 * adjusted), Math.min(100, centre + z95 * adjusted)],
      also: { promoters, detractors, passives: answers - promoters - detractors, answers },
      ...(answers < 30 ? { flags: ['too_few', 'bands_only'] as const } : {}),
    }
  }

/** Mean of scores over measures `total`, `squares`, `answers`, with its standard error. `favourable` counts 4–5. */
export const readMean =
  () =>
  (row: MeasureRow): Value => {
    const answers = of(row, 'answers')
    if (!answers) return { value: null, reason: 'no_data' }
    const total = of(row, 'total') ?? 0
    const mean = total / answers
    const spread = answers > 1 ? Math.max(0, ((of(row, 'squares') ?? 0) - answers * mean * mean) / (answers - 1)) : null
    const standard_error = spread === null ? undefined : Math.sqrt(spread / answers)
    const favourable = of(row, 'favourable')
    return {
      value: mean,
      numerator: total,
      denominator: answers,
      ...(standard_error === undefined
        ? {}
        : {
            standard_error,
            margin: z95 * standard_error,
            interval: [mean - z95 * standard_error, mean + z95 * standard_error] as const,
          }),
      also: { answers, ...(favourable === null ? {} : { favourable_rate: favourable / answers }) },
      ...(answers < 30 ? { flags: ['too_few'] as const } : {}),
    }
  }

/** A quantile the warehouse computed; `value` and, where asked, `p90` and `cases`. */
export const readQuantile =
  () =>
  (row: MeasureRow): Value => {
    const cases = of(row, 'cases')
    const value = of(row, 'value')
    if (!cases || value === null) return { value: null, reason: 'no_data' }
    const p90 = of(row, 'p90')
    return {
      value,
      denominator: cases,
      also: { cases, ...(p90 === null ? {} : { p90 }) },
      ...(cases < 30 ? { flags: ['too_few'] as const } : {}),
    }
  }
