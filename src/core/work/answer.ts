import type { DayRange } from '../reading.ts'
import type { Decision } from './assign.ts'
import type { Why, WorkList } from './lists.ts'
import type { BusinessDay } from './running-clock.ts'

/** A log that stands. */
export type LoggedContact = {
  readonly key: string
  readonly at: string
  readonly contact_id: string | null
  readonly customer_id: string | null
  readonly name: string | null
  readonly method: string | null
  readonly reached: boolean | null
  readonly next_step: string | null
}

/** One person who waits, with what is needed to call and why they are here. */
export type WorkRow = {
  readonly contact_id: string | null
  readonly customer_id: string | null
  /** Of the request or answer the row stands for. */
  readonly about_id: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly owner: string | null
  readonly owner_name: string | null
  /** Since when it waits, wall clock. */
  readonly since: string | null
  /** Business minutes waited at `as_of`; null where the list has no such clock. */
  readonly business_minutes: number | null
  readonly due_at: string | null
  readonly late: boolean
  readonly attempts: number
  readonly last_contact_at: string | null
  readonly source: string | null
  readonly product_line: string | null
  readonly topic: string | null
  readonly score: number | null
  readonly location: string | null
  readonly province: string | null
  readonly why: Why
  readonly sentence: string
}

export type WaitingList = {
  readonly list: WorkList
  readonly name: string
  readonly metric: string
  readonly purpose: string
  readonly period: DayRange
  /** All that wait; `rows` are the first of them. Null where the list is not this asker’s to see. */
  readonly total: number | null
  readonly late: number | null
  readonly rows: readonly WorkRow[]
  readonly hidden?: { readonly code: string; readonly detail: string }
}

export type Work = {
  /** Wall clock the clocks were read at. */
  readonly as_of: string
  readonly limit_minutes: number
  /** Opening and closing minute of today, equal where it is closed: between them the clocks run on. */
  readonly business_day: BusinessDay
  readonly lists: readonly WaitingList[]
  /** What the asker logged today, newest first. */
  readonly logged: readonly LoggedContact[]
}

export type OwnerWork = {
  /** Null: nobody has been given it. */
  readonly owner: string | null
  readonly owner_name: string
  readonly lists: Readonly<Record<WorkList, { readonly total: number; readonly late: number }>>
  /** Since when the oldest contact waits. */
  readonly oldest_contact: string | null
}

/** Lists that are not this asker’s to see are left out of `lists`. */
export type TeamWork = {
  readonly as_of: string
  readonly lists: readonly WorkList[]
  readonly owners: readonly OwnerWork[]
}

export type Assigned = {
  readonly dry_run: boolean
  /** Absent where nothing was given. */
  readonly import_id?: string
  readonly given: number
  /** Stay with nobody. */
  readonly left: number
  readonly by_owner: readonly { readonly owner: string; readonly owner_name: string; readonly count: number }[]
  readonly by_reason: readonly {
    readonly reason: Decision['reason']
    readonly sentence: string
    readonly count: number
  }[]
  readonly decisions: readonly Decision[]
}
