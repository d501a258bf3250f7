import type { DimensionName } from '../dimension.ts'
import type { Words } from '../messages.ts'
import type { Measure, MetricOptions } from '../metric.ts'
import type { Settings } from '../settings.ts'

/** Measures added up, each with its sign or weight: `{ gross: 1, discounts: -1 }`. */
export type Sum = Readonly<Record<string, number>>

/**
 * One step of an identity: its factor is this column ÷ the column before it, and the first one the column itself
 * (of a ratio: its share of the denominator).
 */
export type Link = {
  readonly factor: string
  readonly column: Sum
  /** Known of whole groups only (a store's visitors, not those of a product). */
  readonly group?: true
  /** Name of the factor where the steps before it are not known. */
  readonly alone?: string
}

/** One summand of the value: the product of its links. */
export type Chain = { readonly sign: 1 | -1; readonly links: readonly Link[] }

/**
 * What a metric declares so that its changes can be explained. The value is `scale × Σ value ÷ Σ base`, each sum
 * additive over `dimensions`.
 */
export type Explanation = {
  readonly value: Sum
  /** Denominator, for a ratio. */
  readonly base?: Sum
  readonly scale?: number
  /** Value = scale × exp(Σ value ÷ Σ base). */
  readonly exponential?: true
  /** Least and greatest a ratio can be, where it is no share of 0 … 1: 1 and 7 for a mean of answers. */
  readonly range?: readonly [number, number]
  /** Measures taken in place of others where cost is moved by the lag. */
  readonly lagged?: Readonly<Record<string, string>>
  /** Measures beside the metric's own. */
  readonly measures?: (options: MetricOptions, settings: Settings) => Readonly<Record<string, Measure>>
  /** Dimensions the sums are additive over, the most telling first; those of the metric where left out. */
  readonly dimensions?: readonly DimensionName[]
  /** Identity of the value; a sum without one has one factor, a ratio mix and rate. */
  readonly chains?: readonly Chain[]
  /** Dimension whose members the columns marked `group` are known of. */
  readonly group?: DimensionName
  /** Dimension whose composition is a factor of its own: each of its members has its own price. */
  readonly cells?: DimensionName
  /** Set where the numerator and the denominator are factors, as cost and customers are. */
  readonly quotient?: readonly [numerator: string, denominator: string]
}

/** A metric that cannot be split into sums, and what can be said instead. */
export type Unsplittable = {
  readonly unsplittable: 'not_additive' | 'quantile'
  /** Metrics whose explanation is honest in its place. */
  readonly instead: readonly string[]
  /** For a quantile: condition on a row of the measure's model that it lies above a number. */
  readonly cases?: (options: MetricOptions) => { readonly measure: Measure; readonly column: string }
}

/** Words of factors, by their ids. */
export type FactorWords = Readonly<Record<string, Words>>
