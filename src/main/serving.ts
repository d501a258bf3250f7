import { realTime } from '#adapters/clock.ts'
import type { Job } from '#core/job.ts'
import { pulsePages } from '#http/pulse-pages.ts'
import type { OpenPages } from '#http/server.ts'
import { closeOverdue } from '#operations/pulse/rounds.ts'
import { roundMinutes, sendByItself } from '#operations/surveys/send-round.ts'
import type { Company } from './company.ts'

/** What the running server does by itself. */
export const jobsFor = (company: Company): readonly Job[] => [
  // What depends on the day is built again soon after midnight; nothing happens in between.
  { name: 'tables.follow', every: 60, run: () => company.refresh() },
  { name: 'pulse.close', every: 300, run: async () => closeOverdue(company.depsFor(company.language())) },
  {
    name: 'surveys.send',
    every: roundMinutes * 60,
    run: (signal) => sendByItself(company.depsFor(company.language()), signal),
  },
]

/** Pages for people without an account. */
export const openPagesFor = (company: Company): readonly OpenPages[] => [
  pulsePages(company.depsFor(company.language()), realTime),
]
