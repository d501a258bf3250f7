import type { MetricScope } from './access.ts'
import type { DimensionName } from './dimension.ts'
import type { Words } from './messages.ts'
import type { Direction, Flag, MetricOptions, Unit, Value } from './metric.ts'

/** Both ends included, ISO dates. */
export type DayRange = { readonly from: string; readonly to: string }

export type ComparisonKind = 'previous' | 'previous_whole' | 'year' | 'range'
export type Comparison = DayRange & {
  readonly kind: ComparisonKind
  /** How the days of `year` were found: by distance to Tết, by weekday (364 days) or by the calendar. */
  readonly alignment?: 'tet' | 'weekday' | 'calendar'
}
export type Grain = 'day' | 'week' | 'month'

/** `values` null stands for the missing member. */
export type Filter = {
  readonly dimension: DimensionName
  readonly not: boolean
  readonly values: readonly (string | null)[]
}

export type ReadingRequest = {
  readonly period: DayRange
  readonly comparison: Comparison | null
  readonly by: readonly DimensionName[]
  readonly where: readonly Filter[]
  readonly series: readonly DayRange[]
  readonly options: MetricOptions
  /** Today in the organisation's time zone. */
  readonly today: string
  /** Wall-clock moment of the question there, `2026-11-18T11:40:00`; absent: the end of today. */
  readonly now?: string
  /** What the asker may read; planning puts it on every statement. Absent: everything. */
  readonly scope?: MetricScope
}

export type Change = {
  readonly absolute: number | null
  readonly relative: number | null
  readonly p_value: number | null
  readonly within_noise: boolean | null
}

/** One member row of a breakdown. */
export type Group = Value & {
  readonly members: Readonly<Record<string, string | number | null>>
  readonly labels: Readonly<Record<string, string>>
  readonly previous: Value | null
  readonly change: Change | null
}

export type TargetReading = {
  readonly minimum: number | null
  readonly target: number
  readonly stretch: number | null
  readonly expected_now: number | null
  readonly achieved: number | null
  readonly status: 'red' | 'amber' | 'green' | null
  readonly period: DayRange
  /** Share of the period's working days that is behind us, 0 … 1. */
  readonly time_progress: number
  /** Value ÷ expected now. */
  readonly pace: number | null
  readonly forecast: number | null
  readonly forecast_interval: readonly [number, number] | null
}

/** The metric answer of the public contract. */
export type Reading = Value & {
  readonly metric: string
  readonly name: Words
  readonly unit: Unit
  /** ISO code, where the unit is money. */
  readonly currency?: string
  readonly direction: Direction
  readonly period: DayRange
  readonly comparison: Comparison | null
  readonly previous: Value | null
  readonly change: Change | null
  readonly target: TargetReading | null
  readonly by?: readonly Group[]
  readonly series: readonly (DayRange & Value)[]
  readonly flags: readonly Flag[]
  readonly provenance: {
    readonly formula: Words
    readonly date: string
    readonly statement: string
    readonly imports: readonly string[]
    readonly as_of: string
    readonly rows: number | null
  }
}
