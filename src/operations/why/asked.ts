import type { Guard } from '#core/explain/answer.ts'
import type { Comparable } from '#core/explain/comparable.ts'
import type { Composed } from '#core/explain/compose.ts'
import type { Leaves } from '#core/explain/leaves.ts'
import type { Question } from '#core/explain/question.ts'
import type { Metric } from '#core/metric.ts'
import type { DayRange, Filter, Reading, ReadingRequest } from '#core/reading.ts'
import type { ReadingDeps } from '../readings/dependencies.ts'
import type { Days } from './windows.ts'

/** Two members of one dimension that are held against each other. */
export type Between = { readonly filter: Filter; readonly first: string; readonly second: string }

export type Asked = {
  readonly metric: Metric
  readonly request: ReadingRequest
  readonly between: Between | null
  readonly comparison: DayRange
  readonly readings: { readonly now: Reading; readonly before: Reading | null }
  readonly deps: ReadingDeps
  readonly isHoliday: (iso: string) => boolean
}

export type Explained = Asked & {
  readonly question: Question
  readonly leaves: Leaves
  readonly composed: Composed
  readonly comparable: Comparable
  readonly days: Days
  readonly missing: readonly string[]
  readonly without: ReadonlySet<number>
  /** Why nothing can be said of causes, where that is so. */
  readonly stopped: Guard | null
  readonly statement: string
  readonly flow: boolean
  /** Guards known before the answer. */
  readonly more?: readonly Guard[]
}
