import type { Kpi, Measure, Metric, Value } from '#core/metric.ts'
import { readMean, readNetPromoter, readRate, readSum } from '#core/values.ts'
import { explain } from './explain.ts'
import { formulas, kpiName, names } from './messages.ts'
import { held, heldDimensions, responseDimensions, responses } from './model.ts'
import { tables } from './tables.ts'

type MetricId = keyof typeof names

const define = (id: MetricId, rest: Omit<Metric, 'id' | 'name' | 'formula' | 'dimensions' | 'date'>): Metric => ({
  id,
  name: names[id],
  formula: formulas[id],
  date: 'answered_at',
  dimensions: responseDimensions,
  ...rest,
})

const sum = (column: string, rows: string): Measure => ({ model: responses, sql: `sum(${column})`, rows })

const nps = define('nps', {
  kind: 'score',
  unit: 'score',
  direction: 'up_is_good',
  measures: () => ({
    promoters: sum('promoters', 'm.nps_answers = 1'),
    detractors: sum('detractors', 'm.nps_answers = 1'),
    answers: sum('nps_answers', 'm.nps_answers = 1'),
  }),
  read: readNetPromoter(),
})

const csat = define('csat', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'up_is_good',
  measures: () => ({
    numerator: sum('csat_satisfied', 'm.csat_answers = 1'),
    denominator: sum('csat_answers', 'm.csat_answers = 1'),
  }),
  read: readRate(),
})

const ces = define('ces', {
  kind: 'score',
  unit: 'score',
  direction: 'up_is_good',
  measures: () => ({
    total: sum('ces_score', 'm.ces_answers = 1'),
    squares: sum('ces_square', 'm.ces_answers = 1'),
    favourable: sum('ces_easy', 'm.ces_answers = 1'),
    answers: sum('ces_answers', 'm.ces_answers = 1'),
  }),
  read: readMean(),
})

/** Answered ÷ delivered; where nothing is known of deliveries, that is said. */
const responseRate = define('survey_response_rate', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'up_is_good',
  measures: () => ({
    numerator: sum('nps_answers + csat_answers + ces_answers', 'm.off_scale = 0'),
    denominator: { ...sum('delivered', 'm.off_scale = 0'), unknown: true },
  }),
  read: (row): Value => (row['denominator'] === null ? { value: null, reason: 'no_data' } : readRate()(row)),
})

const heldBack = {
  ...define('surveys_held_back', {
    kind: 'additive',
    unit: 'count',
    direction: 'neither',
    measures: () => ({ value: { model: held, sql: 'count(*)' } }),
    read: readSum(),
    worklist: true,
  }),
  date: 'opens_on',
  dimensions: heldDimensions,
} satisfies Metric

const detractorsOpen = define('detractors_open', {
  kind: 'additive',
  unit: 'count',
  direction: 'down_is_good',
  measures: () => ({ value: sum('detractors_open', 'm.detractors_open = 1') }),
  read: readSum(),
  worklist: true,
})

/** KPI 7: whether customers would recommend us, and who is waiting for a call. */
export const customerSatisfaction: Kpi = {
  number: 7,
  slug: 'customer-satisfaction',
  name: kpiName,
  headline: 'nps',
  metrics: [nps, csat, ces, responseRate, heldBack, detractorsOpen],
  tables,
  explain,
}
