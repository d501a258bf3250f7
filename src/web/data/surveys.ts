import { queryOptions } from '@tanstack/react-query'
import type { ShownServer } from '#core/mail.ts'
import type { Language } from '#core/messages.ts'
import type {
  ListedSurvey,
  Preview,
  RoundResult,
  ShownCode,
  ShownComment,
  ShownOptOut,
  ShownSending,
  ShownSurvey,
  SurveyResults,
} from '#core/surveys/told.ts'
import { ask, change, type Query } from './ask.ts'

const at = (id: string, verb = ''): string => `/surveys/${encodeURIComponent(id)}${verb}`

export const surveysQuery = queryOptions({
  queryKey: ['surveys', 'list'],
  queryFn: async ({ signal }) =>
    (await ask<{ readonly surveys: readonly ListedSurvey[] }>('/surveys', {}, signal)).surveys,
})

export const surveyQuery = (id: string) =>
  queryOptions({
    queryKey: ['surveys', 'one', id],
    queryFn: ({ signal }) => ask<ShownSurvey>(at(id), {}, signal),
  })

export const resultsQuery = (id: string) =>
  queryOptions({
    queryKey: ['surveys', 'results', id],
    queryFn: ({ signal }) => ask<SurveyResults>(at(id, '/results'), {}, signal),
  })

export const previewQuery = (survey: string, action: string | undefined, lang: Language) =>
  queryOptions({
    queryKey: ['surveys', 'preview', survey, action, lang],
    queryFn: ({ signal }) => ask<Preview>('/survey-preview', { survey, action, lang, limit: 12 }, signal),
  })

export const sendingQuery = queryOptions({
  queryKey: ['surveys', 'sending'],
  queryFn: ({ signal }) => ask<ShownSending>('/survey-sending', {}, signal),
})

export const mailQuery = queryOptions({
  queryKey: ['mail'],
  queryFn: async ({ signal }) => (await ask<{ readonly server: ShownServer | null }>('/mail', {}, signal)).server,
})

export const codesQuery = queryOptions({
  queryKey: ['surveys', 'codes'],
  queryFn: async ({ signal }) =>
    (await ask<{ readonly codes: readonly ShownCode[] }>('/survey-codes', {}, signal)).codes,
})

export const optOutsQuery = queryOptions({
  queryKey: ['surveys', 'opt-outs'],
  queryFn: async ({ signal }) =>
    (await ask<{ readonly opt_outs: readonly ShownOptOut[] }>('/survey-opt-outs', {}, signal)).opt_outs,
})

export const commentsQuery = (survey: string, search: string, score: string) =>
  queryOptions({
    queryKey: ['surveys', 'comments', survey, search, score],
    queryFn: ({ signal }) =>
      ask<{ readonly comments: readonly ShownComment[]; readonly total: number }>(
        '/survey-comments',
        { survey, search: search || undefined, score: score || undefined, limit: 50 },
        signal,
      ),
  })

export const putSurvey = (given: Query) => change<{ readonly survey: ListedSurvey }>('/surveys', given)
export const setState = ({ id, state }: { readonly id: string; readonly state: string }) =>
  change<{ readonly survey: ListedSurvey }>(at(id, '/state'), { state })
export const setSending = (given: Query) => change<ShownSending>('/survey-sending', given)
export const sendNow = () => change<RoundResult>('/survey-round', {})
export const setMail = (given: Query) => change<{ readonly server: ShownServer }>('/mail', given)
export const testMail = (email: string) => change<{ readonly response: string }>('/mail/test', { email })
export const addCode = (given: { readonly survey: string; readonly location?: string | undefined }) =>
  change<{ readonly code: ShownCode }>('/survey-codes', given)
export const closeCode = (code: string) => change(`/survey-codes/${encodeURIComponent(code)}/close`, {})
export const optOut = (given: { readonly email: string }) => change('/survey-opt-outs', given)
