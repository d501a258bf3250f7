import { queryOptions } from '@tanstack/react-query'
import type { RoundKind } from '#core/pulse/questions.ts'
import type { PulseResults } from '#core/pulse/released.ts'
import type { Employee, HandedLink, ListedRound } from '#core/pulse/round.ts'
import { ask, change } from './ask.ts'

export const resultsQuery = queryOptions({
  queryKey: ['pulse', 'results'],
  queryFn: ({ signal }) => ask<PulseResults>('/pulse/results', {}, signal),
})

export const roundsQuery = queryOptions({
  queryKey: ['pulse', 'rounds'],
  queryFn: async ({ signal }) =>
    (await ask<{ readonly rounds: readonly ListedRound[] }>('/pulse/rounds', {}, signal)).rounds,
})

export const employeesQuery = queryOptions({
  queryKey: ['pulse', 'people'],
  queryFn: async ({ signal }) =>
    (await ask<{ readonly people: readonly Employee[] }>('/pulse/people', {}, signal)).people,
})

export type PeopleSet = {
  readonly people: readonly Employee[]
  readonly refused: readonly { readonly line: number; readonly detail: string }[]
}

/** @param list as text, or the file that holds it */
export const setEmployees = (list: string | File) => {
  const form = new FormData()
  form.append('file', list)
  return change<PeopleSet>('/pulse/people', form)
}

export const forgetEmployee = (id: string) => change(`/pulse/people/${encodeURIComponent(id)}/forget`, {})

export const openRound = (given: { readonly kind: RoundKind; readonly closes_on: string }) =>
  change<ListedRound>('/pulse/rounds', given)

const onRound = (id: string, verb: string): string => `/pulse/rounds/${encodeURIComponent(id)}/${verb}`

export const closeRound = (id: string) => change<ListedRound>(onRound(id, 'close'), {})
export const releaseRound = (id: string) => change<ListedRound>(onRound(id, 'release'), {})
export const handOutLinks = async (id: string) =>
  (await change<{ readonly links: readonly HandedLink[] }>(onRound(id, 'links'), {})).links

export type MailPlan = {
  readonly recipients: number
  readonly without_address: number
  readonly sample: { readonly subject: string; readonly text: string }
}

/** @param trial only says to how many, and what */
export const sendByMail = (id: string, trial: boolean) => change<MailPlan>(onRound(id, 'mail'), { dry_run: trial })
