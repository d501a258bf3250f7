import { realTime } from '#adapters/clock.ts'
import type { Job } from '#core/job.ts'
import { leadPages } from '#http/lead-pages.ts'
import { pulsePages } from '#http/pulse-pages.ts'
import type { OpenPages } from '#http/server.ts'
import { surveyPages } from '#http/survey-pages.ts'
import { landLeads } from '#operations/leads/land-leads.ts'
import { retirePeople } from '#operations/persons/retire.ts'
import { forgetLeft } from '#operations/pulse/people.ts'
import { closeOverdue } from '#operations/pulse/rounds.ts'
import { sendPulseMail } from '#operations/pulse/send-links.ts'
import { gatherAnswers } from '#operations/surveys/gather.ts'
import { roundMinutes, sendByItself } from '#operations/surveys/send-round.ts'
import type { Company } from './company.ts'
import { priceJobs } from './prices.ts'

/** What the running server does by itself. */
export const jobsFor = (company: Company): readonly Job[] => [
  // What depends on the day is built again soon after midnight; nothing happens in between.
  { name: 'tables.follow', every: 60, run: () => company.refresh() },
  {
    name: 'leads.land',
    every: 3,
    run: async () => {
      if ((await landLeads(company.depsFor(company.language()))) > 0) await company.refresh()
    },
  },
  {
    name: 'persons.retire',
    every: 3600,
    run: async () => {
      if ((await retirePeople(company.depsFor(company.language()))) > 0) await company.refresh()
    },
  },
  ...priceJobs(company),
  {
    name: 'pulse.close',
    every: 300,
    run: async () => {
      const deps = company.depsFor(company.language())
      closeOverdue(deps)
      forgetLeft(deps)
    },
  },
  {
    name: 'pulse.mail',
    every: 60,
    run: async (signal) => void (await sendPulseMail(company.depsFor(company.language()), signal)),
  },
  {
    name: 'surveys.send',
    every: roundMinutes * 60,
    run: (signal) => sendByItself(company.depsFor(company.language()), signal),
  },
  {
    name: 'surveys.gather',
    every: 10,
    run: async () => {
      if ((await gatherAnswers(company.depsFor(company.language()))) > 0) await company.refresh()
    },
  },
]

/** Pages for people without an account. */
export const openPagesFor = (company: Company): readonly OpenPages[] => [
  leadPages(company.depsFor, realTime, company.depsFor(company.language()).keyedHash('lead pages')),
  pulsePages(company.depsFor(company.language()), realTime),
  surveyPages(() => company.depsFor(company.language())),
]
