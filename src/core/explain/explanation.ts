import type { DimensionName } from '../dimension.ts'
import type { Words } from '../messages.ts'
import type { Measure, MetricOptions, Model, RelationContext } from '../metric.ts'
import type { Settings } from '../settings.ts'
import type { Row } from '../warehouse.ts'

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

/** Factors worked out from rows of their own, member by member; what they leave is that of `residual`. */
export type WorkedFactors = {
  readonly by: DimensionName
  /** A `select` in whose scope the windows are, as for a relation; rows name their `slot` and `member`. */
  readonly sql: (context: RelationContext) => string
  /** member → factor → effect */
  readonly split: (
    rows: readonly Row[],
    options: MetricOptions,
  ) => ReadonlyMap<string, Readonly<Record<string, number>>>
  readonly residual: string
}

/** Single things a sum is made of, of which one can be large enough to be the whole story. */
export type SingleThings = { readonly model: Model; readonly id: string; readonly amount: string }

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
  readonly worked?: WorkedFactors
  readonly single?: SingleThings
  /**
   * Counts what is not settled yet, so that earlier days have had longer than late ones and no two of them compare:
   * always, or while a period ended less than so many days ago.
   */
  readonly settling?: true | number
  /** Looked at beside the explanations of other KPIs: where it moved in the same segment, that is told. */
  readonly companion?: true
  /** What a movement of it in a segment is told as, beside the explanations of other metrics. */
  readonly tells?: 'competitor.promotion' | 'day.closed'
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
