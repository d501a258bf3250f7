import type { Params } from '../messages.ts'
import type { Direction, Unit } from '../metric.ts'
import type { Comparison, DayRange } from '../reading.ts'

export type Verdict = 'within_noise' | 'across_the_board' | 'localised' | 'cannot_say'

export type Guard = { readonly code: string; readonly params: Params }

/** `before` and `after` are the factor's own level where it has one, `within_noise` whether that stayed within noise. */
export type Factor = {
  readonly id: string
  readonly effect: number
  readonly share: number | null
  readonly before?: number
  readonly after?: number
  readonly within_noise?: boolean
}

/** Ids of members by dimension; null for the missing member. */
export type Members = Readonly<Record<string, string | number | null>>

/**
 * One reason. `effect` = what it adds to the change; of a sum that is `observed` − `expected`, `expected` being the
 * segment in the comparison; `usual` is its level in the comparable windows.
 */
export type Segment = {
  readonly where: Members
  readonly labels: Readonly<Record<string, string>>
  readonly effect: number
  /** Of the change; null where ups and downs cancel so far that shares say nothing. */
  readonly share: number | null
  readonly mix_effect: number | null
  readonly rate_effect: number | null
  readonly observed: number | null
  readonly expected: number | null
  readonly usual: number | null
  readonly p_value: number
  readonly also_seen_as: readonly Members[]
  readonly rest_without_it: { readonly relative: number | null; readonly within_noise: boolean | null }
}

export type Companion = {
  /** A metric, or an event: `day.closed`, `competitor.promotion`, … */
  readonly id: string
  readonly where: Members
  readonly labels: Readonly<Record<string, string>>
  readonly relative: number | null
  readonly absolute: number | null
  readonly p_value: number | null
  readonly score: number
  readonly params: Params
  readonly words: { readonly vi: string; readonly en: string }
}

export type Expected = {
  readonly value: number
  readonly interval: readonly [number, number]
  readonly basis: string
  readonly p_value: number
}

/** The why answer of the public contract. */
export type WhyAnswer = {
  readonly metric: string
  readonly unit: Unit
  readonly currency?: string
  readonly direction: Direction
  readonly period: DayRange
  readonly comparison: Comparison | DayRange | null
  readonly between?: {
    readonly dimension: string
    readonly members: readonly (string | null)[]
    readonly labels: readonly string[]
  }
  readonly value: number | null
  readonly previous: number | null
  readonly change: { readonly absolute: number | null; readonly relative: number | null }
  readonly expected: Expected | null
  readonly verdict: Verdict
  readonly factors: readonly Factor[]
  readonly segments: readonly Segment[]
  readonly rest: {
    readonly effect: number
    readonly mix_effect: number | null
    readonly rate_effect: number | null
    readonly within_noise: boolean | null
  }
  /** Rows: the segments in order, then the rest; columns: the factors in order. */
  readonly matrix: readonly (readonly number[])[]
  readonly companions: readonly Companion[]
  readonly guards: readonly (Guard & { readonly words: { readonly vi: string; readonly en: string } })[]
  /** Metrics whose explanation is honest in place of this one's, and an explanation made in its place. */
  readonly instead?: readonly string[]
  /** In place of a quantile: the share of cases above what it was, taken apart. */
  readonly split?: { readonly of: string; readonly threshold: number } & Omit<WhyAnswer, 'split'>
  readonly sentences: { readonly vi: readonly string[]; readonly en: readonly string[] }
}
