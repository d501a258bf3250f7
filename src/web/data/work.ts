import { queryOptions } from '@tanstack/react-query'
import type { Language } from '#core/messages.ts'
import type { WorkList } from '#core/work/lists.ts'
import type { BusinessDay } from '#core/work/running-clock.ts'
import { browserTime } from '../work/clock.ts'
import type { LogBody } from '../work/outbox.ts'
import { ask, change } from './ask.ts'

export type WorkRow = {
  readonly contact_id: string | null
  readonly customer_id: string | null
  readonly about_id: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly owner: string | null
  readonly owner_name: string | null
  readonly since: string | null
  readonly business_minutes: number | null
  readonly late: boolean
  readonly attempts: number
  readonly last_contact_at: string | null
  readonly source: string | null
  readonly product_line: string | null
  readonly topic: string | null
  readonly location: string | null
  readonly province: string | null
  readonly sentence: string
}

export type WaitingList = {
  readonly list: WorkList
  readonly name: string
  readonly purpose: string
  readonly total: number | null
  readonly late: number | null
  readonly rows: readonly WorkRow[]
  readonly hidden?: { readonly detail: string }
}

export type Logged = {
  readonly key: string
  readonly at: string
  readonly name: string | null
  readonly contact_id: string | null
  readonly customer_id: string | null
  readonly method: string | null
  readonly reached: boolean | null
}

export type Work = {
  readonly as_of: string
  readonly limit_minutes: number
  readonly business_day: BusinessDay
  readonly lists: readonly WaitingList[]
  readonly logged: readonly Logged[]
  /** When the answer came, by this browser. */
  readonly heard: number
}

export type OwnerWork = {
  readonly owner: string | null
  readonly owner_name: string
  readonly lists: Readonly<Record<WorkList, { readonly total: number; readonly late: number }>>
}

export const workQuery = (lang: Language, owner: string | null | undefined) =>
  queryOptions({
    queryKey: ['work', lang, owner],
    queryFn: async ({ signal }): Promise<Work> => {
      const query = { lang, owner: owner === undefined ? undefined : (owner ?? '') }
      const work = await ask<Omit<Work, 'heard'>>('/work', query, signal)
      return { ...work, heard: browserTime() }
    },
    refetchInterval: 60_000,
  })

export const teamQuery = (lang: Language) =>
  queryOptions({
    queryKey: ['work', 'team', lang],
    queryFn: ({ signal }) =>
      ask<{ readonly lists: readonly WorkList[]; readonly owners: readonly OwnerWork[] }>(
        '/work/team',
        { lang },
        signal,
      ),
  })

export const sendLog = (key: string, body: LogBody) => change('/work/log', { key, ...body })

export const sendUndo = (key: string) => change(`/work/log/${encodeURIComponent(key)}/undo`, {})

export type SharedOut = {
  readonly given: number
  readonly left: number
  readonly by_owner: readonly { readonly owner: string; readonly owner_name: string; readonly count: number }[]
  readonly by_reason: readonly { readonly reason: string; readonly sentence: string; readonly count: number }[]
}

/** @param trial only says what would be given */
export const shareOut = (trial: boolean) => change<SharedOut>('/work/assign', { dry_run: trial })
