import { releaseTable } from '#core/anonymity-table.ts'
import type { Table } from '#core/metric.ts'
import { askedIn, pulse, questions } from './model.ts'

const pulseResponse: Table = {
  name: 'pulse_response',
  reads: ['pulse_answer'],
  sql: () => `-- One row per answer of an employee on the scale of its question (0–10 for \`enps\`, 1–5 for the others); never a person.
select answered_on, question, score, team, location_id, tenure_band, cast(null as integer) as asked
from pulse_answer
where score between case when question = 'enps' then 0 else 1 end and case when question = 'enps' then 10 else 5 end
order by answered_on, question`,
}

const pulseRelease = releaseTable(pulse, pulseResponse.reads, [...questions.map(askedIn), undefined])

export const tables: readonly Table[] = [pulseResponse, pulseRelease]
