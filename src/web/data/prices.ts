import { queryOptions } from '@tanstack/react-query'
import type { Language } from '#core/messages.ts'
import type {
  AddedMany,
  ListedPage,
  ListingsAnswer,
  MatrixRow,
  ProductHistory,
  Promotion,
  ReadUrl,
  Waiting,
} from '#core/prices/told.ts'
import { ask, change, type Query } from './ask.ts'

const at = (id: string, verb = ''): string => `/prices/listings/${encodeURIComponent(id)}${verb}`

export const listingsQuery = (lang: Language, show?: string) =>
  queryOptions({
    queryKey: ['prices', 'list', lang, show],
    queryFn: ({ signal }) => ask<ListingsAnswer>('/prices', { lang, show, limit: 200 }, signal),
    refetchInterval: 30_000,
  })

export const waitingQuery = (lang: Language) =>
  queryOptions({
    queryKey: ['prices', 'review', lang],
    queryFn: async ({ signal }) =>
      (await ask<{ readonly waiting: readonly Waiting[] }>('/prices/review', { lang }, signal)).waiting,
  })

export const matrixQuery = queryOptions({
  queryKey: ['prices', 'matrix'],
  queryFn: ({ signal }) =>
    ask<{ readonly on: string; readonly competitors: readonly string[]; readonly rows: readonly MatrixRow[] }>(
      '/prices/matrix',
      {},
      signal,
    ),
})

export const promotionsQuery = queryOptions({
  queryKey: ['prices', 'promotions'],
  queryFn: ({ signal }) =>
    ask<{ readonly from_on: string; readonly to_on: string; readonly promotions: readonly Promotion[] }>(
      '/prices/promotions',
      { days: 60 },
      signal,
    ),
})

export const priceHistoryQuery = (product: string) =>
  queryOptions({
    queryKey: ['prices', 'history', product],
    queryFn: ({ signal }) => ask<ProductHistory>('/prices/history', { product, days: 180 }, signal),
  })

export const readPage = (url: string, rule: string | undefined) =>
  change<ReadUrl>('/prices/read', { url, ...(rule ? { rule } : {}) })

export const addPage = (body: Query) => change<ListedPage>('/prices/listings', body)

export const addPages = (file: File) => {
  const body = new FormData()
  body.set('file', file)
  return change<AddedMany>('/prices/listings/file', body)
}

export const decideOn = (id: string, decision: 'accept' | 'refuse', choice?: number) =>
  change<ListedPage>(at(id, '/decide'), { decision, choice })

export const pointAt = (id: string, choice: number) => change<ListedPage>(at(id, '/correct'), { choice })

export const fetchPage = (listing: string) => change<unknown>('/prices/fetch', { listing })

export const changePage = (id: string, state: 'active' | 'paused' | 'removed') => change<unknown>(at(id), { state })
