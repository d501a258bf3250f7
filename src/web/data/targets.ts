import { queryOptions } from '@tanstack/react-query'
import type { Language } from '#core/messages.ts'
import type { DayRange } from '#core/reading.ts'
import { ask, change, type Query } from './ask.ts'
import type { Aim, GivenTarget, Levels, SetAnswer, StandingTarget } from './target-types.ts'

export const targetsQuery = queryOptions({
  queryKey: ['targets'],
  queryFn: async ({ signal }) =>
    (await ask<{ readonly targets: readonly StandingTarget[] }>('/targets', {}, signal)).targets,
})

export type TargetChange = Levels & {
  readonly import_id: string
  readonly at: string
  readonly file: string
  readonly by: string | null
  readonly others: number
  readonly may_undo: boolean
}

export const historyQuery = (aim: Aim) =>
  queryOptions({
    queryKey: ['targets', 'history', aim],
    queryFn: async ({ signal }) =>
      (await ask<{ readonly changes: readonly TargetChange[] }>('/targets/history', aim as Query, signal)).changes,
  })

export type Proposal = {
  readonly basis: DayRange & { readonly value: number }
  readonly growth_percent: number
  readonly proposed: number
}

export const askProposal = (aim: Aim, growth: number, lang: Language): Promise<Proposal> =>
  ask<Proposal>('/targets/proposal', { ...aim, growth, lang })

/** Sets the targets as one import, or only checks them. */
export const setTargets = (targets: readonly GivenTarget[], dryRun: boolean): Promise<SetAnswer> =>
  change<SetAnswer>('/targets/many', { targets: JSON.stringify(targets), dry_run: dryRun })

export const takeTargetsBack = (id: string) => change<unknown>(`/targets/${encodeURIComponent(id)}/undo`, {})
