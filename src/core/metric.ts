import type { DimensionName } from './dimension.ts'
import type { Explanation, Unsplittable } from './explain/explanation.ts'
import type { Words } from './messages.ts'
import type { DayRange } from './reading.ts'
import type { Settings } from './settings.ts'
import type { Row } from './warehouse.ts'

export type MetricKind = 'additive' | 'ratio' | 'distinct' | 'quantile' | 'score' | 'difference'
export type Unit =
  | 'count'
  | 'rate'
  | 'money'
  | 'minutes'
  | 'hours'
  | 'months'
  | 'score'
  | 'index'
  | 'quantity'
  | 'ratio'
export type Direction = 'up_is_good' | 'down_is_good' | 'neither'

/** How a model reaches one dimension: an SQL expression over its rows (alias `m`), and the join it needs. */
export type Binding = {
  readonly sql: string
  /** Name in `Model.joins`. */
  readonly join?: string
}

/**
 * A table the planner reads. `flow` rows are summed over the days of a slot, `balance` rows from the
 * beginning to the slot's last day, `level` rows are read on the slot's last day.
 */
export type Model = {
  readonly name: string
  /**
   * Rows made at the moment of asking, in place of the table: a `select` in whose scope the relation
   * `slot(slot, from_on, to_on, as_of, as_of_at)` is. For states that are kept as intervals, and for rows too many
   * to copy: those are told the first and last day any window needs, to read no others.
   */
  readonly source?: string | ((days: DayRange) => string)
  /** Where the first and last day with facts are found, when not in the day column of the table. */
  readonly span?: { readonly table: string; readonly first: string; readonly last: string }
  /** What one row is, in one sentence. */
  readonly grain: string
  readonly time: 'flow' | 'balance' | 'level'
  /** Column holding the business date. */
  readonly day: string
  /** `name → left join …` clauses, written against alias `m`; only the ones a question needs are used. */
  readonly joins?: Readonly<Record<string, string>>
  readonly dimensions: Readonly<Partial<Record<DimensionName, Binding>>>
  /** Smaller tables with the same measure columns; the first that reaches every asked dimension is read. */
  readonly rollups?: readonly { readonly table: string; readonly dimensions: readonly DimensionName[] }[]
  /** Columns shown when the rows behind a number are asked for. */
  readonly rows: readonly string[]
  /** Column those rows are ordered by where the day alone leaves it open, e.g. the moment. */
  readonly moment?: string
  /**
   * Set where people could be recognised: only sums that isolate nobody are shown, and no rows. Every measure is
   * then a plain sum over this model; one named `answers` counts the answers.
   */
  readonly floor?: 'anonymity'
  /**
   * With `floor`: the table that keeps which sums those are, and of every group of answers the sums measures take, by
   * column; without one they are chosen at each question. Made by `releaseTable`.
   */
  readonly release?: {
    readonly table: string
    readonly sums: Readonly<Record<string, string>> & { readonly answers: string }
  }
  /** With `floor`: the answers of this many days up to the slot's last day, in place of the slot's own days. */
  readonly trailing?: number
}

/** What a relation is written for: alias names of the asked members are `d1`, `d2`, … */
export type RelationContext = {
  /** Asked members, in order. A relation `slot(slot, from_on, to_on, as_of, as_of_at)` is in scope of the SQL. */
  readonly by: readonly DimensionName[]
  /** Dimensions asked for or filtered by. */
  readonly asked: readonly DimensionName[]
  /** The windows themselves, for what has to be known before the statement is written. */
  readonly slots: readonly (DayRange & { readonly slot: string; readonly asOf?: string })[]
  /** Condition on dimension expressions, ready to use; `true` when nothing is filtered, leaving out some if asked. */
  readonly filter: (bindings: Model['dimensions'], except?: readonly DimensionName[]) => string
  readonly options: MetricOptions
  /** Thresholds an owner can change; see `core/settings.ts`. */
  readonly settings: Settings
}

/**
 * One aggregate. Either an SQL aggregate over a model's rows, or, where a number is not a sum over rows,
 * a whole relation returning `slot, level, d1, d2, value` with `level` 0 for the total and 1 for members.
 */
export type Measure =
  | {
      readonly model: Model
      /** Aggregate over the model's columns (alias-free), e.g. `sum(net_amount)`. May use slot columns. */
      readonly sql: string
      /** Set where rows cannot be summed by day first: quantiles, distinct counts, slot-dependent filters. */
      readonly whole?: true
      /** Condition on the model's rows, e.g. `status = 'completed'`. */
      readonly where?: string
      /** Picks the rows shown behind the number where the aggregate itself reads them all. */
      readonly rows?: string
      /** Nothing found stays unknown, where a window without rows would otherwise count as zero. */
      readonly unknown?: true
    }
  | {
      readonly relation: (context: RelationContext) => string
      readonly model: Model
      readonly rows?: string
      /** Column of the relation to take, `value` where left out; measures naming one relation share one reading of it. */
      readonly column?: string
      /** Nothing found stays unknown, where a window without rows would otherwise count as zero. */
      readonly unknown?: true
    }

export type MetricOptions = {
  readonly horizon?: number | 'any'
  readonly lag?: 'plain' | 'lagged'
  readonly market?: string
  readonly clock?: 'wall' | 'business'
}

/** Why a number is missing. */
export type Reason = 'no_data' | 'denominator_zero' | 'hidden_for_anonymity' | 'too_few' | 'not_reached'

export type Flag =
  | 'immature'
  | 'too_few'
  | 'stale'
  | 'partial'
  | 'bands_only'
  | 'unequal_windows'
  | 'rounded_for_anonymity'

/** One value with what it was divided from. Absent parts are absent, never zero. */
export type Value = {
  readonly value: number | null
  readonly reason?: Reason
  readonly numerator?: number | null
  readonly denominator?: number | null
  readonly interval?: readonly [number, number]
  /** Standard error of the value in its own unit, where one is known; used for change tests. */
  readonly standard_error?: number
  readonly margin?: number
  readonly flags?: readonly Flag[]
  /** Further named figures of the same row, e.g. `p90`, `promoters`, `coverage`. */
  readonly also?: Readonly<Record<string, number | null>>
}

/** What the warehouse returned for one slot and member: measure name → number, null where nothing was found. */
export type MeasureRow = Readonly<Record<string, number | null>>

export type ReadContext = {
  readonly options: MetricOptions
  readonly settings: Settings
  /** First and last day of the slot, and the day it is seen from. */
  readonly from: string
  readonly to: string
  readonly asOf: string
}

export type Metric = {
  readonly id: string
  readonly kind: MetricKind
  readonly unit: Unit
  readonly direction: Direction
  /** The date it counts by, as printed under the number, e.g. `received_at`. */
  readonly date: string
  readonly name: Words
  readonly formula: Words
  readonly dimensions: readonly DimensionName[]
  /**
   * `asked`: dimensions split or filtered by, for counts that are not sums over some of them. The last measure names
   * the rows shown behind the number; one called `rows` counts them where neither value nor denominator does.
   */
  readonly measures: (
    options: MetricOptions,
    settings: Settings,
    asked?: readonly DimensionName[],
  ) => Readonly<Record<string, Measure>>
  /** Divides once: measures in, value out. Pure. */
  readonly read: (row: MeasureRow, context: ReadContext) => Value
  /** Of answers whose authors stay unknown: how many are in each class, none left out. */
  readonly classes?: (row: MeasureRow) => readonly number[]
  /** Days after which a cohort no longer changes; null where it never stops. Absent: not a cohort. */
  readonly matures?: (options: MetricOptions, settings: Settings) => number | null
  /** A count of what stands on the last day, not of what happened over the days: windows of any length compare. */
  readonly standing?: true
  /** The rows behind it are work to do: shown oldest first. */
  readonly worklist?: true
  /**
   * The rows behind it, where its measures read counts made of them: those of `model` in the asked period that
   * meet `where`.
   */
  readonly behind?: { readonly model: Model; readonly where: string }
  /** Options it understands. */
  readonly options?: readonly (keyof MetricOptions)[]
}

/** One of the seven. */
export type Kpi = {
  readonly number: 1 | 2 | 3 | 4 | 5 | 6 | 7
  readonly slug: string
  readonly name: Words
  readonly headline: string
  readonly metrics: readonly Metric[]
  /** Tables built from the conformed ones after an import, in order. */
  readonly tables: readonly Table[]
  /** How each metric's changes are explained, by its id. */
  readonly explain: Readonly<Record<string, Explanation | Unsplittable>>
}

/** A materialised table of a KPI. */
export type Table = {
  readonly name: string
  /** `select …` over conformed tables and tables before it; `$settings` values are inlined by the builder. */
  readonly sql: (context: TableContext) => string
  /** Conformed tables whose change makes it stale. */
  readonly reads: readonly string[]
  /**
   * Column by which it can be refreshed in part: only rows of days a batch touched are rebuilt. The `sql`
   * must be a pure function of same-day rows of `reads`. Absent: rebuilt whole.
   */
  readonly day?: string
  /**
   * A step no statement can do, such as an optimiser. `sql` then makes the table empty, with its columns; the
   * builder reads `fit.from`, hands all its rows at once to `fit.compute` and inserts what comes back.
   * `compute` is pure and deterministic; its rows carry every column of the table by name. `standing` are the rows it
   * gave last, where the table is still defined as it was then: they may spare work, never change the result. Rows
   * with one key of `apart`, read or standing, are handed over by themselves, the next after other work had its turn.
   */
  readonly fit?: {
    readonly from: (context: TableContext) => string
    readonly apart?: (row: Row) => string
    readonly compute: (rows: readonly Row[], context: TableContext, standing?: readonly Row[]) => readonly Row[]
  }
}

export type TableContext = {
  readonly settings: Settings
  /** Today in the organisation's time zone, ISO date. */
  readonly today: string
}
