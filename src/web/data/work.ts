import { queryOptions } from '@tanstack/react-query'
import type { Language } from '#core/messages.ts'
import type { Assigned, TeamWork, Work } from '#core/work/answer.ts'
import { browserTime } from '../work/clock.ts'
import type { LogBody } from '../work/outbox.ts'
import { ask, change } from './ask.ts'

/** With when the answer came, by this browser. */
export type HeardWork = Work & { readonly heard: number }

export const workQuery = (lang: Language, owner: string | null | undefined) =>
  queryOptions({
    queryKey: ['work', lang, owner],
    queryFn: async ({ signal }): Promise<HeardWork> => {
      const query = { lang, owner: owner === undefined ? undefined : (owner ?? '') }
      const work = await ask<Work>('/work', query, signal)
      return { ...work, heard: browserTime() }
    },
    refetchInterval: 60_000,
  })

export const teamQuery = (lang: Language) =>
  queryOptions({
    queryKey: ['work', 'team', lang],
    queryFn: ({ signal }) => ask<TeamWork>('/work/team', { lang }, signal),
  })

export const sendLog = (key: string, body: LogBody) => change('/work/log', { key, ...body })

export const sendUndo = (key: string) => change(`/work/log/${encodeURIComponent(key)}/undo`, {})

/** @param trial only says what would be given */
export const shareOut = (trial: boolean) => change<Assigned>('/work/assign', { dry_run: trial })
