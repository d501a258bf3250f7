/** Targets as they cross the interface. */

import type { Unit } from '#core/metric.ts'

export type Levels = { readonly minimum: number | null; readonly target: number; readonly stretch: number | null }

export type StandingTarget = Levels & {
  readonly metric: string
  readonly unit?: Unit
  readonly period: string
  readonly from: string | null
  readonly to: string | null
  readonly scope: string
}

/** What a target is for, as the interface takes it. */
export type Aim = { readonly metric: string; readonly period: string; readonly where: readonly string[] }

export type SetAnswer = {
  readonly import_id?: string
  readonly targets: readonly { readonly at: number }[]
  readonly refused: readonly { readonly at: number; readonly code: string; readonly detail: string }[]
}

export type GivenTarget = Aim & { readonly minimum?: number; readonly target?: number; readonly stretch?: number }
