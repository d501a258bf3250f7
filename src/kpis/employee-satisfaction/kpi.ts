import type { Kpi, Measure, Metric, Model } from '#core/metric.ts'
import { readRate } from '#core/values.ts'
import { explain } from './explain.ts'
import { formulas, kpiName, names } from './messages.ts'
import { askedIn, dimensions, pulse, type Question } from './model.ts'
import { agreementClasses, promoterClasses, readAgreement, readEmployeeNetPromoter } from './read.ts'
import { tables } from './tables.ts'

type MetricId = keyof typeof names

/** Each person's last answer counts for 90 days; authors are unknown, so each answer is one. */
const lasting: Model = { ...pulse, trailing: 90 }

const define = (id: MetricId, rest: Pick<Metric, 'kind' | 'unit' | 'measures' | 'read' | 'classes'>): Metric => ({
  id,
  name: names[id],
  formula: formulas[id],
  direction: 'up_is_good',
  date: 'answered_on',
  dimensions,
  ...rest,
})

const { sums } = pulse.release

const sum = (model: Model, sql: string, question?: Question): Measure => ({
  model,
  sql,
  ...(question ? { where: askedIn(question) } : {}),
})

const enps = define('enps', {
  kind: 'score',
  unit: 'score',
  measures: () => ({
    promoters: sum(lasting, sums.promoters, 'enps'),
    detractors: sum(lasting, sums.detractors, 'enps'),
    answers: sum(lasting, sums.answers, 'enps'),
  }),
  read: readEmployeeNetPromoter,
  classes: promoterClasses,
})

const agreement = (id: Question): Metric =>
  define(id, {
    kind: 'score',
    unit: 'score',
    measures: () => ({
      total: sum(pulse, sums.total, id),
      squares: sum(pulse, sums.squares, id),
      favourable: sum(pulse, sums.favourable, id),
      answers: sum(pulse, sums.answers, id),
    }),
    read: readAgreement,
    classes: agreementClasses,
  })

/** Answered ÷ asked; where nothing is known of invitations, that is said. */
const participation = define('pulse_participation', {
  kind: 'ratio',
  unit: 'rate',
  measures: () => ({
    numerator: sum(pulse, sums.answers),
    denominator: { ...sum(pulse, sums.asked), unknown: true },
    answers: sum(pulse, sums.answers),
  }),
  read: (row) => (row['denominator'] === null ? { value: null, reason: 'no_data' } : readRate()(row)),
})

/** KPI 6: whether employees would recommend the workplace, without anyone being recognised. */
export const employeeSatisfaction: Kpi = {
  number: 6,
  slug: 'employee-satisfaction',
  name: kpiName,
  headline: 'enps',
  metrics: [
    enps,
    agreement('belonging'),
    agreement('process_agreement'),
    agreement('recognition'),
    agreement('workload'),
    agreement('tools'),
    agreement('manager_support'),
    agreement('growth'),
    participation,
  ],
  tables,
  explain,
}
