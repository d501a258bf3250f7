import { defineMessages, type Words } from '../messages.ts'

/** Kinds of work that wait for a person, each the rows behind a metric of that name. */
export const workLists = ['contacts', 'care', 'requests', 'detractors'] as const
export type WorkList = (typeof workLists)[number]

export type ListDefinition = {
  /** The rows behind this metric are the work: what it counts is what waits. */
  readonly metric: string
  /** Window those rows are of. Standing work is that of today. */
  readonly period: 'last-28-days' | 'today'
  /** Why our side calls; what closes the work is told by the metric. */
  readonly purpose: 'selling' | 'care' | 'support'
  readonly name: Words
}

const names = defineMessages({
  contacts: { vi: 'Contact chưa gọi', en: 'Contacts not called' },
  care: { vi: 'Khách cần hỏi thăm', en: 'Customers to check in with' },
  requests: { vi: 'Yêu cầu đang chờ', en: 'Open requests' },
  detractors: { vi: 'Khách không hài lòng, cần gọi lại', en: 'Unhappy customers to call back' },
})

export const listDefinitions: Readonly<Record<WorkList, ListDefinition>> = {
  contacts: { metric: 'contacts_untouched', period: 'last-28-days', purpose: 'selling', name: names.contacts },
  care: { metric: 'overdue_customers', period: 'today', purpose: 'care', name: names.care },
  requests: { metric: 'requests_open', period: 'today', purpose: 'support', name: names.requests },
  detractors: { metric: 'detractors_open', period: 'last-28-days', purpose: 'care', name: names.detractors },
}

/**
 * Days a customer who is overdue rests on the list after a care contact: silence goes on until the next purchase,
 * whoever was just called is not called again at once.
 */
export const careRestDays = { reached: 30, missed: 2 } as const

const whyWords = defineMessages({
  'contact.waiting': { vi: 'Chưa ai gọi', en: 'Nobody has called' },
  'contact.late': {
    vi: 'Chưa ai gọi, quá hạn {limit} phút làm việc',
    en: 'Nobody has called, past the limit of {limit} business minutes',
  },
  'care.own_gap': {
    vi: 'Thường mua mỗi {gap} ngày, nay đã {silent} ngày',
    en: 'Buys every {gap} days as a rule, now {silent} days silent',
  },
  'care.common': {
    vi: 'Im lặng {silent} ngày, lâu hơn nhịp mua thường thấy',
    en: 'Silent for {silent} days, longer than the usual rhythm allows',
  },
  'request.open': { vi: 'Yêu cầu mở {days} ngày chưa xong', en: 'Request open for {days} days' },
  'request.contacted': {
    vi: 'Đã liên hệ, yêu cầu mở {days} ngày chưa xong',
    en: 'In touch, request open for {days} days',
  },
  'detractor.open': { vi: 'Chấm {score}/10, chưa ai gọi lại', en: 'Scored {score} of 10, not called back yet' },
  'detractor.missed': {
    vi: 'Chấm {score}/10, đã gọi {attempts} lần chưa gặp',
    en: 'Scored {score} of 10, calls without an answer: {attempts}',
  },
})

export type WhyCode = keyof typeof whyWords

/** Why a row stands on its list, in words with marks for its numbers. */
export const workWhy = (code: WhyCode): Words => whyWords[code]

/** What a row says of itself, as the statement gives it. */
export type WaitingFacts = {
  readonly late?: boolean | null
  readonly limit?: number
  readonly silent_days?: number | null
  readonly median_gap?: number | null
  readonly by_own_gap?: boolean | null
  readonly days?: number | null
  readonly score?: number | null
  readonly attempts?: number
}

export type Why = { readonly code: WhyCode; readonly params: Readonly<Record<string, number>> }

/** Why a row is on the list. */
export const whyOf = (list: WorkList, facts: WaitingFacts): Why => {
  const attempts = facts.attempts ?? 0
  switch (list) {
    case 'contacts':
      return facts.late
        ? { code: 'contact.late', params: { limit: facts.limit ?? 0 } }
        : { code: 'contact.waiting', params: {} }
    case 'care':
      return facts.by_own_gap
        ? { code: 'care.own_gap', params: { gap: Math.round(facts.median_gap ?? 0), silent: facts.silent_days ?? 0 } }
        : { code: 'care.common', params: { silent: facts.silent_days ?? 0 } }
    case 'requests':
      return { code: attempts > 0 ? 'request.contacted' : 'request.open', params: { days: facts.days ?? 0 } }
    case 'detractors':
      return attempts > 0
        ? { code: 'detractor.missed', params: { score: facts.score ?? 0, attempts } }
        : { code: 'detractor.open', params: { score: facts.score ?? 0 } }
  }
}
