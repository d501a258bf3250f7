import type { Job } from '#core/job.ts'
import type { OpenPages } from '#http/server.ts'
import type { Company } from './company.ts'

/** What the running server does by itself. */
export const jobsFor = (company: Company): readonly Job[] => [
  // What depends on the day is built again soon after midnight; nothing happens in between.
  { name: 'tables.follow', every: 60, run: () => company.refresh() },
]

/** Pages for people without an account. */
export const openPagesFor = (_company: Company): readonly OpenPages[] => []
