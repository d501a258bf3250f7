import { queryOptions } from '@tanstack/react-query'
import type { LeadCounts, ShownForm, ShownLead } from '#core/leads/lead.ts'
import { ask, change, type Query } from './ask.ts'

export const leadFormsQuery = queryOptions({
  queryKey: ['leads', 'forms'],
  queryFn: ({ signal }) =>
    ask<{ readonly forms: readonly ShownForm[]; readonly leads: LeadCounts }>('/lead-forms', {}, signal),
})

export const heldLeadsQuery = queryOptions({
  queryKey: ['leads', 'held'],
  queryFn: async ({ signal }) =>
    (await ask<{ readonly leads: readonly ShownLead[] }>('/leads', { state: 'held', limit: 200 }, signal)).leads,
})

export const decideLead = ({ id, verb }: { readonly id: string; readonly verb: 'accept' | 'refuse' }) =>
  change(`/leads/${encodeURIComponent(id)}/${verb}`, {})

export const putLeadForm = (given: Query) => change<ShownForm>('/lead-forms', given)

const onForm = (id: string, verb: string): string => `/lead-forms/${encodeURIComponent(id)}/${verb}`

export const closeLeadForm = ({ id, verb }: { readonly id: string; readonly verb: 'close' | 'open' }) =>
  change<ShownForm>(onForm(id, verb), {})

export type HookSecret = {
  readonly form: string
  readonly hook: string
  readonly secret?: string
  readonly verify_token?: string
}

export const setLeadSecret = ({ id, secret }: { readonly id: string; readonly secret: string }) =>
  change<HookSecret>(onForm(id, 'secret'), secret === '' ? {} : { secret })
