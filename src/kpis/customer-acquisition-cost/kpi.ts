import { contactDimensions, received } from '#core/contacts/model.ts'
import type { DimensionName } from '#core/dimension.ts'
import type { Kpi, Measure, Metric } from '#core/metric.ts'
import { readSum } from '#core/values.ts'
import { amount, costMeasures, customers, measure, readCost, readLoaded, readPaid } from './cost.ts'
import { explain } from './explain.ts'
import { paybackMeasures, profitMeasures, readGrossProfit, readPayback, readWorth, yearDays } from './lifetime.ts'
import { formulas, kpiName, names } from './messages.ts'
import { methodMeasures, readMethod } from './method.ts'
import { cohort, customerNames, methodNames, originNames, spent, spentNames } from './model.ts'
import { horizonOf, liftMeasures, readLift, readResearched, researchedMeasures } from './research.ts'
import { tables } from './tables.ts'

type MetricId = keyof typeof names

const contactNames = Object.keys(contactDimensions) as readonly DimensionName[]

const define = (id: MetricId, rest: Omit<Metric, 'id' | 'name' | 'formula'>): Metric => ({
  id,
  name: names[id],
  formula: formulas[id],
  ...rest,
})

const spend = define('spend', {
  kind: 'additive',
  unit: 'money',
  direction: 'neither',
  date: 'from_on..to_on',
  dimensions: spentNames,
  measures: () => ({
    rows: { model: spent, sql: 'sum(shares)' },
    other: { model: spent, sql: 'sum(other_amount)' },
    value: amount,
  }),
  read: (row) => {
    const other = measure(row, 'other')
    return { ...readSum()(row), ...(other ? { also: { other_spend: other } } : {}) }
  },
})

const customersNew = define('customers_new', {
  kind: 'additive',
  unit: 'count',
  direction: 'up_is_good',
  date: 'completed_at',
  dimensions: customerNames,
  measures: () => ({ value: customers }),
  read: readSum(),
})

const cac = define('cac', {
  kind: 'ratio',
  unit: 'money',
  direction: 'down_is_good',
  date: 'completed_at',
  dimensions: originNames,
  options: ['lag'],
  measures: costMeasures,
  read: readLoaded,
})

const cacPaid = define('cac_paid', {
  kind: 'ratio',
  unit: 'money',
  direction: 'down_is_good',
  date: 'completed_at',
  dimensions: originNames,
  options: ['lag'],
  measures: costMeasures,
  read: readPaid,
})

const contacts: Measure = { model: received, sql: 'sum(contacts)', rows: 'm.contacts = 1' }

const costPerContact = define('cost_per_contact', {
  kind: 'ratio',
  unit: 'money',
  direction: 'down_is_good',
  date: 'received_at',
  dimensions: originNames,
  measures: () => ({ rows: contacts, spend: amount, contacts }),
  read: (row) => readCost(measure(row, 'spend'), measure(row, 'contacts')),
})

const costByMethod = define('cost_by_method', {
  kind: 'ratio',
  unit: 'money',
  direction: 'down_is_good',
  date: 'completed_at',
  dimensions: methodNames,
  measures: methodMeasures,
  read: readMethod,
})

const spendToSales = define('spend_to_sales', {
  kind: 'ratio',
  unit: 'ratio',
  direction: 'down_is_good',
  date: 'completed_at',
  dimensions: originNames,
  measures: () => ({
    spend: amount,
    // Who is won in the period buys from then on: the customers' days bound the rows read.
    sales: { model: cohort, whole: true, sql: 'sum(net_amount) filter (where on_day <= to_on)' },
  }),
  read: (row) => readCost(measure(row, 'spend'), measure(row, 'sales')),
})

const grossProfit12m = define('gross_profit_12m', {
  kind: 'ratio',
  unit: 'money',
  direction: 'up_is_good',
  date: 'completed_at',
  dimensions: customerNames,
  matures: () => yearDays,
  measures: () => ({ rows: customers, ...profitMeasures(), customers }),
  read: readGrossProfit,
})

const ltvToCac = define('ltv_to_cac', {
  kind: 'ratio',
  unit: 'ratio',
  direction: 'up_is_good',
  date: 'completed_at',
  dimensions: originNames,
  matures: () => yearDays,
  measures: () => ({ rows: customers, ...profitMeasures(), spend: amount, customers }),
  read: readWorth,
})

const cacPaybackMonths = define('cac_payback_months', {
  kind: 'ratio',
  unit: 'months',
  direction: 'down_is_good',
  date: 'completed_at',
  dimensions: originNames,
  matures: () => null,
  measures: () => ({
    rows: customers,
    ...paybackMeasures(),
    uncosted: profitMeasures()['uncosted']!,
    spend: amount,
    customers,
  }),
  read: readPayback,
})

const researchedRate = define('researched_rate', {
  kind: 'ratio',
  unit: 'rate',
  direction: 'up_is_good',
  date: 'first_attempt_at',
  dimensions: contactNames,
  measures: researchedMeasures,
  read: readResearched,
})

const researchLift = define('research_lift', {
  kind: 'difference',
  unit: 'rate',
  direction: 'neither',
  date: 'received_at',
  dimensions: contactNames,
  options: ['horizon'],
  matures: (options, settings) => {
    const horizon = horizonOf(options, settings)
    return horizon === 'any' ? null : horizon
  },
  measures: liftMeasures,
  read: readLift,
})

/** KPI 2: what a new customer costs, by which way, and when the money comes back. */
export const acquisitionCost: Kpi = {
  number: 2,
  slug: 'customer-acquisition-cost',
  name: kpiName,
  headline: 'cac',
  metrics: [
    spend,
    customersNew,
    cac,
    cacPaid,
    costPerContact,
    costByMethod,
    spendToSales,
    grossProfit12m,
    ltvToCac,
    cacPaybackMonths,
    researchedRate,
    researchLift,
  ],
  tables,
  explain,
}
